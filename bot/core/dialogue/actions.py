"""What buttons do: makes and reads the data a button carries, `verb:argument:argument`, in this one place.

Data must fit into 64 bytes (Telegram's limit). Ids are at most 42 ASCII letters, so an id alone always fits; where two
are needed they are a quarter or language and a concern, or a concern and a number.
"""

from __future__ import annotations

from dataclasses import dataclass

LIMIT = 64

HOME = "home"
LANGUAGES = "languages"
LANGUAGE = "language"
QUARTERS = "quarters"
DISTRICT = "district"
QUARTER = "quarter"
WHOLE_CITY = "city"
LOCATE = "locate"
QUARTER_PAGE = "page"
TOPICS = "topics"
TOPIC = "topic"
CONCERN = "concern"
PATHS = "paths"
PATH = "path"
STEPS = "steps"
MORE = "more"
OFFER = "offer"
MAP = "map"
UP = "up"
DOWN = "down"
WRONG = "wrong"
HUMAN = "human"
HELP = "help"
PRIVACY = "privacy"
FORGET = "forget"
FORGET_YES = "forget-yes"


@dataclass(frozen=True, slots=True)
class Action:
    """A verb with its arguments; missing arguments read as empty."""

    verb: str
    first: str = ""
    second: str = ""


def encode(verb: str, first: str = "", second: str = "") -> str:
    """Make button data; a second argument that would not fit is left out, the button then works without it."""
    data = ":".join(part for part in (verb, first, second) if part)
    if len(data.encode()) > LIMIT and second:
        return encode(verb, first)
    return data


def decode(data: str) -> Action:
    """Read button data of any age; what cannot be read is an action with an unknown verb."""
    verb, first, second, *_ = [*data.split(":"), "", "", ""]
    return Action(verb, first, second)
