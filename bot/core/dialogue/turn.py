"""One turn of the conversation: an event and a person in, replies and changes out. No I/O, no clock of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.conversation import (
    Commanded,
    Event,
    Located,
    Person,
    Pressed,
    Remember,
    Turn,
    Typed,
    Unreadable,
)
from bot.core.dialogue.choosing import arrive, located, typed_quarter
from bot.core.dialogue.commands import COMMANDS
from bot.core.dialogue.pressing import press
from bot.core.dialogue.questions import ask, unreadable
from bot.core.dialogue.scene import Resources, Scene


def turn(event: Event, person: Person, resources: Resources, *, now: datetime, hint: str | None = None) -> Turn:
    """Take one turn.

    Args:
        event: What happened.
        person: What is remembered of the person; the empty person when nothing is.
        resources: What the bot knows and can say.
        now: The moment, aware.
        hint: The language of the person's client, one of ours or None; counts until they have chosen.

    Returns:
        Replies in the order to send, in one language; changes in the order to apply. Never without a reply or a toast.

    """
    code = person.language or hint or _default(resources)
    scene = Scene(resources, person, resources.speaker(code), now, hinted=hint is not None)
    if person.expects and not isinstance(event, Typed | Located):
        scene = replace(scene, person=replace(person, expects=None))
    result = _handle(event, scene)
    if scene.person != person and not result.changes:
        result = replace(result, changes=(Remember(scene.person),))
    return result


def _default(resources: Resources) -> str:
    """The language for somebody of whom nothing is known: the most widely understood one there is."""
    return "en" if "en" in resources.speakers else next(iter(resources.speakers))


def _handle(event: Event, scene: Scene) -> Turn:
    match event:
        case Commanded("start", argument):
            return arrive(scene, argument)
        case Commanded(name, argument):
            command = COMMANDS.get(name)
            return command(scene, argument) if command else ask(scene, f"{name} {argument}")
        case Pressed(data):
            return press(scene, data)
        case Located(point):
            return located(scene, point)
        case Unreadable():
            return unreadable(scene)
        case Typed(text):
            if scene.person.expects:
                answered = typed_quarter(scene, text)
                if answered:
                    return answered
            return ask(scene, text)
