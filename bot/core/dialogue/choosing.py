"""Choosing a language and a quarter: by button, by typing, by sharing a location, by a deep link."""

from __future__ import annotations

from dataclasses import replace

from bot.core import messages as m
from bot.core.answering import Found, Urgent, answer
from bot.core.city import Point
from bot.core.conversation import AskLocation, Card, Person, Plain, Remember, Reply, Turn
from bot.core.dialogue.guides import guide_card
from bot.core.dialogue.manners import home_card, welcome_card
from bot.core.dialogue.menus import district_card, which_quarter_card
from bot.core.dialogue.scene import Scene
from bot.core.quarters import Home, nearest_first, quarter_at

EXPECTS_QUARTER = "quarter"
"""`Person.expects` while a typed line is read as a quarter; with `:concern` when a question led there."""


def said(scene: Scene, *replies: Reply, person: Person | None = None, toast: str = "") -> Turn:
    """A turn that says something, and remembers a person if one is given."""
    changes = (Remember(person),) if person is not None else ()
    return Turn(scene.speaker.code, replies, changes, toast)


def with_person(scene: Scene, person: Person) -> Scene:
    """The scene after the person has made a choice."""
    return replace(scene, person=person, speaker=scene.resources.speaker(person.language or scene.speaker.code))


def expecting(person: Person, concern: str = "") -> Person:
    """The person, with the next typed line read as a quarter."""
    return replace(person, expects=f"{EXPECTS_QUARTER}:{concern}" if concern else EXPECTS_QUARTER)


def expected_concern(person: Person) -> str:
    """The concern whose answer waits for a quarter, or empty."""
    return (person.expects or "").partition(":")[2]


def arrive(scene: Scene, payload: str) -> Turn:
    """Begin: the language for somebody new, the menu for somebody known; a deep link may choose all at once.

    Payload of a deep link: `c-<concern>`, `q-<quarter>`, `l-<language>`, joined by `_`.
    """
    parts = {part[:1]: part[2:] for part in payload.split("_") if part[1:2] == "-"}
    person = replace(scene.person, expects=None)
    if parts.get("l") in scene.resources.speakers:
        person = replace(person, language=parts["l"])
    if parts.get("q") in scene.knowledge.quarters:
        person = replace(person, quarter=parts["q"])
    after = with_person(scene, person)
    guide = scene.knowledge.guides.get(parts.get("c", ""))
    remembered = person if person != scene.person else None
    if guide:
        return said(after, guide_card(after, guide), person=remembered)
    if person.language is None:
        return said(after, welcome_card(after), person=remembered)
    return said(after, home_card(after), person=remembered)


def choose_language(scene: Scene, code: str, concern: str) -> Turn:
    """Remember a language; then answer what was asked, or ask for the quarter, or show the menu."""
    if code not in scene.resources.speakers:
        return said(scene, welcome_card(scene))
    person = replace(scene.person, language=code, expects=None)
    after = with_person(scene, person)
    guide = scene.knowledge.guides.get(concern)
    line = after.speaker.say(m.LANGUAGE_SET)
    if guide:
        return said(after, guide_card(after, guide, replaces=True), person=person, toast=line)
    if person.quarter is None and scene.knowledge.districts:
        card = replace(district_card(after), replaces=True)
        return said(after, _preceded(card, line), person=expecting(person))
    return said(after, home_card(after, line=line, replaces=True), person=person)


def _preceded(card: Card, line: str) -> Card:
    first, *others = card.blocks
    return replace(card, blocks=(replace(first, lines=(line, *first.lines)), *others))


def choose_quarter(scene: Scene, quarter: str | None, concern: str, *, replaces: bool = True) -> Turn:
    """Remember a quarter, or the whole city (None); then answer what was asked, or show the menu."""
    person = replace(scene.person, quarter=quarter, expects=None)
    after = with_person(scene, person)
    say = after.speaker.say
    name = scene.knowledge.quarters[quarter].name if quarter else ""
    line = say(m.QUARTER_SET, quarter=name) if quarter else say(m.QUARTER_NONE_SET)
    guide = scene.knowledge.guides.get(concern)
    if guide:
        return said(after, guide_card(after, guide, replaces=replaces), person=person, toast=line)
    return said(after, home_card(after, line=line, replaces=replaces), person=person)


def typed_quarter(scene: Scene, text: str) -> Turn | None:
    """Read a typed line as the quarter that was asked for; None when it is not one, but danger or a question."""
    if text.strip() == scene.speaker.say(m.BUTTON_CANCEL):
        person = replace(scene.person, expects=None)
        return said(scene, Plain(scene.speaker.say(m.LOCATION_DONE)), home_card(scene), person=person)
    understanding = scene.resources.understanding
    found = answer(text, understanding, language=scene.person.language)
    if isinstance(found, Urgent):
        return None
    concern = expected_concern(scene.person)
    if isinstance(found, Found) and not understanding.places.names_exactly(text):
        return None
    homes = understanding.places.guesses(text)
    if not homes:
        return None
    return settle(scene, homes, concern)


def settle(scene: Scene, homes: list[Home], concern: str) -> Turn:
    """Take the one quarter that is meant, or let the person choose among several."""
    if len(homes) == 1 and len(homes[0].quarters) == 1:
        return choose_quarter(scene, homes[0].quarters[0], concern, replaces=False)
    return said(scene, which_quarter_card(scene, homes, concern=concern), person=expecting(scene.person, concern))


def ask_location(scene: Scene, concern: str) -> Turn:
    """Offer the keyboard button that shares a location once."""
    say = scene.speaker.say
    reply = AskLocation(say(m.SHARE_LOCATION), f"📍 {say(m.BUTTON_LOCATION)}", say(m.BUTTON_CANCEL))
    return said(scene, reply, person=expecting(scene.person, concern))


def located(scene: Scene, point: Point) -> Turn:
    """Take the quarter of a shared location; the location itself is not remembered."""
    concern = expected_concern(scene.person)
    quarter = quarter_at(scene.knowledge, point)
    say = scene.speaker.say
    if quarter is None:
        line = say(m.OUTSIDE_CITY, city=scene.knowledge.city.name)
        card = district_card(scene, concern=concern, line=line)
        return said(scene, Plain(say(m.LOCATION_DONE)), card, person=expecting(scene.person, concern))
    person = replace(scene.person, quarter=quarter.id, expects=None)
    after = with_person(scene, person)
    others = [Home(q.name, (q.id,)) for q in nearest_first(scene.knowledge, point)[1:4]]
    guide = scene.knowledge.guides.get(concern)
    return said(
        after,
        Plain(say(m.QUARTER_NEAREST, quarter=quarter.name)),
        which_else_card(after, others, concern),
        guide_card(after, guide) if guide else home_card(after),
        person=person,
    )


def which_else_card(scene: Scene, homes: list[Home], concern: str) -> Card:
    """The quarters next nearest to a shared location: its nearest centre need not be the right one."""
    card = which_quarter_card(scene, homes, concern=concern)
    line = scene.speaker.say(m.QUARTER_NOT_RIGHT)
    return replace(card, title="", blocks=(replace(card.blocks[0], lines=(line,)),))
