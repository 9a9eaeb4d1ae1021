"""The conversation: one pure turn at a time, from an event to what is said and remembered."""

from bot.core.dialogue.scene import Resources
from bot.core.dialogue.turn import turn

__all__ = ["Resources", "turn"]
