"""Questions find their concern, with mistakes, in other words, in every language; and nothing is claimed of nothing."""

from __future__ import annotations

import pytest

from bot.core.field import Field, grams
from bot.core.matching import Ranking, confidence, rank
from bot.core.phrases import PhraseIndex
from tests.factories import real_resources

PHRASES = {
    "de": {
        "kita": ["kindergarten platz", "kita platz", "betreuung für mein kind", "tagesmutter"],
        "doctor": ["arzt finden", "kinderarzt", "wo ist ein arzt", "zahnarzt"],
        "flat": ["wohnung suchen", "ich suche eine wohnung", "miete"],
        "course": ["deutschkurs", "deutsch lernen", "sprachkurs", "ich suche einen deutschkurs"],
    },
    "en": {
        "kita": ["nursery place", "who looks after my child"],
        "doctor": ["find a doctor", "dentist"],
        "flat": ["looking for a flat", "rent"],
        "course": ["german course", "learn german"],
    },
    "uk": {"doctor": ["знайти лікаря", "лікар"], "course": ["курси німецької", "вчити німецьку"]},
}
INDEX = PhraseIndex.build(PHRASES)


def best(question: str, language: str | None = None) -> str | None:
    matches = rank(question, INDEX, language=language).matches
    return matches[0].concern if matches else None


@pytest.mark.parametrize(
    ("question", "concern"),
    [
        ("kindergarten", "kita"),
        ("Kindergartenplatz", "kita"),
        ("kindergarden für meine tochter", "kita"),
        ("KINDERARTZ", "doctor"),
        ("deutschkurse", "course"),
        ("deutch lernen", "course"),
        ("I want to learn German", "course"),
        ("хочу вчити німецьку", "course"),
        ("лікаря", "doctor"),
        ("where is a dentst", "doctor"),
    ],
)
def test_a_question_finds_its_concern(question: str, concern: str) -> None:
    assert best(question) == concern


def test_sharing_a_common_word_is_not_enough() -> None:
    """`token_set_ratio` gives "ich suche einen arzt" and "ich suche eine wohnung" 100 for the shared words."""
    found = rank("ich suche einen arzt", real_resources().understanding.phrases, language="de").matches

    assert found[0].concern == "find-doctor"


def test_a_piece_of_another_word_is_not_enough() -> None:
    """`WRatio` gives `kind` and `Kinderarzt` 90."""
    assert best("kind") == "kita"


@pytest.mark.parametrize("nothing", ["", "!!!", "🙂", "\u200f", "   "])
def test_of_nothing_nothing_is_claimed(nothing: str) -> None:
    assert rank(nothing, INDEX).matches == ()


def test_a_german_word_is_understood_in_every_language() -> None:
    assert best("де знайти kinderarzt", "uk") == "doctor"


def test_the_language_of_a_question_is_seen() -> None:
    assert rank("learn german", INDEX).language == "en"
    assert rank("deutsch lernen", INDEX, language="en").language == "de"


def scores(ranking: Ranking) -> list[float]:
    return [match.score for match in ranking.matches]


def test_scores_are_chances_that_do_not_rise() -> None:
    found = scores(rank("ich suche einen deutschkurs", INDEX))

    assert found == sorted(found, reverse=True)
    assert all(0 <= score <= 100 for score in found)


def test_a_question_that_is_explained_is_surer_than_one_that_is_not() -> None:
    index = real_resources().understanding.phrases
    whole = rank("ich suche einen deutschkurs", index, language="de").matches[0]
    part = rank("ich suche einen elefanten im zirkus", index, language="de").matches[0]

    assert whole.score > part.score + 20


def test_at_most_as_many_matches_as_asked_for() -> None:
    assert len(rank("ich suche eine wohnung", INDEX, limit=2).matches) == 2


def test_the_order_of_phrases_and_concerns_does_not_matter() -> None:
    turned = {
        language: {concern: list(reversed(said)) for concern, said in reversed(concerns.items())}
        for language, concerns in reversed(PHRASES.items())
    }
    question = "ich suche einen kinderarzt für mein kind"

    assert rank(question, PhraseIndex.build(turned)) == rank(question, INDEX)


def test_a_very_long_message_is_read_to_a_point() -> None:
    assert len(rank("deutschkurs " * 500, INDEX).words) == 60


def test_words_say_what_they_were_read_as() -> None:
    (word,) = rank("kindergarden", INDEX).words

    assert word.readings[0][0] == "kindergarten"
    assert 0.9 < word.readings[0][1] < 1


def test_grams_mark_the_ends_of_words() -> None:
    assert grams("kitas") == ["^kit", "kita", "itas", "tas$"]
    assert grams("a") == ["^a$"]


@pytest.mark.parametrize(("word", "near"), [("kindergarden", ["kindergarten"]), ("mite", []), ("qwertz", [])])
def test_short_words_have_no_misspelling(word: str, near: list[str]) -> None:
    assert [w for w, _ in INDEX.fields["de"].nearest_words(word)] == near


def test_confidence_grows_with_what_is_explained() -> None:
    assert confidence(0.2, 0.2, 3) < confidence(0.8, 0.2, 3) < confidence(0.8, 0.9, 3) < confidence(0.8, 0.9, 12)


def test_a_field_without_phrases_knows_nothing() -> None:
    assert Field.build("de", [], 3).words.total(["kita"]).tolist() == [0, 0, 0]
