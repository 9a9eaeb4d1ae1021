"""One language's phrases, ready for comparing: which words and which pieces of words speak for which concern.

Everything is counted once when the field is built and never changed. A *gram* is a piece of four letters inside a
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
    """Cut a folded word into its pieces of 4 letters, ends marked; a word of one or two letters is one piece.

    Pieces of 3 to 5 letters together find no more, and take three times the memory.
    """
    framed = f"^{word}$"
    return [framed[i : i + 4] for i in range(max(1, len(framed) - 3))]


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
    """The phrases of one language, sorted by concern."""

    language: str
    written: tuple[str, ...]
    """The phrases as written."""
    concern: NDArray[np.int32]
    """The concern of each phrase, not falling."""
    starts: NDArray[np.int32]
    """Where the words of each phrase begin in `said`."""
    said: NDArray[np.int32]
    """The numbers of the words of all phrases, one phrase after the other, each word of a phrase once."""
    mass: Vector
    """How telling the words of each phrase are together."""
    words: Postings
    grams: Postings

    @classmethod
    def build(cls, language: str, phrases: Sequence[tuple[int, str]], size: int) -> Field:
        """Build the field of one language.

        Args:
            language: Its code.
            phrases: Concern number and phrase.
            size: How many concerns there are.
        """
        folded = [(c, list(dict.fromkeys(w)), p) for c, p in sorted(phrases) if (w := words(p))]
        number: dict[str, int] = {}
        said = np.array([number.setdefault(w, len(number)) for _, phrase, _ in folded for w in phrase], np.int32)
        lengths = np.array([len(phrase) for _, phrase, _ in folded], np.int32)
        concern = np.array([c for c, _, _ in folded], np.int32)
        counts = _Counts.summed(
            tuple(number), said.astype(np.int64), np.repeat(concern, lengths).astype(np.int64), size
        )
        posted = _postings(counts, size, _WORD_K1, _WORD_B)
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        return cls(
            language=language,
            written=tuple(p for _, _, p in folded),
            concern=concern,
            starts=starts,
            said=said,
            mass=np.add.reduceat(posted.idf[said], starts) if folded else np.zeros(0, np.float32),
            words=posted,
            grams=_postings(counts.of_grams(size), size, _GRAM_K1, _GRAM_B),
        )

    def told(self, word: str) -> float:
        """How telling a word is: its idf over concerns. What all concerns know tells nothing, however rare it is."""
        number = self.words.ids.get(word)
        return self.words.unknown_idf if number is None else float(self.words.idf[number])

    def fits(self, strength: Mapping[str, float], total: float) -> tuple[Vector, NDArray[np.int64]]:
        """Compare all phrases with a question.

        Args:
            strength: The words of this field that the question holds, with how much they tell and how alike they are.
            total: How telling all words of the question are together.

        Returns:
            For each concern how well its best phrase fits (0 to 1, the cosine of telling words), and that phrase's
            number, -1 where none shares a word.

        """
        best = np.zeros(self.words.size, np.float32)
        which = np.full(self.words.size, -1, np.int64)
        if not strength or not self.written or not total:
            return best, which
        known = np.zeros(len(self.words.ids), np.float32)
        known[[self.words.ids[word] for word in strength]] = list(strength.values())
        met = np.add.reduceat(known[self.said], self.starts)
        (touched,) = np.nonzero(met)
        fit = np.minimum(met[touched] / np.sqrt(total * np.maximum(self.mass[touched], 1e-6)), 1.0)
        order = np.lexsort((-touched, fit))  # what is written last stays: the best, and among equals the first phrase
        best[self.concern[touched[order]]] = fit[order]
        which[self.concern[touched[order]]] = touched[order]
        return best, which

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
