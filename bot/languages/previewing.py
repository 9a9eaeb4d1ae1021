"""Shows every message of a language as people will see it: real values, all plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.messages import ALL
from bot.core.speech import Message, Speaker

NUMBERS = (0, 1, 2, 5, 11, 100)
"""Numbers that reach all plural forms of all our languages; Arabic has six."""
SAMPLES = {
    "city": "Musterhafen",
    "quarter": "Alter Hafen",
    "district": "Bergstadt",
    "language": "Deutsch",
    "office": "Einwohnerdienste",
    "numbers": "112, 110",
    "time": "16:00",
    "day": "…",
    "date": "2025-03",
    "hours": "Mo–Fr 09:00–12:00",
    "languages": "…",
    "levels": "A1, A2",
    "number": "+49 202 1234567",
    "address": "https://example.org",
    "url": "https://example.org",
    "word": "Anmeldung",
    "concern": "…",
    "concerns": "…",
}
"""A value for each placeholder, like those of a real conversation."""
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LATIN = {"time", "levels", "number", "url", "address", "hours"}
"""Values that the bot itself shields as left to right."""


def values_for(message: Message, samples: dict[str, str]) -> dict[str, str]:
    """Sample values for the placeholders of a message, without the number."""
    names = set(_PLACEHOLDER.findall(message.text + message.plural)) - {"n"}
    return {name: samples.get(name, name) for name in sorted(names)}


def preview(speaker: Speaker, samples: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Say every message with sample values.

    Args:
        speaker: Of the language.
        samples: Values by placeholder; a placeholder without one is filled with its own name.

    Yields:
        The key, with the number for plurals, and what people see.

    """
    for message in ALL:
        given = values_for(message, samples)
        shown = {name: speaker.latin(value) if name in _LATIN else value for name, value in given.items()}
        if message.plural:
            for n in NUMBERS:
                yield f"{message.key} n={n}", speaker.say(message, n, **shown)
        else:
            yield message.key, speaker.say(message, None, **shown)
