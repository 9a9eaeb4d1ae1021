"""Finds the right value nearest to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

CLOSE = 60.0
"""From this likeness on a suggestion helps: `habour` and `harbour` are 92, `kita` and `miete` 44."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Find the choice most like a word, whole or as a part of it; None if none is close."""
    folded = {choice.casefold(): choice for choice in choices}
    wanted = word.strip().casefold()
    if wanted in folded:
        return folded[wanted]
    likeness = {
        choice: max(
            100 * DamerauLevenshtein.normalized_similarity(wanted, choice),
            fuzz.ratio(wanted, choice),
            0.9 * fuzz.partial_ratio(wanted, choice) if min(len(wanted), len(choice)) >= 4 else 0.0,
        )
        for choice, *_ in process.extract(wanted, folded.keys(), scorer=fuzz.WRatio, limit=25)
    }
    best = max(likeness, key=lambda choice: likeness[choice], default=None)
    return folded[best] if best is not None and likeness[best] >= CLOSE else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """Say the repair of an unknown value: the nearest right one, all of them if they are few, or `otherwise`."""
    known = list(dict.fromkeys(choices))
    found = nearest(word, known)
    if found is not None:
        return f'did you mean "{found}"?'
    if otherwise or not known or len(known) > 15:
        return otherwise
    return "known are: " + ", ".join(known)
