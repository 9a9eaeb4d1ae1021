"""The menus: languages, districts and quarters, topics and concerns, the page of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core import messages as m
from bot.core.city import Quarter
from bot.core.conversation import Block, Button, Card
from bot.core.dialogue import actions
from bot.core.dialogue.actions import encode
from bot.core.dialogue.guides import AT_ONCE, concern_button
from bot.core.dialogue.offers import brief_blocks, offer_buttons
from bot.core.dialogue.scene import Scene
from bot.core.model import Topic
from bot.core.quarters import Home, ladder

_LABEL = {2: 24, 3: 12}
"""Letters that fit on a button when two or three stand in a row."""


def in_rows(buttons: Sequence[Button], *, most: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Set buttons in rows of up to `most`; a long label gets a row of its own."""
    rows: list[list[Button]] = []
    for button in buttons:
        room = _LABEL[most]
        if rows and len(rows[-1]) < most and all(len(b.label) <= room for b in (*rows[-1], button)):
            rows[-1].append(button)
        else:
            rows.append([button])
    return tuple(tuple(row) for row in rows)


def language_card(scene: Scene, *, concern: str = "", replaces: bool = False) -> Card:
    """All languages by their own names, the person's first."""
    return Card("🌍", (Block((scene.speaker.say(m.CHOOSE_LANGUAGE),)),), language_rows(scene, concern), replaces)


def language_rows(scene: Scene, concern: str = "") -> tuple[tuple[Button, ...], ...]:
    """A button for each language, the person's first."""
    speakers = sorted(scene.resources.speakers.values(), key=lambda s: s.code != scene.speaker.code)
    return in_rows([Button(s.language.own_name, data=encode(actions.LANGUAGE, s.code, concern)) for s in speakers])


def district_card(scene: Scene, *, concern: str = "", line: str = "", replaces: bool = False) -> Card:
    """The districts, a way to share the location, and "the whole city"."""
    say = scene.speaker.say
    buttons = [Button(d.name, data=encode(actions.DISTRICT, d.id, concern)) for d in scene.knowledge.districts.values()]
    rows = (
        (Button(f"📍 {say(m.BUTTON_LOCATION)}", data=encode(actions.LOCATE, concern)),),
        *in_rows(buttons),
        (Button(say(m.BUTTON_WHOLE_CITY), data=encode(actions.WHOLE_CITY, concern)),),
    )
    lines = (line,) if line else (say(m.CHOOSE_QUARTER),)
    return Card("📍", (Block(lines),), rows, replaces)


def quarters_card(scene: Scene, district: str, *, concern: str = "") -> Card:
    """The quarters of a district."""
    say = scene.speaker.say
    found = scene.knowledge.districts[district]
    return Card(
        "📍",
        (Block((say(m.CHOOSE_QUARTER_IN, district=found.name),)),),
        (
            *in_rows(_quarter_buttons(scene, found.quarters, concern)),
            (Button(f"◀️ {say(m.BUTTON_BACK)}", data=encode(actions.QUARTERS, concern)),),
        ),
        replaces=True,
    )


def which_quarter_card(scene: Scene, homes: Sequence[Home], *, concern: str = "") -> Card:
    """The quarters that a typed name or postal code may mean."""
    quarters = list(dict.fromkeys(q for home in homes for q in home.quarters))[:12]
    buttons = in_rows(_quarter_buttons(scene, quarters, concern))
    other = (Button(scene.speaker.say(m.BUTTON_OTHER_QUARTER), data=encode(actions.QUARTERS, concern)),)
    return Card("📍", (Block((scene.speaker.say(m.WHICH_QUARTER),)),), (*buttons, other))


def _quarter_buttons(scene: Scene, quarters: Sequence[str], concern: str) -> list[Button]:
    names = [scene.knowledge.quarters[q] for q in quarters if q in scene.knowledge.quarters]
    return [Button(q.name, data=encode(actions.QUARTER, q.id, concern)) for q in names]


def topics_card(scene: Scene, *, line: str = "", replaces: bool = False) -> Card:
    """The topics, and a way to a human being."""
    say = scene.speaker.say
    shown = [t for t in scene.knowledge.topics.values() if t.id not in scene.hidden_topics]
    buttons = [Button(f"{t.emoji} {topic_title(scene, t)}", data=encode(actions.TOPIC, t.id)) for t in shown]
    human = (Button(f"🙋 {say(m.BUTTON_HUMAN)}", data=actions.HUMAN),)
    paths = ((Button(f"🧭 {say(m.STEPS)}", data=actions.PATHS),),) if scene.knowledge.paths else ()
    lines = (line or say(m.CHOOSE_TOPIC),)
    return Card(say(m.TOPICS_TITLE), (Block(lines),), (*in_rows(buttons), *paths, human), replaces)


def topic_title(scene: Scene, topic: Topic) -> str:
    """The name of a topic in the first language that has it."""
    return next(topic.titles[code] for code in scene.languages() if code in topic.titles)


def concerns_card(scene: Scene, topic: Topic) -> Card:
    """The concerns of a topic."""
    say = scene.speaker.say
    buttons = [button for c in topic.concerns if c in scene.knowledge.guides for button in concern_button(scene, c)]
    back = (Button(f"◀️ {say(m.BUTTON_BACK)}", data=actions.TOPICS),)
    title = f"{topic.emoji} {topic_title(scene, topic)}"
    return Card(title, (Block((say(m.CHOOSE_CONCERN),)),), (*in_rows(buttons), back), replaces=True)


def quarter_page(scene: Scene, quarter: Quarter, *, replaces: bool = False) -> Card:
    """A quarter: whom to ask there, and what lies in it."""
    say = scene.speaker.say
    here = replace(scene, asked_home=Home(quarter.name, (quarter.id,)))
    contacts = here.placed_offers(scene.knowledge.city.quarter_contact)[:1]
    inside = [o for o in scene.knowledge.offers.values() if quarter.id in o.quarters]
    known = {p.offer.id for p in contacts}
    near = tuple(p for p in ladder(scene.knowledge, inside, here.circumstances) if p.offer.id not in known)[:AT_ONCE]
    blocks = []
    if contacts:
        blocks += [Block((f"🤝 {say(m.QUARTER_CONTACT)}",)), *brief_blocks(here, contacts)]
    if near:
        blocks += [Block((f"🏘 {say(m.QUARTER_PAGE_NEAR)}",)), *brief_blocks(here, near)]
    rows = [*offer_buttons((*contacts, *near), "")]
    if scene.person.quarter != quarter.id:
        rows.append((Button(f"🏠 {say(m.BUTTON_MY_QUARTER)}", data=encode(actions.QUARTER, quarter.id)),))
    rows.append((Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),))
    return Card(f"📍 {quarter.name}", tuple(blocks), tuple(rows), replaces)
