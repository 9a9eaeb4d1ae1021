"""Turns of the conversation: every button leads somewhere, in every language, within what Telegram takes."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.city import Point
from bot.core.conversation import (
    Asked,
    AskLocation,
    Card,
    Commanded,
    Event,
    Forget,
    Located,
    Outcome,
    Person,
    Plain,
    Pressed,
    Remember,
    Thumb,
    Turn,
    Typed,
    Unreadable,
    Venue,
)
from bot.core.dialogue import Resources, actions, turn
from bot.surfaces.telegram.rendering import render
from tests.factories import HERE, NOON, little_resources, make_resources, real_resources
from tests.telegram_html import parse_html, units

ANNA = Person("de")


def take(event: Event, person: Person = ANNA, resources: Resources | None = None) -> Turn:
    return turn(event, person, resources or little_resources(), now=NOON)


def text_of(done: Turn) -> str:
    parts: list[str] = []
    for reply in done.replies:
        match reply:
            case Card():
                parts += [reply.title, *(line for b in reply.blocks for line in (b.heading, *b.lines))]
                parts += [button.label for row in reply.buttons for button in row]
            case Venue(title, address):
                parts += [title, address]
            case AskLocation(text, button, cancel):
                parts += [text, button, cancel]
            case Plain(text):
                parts.append(text)
    return "\n".join(parts)


def buttons_of(done: Turn) -> list[str]:
    cards = [reply for reply in done.replies if isinstance(reply, Card)]
    return [button.data for card in cards for row in card.buttons for button in row if button.data]


def remembered(done: Turn) -> Person | None:
    return next((change.person for change in done.changes if isinstance(change, Remember)), None)


# --- every way through the menus -----------------------------------------------------------------------------------


def wander(person: Person, resources: Resources, *, most: int) -> list[tuple[str, Turn]]:
    """Press every button that can be reached from the start, each once."""
    done = turn(Commanded("start"), person, resources, now=NOON)
    seen: set[str] = set()
    found = [("/start", done)]
    waiting = deque(buttons_of(done))
    while waiting and len(found) < most:
        data = waiting.popleft()
        if data in seen or data.startswith((actions.LANGUAGE, actions.FORGET)):
            continue
        seen.add(data)
        done = turn(Pressed(data), person, resources, now=NOON)
        found.append((data, done))
        waiting.extend(buttons_of(done))
    return found


@pytest.mark.parametrize("language", sorted(real_resources().speakers))
def test_every_button_leads_to_something_that_telegram_takes(language: str) -> None:
    resources = real_resources()
    pressed = wander(Person(language, "ostersbaum"), resources, most=900)

    assert len(pressed) > 300
    for data, done in pressed:
        assert done.replies or done.toast, data
        assert "%(" not in text_of(done), data
        for reply in done.replies:
            if isinstance(reply, Card):
                check_card(data, reply)


def check_card(data: str, card: Card) -> None:
    assert card.title or card.blocks, data
    for row in card.buttons:
        for button in row:
            assert button.label.strip(), data
            assert len(button.data.encode()) <= actions.LIMIT, button.data
            assert [bool(button.data), bool(button.url), bool(button.copy)].count(True) == 1, button
    for message in render(card):
        plain, _ = parse_html(message.html)
        assert 0 < units(plain) <= 4096, data


def test_every_guide_and_offer_is_reached_from_the_menus() -> None:
    resources = real_resources()
    pressed = {data for data, _ in wander(Person("de", "ostersbaum"), resources, most=5000)}
    hidden = {topic.id for topic in resources.knowledge.topics.values() if topic.hidden}

    missing = [
        g.id for g in resources.knowledge.guides.values() if g.topic not in hidden and f"concern:{g.id}" not in pressed
    ]
    assert missing == []


# --- start, language, quarter --------------------------------------------------------------------------------------


def test_somebody_new_is_welcomed_and_chooses_a_language() -> None:
    done = take(Commanded("start"), Person())

    assert "Musterhafen" in text_of(done)
    assert "language:de" in buttons_of(done)


def test_after_the_language_comes_the_quarter() -> None:
    done = take(Pressed("language:de"), Person())

    assert remembered(done) == Person("de", None, "quarter")
    assert "district:bezirk-hafen" in buttons_of(done)


def test_a_typed_quarter_is_taken_when_it_was_asked_for() -> None:
    done = take(Typed("bergheim"), Person("de", None, "quarter"))

    assert remembered(done) == Person("de", "bergheim")


def test_a_typed_name_with_several_meanings_leaves_the_choice() -> None:
    done = take(Typed("Ufer"), Person("de", None, "quarter"))

    assert {"quarter:alter-hafen", "quarter:werft"} <= set(buttons_of(done))


def test_a_question_is_answered_although_a_quarter_was_asked_for() -> None:
    assert "Deutsch lernen" in text_of(take(Typed("wo kann ich deutsch lernen"), Person("de", None, "quarter")))


def test_cancelling_takes_the_keyboard_away() -> None:
    done = take(Typed("Abbrechen"), Person("de", None, "quarter"))

    assert any(isinstance(reply, Plain) for reply in done.replies)
    assert remembered(done) == ANNA


def test_a_location_gives_the_quarter_and_is_not_remembered() -> None:
    done = take(Located(HERE), Person("de", None, "quarter"))

    assert remembered(done) == Person("de", "alter-hafen")
    assert any(isinstance(reply, Plain) for reply in done.replies)


def test_a_location_outside_the_city_says_so() -> None:
    done = take(Located(Point(52.5, 13.4)))

    assert "nicht in Musterhafen" in text_of(done)
    assert "district:bezirk-hafen" in buttons_of(done)


def test_a_question_waits_while_the_quarter_is_chosen() -> None:
    asked = take(Pressed("quarters:german-course"))
    person = remembered(asked)
    assert person is not None

    assert "Deutsch lernen" in text_of(take(Typed("seeblick"), person))


def test_a_deep_link_chooses_all_at_once() -> None:
    done = take(Commanded("start", "c-german-course_q-bergheim_l-de"), Person())

    assert remembered(done) == Person("de", "bergheim")
    assert "Deutsch lernen" in text_of(done)


@pytest.mark.parametrize("payload", ["c-nothing_q-nowhere_l-xx", "___", "c-", "ü", "a" * 64])
def test_a_broken_deep_link_is_a_start(payload: str) -> None:
    assert "Musterhafen" in text_of(take(Commanded("start", payload), Person()))


# --- questions -----------------------------------------------------------------------------------------------------


def test_a_place_in_the_question_counts_for_this_answer_alone() -> None:
    done = take(Typed("deutschkurs seeblick"), Person("de", "bergheim"))

    assert remembered(done) is None
    assert "Seeblick" in text_of(done)


def test_a_place_alone_is_the_quarter_of_somebody_who_has_none() -> None:
    assert remembered(take(Typed("Bergheim"))) == Person("de", "bergheim")


def test_a_place_alone_shows_its_page_to_somebody_who_has_one() -> None:
    done = take(Typed("Bergheim"), Person("de", "seeblick"))

    assert remembered(done) is None
    assert "quarter:bergheim" in buttons_of(done)


def test_a_named_offer_is_shown() -> None:
    assert "Molenweg 3" in text_of(take(Typed("Sprachhaus am Hafen")))


def test_danger_comes_before_everything() -> None:
    done = take(Typed("es brennt in bergheim"), Person("de", None, "quarter"))

    (card,) = [reply for reply in done.replies if isinstance(reply, Card)]
    assert card.urgent
    assert "🆘" in card.blocks[0].lines[0]
    assert not [change for change in done.changes if isinstance(change, Asked)]


def test_what_is_asked_is_counted_without_words() -> None:
    done = take(Typed("deutschkurs"), Person("de", "bergheim"))

    assert done.changes == (Asked("german-course", Outcome.SURE, "de", "bergheim"),)


def test_the_filter_never_leaves_an_empty_list() -> None:
    """Nothing in the quarter or beside it: the answer widens, and says so."""
    resources = little_resources()
    for quarter in resources.knowledge.quarters:
        done = take(Typed("deutschkurs"), Person("de", quarter))
        assert [data for data in buttons_of(done) if data.startswith("offer:")], quarter


def test_at_most_three_offers_at_once_and_the_rest_on_demand() -> None:
    resources = real_resources()
    done = turn(Pressed("concern:meeting-place"), Person("de", "ostersbaum"), resources, now=NOON)
    shown = [data for data in buttons_of(done) if data.startswith("offer:")]
    seen = set(shown)
    while more := [data for data in buttons_of(done) if data.startswith("more:")]:
        done = turn(Pressed(more[0]), Person("de", "ostersbaum"), resources, now=NOON)
        page = [data for data in buttons_of(done) if data.startswith("offer:")]
        assert 0 < len(page) <= 3
        seen |= set(page)

    guides, offices = resources.knowledge, resources.knowledge.guides["meeting-place"].offices
    assert len(shown) - len(offices) <= 3
    assert len(seen) >= len(guides.serving["meeting-place"]) - 15


# --- the rest ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["topics", "quarter", "language", "human", "help", "privacy", "forget", "menu"])
def test_every_command_answers(command: str) -> None:
    assert text_of(take(Commanded(command)))


def test_an_unknown_command_is_read_as_words() -> None:
    assert "Deutsch lernen" in text_of(take(Commanded("deutschkurs")))


@pytest.mark.parametrize(
    "data",
    [
        *("", ":", "::::", "nothing", "quarter:", "quarter:gone", "topic:x", "offer:x:y", "map:deutsch-am-telefon"),
        *("more:german-course:-1", "more:german-course:x", "more:german-course:99999999999999"),
        *("page:x", "up:x", "concern:x", "steps:x"),
    ],
)
def test_any_button_data_is_answered(data: str) -> None:
    done = take(Pressed(data))

    assert done.replies or done.toast


def test_thumbs_are_counted_without_the_person() -> None:
    assert take(Pressed("up:german-course")).changes == (Thumb("guide:german-course", True, "de"),)
    assert take(Pressed("down:german-course")).changes == (Thumb("guide:german-course", False, "de"),)
    assert take(Pressed("wrong:sprachhaus")).changes == (Thumb("offer:sprachhaus", False, "de"),)


def test_forgetting_is_asked_first_and_then_done() -> None:
    assert take(Commanded("forget")).changes == ()
    assert take(Pressed("forget-yes"), Person("de", "bergheim")).changes == (Forget(),)


def test_what_cannot_be_read_is_said_so() -> None:
    assert "nur Text" in text_of(take(Unreadable()))


def test_privacy_tells_when_texts_are_kept() -> None:
    knowledge = little_resources().knowledge
    silent, keeping = make_resources(knowledge), make_resources(knowledge, keeps_texts_days=30)

    assert "30 Tage" not in text_of(take(Commanded("privacy"), resources=silent))
    assert "30 Tage" in text_of(take(Commanded("privacy"), resources=keeping))


def test_a_missing_translation_is_said_and_the_text_stays_whole() -> None:
    """The little city has no English texts: guides stay German as a whole, with one line in English."""
    words = real_resources().speakers
    resources = replace(little_resources(), speakers=words)

    text = text_of(take(Pressed("concern:german-course"), Person("en"), resources))

    assert "This text is not available in English yet. Here it is in German." in text
    assert "Gehen Sie zuerst zu einer Beratung" in text


def test_right_to_left_languages_shield_what_is_filled_in() -> None:
    resources = real_resources()
    if "ar" not in resources.speakers:
        pytest.skip("no Arabic yet")
    text = text_of(turn(Pressed("offer:wuppertaler-tafel"), Person("ar", "ostersbaum"), resources, now=NOON))

    assert "\u2066" in text or "\u2068" in text
    assert len(re.findall("[\u2066\u2068]", text)) == text.count("\u2069")


def test_marks_for_direction_never_enter_links_data_or_copied_numbers() -> None:
    resources = real_resources()
    for data, done in wander(Person("ar" if "ar" in resources.speakers else "de", "ostersbaum"), resources, most=300):
        for reply in done.replies:
            if isinstance(reply, Card):
                values = [v for row in reply.buttons for b in row for v in (b.data, b.url, b.copy)]
                assert not re.search("[\u200e\u200f\u2066-\u2069]", "".join(values)), data


# --- paths -------------------------------------------------------------------------------------------------------


def test_the_steps_of_a_path_are_ticked_off_in_the_message_itself() -> None:
    resources = real_resources()
    done = turn(Pressed("path:ankommen"), Person("de"), resources, now=NOON)
    ticked = turn(Pressed(buttons_of(done)[0]), Person("de"), resources, now=NOON)

    assert text_of(done).count("✅") == 0
    assert "✅ 1. Wohnung anmelden" in text_of(ticked)
    assert ticked.changes == ()
    untick = turn(Pressed(buttons_of(ticked)[0]), Person("de"), resources, now=NOON)
    assert text_of(untick) == text_of(done)


def test_a_path_shows_the_papers_of_the_next_step() -> None:
    resources = real_resources()
    papers = resources.knowledge.guides["register-address"].texts["de"].papers

    assert papers[0] in text_of(turn(Pressed("path:ankommen"), Person("de"), resources, now=NOON))
    assert papers[0] not in text_of(turn(Pressed("path:ankommen:1"), Person("de"), resources, now=NOON))


@pytest.mark.parametrize("data", ["path:nowhere", "path:ankommen:x", "path:ankommen:99999999", "path:ankommen:-1"])
def test_a_broken_path_button_is_answered(data: str) -> None:
    done = turn(Pressed(data), Person("de"), real_resources(), now=NOON)

    assert done.replies


# --- whatever people send ----------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["de", "ar", None]))
def test_any_text_is_answered(text: str, language: str | None) -> None:
    done = turn(Typed(text), Person(language), real_resources(), now=NOON)

    assert done.replies
    for reply in done.replies:
        if isinstance(reply, Card):
            check_card(text, reply)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=64))
def test_any_button_of_any_age_is_answered(data: str) -> None:
    done = turn(Pressed(data), Person("en"), real_resources(), now=NOON)

    assert done.replies or done.toast
