"""The emergency lane: recognises danger before anything else is looked at, in all languages at once.

Each urgent guide lists *signals*: groups of one to four words that mean danger when they all stand close together in a
message, in any order. A word also counts with an ending more, or with a typing error if no phrase knows it as a word of
its own (`schläft` is no misspelt `schlägt`). *Harmless* groups take back a signal whose words they share: "my phone
died" is no death. They are read to the letter, so that they can only take back what was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.model import Knowledge
from bot.core.text import words

_REACH = 9
"""Words between the first and last word of a group: within a sentence or two, not across a whole story."""
_ENDING = 4
"""Letters that may follow a signal's word: `brennt` for `brenn`, Turkish and Arabic endings."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words that must stand together, folded, and the urgent guide they speak for."""

    concern: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Signals:
    """The signals and harmless groups of all urgent guides and languages."""

    danger: tuple[Group, ...]
    harmless: tuple[Group, ...]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Signals:
        """Collect them from the guides, in the guides' order."""
        danger: list[Group] = []
        harmless: list[Group] = []
        for guide in knowledge.guides.values():
            if guide.urgent:
                danger += [Group(guide.id, tuple(w)) for s in guide.signals.values() for x in s if (w := words(x))]
                harmless += [Group(guide.id, tuple(w)) for h in guide.harmless.values() for x in h if (w := words(x))]
        return cls(tuple(danger), tuple(harmless))

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Group, ...]]:
        """Groups by their rarest word, here the longest."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.danger:
            found[max(group.words, key=len)].append(group)
        return {word: tuple(groups) for word, groups in found.items()}

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted({word for group in self.danger for word in group.words}))


def alarms(question: str, signals: Signals, known: Container[str]) -> tuple[str, ...]:
    """Find the urgent concerns that a message signals.

    Args:
        question: As typed.
        signals: From `Signals.of`.
        known: Words of the knowledge base, which are never read as misspelt signals.

    Returns:
        Ids of urgent guides, the one with the most telling group (most words, most letters) first; empty when there is
        no danger in the words.
    """
    folded = words(question)
    places = _places(folded, signals._vocabulary, known)
    hits = [
        (group, spot)
        for word in places
        for group in signals._groups.get(word, ())
        for spot in _together(group.words, places)
    ]
    if not hits:
        return ()
    calmed = [frozenset(spot) for group in signals.harmless for spot in _together(group.words, _exactly(folded))]
    standing = [(group, spot) for group, spot in hits if not any(_takes_back(calm, spot) for calm in calmed)]
    standing.sort(key=lambda hit: (-len(hit[0].words), -sum(map(len, hit[0].words))))
    return tuple(dict.fromkeys(group.concern for group, _ in standing))


def _takes_back(calm: frozenset[int], spot: Sequence[int]) -> bool:
    """A harmless group takes back a signal that shares a word with it, unless the signal says clearly more."""
    return bool(calm & set(spot)) and len(set(spot) - calm) <= 1


def _exactly(folded: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(folded):
        places[word].append(position)
    return places


def _places(folded: Sequence[str], vocabulary: Sequence[str], known: Container[str]) -> dict[str, list[int]]:
    """Where each word of the signals stands in a message, with endings and typing errors forgiven."""
    places: dict[str, list[int]] = defaultdict(list)
    everything = frozenset(vocabulary)
    for position, word in enumerate(folded):
        for read in _readings(word, vocabulary, everything, known):
            places[read].append(position)
    return places


def _readings(word: str, vocabulary: Sequence[str], everything: frozenset[str], known: Container[str]) -> Iterable[str]:
    exact = {word} & everything
    stems = {word[:end] for end in range(max(4, len(word) - _ENDING), len(word))} & everything
    if exact or word in known or len(word) < 5:
        return exact | stems
    allowed = 1 if len(word) < 8 else 2
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=4)
    return stems | {read for read, _, _ in near if len(read) >= 4}


def _together(group: Sequence[str], places: Mapping[str, Sequence[int]]) -> Iterable[tuple[int, ...]]:
    """The ways in which a group's words stand close together, each word at a place of its own."""
    if not all(word in places for word in group):
        return
    for spot in product(*(places[word][:6] for word in group)):
        if len(set(spot)) == len(group) and max(spot) - min(spot) <= _REACH:
            yield spot
