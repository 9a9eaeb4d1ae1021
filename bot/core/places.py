"""Finds quarters, districts and postal codes in what people type.

Inside a question a name must be written almost right, and names that are everyday words (Höhe, Zoo) do not count.
Where the bot has asked for the quarter, any likeness will do, and the best guesses are offered.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.core.city import AmbiguousName
from bot.core.field import edits_allowed
from bot.core.model import Knowledge
from bot.core.quarters import Home
from bot.core.sounds import is_foreign, sounds
from bot.core.text import fold, words, written_words

_POSTAL_CODE = re.compile(r"(?<!\d)\d{4,5}(?!\d)")
_LIKE_ENOUGH = 70.0
"""Likeness (0 to 100) from which a typed name is offered as a guess: ten letters with one missing have 95."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place found in a question: what it means, and the words of the question it took up."""

    home: Home
    taken: frozenset[int]


@dataclass(frozen=True)
class Gazetteer:
    """All names of places, folded and split into words, with what they mean."""

    names: Mapping[tuple[str, ...], Home]
    common: frozenset[tuple[str, ...]]
    city: frozenset[str]
    postal_codes: Mapping[str, tuple[str, ...]]
    longest: int
    by_sound: Mapping[str, Home]
    """Names by their sound, for other scripts; where several sound alike the first in the files wins."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> Gazetteer:
        """Collect the names of a city: its ambiguous names win over quarters, quarters over districts."""
        names: dict[tuple[str, ...], Home] = {}
        for district in knowledge.districts.values():
            home = Home(district.name, district.quarters, (district.id,))
            names.update({tuple(words(name)): home for name in (district.name, *district.aliases)})
        for quarter in knowledge.quarters.values():
            home = Home(quarter.name, (quarter.id,))
            names.update({tuple(words(name)): home for name in (quarter.name, *quarter.aliases)})
        names.update({tuple(words(a.name)): _meant(knowledge, a) for a in knowledge.ambiguous})
        names.pop((), None)
        codes: dict[str, list[str]] = {}
        for quarter in knowledge.quarters.values():
            for code in quarter.postal_codes:
                codes.setdefault(code, []).append(quarter.id)
        return cls(
            names=names,
            common=frozenset(tuple(words(name)) for name in knowledge.common_words),
            city=frozenset(w for name in (knowledge.city.name, *knowledge.city.aliases) for w in words(name)),
            postal_codes={code: tuple(quarters) for code, quarters in codes.items()},
            longest=max((len(name) for name in names), default=1),
            by_sound={s: home for name, home in reversed(names.items()) for s in sounds("".join(name))},
        )

    def mention(self, question: str, known: Container[str]) -> Mention | None:
        """Find the place that a question names, the longest name first.

        Args:
            question: As typed.
            known: Words of the knowledge base: one of these is never read as a misspelt place.
        """
        folded = [f for w in written_words(question) if (f := fold(w))]
        for length in range(min(self.longest, len(folded)), 0, -1):
            for start in range(len(folded) - length + 1):
                part = tuple(folded[start : start + length])
                home = self._meaning(part, alone=length == len(folded), known=known)
                if home:
                    return Mention(home, frozenset(range(start, start + length)))
        for position, word in enumerate(folded):
            quarters = self.postal_codes.get(word)
            if quarters:
                return Mention(Home(word, quarters), frozenset({position}))
        return None

    def _meaning(self, part: tuple[str, ...], *, alone: bool, known: Container[str]) -> Home | None:
        if part in self.names:
            return self.names[part] if alone or part not in self.common else None
        if is_foreign("".join(part)):
            return self._heard(part) if not any(word in known for word in part) else None
        if len(part) != 1 or len(part[0]) < 6 or part[0] in known or part[0] in self.city:
            return None
        word, allowed = part[0], min(edits_allowed(part[0]), 1 if len(part[0]) < 9 else 2)
        for name, home in self.names.items():
            if len(name) == 1 and name not in self.common and len(name[0]) >= 6:
                distance = OSA.distance(word, name[0], score_cutoff=allowed)
                if distance <= allowed:
                    return home
        return None

    def _heard(self, part: Sequence[str]) -> Home | None:
        """Find a name in another script by its sound."""
        return next((self.by_sound[s] for s in sorted(sounds("".join(part)), reverse=True) if s in self.by_sound), None)

    def names_city(self, word: str) -> bool:
        """Tell whether a folded word is the city's own name, in any script; it says nothing about the question."""
        return word in self.city or (is_foreign(word) and bool(sounds(word) & self._city_sounds))

    @cached_property
    def _city_sounds(self) -> frozenset[str]:
        return frozenset(sound for word in self.city for sound in sounds(word))

    def names_exactly(self, typed: str) -> bool:
        """Tell whether a typed line is just the name of a place, or a postal code."""
        part = tuple(w for w in words(typed) if w not in self.city)
        return part in self.names or (len(part) == 1 and part[0] in self.postal_codes)

    def guesses(self, typed: str, *, limit: int = 6) -> list[Home]:
        """List what a typed name or postal code may mean, best first, when a quarter was asked for.

        Returns:
            A single entry when it is clear. Empty when nothing is like it.
        """
        code = _POSTAL_CODE.search(typed)
        if code and code[0] in self.postal_codes:
            return [Home(code[0], self.postal_codes[code[0]])]
        part = tuple(w for w in words(typed) if w not in self.city) or tuple(words(typed))
        if part in self.names:
            return [self.names[part]]
        if is_foreign("".join(part)) and (heard := self._heard(part)):
            return [heard]
        text = " ".join(part)
        if not text:
            return []
        choices = [" ".join(name) for name in self.names]
        found = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=limit * 3)
        homes = list(self.names.values())
        likely = list({homes[number]: score for _, score, number in found})
        if not likely:
            inside = [home for name, home in self.names.items() if _contains(part, name)]
            return list(dict.fromkeys(inside))[:limit]
        clear = len(found) == 1 or (found[0][1] >= 85 and found[0][1] - found[1][1] >= 8)
        return likely[:1] if clear else likely[:limit]


def _contains(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a name stands within what was typed, or what was typed within the name."""
    return any(tuple(typed[i : i + len(name)]) == tuple(name) for i in range(len(typed))) or set(typed) <= set(name)


def _meant(knowledge: Knowledge, name: AmbiguousName) -> Home:
    """All quarters an everyday name means: those it lists, and those of the district that bears it."""
    same = [d for d in name.districts if knowledge.districts[d].name == name.name] or list(name.districts)
    inside = [q for d in same for q in knowledge.districts[d].quarters]
    return Home(name.name, tuple(dict.fromkeys([*name.quarters, *inside])), tuple(same))
