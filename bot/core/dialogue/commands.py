"""What the slash commands do. Their names are the same in every language; their descriptions are translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core import messages as m
from bot.core.conversation import Turn
from bot.core.dialogue.choosing import expecting, said, settle
from bot.core.dialogue.manners import forget_card, help_card, home_card, human_card, privacy_card
from bot.core.dialogue.menus import district_card, language_card, topics_card
from bot.core.dialogue.scene import Scene
from bot.core.speech import Message

DESCRIPTIONS: Mapping[str, Message] = {
    "start": m.COMMAND_START,
    "topics": m.COMMAND_TOPICS,
    "quarter": m.COMMAND_QUARTER,
    "language": m.COMMAND_LANGUAGE,
    "human": m.COMMAND_HUMAN,
    "help": m.COMMAND_HELP,
    "privacy": m.COMMAND_PRIVACY,
    "forget": m.COMMAND_FORGET,
}
"""The commands in the order of the menu, with what describes them."""


def _quarter(scene: Scene, argument: str) -> Turn:
    """`/quarter`, or `/quarter` with a name or postal code."""
    homes = scene.resources.understanding.places.guesses(argument) if argument else []
    if homes:
        return settle(scene, homes, "")
    say = scene.speaker.say
    if argument:
        line = say(m.QUARTER_UNKNOWN)
    elif scene.home:
        line = f"{say(m.YOUR_QUARTER, quarter=scene.home.name)}\n{say(m.CHOOSE_QUARTER)}"
    else:
        line = ""
    return said(scene, district_card(scene, line=line), person=expecting(scene.person))


COMMANDS: Mapping[str, Callable[[Scene, str], Turn]] = {
    "topics": lambda scene, _: said(scene, topics_card(scene)),
    "quarter": _quarter,
    "language": lambda scene, _: said(scene, language_card(scene)),
    "human": lambda scene, _: said(scene, human_card(scene)),
    "help": lambda scene, _: said(scene, help_card(scene)),
    "privacy": lambda scene, _: said(scene, privacy_card(scene)),
    "forget": lambda scene, _: said(scene, forget_card(scene)),
    "menu": lambda scene, _: said(scene, home_card(scene)),
}
