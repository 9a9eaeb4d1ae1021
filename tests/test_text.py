"""Words that differ in looks alone become equal; words that differ in sense stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import fold, squeeze, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Führungszeugnis", "fuehrungszeugnis"),
        ("FÜHRUNGSZEUGNIS", "fuhrungszeugnis"),
        ("Straße", "strasse"),
        ("ä", "a\u0308"),
        ("مرحبًا", "مرحبا"),
        ("أسرة", "اسره"),
        ("كيف", "کيف"),
        ("يکی", "يكي"),
        ("مدر\u200cسه", "مدرسه"),
        ("İstanbul", "istanbul"),
        ("ılıca", "ilica"),
        ("ёлка", "елка"),
        ("Оstersbaum", "ostersbaum"),
        ("don’t", "dont"),
        ("٣٤", "34"),
        ("ሠላም", "ሰላም"),
        ("Kindergar\u00adten", "kindergarten"),
        ("żółw", "zolw"),
        ("çocuğum", "cocugum"),
        ("Ελλάς", "ελλασ"),
    ],
)
def test_looks_do_not_matter(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("kurs", "kurz"), ("م", "ن")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("nothing", ["", "!!!", "🙂🙂", " \n", "\u200f"])
def test_what_has_no_letters_is_no_word(nothing: str) -> None:
    assert words(nothing) == []


def test_punctuation_separates_words() -> None:
    assert words("Kita-Platz, bitte! (ab 3)") == ["kita", "platz", "bitte", "ab", "3"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = squeeze(text)

    assert squeeze(once) == once
