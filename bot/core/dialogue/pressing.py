"""Pressed buttons, also of messages that are months old: what no longer exists is answered kindly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core import messages as m
from bot.core.conversation import Block, Card, Forget, Thumb, Turn
from bot.core.dialogue import actions
from bot.core.dialogue.actions import Action, decode
from bot.core.dialogue.choosing import ask_location, choose_language, choose_quarter, expecting, said
from bot.core.dialogue.guides import guide_card, more_card, steps_card
from bot.core.dialogue.manners import help_card, home_card, human_card, privacy_card
from bot.core.dialogue.menus import (
    concerns_card,
    district_card,
    language_card,
    quarter_page,
    quarters_card,
    topics_card,
)
from bot.core.dialogue.offers import offer_card, venue
from bot.core.dialogue.paths import path_card, paths_card
from bot.core.dialogue.questions import SPECIAL
from bot.core.dialogue.scene import Scene
from bot.core.model import Guide


def press(scene: Scene, data: str) -> Turn:
    """Do what a button says."""
    action = decode(data)
    handler = _HANDLERS.get(action.verb)
    done = handler(scene, action) if handler else None
    return done or _outdated(scene)


def _outdated(scene: Scene) -> Turn:
    line = scene.speaker.say(m.OUTDATED_BUTTON)
    return said(scene, topics_card(scene, line=line), toast=line)


def _district(scene: Scene, action: Action) -> Turn | None:
    if action.first not in scene.knowledge.districts:
        return None
    return said(scene, quarters_card(scene, action.first, concern=action.second))


def _quarter(scene: Scene, action: Action) -> Turn | None:
    if action.first not in scene.knowledge.quarters:
        return None
    return choose_quarter(scene, action.first, action.second)


def _page(scene: Scene, action: Action) -> Turn | None:
    quarter = scene.knowledge.quarters.get(action.first)
    return said(scene, quarter_page(scene, quarter)) if quarter else None


def _topic(scene: Scene, action: Action) -> Turn | None:
    topic = scene.knowledge.topics.get(action.first)
    return said(scene, concerns_card(scene, topic)) if topic else None


def _with_guide(card: Callable[[Scene, Guide], Card]) -> Callable[[Scene, Action], Turn | None]:
    def handler(scene: Scene, action: Action) -> Turn | None:
        guide = scene.knowledge.guides.get(action.first)
        return said(scene, card(scene, guide)) if guide else None

    return handler


def _concern(scene: Scene, action: Action) -> Turn | None:
    """The answer to a concern; small talk that is answered with a menu gets its menu."""
    guide = scene.knowledge.guides.get(action.first)
    if guide is None:
        return None
    special = SPECIAL.get(guide.id)
    done = special(scene) if special else guide_card(scene, guide, replaces=True)
    return done if isinstance(done, Turn) else said(scene, done)


def _path(scene: Scene, action: Action) -> Turn | None:
    path = scene.knowledge.paths.get(action.first)
    if path is None or path.leads not in scene.knowledge.guides:
        return None
    ticked = int(action.second) if action.second.isascii() and action.second.isdigit() else 0
    return said(scene, path_card(scene, path, ticked % (1 << len(path.steps))))


def _more(scene: Scene, action: Action) -> Turn | None:
    guide = scene.knowledge.guides.get(action.first)
    if guide is None or not action.second.isascii() or not action.second.isdigit():
        return None
    return said(scene, more_card(scene, guide, min(int(action.second), 10_000)))


def _offer(scene: Scene, action: Action) -> Turn | None:
    offer = scene.knowledge.offers.get(action.first)
    if offer is None:
        line = scene.speaker.say(m.OFFER_GONE)
        return said(scene, topics_card(scene, line=line), toast=line)
    return said(scene, offer_card(scene, offer, concern=action.second, replaces=True))


def _map(scene: Scene, action: Action) -> Turn | None:
    offer = scene.knowledge.offers.get(action.first)
    place = venue(scene, offer) if offer else None
    return said(scene, place) if place else None


def _thumb(up: bool) -> Callable[[Scene, Action], Turn | None]:
    def handler(scene: Scene, action: Action) -> Turn | None:
        if action.first not in scene.knowledge.guides:
            return None
        thanks = scene.speaker.say(m.THANKS_UP if up else m.THANKS_DOWN)
        thumb = Thumb(f"guide:{action.first}", up, scene.speaker.code)
        replies = () if up else (human_card(scene),)
        return Turn(scene.speaker.code, replies, (thumb,), toast=thanks)

    return handler


def _wrong(scene: Scene, action: Action) -> Turn | None:
    """Somebody reports that an offer is not as described: counted for staff, and told where to write."""
    if action.first not in scene.knowledge.offers:
        return None
    say = scene.speaker.say
    report = say(m.HELP_MISTAKES, address=scene.speaker.latin(scene.knowledge.city.report))
    card = Card("", (Block((say(m.THANKS_DOWN), report)),))
    thumb = Thumb(f"offer:{action.first}", False, scene.speaker.code)
    return Turn(scene.speaker.code, (card,), (thumb,), toast=say(m.THANKS_DOWN))


def _quarters(scene: Scene, action: Action) -> Turn:
    card = district_card(scene, concern=action.first, replaces=True)
    return said(scene, card, person=expecting(scene.person, action.first))


def _forget(scene: Scene, _: Action) -> Turn:
    line = scene.speaker.say(m.FORGOTTEN)
    return Turn(scene.speaker.code, (Card("", (Block((line,)),), replaces=True),), (Forget(),))


_HANDLERS: Mapping[str, Callable[[Scene, Action], Turn | None]] = {
    actions.HOME: lambda scene, _: said(scene, home_card(scene, replaces=True)),
    actions.LANGUAGES: lambda scene, _: said(scene, language_card(scene, replaces=True)),
    actions.LANGUAGE: lambda scene, action: choose_language(scene, action.first, action.second),
    actions.QUARTERS: _quarters,
    actions.DISTRICT: _district,
    actions.QUARTER: _quarter,
    actions.WHOLE_CITY: lambda scene, action: choose_quarter(scene, None, action.first),
    actions.LOCATE: lambda scene, action: ask_location(scene, action.first),
    actions.QUARTER_PAGE: _page,
    actions.TOPICS: lambda scene, _: said(scene, replace(topics_card(scene), replaces=False)),
    actions.TOPIC: _topic,
    actions.CONCERN: _concern,
    actions.STEPS: _with_guide(steps_card),
    actions.PATHS: lambda scene, _: said(scene, replace(paths_card(scene), replaces=True)),
    actions.PATH: _path,
    actions.MORE: _more,
    actions.OFFER: _offer,
    actions.MAP: _map,
    actions.UP: _thumb(True),
    actions.DOWN: _thumb(False),
    actions.WRONG: _wrong,
    actions.HUMAN: lambda scene, _: said(scene, human_card(scene)),
    actions.HELP: lambda scene, _: said(scene, help_card(scene)),
    actions.PRIVACY: lambda scene, _: said(scene, privacy_card(scene)),
    actions.FORGET: _forget,
    actions.FORGET_YES: _forget,
}
