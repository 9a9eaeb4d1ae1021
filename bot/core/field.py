"""One language's phrases, ready for comparing: which words and which pieces of words speak for which concern.

Everything is counted once when the field is built and never changed. A *gram* is a piece of 3 to 5 letters inside a
word, with `^` and `$` for its ends: grams see through endings, compounds and typos where whole words do not match.
Weights are BM25 (Robertson and Zaragoza 2009) over concerns, not phrases: what matters is what a concern is about.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import words

Vector = NDArray[np.float32]

_WORD_K1, _WORD_B = 1.2, 0.75
"""The usual BM25 values."""
_GRAM_K1, _GRAM_B = 4.0, 0.9
"""Grams repeat more than words, and long texts hold any gram by chance: counts grow longer, lengths weigh more."""


def grams(word: str) -> list[str]:
    """Cut a folded word into its pieces of 3 to 5 letters, ends marked; a word of one letter is one piece."""
    framed = f"^{word}$"
    if len(framed) <= 3:
        return [framed]
    return [framed[i : i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)]


def edits_allowed(word: str) -> int:
    """How many typing errors a word may hold and still be read as another: none up to 4 letters, 2 from 8 letters.

    Short words have too many neighbours: one edit leads from `qwer` to `queer`. Grams forgive them where others agree.
    """
    return 0 if len(word) <= 4 else 1 if len(word) <= 7 else 2


@dataclass(frozen=True)
class Postings:
    """For each term the concerns it speaks for, with weights: rows `starts[id]` to `starts[id + 1]`."""

    ids: Mapping[str, int]
    starts: NDArray[np.int32]
    concerns: NDArray[np.uint16]
    weights: Vector
    idf: Vector
    size: int

    def shares(self, terms: Sequence[str]) -> Vector:
        """How much of the terms each concern has: the sum of their idf where it has them, over their whole sum."""
        known = [self.ids[term] for term in terms if term in self.ids]
        rest = len(terms) - len(known)
        whole = float(self.idf[known].sum()) + rest * self.unknown_idf
        if not known:
            return np.zeros(self.size, np.float32)
        rows = [self.concerns[self.starts[t] : self.starts[t + 1]] for t in known]
        idf = np.repeat(self.idf[known], [len(row) for row in rows])
        return (np.bincount(np.concatenate(rows), idf, self.size) / whole).astype(np.float32)

    @property
    def unknown_idf(self) -> float:
        """The idf of a term that no concern has."""
        return math.log1p(2 * self.size + 1)

    def row(self, term: int) -> tuple[NDArray[np.uint16], Vector]:
        """The concerns of a term and its weights for them."""
        start, end = self.starts[term], self.starts[term + 1]
        return self.concerns[start:end], self.weights[start:end]

    def total(self, terms: Iterable[str]) -> Vector:
        """Sum the weights of terms, per concern; unknown terms count nothing."""
        rows = [self.row(self.ids[term]) for term in terms if term in self.ids]
        if not rows:
            return np.zeros(self.size, np.float32)
        concerns = np.concatenate([r[0] for r in rows])
        return np.bincount(concerns, np.concatenate([r[1] for r in rows]), self.size).astype(np.float32)


@dataclass(frozen=True)
class _Counts:
    """How often terms occur in concerns: parallel arrays, one entry for each pair that occurs, sorted by term."""

    terms: tuple[str, ...]
    term: NDArray[np.int64]
    concern: NDArray[np.int64]
    count: NDArray[np.float64]

    @classmethod
    def summed(cls, terms: tuple[str, ...], term: NDArray[np.int64], concern: NDArray[np.int64], size: int) -> _Counts:
        """Sum up single occurrences, given as pairs of term and concern number."""
        pairs, count = np.unique(term * size + concern, return_counts=True)
        return cls(terms, pairs // size, pairs % size, count.astype(np.float64))

    def of_grams(self, size: int) -> _Counts:
        """Count the grams of words: each gram of a word occurs wherever and as often as the word."""
        number: dict[str, int] = {}
        pieces = [[number.setdefault(g, len(number)) for g in dict.fromkeys(grams(word))] for word in self.terms]
        lengths = np.fromiter((len(p) for p in pieces), np.int64, len(pieces))
        flat = np.fromiter((g for p in pieces for g in p), np.int64, int(lengths.sum()))
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        times = lengths[self.term]
        entry = np.repeat(np.arange(len(self.term)), times)
        within = np.arange(len(entry)) - np.repeat(np.cumsum(times) - times, times)
        gram = flat[begins[self.term[entry]] + within]
        pairs, place = np.unique(gram * size + self.concern[entry], return_inverse=True)
        count = np.bincount(place, self.count[entry]).astype(np.float64)
        return _Counts(tuple(number), pairs // size, pairs % size, count)


def _postings(counts: _Counts, size: int, k1: float, b: float) -> Postings:
    """Weigh counts of terms in concerns by BM25."""
    lengths = np.bincount(counts.concern, counts.count, size)
    lengths = lengths / (lengths[lengths > 0].mean() if lengths.any() else 1.0)
    floor = k1 * (1 - b + b * lengths)
    spread = np.bincount(counts.term, minlength=len(counts.terms))
    idf = np.log1p((size - spread + 0.5) / (spread + 0.5))
    weights = idf[counts.term] * counts.count * (k1 + 1) / (counts.count + floor[counts.concern])
    return Postings(
        ids={term: number for number, term in enumerate(counts.terms)},
        starts=np.concatenate([[0], np.cumsum(spread)]).astype(np.int32),
        concerns=counts.concern.astype(np.uint16),
        weights=weights.astype(np.float32),
        idf=idf.astype(np.float32),
        size=size,
    )


@dataclass(frozen=True)
class Field:
    """The phrases of one language."""

    language: str
    phrases: tuple[tuple[int, tuple[str, ...], str], ...]
    """Concern number, folded words, the phrase as written."""
    words: Postings
    grams: Postings
    told: Mapping[str, float]
    """How telling a word is: its idf over concerns. A word that all concerns know tells nothing, however rare it is."""
    newcomer: float
    """How telling a word is that no phrase has."""

    @classmethod
    def build(cls, language: str, phrases: Sequence[tuple[int, str]], size: int) -> Field:
        """Build the field of one language.

        Args:
            language: Its code.
            phrases: Concern number and phrase.
            size: How many concerns there are.
        """
        folded = tuple((c, tuple(w), p) for c, p in phrases if (w := words(p)))
        number: dict[str, int] = {}
        pairs = [(number.setdefault(w, len(number)), c) for c, phrase, _ in folded for w in dict.fromkeys(phrase)]
        both = np.array(pairs, np.int64).reshape(-1, 2)
        counts = _Counts.summed(tuple(number), both[:, 0], both[:, 1], size)
        posted = _postings(counts, size, _WORD_K1, _WORD_B)
        return cls(
            language=language,
            phrases=folded,
            words=posted,
            grams=_postings(counts.of_grams(size), size, _GRAM_K1, _GRAM_B),
            told={word: float(t) for word, t in zip(number, posted.idf, strict=True)},
            newcomer=posted.unknown_idf,
        )

    @cached_property
    def phrases_of(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the phrases of each concern."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, (concern, _, _) in enumerate(self.phrases):
            found[concern].append(number)
        return {concern: tuple(numbers) for concern, numbers in found.items()}

    @cached_property
    def _by_length(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.words.ids:
            found[len(word)].append(word)
        return found

    def nearest_words(self, word: str, *, limit: int = 3) -> list[tuple[str, float]]:
        """Find known words that an unknown one may be a typing error of, with their likeness (0 to 1), best first."""
        edits = edits_allowed(word)
        if not edits:
            return []
        choices = [w for n in range(len(word) - edits, len(word) + edits + 1) for w in self._by_length.get(n, ())]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=limit)
        return [(near, 1 - distance / max(len(near), len(word))) for near, distance, _ in found]
