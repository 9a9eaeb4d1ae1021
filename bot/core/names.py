"""Finds offers that a question names: a place ("Alte Feuerwache") or a provider ("Caritas")."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.field import edits_allowed
from bot.core.model import Knowledge
from bot.core.text import words

_SEPARATORS = re.compile(r"\s[–-]\s|[()„“,:/]|\se\.\s?V\.")
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{3,6}\b")
_NAMED = 0.7
"""Share of a name's telling words that must be there: "feuerwache" alone does not name an "Alte Feuerwache"."""


@dataclass(frozen=True)
class NameIndex:
    """The names and providers of all offers as folded words, with how telling each word is."""

    names: tuple[tuple[str, tuple[str, ...]], ...]
    """Offer id and the words of one of its names."""
    told: Mapping[str, float]
    own: frozenset[tuple[str, frozenset[str]]]
    """Offer id and words of the names that are the offer's own, not its provider's."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> NameIndex:
        """Collect the names of all offers."""
        names = [
            (offer.id, tuple(dict.fromkeys(words(name))))
            for offer in knowledge.offers.values()
            for name in dict.fromkeys(short for full in (offer.name, offer.provider) for short in _short_names(full))
            if words(name)
        ]
        spread = Counter(word for _, name in set(names) for word in name)
        told = {word: math.log1p(len(names) / count) if len(word) > 2 else 0.1 for word, count in spread.items()}
        city = {word for name in (knowledge.city.name, *knowledge.city.aliases) for word in words(name)}
        return cls(
            names=tuple(names),
            told={word: 0.1 if word in city else weight for word, weight in told.items()},
            own=frozenset((o.id, frozenset(words(n))) for o in knowledge.offers.values() for n in _short_names(o.name)),
        )


def _short_names(full: str) -> list[str]:
    """What people call an offer: the whole name, what stands before a dash or bracket, and capitals such as AWO."""
    parts = [part.strip() for part in _SEPARATORS.split(full) if part.strip()]
    return [full, *parts[:2], *_CAPITALS.findall(full)]


@dataclass(frozen=True, slots=True)
class NamedOffers:
    """Offers that a question names, best first.

    `share` of the question's telling words the name takes up; `exact`: the question is a name, word for word.
    """

    offers: tuple[str, ...]
    share: float
    exact: bool


def named_offers(question: Sequence[str], index: NameIndex, weights: Mapping[str, float]) -> NamedOffers | None:
    """Find the offers a question names.

    Args:
        question: Its folded words.
        index: From `NameIndex.of`.
        weights: How telling each word of the question is, from `matching.rank`.

    Returns:
        None when no name is there with at least its telling words.
    """
    readings = {word: _reading(word, index.told) for word in dict.fromkeys(question)}
    said = {reading for reading in readings.values() if reading}
    found: dict[str, tuple[float, frozenset[str]]] = {}
    for offer, name in index.names:
        there = said.intersection(name)
        if not there:
            continue
        share = sum(index.told[w] for w in there) / sum(index.told[w] for w in name)
        if share >= _NAMED and share > found.get(offer, (0.0, frozenset()))[0]:
            found[offer] = (share, frozenset(there))
    if not found:
        return None
    best = max(share for share, _ in found.values())
    offers = [offer for offer, (share, _) in found.items() if share >= best - 0.05]
    taken = frozenset().union(*(found[offer][1] for offer in offers))
    total = sum(weights.get(word, 1.0) for word in readings) or 1.0
    share_of_question = sum(weights.get(w, 1.0) for w, reading in readings.items() if reading in taken) / total
    exact = {offer for offer in found if len(said) == len(readings) and (offer, frozenset(said)) in index.own}
    if exact:
        offers = [offer for offer in offers if offer in exact]
    return NamedOffers(tuple(sorted(offers, key=lambda o: (-found[o][0], o))), share_of_question, bool(exact))


def _reading(word: str, vocabulary: Mapping[str, float]) -> str | None:
    """The word of a name that a typed word is, perhaps misspelt."""
    if word in vocabulary:
        return word
    allowed = edits_allowed(word) if len(word) > 5 else 0
    near = [(OSA.distance(word, other, score_cutoff=allowed), other) for other in vocabulary] if allowed else []
    best = min((pair for pair in near if pair[0] <= allowed), default=None)
    return best[1] if best else None
