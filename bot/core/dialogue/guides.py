"""Answers with guides: the card of a concern, its steps and papers, more offers, and choices between concerns."""

from __future__ import annotations

from bot.core import messages as m
from bot.core.conversation import Block, Button, Card, Style
from bot.core.dialogue import actions
from bot.core.dialogue.actions import encode
from bot.core.dialogue.offers import brief_blocks, offer_buttons
from bot.core.dialogue.paths import path_button
from bot.core.dialogue.scene import Scene
from bot.core.model import Guide, GuideText, Term
from bot.core.quarters import Placed, Rung

AT_ONCE = 3
"""Offers shown at once: more would push the answer out of the screen."""


def guide_card(
    scene: Scene, guide: Guide, *, first: tuple[str, ...] = (), term: Term | None = None, replaces: bool = False
) -> Card:
    """The answer to a concern, with the nearest offers.

    Args:
        scene: Whose card it is.
        guide: The concern's guide.
        first: Offers that the question named; they come before the others.
        term: An office word that the question held, explained first.
        replaces: Whether the card takes the place of the one whose button was pressed.
    """
    text, language = scene.guide_text(guide)
    placed = _with_first(scene.placed_offers(guide.id), first)
    shown = placed[:AT_ONCE]
    blocks = [
        *_numbers(guide, text),
        *(term_blocks(scene, term) if term else ()),
        Block((text.answer,)),
        *scene.fallback_note(language),
        *_widened(scene, shown),
        *brief_blocks(scene, shown),
    ]
    if not placed and not guide.numbers and guide.topic not in scene.hidden_topics:
        blocks.append(Block((scene.speaker.say(m.NO_OFFER),), style=Style.NOTE))
    return Card(
        title=text.title,
        blocks=tuple(blocks),
        buttons=_buttons(scene, guide, text, placed),
        replaces=replaces,
        urgent=guide.urgent,
    )


def _with_first(placed: tuple[Placed, ...], first: tuple[str, ...]) -> tuple[Placed, ...]:
    return tuple(sorted(placed, key=lambda p: p.offer.id not in first)) if first else placed


def _numbers(guide: Guide, text: GuideText) -> tuple[Block, ...]:
    if not guide.numbers:
        return ()
    pairs = zip(guide.numbers, text.number_labels, strict=False)
    return (Block(tuple(f"🆘 {number} – {label}" for number, label in pairs)),)


def term_blocks(scene: Scene, term: Term) -> tuple[Block, ...]:
    """An office word and its plain meaning, in the first language that has it."""
    language = next((code for code in scene.languages() if code in term.meanings), None)
    if language is None:
        return ()
    heading = scene.speaker.say(m.TERM, word=term.word)
    return (Block((term.meanings[language],), heading=heading), *scene.fallback_note(language))


def _widened(scene: Scene, shown: tuple[Placed, ...]) -> tuple[Block, ...]:
    """Say so when nothing is near and offers from further away are shown instead."""
    if not shown or scene.home is None or shown[0].rung < Rung.DISTRICT:
        return ()
    return (Block((scene.speaker.say(m.WIDENED_CITY, quarter=scene.home.name),), style=Style.NOTE),)


def _buttons(scene: Scene, guide: Guide, text: GuideText, placed: tuple[Placed, ...]) -> tuple[tuple[Button, ...], ...]:
    say = scene.speaker.say
    rows = list(offer_buttons(placed[:AT_ONCE], guide.id))
    if len(placed) > AT_ONCE:
        label = say(m.BUTTON_MORE, n=len(placed) - AT_ONCE)
        rows.append((Button(f"⏬ {label}", data=encode(actions.MORE, guide.id, str(AT_ONCE))),))
    shown = {p.offer.id for p in placed[:AT_ONCE]}
    for office in guide.offices:
        offer = scene.knowledge.offers.get(office)
        if offer and office not in shown:
            label = say(m.BUTTON_RESPONSIBLE, office=offer.name)
            rows.append((Button(f"🏛 {label}", data=encode(actions.OFFER, office, guide.id)),))
    if text.steps or text.papers:
        rows.append((Button(f"📝 {say(m.BUTTON_STEPS)}", data=encode(actions.STEPS, guide.id)),))
    rows += path_button(scene, guide.id)
    rows += [(Button(f"🔗 {label}", url=url),) for url, label in zip(guide.links, text.link_labels, strict=False)][:2]
    if scene.home is None and placed:
        rows.append((Button(f"📍 {say(m.BUTTON_CHANGE_QUARTER)}", data=encode(actions.QUARTERS, guide.id)),))
    if guide.urgent or guide.topic in scene.hidden_topics:
        rows.append((Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),))
    else:
        up = Button(f"👍 {say(m.BUTTON_HELPFUL)}", data=encode(actions.UP, guide.id))
        rows.append((up, Button(f"👎 {say(m.BUTTON_NOT_HELPFUL)}", data=encode(actions.DOWN, guide.id))))
        rows.append((Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),))
    return tuple(rows)


def steps_card(scene: Scene, guide: Guide) -> Card:
    """The steps of a concern in order, the papers to bring, and the pages that tell more."""
    text, language = scene.guide_text(guide)
    say = scene.speaker.say
    blocks = []
    if text.steps:
        blocks.append(Block(text.steps, heading=say(m.STEPS), style=Style.NUMBERED))
    if text.papers:
        blocks.append(Block(text.papers, heading=say(m.PAPERS), style=Style.BULLETS))
    links = [(Button(f"🔗 {label}", url=url),) for url, label in zip(guide.links, text.link_labels, strict=False)]
    back = (Button(f"◀️ {say(m.BUTTON_BACK)}", data=encode(actions.CONCERN, guide.id)),)
    return Card(text.title, (*blocks, *scene.fallback_note(language)), (*links, back), replaces=True)


def more_card(scene: Scene, guide: Guide, offset: int) -> Card:
    """The next offers of a concern, down the ladder."""
    text, _ = scene.guide_text(guide)
    say = scene.speaker.say
    placed = scene.placed_offers(guide.id)
    shown = placed[offset : offset + AT_ONCE]
    rows = list(offer_buttons(shown, guide.id))
    left = len(placed) - offset - len(shown)
    if left > 0:
        data = encode(actions.MORE, guide.id, str(offset + AT_ONCE))
        rows.append((Button(f"⏬ {say(m.BUTTON_MORE, n=left)}", data=data),))
    rows.append((Button(f"◀️ {say(m.BUTTON_BACK)}", data=encode(actions.CONCERN, guide.id)),))
    title = say(m.MORE_OFFERS_TITLE, concern=text.title)
    return Card(title, brief_blocks(scene, shown), tuple(rows), replaces=True)


def concern_button(scene: Scene, concern: str) -> tuple[Button, ...]:
    """A row with the button of a concern."""
    text, _ = scene.guide_text(scene.knowledge.guides[concern])
    return (Button(text.button, data=encode(actions.CONCERN, concern)),)


def unsure_card(scene: Scene, suggested: tuple[str, ...], term: Term | None) -> Card:
    """Two or three concerns to choose from, and a way out."""
    say = scene.speaker.say
    rows = [concern_button(scene, concern) for concern in suggested]
    rows.append((Button(f"🗂 {say(m.BUTTON_SOMETHING_ELSE)}", data=actions.TOPICS),))
    blocks = (*(term_blocks(scene, term) if term else ()), Block((say(m.DID_YOU_MEAN),)))
    return Card(say(m.DID_YOU_MEAN_TITLE), blocks, tuple(rows))
