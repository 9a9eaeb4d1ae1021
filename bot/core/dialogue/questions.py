"""Questions: from a typed line to cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core import messages as m
from bot.core.answering import Answer, Found, Named, PlaceOnly, Unknown, Unsure, Urgent, answer
from bot.core.conversation import Asked, Block, Button, Card, Outcome, Remember, Style, Turn
from bot.core.dialogue import actions
from bot.core.dialogue.actions import encode
from bot.core.dialogue.choosing import expecting, said, settle
from bot.core.dialogue.guides import AT_ONCE, guide_card, term_blocks, unsure_card
from bot.core.dialogue.manners import human_card, nothing_found_card, privacy_card
from bot.core.dialogue.menus import district_card, language_card, quarter_page, topics_card
from bot.core.dialogue.offers import brief_blocks, offer_buttons, offer_card
from bot.core.dialogue.scene import Scene
from bot.core.quarters import ladder

LONGEST_TEXT = 1500
"""Letters read of a message: what somebody needs is said by then, and nobody can make the bot slow."""


def ask(scene: Scene, text: str) -> Turn:
    """Answer a typed line."""
    hint = scene.speaker.code if scene.hinted else None
    found = answer(text[:LONGEST_TEXT], scene.resources.understanding, language=scene.person.language or hint)
    after = _in_their_language(scene, found, text)
    done = respond(after, found, text)
    if after.person != scene.person and not any(isinstance(change, Remember) for change in done.changes):
        done = replace(done, changes=(*done.changes, Remember(after.person)))
    return done


def respond(scene: Scene, found: Answer, text: str) -> Turn:
    """Say what was understood of a typed line."""
    scene = replace(scene, asked_home=getattr(found, "home", None))
    card = _card(scene, found)
    if isinstance(card, Turn):
        return card
    card = _with_switch(scene, found, card)
    if len(text) > LONGEST_TEXT:
        note = Block((scene.speaker.say(m.TEXT_TOO_LONG),), style=Style.NOTE)
        card = replace(card, blocks=(*card.blocks, note))
    return Turn(scene.speaker.code, (card,), _record(scene, found, text))


def _in_their_language(scene: Scene, found: Answer, text: str) -> Scene:
    """Somebody who has chosen no language is answered in the one they write, and this language is remembered.

    A word or two prove little: against the language of their client it takes four.
    """
    written = getattr(found, "language", None)
    clear = not scene.hinted or len(text.split()) >= 4
    if scene.person.language is None and written in scene.resources.speakers and clear:
        person = replace(scene.person, language=written)
        return replace(scene, person=person, speaker=scene.resources.speaker(written))
    return scene


def _card(scene: Scene, found: Answer) -> Card | Turn:
    guides = scene.knowledge.guides
    match found:
        case Urgent(concern):
            return guide_card(scene, guides[concern])
        case Found():
            special = SPECIAL.get(found.concern)
            if special:
                return special(scene)
            return guide_card(scene, guides[found.concern], first=found.offers, term=found.term)
        case Named():
            return _named_card(scene, found)
        case PlaceOnly(home):
            if scene.person.quarter is None:
                return settle(scene, [home], "")
            if len(home.quarters) == 1:
                return quarter_page(scene, scene.knowledge.quarters[home.quarters[0]])
            return settle(scene, [home], "")
        case Unsure():
            return unsure_card(scene, found.suggested, found.term)
        case Unknown():
            card = nothing_found_card(scene)
            return replace(card, blocks=(*term_blocks(scene, found.term), *card.blocks)) if found.term else card


def _named_card(scene: Scene, found: Named) -> Card:
    """The card of the one offer that was named, or the offers of a provider."""
    offers = [scene.knowledge.offers[o] for o in found.offers]
    placed = ladder(scene.knowledge, offers, scene.circumstances)
    if not placed:
        return nothing_found_card(scene)
    if len(placed) == 1:
        return offer_card(scene, placed[0].offer)
    shown = placed[: AT_ONCE * 2]
    rows = [*offer_buttons(shown, ""), (Button(f"🗂 {scene.speaker.say(m.BUTTON_TOPICS)}", data=actions.TOPICS),)]
    lines = (scene.speaker.say(m.PROVIDERS_FOUND),)
    return Card("", (Block(lines), *brief_blocks(scene, shown[:AT_ONCE])), tuple(rows))


def _with_switch(scene: Scene, found: Answer, card: Card) -> Card:
    """Offer to continue in the language of the question, when it is another one than the person's."""
    if not isinstance(found, Found | Unsure) or found.language in {None, scene.speaker.code}:
        return card
    other = scene.resources.speakers.get(found.language or "")
    if other is None:
        return card
    label = scene.speaker.say(m.BUTTON_SWITCH_LANGUAGE, language=other.language.own_name)
    concern = found.concern if isinstance(found, Found) else ""
    button = Button(f"🌍 {label}", data=encode(actions.LANGUAGE, other.code, concern))
    return replace(card, buttons=(*card.buttons, (button,)))


def _record(scene: Scene, found: Answer, text: str) -> tuple[Asked, ...]:
    """What is counted of a question, without the person. Danger leaves no trace at all."""
    quarter = scene.person.quarter
    match found:
        case Found(concern):
            return (Asked(concern, Outcome.SURE, scene.speaker.code, quarter),)
        case Unsure(suggested=suggested):
            return (Asked(suggested[0], Outcome.UNSURE, scene.speaker.code, quarter),)
        case Unknown():
            return (Asked(None, Outcome.NONE, scene.speaker.code, quarter, text[:LONGEST_TEXT]),)
        case _:
            return ()


def unreadable(scene: Scene) -> Turn:
    """Answer a voice message, photo or sticker."""
    return Turn(scene.speaker.code, (topics_card(scene, line=scene.speaker.say(m.NO_TEXT)),))


def _choose_quarter(scene: Scene) -> Turn:
    return said(scene, district_card(scene), person=expecting(scene.person))


SPECIAL: Mapping[str, Callable[[Scene], Card | Turn]] = {
    "change-language": language_card,
    "change-quarter": _choose_quarter,
    "talk-to-human": human_card,
    "privacy": privacy_card,
}
"""Small talk that is answered with a menu instead of a guide."""
