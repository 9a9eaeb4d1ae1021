"""Understands a question: ranks the concerns it may be about.

A question is compared with every way to ask that the knowledge base holds. Three views are added up: which words it
shares with a concern, which pieces of words (so that endings, compounds and typing errors match), and how well its
single best phrase fits. Each word is looked up in the person's language first, then in the language the question seems
to be written in, then in German (the words on the letters and doors), then in the others.

How sure a match is comes from how much of the question it explains, not from the gap to the second: in a knowledge
base neighbours are alike, and a near second says nothing about the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.field import Vector, grams
from bot.core.model import SOURCE_LANGUAGE
from bot.core.phrases import PhraseIndex
from bot.core.text import fold, written_words

LONGEST_QUESTION = 60
"""Words read of a question: a story's first sixty say what it is about, and nobody can make the bot slow."""
_FIT_SPREAD = 0.25
"""How far the fit of best phrases usually spreads: what makes it as weighty as the quick views."""
_SAME, _SAME_BONUS = 0.999, 100.0
"""A question that is, word for word, a way to ask for something asks for that, whatever else the words remind of."""
_CHANCE = 0.4
"""Share of a word's pieces that some concern has by chance."""
_PIECES = 0.8
"""What knowing all pieces of a word is worth, against knowing the word."""
_CANDIDATES = 12
"""Concerns looked at closely: the right one is among the first twelve of the quick views practically always."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concern that a question may be about; `score` (0 to 100) is the chance in percent that it is the right one."""

    concern: str
    score: float
    phrase: str = ""
    """The way to ask that fits best."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, where it was looked up, and what it was read as."""

    written: str
    folded: str
    language: str | None
    """The language whose phrases know it, None when none does."""
    readings: tuple[tuple[str, float], ...]
    """Known words it stands for, with their likeness; the word itself when it is known."""
    told: float
    """How telling it is."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome of `rank`: matches best first, the words of the question, and the language it seems written in."""

    matches: tuple[Match, ...]
    words: tuple[Word, ...]
    language: str | None


def rank(question: str, index: PhraseIndex, *, language: str | None = None, limit: int = 5) -> Ranking:
    """Rank the concerns a question may be about.

    Args:
        question: As typed, in any script; normalised here.
        index: From `PhraseIndex.of`.
        language: The person's language if known; its phrases are looked up first.
        limit: Most concerns to return, at least 1.

    Returns:
        Best first, one match per concern, scores not rising. No matches when the question has no letter or digit, or
        shares nothing with any phrase.
    """
    written = [(w, f) for w in written_words(question) if (f := fold(w))][:LONGEST_QUESTION]
    order = _order(index, [f for _, f in written], language)
    words = tuple(_read(w, f, index, order) for w, f in written)
    distinct = list({word.folded: word for word in words}.values())
    if not distinct:
        return Ranking((), words, None)
    met = [_met(word, index, order) for word in distinct]
    told = np.array([word.told for word in distinct], np.float32)
    explained: Vector = told @ np.stack(met) / (told.sum() or 1.0)
    quick = _quick_scores(distinct, index, order)
    fits, phrases = _best_phrases(distinct, index, order)
    first = np.argsort(-(quick + np.where(fits >= _SAME, _SAME_BONUS, 0)), kind="stable")[:_CANDIDATES]
    best = [int(c) for c in first if explained[c] > 0]
    if not best:
        return Ranking((), words, order[0] if order else None)
    total = quick[best] + fits[best] / _FIT_SPREAD + np.where(fits[best] >= _SAME, _SAME_BONUS, 0)
    ranked = sorted(range(len(best)), key=lambda i: (-total[i], best[i]))[:limit]
    matches: list[Match] = []
    ceiling = 100.0
    for i in ranked:
        c = best[i]
        ceiling = min(ceiling, 100 * confidence(float(explained[c]), float(fits[c]), len(distinct)))
        matches.append(Match(index.concerns[c], round(ceiling, 1), phrases.get(c, "")))
    return Ranking(tuple(matches), words, order[0])


def confidence(explained: float, fit: float, length: int) -> float:
    """The chance that a match is right.

    Args:
        explained: How much of the question the concern explains, 0 to 1.
        fit: How well its best phrase fits, 0 to 1.
        length: Different words in the question: of a long story a small part is enough, of two words it is not.

    Source: logistic regression over the development questions and the messages out of scope.

    """
    return 1 / (1 + math.exp(-(-8.7 + 7.7 * explained + 5.9 * fit + 2.2 * math.log(length))))


def _order(index: PhraseIndex, folded: Sequence[str], language: str | None) -> list[str]:
    """Order the languages in which to look words up: the likely language of the question first, then German."""
    known = {code: sum(len(word) for word in folded if word in field.words.ids) for code, field in index.fields.items()}
    size = sum(len(word) for word in folded) or 1
    # The person's own language wins unless another one knows clearly more of the question.
    likely = max(
        known, key=lambda c: (known[c] / size + (0.25 if c == language else 0), c == SOURCE_LANGUAGE), default=""
    )
    first = [code for code in (likely, language or "", SOURCE_LANGUAGE) if code in index.fields]
    return list(dict.fromkeys([*first, *sorted(index.fields, key=lambda c: (-known[c], c))]))


def _read(written: str, folded: str, index: PhraseIndex, order: Sequence[str]) -> Word:
    """Look a word up: known in a language, else read as its nearest known words, else unknown."""
    for code in order:
        field = index.fields[code]
        if folded in field.words.ids:
            return Word(written, folded, code, ((folded, 1.0),), field.told(folded))
    for code in order[:2]:
        field = index.fields[code]
        near = field.nearest_words(folded)
        if near:
            return Word(written, folded, code, tuple(near), max(field.told(word) for word, _ in near))
    return Word(written, folded, None, (), index.fields[order[0]].words.unknown_idf if order else 0.0)


def _quick_scores(words: Iterable[Word], index: PhraseIndex, order: Sequence[str]) -> Vector:
    """Words and grams together, standardised and added, per concern."""
    by_words = np.zeros(len(index.concerns), np.float32)
    by_grams = np.zeros(len(index.concerns), np.float32)
    pieces: dict[str, set[str]] = {}
    for word in words:
        field = index.fields[word.language or order[0]]
        for reading, likeness in word.readings[:2]:
            by_words += field.words.total([reading]) * likeness**2
        pieces.setdefault(field.language, set()).update(grams(word.folded))
        if word.language is None and SOURCE_LANGUAGE in index.fields:
            pieces.setdefault(SOURCE_LANGUAGE, set()).update(grams(word.folded))
    for code, found in pieces.items():
        by_grams += index.fields[code].grams.total(found)
    return _standard(by_words) + _standard(by_grams)


def _met(word: Word, index: PhraseIndex, order: Sequence[str]) -> Vector:
    """How well each concern knows a word (0 to 1): the word itself, one like it, or most of its pieces."""
    field = index.fields[word.language or order[0]]
    met = np.zeros(len(index.concerns), np.float32)
    for reading, likeness in word.readings:
        row, _ = field.words.row(field.words.ids[reading])
        met[row] = np.maximum(met[row], likeness**2)
    if len(word.folded) > 4:
        share = field.grams.shares(list(dict.fromkeys(grams(word.folded))))
        met = np.maximum(met, _PIECES * np.clip((share - _CHANCE) / (1 - _CHANCE), 0, 1))
    return met


def _standard(scores: Vector) -> Vector:
    """Shift and stretch scores to mean 0 and standard deviation 1, so that views of different size can be added."""
    deviation = float(scores.std())
    return (scores - scores.mean()) / deviation if deviation else scores * 0


def _best_phrases(words: Sequence[Word], index: PhraseIndex, order: Sequence[str]) -> tuple[Vector, dict[int, str]]:
    """Find the phrase of each concern that fits a question best, in whatever language.

    Returns:
        How well it fits, 0 to 1, and the phrase as written, by concern.

    """
    total = sum(word.told for word in words)
    strength: dict[str, dict[str, float]] = {}
    for word in words:
        known = strength.setdefault(word.language or order[0], {})
        for reading, likeness in word.readings:
            known[reading] = max(known.get(reading, 0.0), likeness**2 * word.told)
    best = np.zeros(len(index.concerns), np.float32)
    phrases: dict[int, str] = {}
    for code, known in strength.items():
        fits, which = index.fields[code].fits(known, total)
        for concern in np.nonzero(fits > best)[0]:
            phrases[int(concern)] = index.fields[code].written[which[concern]]
        best = np.maximum(best, fits)
    return best, phrases
