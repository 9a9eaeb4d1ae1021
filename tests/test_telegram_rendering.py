"""Cards become messages that Telegram accepts, whatever is in them."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bot.core.conversation import AskLocation, Block, Button, Card, Style
from bot.surfaces.telegram.keyboards import inline_keyboard, location_keyboard
from bot.surfaces.telegram.rendering import MOST_UNITS, Part, plain_parts, render, units
from tests.telegram_html import check_inline_keyboard, parse_html, read_text

BUTTONS = ((Button("Weiter", data="more:1"), Button("Karte", url="https://example.org/karte")),)
CARD = Card(
    title="Deutsch lernen",
    blocks=(
        Block(("Geh zuerst zur Beratung.", "Sie ist <kostenlos> & offen.")),
        Block(("Ausweis", "Brief"), heading="Mitbringen", style=Style.BULLETS),
        Block(("Anrufen", "Hingehen"), style=Style.NUMBERED),
        Block(("Quelle: Stadt", "geprüft am 3. November"), style=Style.NOTE),
    ),
    buttons=BUTTONS,
)

texts = st.text(max_size=60)
blocks = st.builds(
    Block, st.lists(texts, max_size=6).map(tuple), heading=st.one_of(st.just(""), texts), style=st.sampled_from(Style)
)
cards = st.builds(Card, title=texts, blocks=st.lists(blocks, max_size=6).map(tuple))


def labels(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []


def words(text: str) -> str:
    """Leave only what people read, without spaces, as cuts take some away."""
    return "".join(text.split())


def test_a_card_is_set_as_people_expect() -> None:
    (part,) = render(CARD)

    assert part.html == (
        "<b>Deutsch lernen</b>\n\n"
        "Geh zuerst zur Beratung.\nSie ist &lt;kostenlos&gt; &amp; offen.\n\n"
        "<b>Mitbringen</b>\n• Ausweis\n• Brief\n\n"
        "1. Anrufen\n2. Hingehen\n\n"
        "<i>Quelle: Stadt\ngeprüft am 3. November</i>"
    )
    assert part.plain == read_text(part.html, "HTML")[0]
    assert labels(part.keyboard) == [["Weiter", "Karte"]]


def test_small_print_in_a_script_that_does_not_slant_is_a_quotation() -> None:
    (part,) = render(Card(blocks=(Block(("المصدر: المدينة",), style=Style.NOTE),)))

    assert part.html == "<blockquote>المصدر: المدينة</blockquote>"


@pytest.mark.parametrize("card", [Card(), Card(title=" ", blocks=(Block(("", " \n")), Block(())))])
def test_an_empty_card_is_no_message(card: Card) -> None:
    assert render(card) == ()


def test_buttons_without_a_text_get_one() -> None:
    (part,) = render(Card(buttons=BUTTONS))

    assert (part.html, labels(part.keyboard)) == ("…", [["Weiter", "Karte"]])


def test_empty_lines_and_headings_leave_no_tags_behind() -> None:
    (part,) = render(Card(title="", blocks=(Block(("", "a"), heading=" ", style=Style.BULLETS),)))

    assert part.html == "• a"


def test_a_plain_text_keeps_its_lines() -> None:
    assert plain_parts("a < b\n\nc") == (Part("a &lt; b\nc", "a < b\nc"),)


@given(cards)
def test_every_card_is_valid_and_says_all_its_words(card: Card) -> None:
    parts = render(card)

    for part in parts:
        text, _ = read_text(part.html, "HTML")
        assert text == part.plain.strip()
    said = words("".join(part.plain for part in parts))
    for word in [card.title, *(line for block in card.blocks for line in (block.heading, *block.lines))]:
        assert words(word) in said


def test_a_long_card_is_divided_between_paragraphs_and_has_its_buttons_at_the_end() -> None:
    paragraphs = tuple(Block(("Wort " * 300,), heading=f"Abschnitt {number}") for number in range(6))
    parts = render(Card(title="Lang", blocks=paragraphs, buttons=BUTTONS))

    assert [part.plain.count("Abschnitt") for part in parts] == [2, 2, 2]
    assert [part.plain.startswith(("Lang", "Abschnitt")) for part in parts] == [True, True, True]
    assert [labels(part.keyboard) for part in parts] == [[], [], [["Weiter", "Karte"]]]
    for part in parts:
        read_text(part.html, "HTML")


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("word", ["Wort & ", "x", "😀", "👨‍👩‍👧 ", "é"])
def test_an_endless_paragraph_is_divided_with_its_tags_closed(style: Style, word: str) -> None:
    parts = render(Card(blocks=(Block((word * 5000, word * 10), heading="Kopf", style=style),)))

    assert len(parts) > 1
    for part in parts:
        assert units(read_text(part.html, "HTML")[0]) <= MOST_UNITS
    assert words(word * 5000) in words("".join(part.plain for part in parts))


def test_a_text_is_cut_between_words() -> None:
    first, second = plain_parts("Nachbarschaft " * 400)

    assert first.plain.endswith("Nachbarschaft")
    assert second.plain.startswith("Nachbarschaft")


def test_a_message_has_no_more_entities_than_telegram_keeps() -> None:
    parts = render(Card(blocks=tuple(Block(("x",), heading="H") for _ in range(250))))

    assert len(parts) == 4
    assert all(len(parse_html(part.html)[1]) <= 80 for part in parts)


@given(st.text(st.characters(), max_size=40))
def test_half_a_surrogate_pair_does_not_stop_a_message(text: str) -> None:
    for part in plain_parts(f"\ud83d{text}"):
        assert part.html.encode()


def test_labels_are_cut_and_marks_of_direction_do_not_enter_what_is_copied() -> None:
    keyboard = inline_keyboard(
        [
            [Button("x" * 61, data="a")],
            [Button("x" * 60, data="b")],
            [
                Button("\u20680202 1\u2069", copy="\u20660202 1\u2069"),
                Button("Web", url="\u2066https://a.example/\u2069"),
            ],
        ]
    )

    assert keyboard is not None
    assert labels(keyboard) == [["x" * 59 + "…"], ["x" * 60], ["\u20680202 1\u2069", "Web"]]
    copy, web = keyboard.inline_keyboard[2]
    assert copy.copy_text is not None
    assert (copy.copy_text.text, web.url) == ("0202 1", "https://a.example/")


@pytest.mark.parametrize(
    "button",
    [
        Button("", data="a"),
        Button("a", data="ä" * 33),
        Button("a", url="tel:110"),
        Button("a", url="https://kein punkt.de/"),
        Button("a", url="https://[::1"),
        Button("a", url="https://localhost/"),
        Button("a", copy="x" * 257),
        Button("a"),
    ],
)
def test_a_button_that_telegram_refuses_is_left_out(button: Button, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        keyboard = inline_keyboard([[button], [Button("Gut", data="good")]])

    assert labels(keyboard) == [["Gut"]]
    assert "left out a button" in caplog.text
    assert inline_keyboard([[button]]) is None


def test_keyboards_stay_within_telegrams_size() -> None:
    keyboard = inline_keyboard([[Button(str(n), data=str(n)) for n in range(20)]] * 6)

    assert keyboard is not None
    assert [len(row) for row in labels(keyboard)] == [8, 8, 4] * 5
    check_inline_keyboard(keyboard.to_dict()["inline_keyboard"])


def test_a_location_is_asked_for_with_a_way_out() -> None:
    keyboard = location_keyboard(AskLocation("Wo?", "Standort teilen", "Abbrechen"))

    assert [[key.text for key in row] for row in keyboard.keyboard] == [["Standort teilen"], ["Abbrechen"]]
    assert [row[0].request_location for row in keyboard.keyboard] == [True, None]
    assert (keyboard.resize_keyboard, keyboard.one_time_keyboard) == (True, True)
