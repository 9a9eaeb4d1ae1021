"""Decides what a question is answered with. An answer is always a value, never an exception, and never a guess.

The order: danger first; a place or provider that the question names; a concern that is sure; two or three that may be
meant; and else nothing is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.emergency import Signals, alarms
from bot.core.field import Field
from bot.core.matching import Match, Ranking, rank
from bot.core.model import Knowledge, Term
from bot.core.names import NamedOffers, NameIndex, named_offers
from bot.core.phrases import Make, PhraseIndex
from bot.core.places import Gazetteer
from bot.core.quarters import Home
from bot.core.text import fold, words, written_words

SURE = 65.0
"""From this score on the first concern is answered right away: then 84 % of the development questions in six languages
are, 5 % wrongly, and none of the 40 messages out of scope (2026-11-22)."""
POSSIBLE = 22.0
"""From this score on a concern is offered as "do you mean"; below it nothing is claimed."""
_NOTHING_ELSE = 0.95
"""Share of a question that a name takes up when the question is hardly more than the name."""


@dataclass(frozen=True)
class Understanding:
    """Everything made from the knowledge base to understand questions with."""

    knowledge: Knowledge
    phrases: PhraseIndex
    signals: Signals
    places: Gazetteer
    names: NameIndex
    known: frozenset[str]
    """All words of all phrases: none of them is read as a misspelt place or signal."""
    terms: dict[tuple[str, ...], Term]

    @classmethod
    def of(cls, knowledge: Knowledge, make: Make = Field.build) -> Understanding:
        """Build all indexes of a knowledge base; `make` builds the field of a language, or finds it kept."""
        phrases = PhraseIndex.of(knowledge, make)
        terms = {tuple(words(word)): term for term in knowledge.glossary for word in (term.word, *term.also)}
        return cls(
            knowledge=knowledge,
            phrases=phrases,
            signals=Signals.of(knowledge),
            places=Gazetteer.of(knowledge),
            names=NameIndex.of(knowledge),
            known=frozenset(word for field in phrases.fields.values() for word in field.words.ids),
            terms=terms,
        )


@dataclass(frozen=True, slots=True)
class Urgent:
    """Danger: the guide to show before everything else. `matches` are for the record."""

    concern: str
    matches: tuple[Match, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The concern is clear. `offers` are offers that the question names besides; `term` an office word it holds."""

    concern: str
    matches: tuple[Match, ...]
    home: Home | None
    language: str | None
    offers: tuple[str, ...] = ()
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The question names one or more offers, and hardly anything else."""

    offers: tuple[str, ...]
    matches: tuple[Match, ...]
    home: Home | None


@dataclass(frozen=True, slots=True)
class PlaceOnly:
    """The question names a quarter or postal code, and nothing else."""

    home: Home


@dataclass(frozen=True, slots=True)
class Unsure:
    """One of these concerns may be meant: two or three, best first."""

    matches: tuple[Match, ...]
    suggested: tuple[str, ...]
    home: Home | None
    language: str | None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is claimed. `matches` (too weak to show) are for the record."""

    matches: tuple[Match, ...] = ()
    home: Home | None = None
    term: Term | None = None


Answer = Urgent | Found | Named | PlaceOnly | Unsure | Unknown


def answer(question: str, understanding: Understanding, *, language: str | None = None) -> Answer:
    """Decide what a question is answered with.

    Args:
        question: As typed, in any language and script.
        understanding: From `Understanding.of`.
        language: The person's language if they have chosen one.
    """
    ranking = rank(question, understanding.phrases, language=language)
    urgent = _urgent(question, ranking, understanding)
    if urgent:
        return urgent
    mention = understanding.places.mention(question, understanding.known)
    home = mention.home if mention else None
    if mention:
        left = [w for i, w in enumerate(_folded_pairs(question)) if i not in mention.taken]
        if not any(not understanding.places.names_city(fold(w)) for w in left):
            return PlaceOnly(mention.home)
        named = _named(ranking, understanding)
        if named and (named.exact or named.share >= _NOTHING_ELSE):
            return Named(named.offers, ranking.matches, None)
        ranking = rank(" ".join(left), understanding.phrases, language=language)
    return _decide(question, ranking, understanding, home)


def _folded_pairs(question: str) -> list[str]:
    """The written words of a question that have a folded form, so that positions match `Mention.taken`."""
    return [w for w in written_words(question) if fold(w)]


def _decide(question: str, ranking: Ranking, understanding: Understanding, home: Home | None) -> Answer:
    named = _named(ranking, understanding)
    best = ranking.matches[0].score if ranking.matches else 0.0
    if named and named.share >= 0.6 and (best < SURE or named.exact):
        return Named(named.offers, ranking.matches, home)
    also = named.offers if named else ()
    term = _term(question, understanding)
    if best >= SURE:
        return Found(ranking.matches[0].concern, ranking.matches, home, ranking.language, also, term)
    if term and term.concern in understanding.knowledge.guides and len(ranking.words) <= 3:
        return Found(term.concern, ranking.matches, home, ranking.language, also, term)
    likely = tuple(m.concern for m in ranking.matches if m.score >= POSSIBLE)[:3]
    if likely:
        return Unsure(ranking.matches, _at_least_two(likely, ranking), home, ranking.language, term)
    return Named(named.offers, ranking.matches, home) if named else Unknown(ranking.matches, home, term)


def _named(ranking: Ranking, understanding: Understanding) -> NamedOffers | None:
    """The offers that a question names, such as a place whose name holds that of a quarter."""
    weights = {word.folded: word.told for word in ranking.words}
    return named_offers([word.folded for word in ranking.words], understanding.names, weights)


def _at_least_two(likely: tuple[str, ...], ranking: Ranking) -> tuple[str, ...]:
    """One button is no choice: the next best joins it."""
    return likely if len(likely) > 1 else tuple(m.concern for m in ranking.matches[:2])


def _urgent(question: str, ranking: Ranking, understanding: Understanding) -> Urgent | None:
    """Danger by signals; or by phrases, when an urgent guide is the best match."""
    guides = understanding.knowledge.guides
    alarmed = alarms(question, understanding.signals, understanding.known)
    if alarmed:
        place = {match.concern: n for n, match in enumerate(ranking.matches)}
        return Urgent(min(alarmed, key=lambda c: place.get(c, len(place))), ranking.matches, ranking.language)
    if ranking.matches:
        best = ranking.matches[0]
        if guides[best.concern].urgent and best.score >= SURE:
            return Urgent(best.concern, ranking.matches, ranking.language)
    return None


def _term(question: str, understanding: Understanding) -> Term | None:
    """The office word that a question holds, the longest first."""
    folded = words(question)
    for length in (4, 3, 2, 1):
        for start in range(len(folded) - length + 1):
            term = understanding.terms.get(tuple(folded[start : start + length]))
            if term:
                return term
    return None
