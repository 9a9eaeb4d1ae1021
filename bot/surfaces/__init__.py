"""Where people meet the bot: each surface turns its updates into events and renders replies."""
