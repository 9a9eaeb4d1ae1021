"""The pure core: what the bot knows, understands and says. No files, no network, no database."""
