"""Answers single questions from the command line, as text or as JSON, one or a thousand of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.answering import POSSIBLE, SURE, Answer, Found, Named, PlaceOnly, Unsure, Urgent, answer
from bot.core.conversation import Card, Outcome, Person, Turn
from bot.core.dialogue import Resources, actions
from bot.core.dialogue.questions import respond
from bot.core.dialogue.scene import Scene
from bot.core.emergency import alarms
from bot.core.matching import rank
from bot.core.places import Gazetteer
from bot.errors import Problem, QuartierlotseError, Severity
from bot.knowledge.questions import read_questions
from bot.languages.table import from_client

MOST_SUGGESTIONS = 5


class QuestionError(QuartierlotseError):
    """A line of the questions file cannot be read, or an argument is unknown."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with whose it is: language and quarter as the person has chosen them, or None."""

    text: str
    language: str | None = None
    quarter: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's answer: what was understood, and what the bot would say."""

    found: Answer
    turn: Turn


def ask_once(asking: Asking, resources: Resources, *, now: datetime) -> Answered:
    """Answer one question as the bot would in a chat."""
    person = Person(asking.language, asking.quarter)
    found = answer(asking.text, resources.understanding, language=asking.language)
    scene = Scene(resources, person, resources.speaker(asking.language or written_language(found)), now)
    return Answered(found, respond(scene, found, asking.text))


def written_language(found: Answer) -> str | None:
    """The language a question seems to be written in, where that is known."""
    return getattr(found, "language", None)


def as_json(answered: Answered, resources: Resources) -> dict[str, object]:
    """Give an answer as data: `concern`, `suggestions`, `answered`, `offers`, `language`."""
    found = answered.found
    suggestions = _suggestions(found, resources)
    return {
        "concern": suggestions[0]["id"] if suggestions else None,
        "suggestions": suggestions,
        "answered": _outcome(found).value,
        "offers": _offers(answered.turn),
        "language": answered.turn.language,
    }


def _outcome(found: Answer) -> Outcome:
    match found:
        case Urgent():
            return Outcome.URGENT
        case Found() | Named() | PlaceOnly():
            return Outcome.SURE
        case Unsure():
            return Outcome.UNSURE
        case _:
            return Outcome.NONE


def _suggestions(found: Answer, resources: Resources) -> list[dict[str, object]]:
    """Concerns best first, at most five, scores from 0 to 100 and not rising; none where nothing is claimed."""
    scores: dict[str, float] = {}
    match found:
        case Urgent(concern, matches) | Found(concern, matches):
            scores[concern] = max((m.score for m in matches if m.concern == concern), default=0.0)
            scores[concern] = max(
                scores[concern], matches[0].score if matches else 0.0, 100.0 * isinstance(found, Urgent)
            )
            scores |= {m.concern: m.score for m in matches if m.concern != concern}
        case Named(offers, matches):
            scores = {m.concern: m.score for m in matches if m.score >= POSSIBLE}
            serves = [c for offer in offers[:1] for c in resources.knowledge.offers[offer].serves]
            scores |= {c: 0.0 for c in serves if c not in scores}
        case PlaceOnly():
            scores = {resources.knowledge.city.quarter_contact: 100.0}
        case Unsure(matches):
            scores = {m.concern: m.score for m in matches}
    return [{"id": concern, "score": score} for concern, score in list(scores.items())[:MOST_SUGGESTIONS]]


def _offers(turn: Turn) -> list[str]:
    """The offers that the answer shows, in order: they are those it has buttons for."""
    cards = [reply for reply in turn.replies if isinstance(reply, Card)]
    found = [actions.decode(b.data) for card in cards for row in card.buttons for b in row if b.data]
    shown = [action.first for action in found if action.verb == actions.OFFER]
    named = [actions.decode(b.data).first for c in cards for r in c.buttons for b in r if b.data.startswith("wrong:")]
    return list(dict.fromkeys([*named, *shown]))


def why(asking: Asking, resources: Resources) -> list[str]:
    """Explain in words how a question was understood, for staff who mend the knowledge base."""
    understanding = resources.understanding
    ranking = rank(asking.text, understanding.phrases, language=asking.language)
    lines = [f"The question seems to be written in: {ranking.language or 'no language of ours'}."]
    danger = alarms(asking.text, understanding.signals, understanding.known)
    lines += [f"Danger: its words are a signal of {', '.join(danger)}."] if danger else []
    for word in ranking.words:
        near = ", ".join(f'"{reading}" ({likeness:.0%} alike)' for reading, likeness in word.readings if likeness < 1)
        if word.language is None:
            lines.append(f'- "{word.written}" is in no phrase; only pieces of it may match.')
        elif near:
            lines.append(f'- "{word.written}" is read as {near} [{word.language}].')
        else:
            lines.append(f'- "{word.written}" is known [{word.language}] and tells {word.told:.1f}.')
    for place, match in enumerate(ranking.matches[:3], 1):
        phrase = f'its best phrase is "{match.phrase}"' if match.phrase else "no phrase of it fits"
        lines.append(f"{place}. {match.concern}: {match.score:.0f} of 100; {phrase}.")
    lines.append(
        f"From {SURE:.0f} the first is answered, from {POSSIBLE:.0f} it is asked back; below, nothing is claimed."
    )
    return lines


def batch(lines: Iterable[str], resources: Resources, *, now: datetime, name: str) -> Iterator[str]:
    """Answer a file of questions: a JSON object a line in, one a line out, in order, with all other keys kept.

    Args:
        lines: Objects with `text`, perhaps `language` and `quarter`; blank lines are passed over.
        resources: What the bot knows.
        now: The moment for which opening hours are told.
        name: The file's name, for errors.

    Raises:
        QuestionError: A line is no such object.

    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        given = _read(line, f"{name}:{number}")
        asking = Asking(
            str(given["text"]), known_language(given.get("language")), quarter_of(given.get("quarter"), resources)
        )
        yield json.dumps({**given, **as_json(ask_once(asking, resources, now=now), resources)}, ensure_ascii=False)


def _read(line: str, place: str) -> dict[str, object]:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"{place}: is not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise QuestionError(
            f'{place}: must be an object with a text, such as {{"text": "Deutschkurs", "language": "de"}}'
        )
    return given


def unanswered_questions(knowledge: Path, resources: Resources) -> list[Problem]:
    """Ask staff's own questions; one that does not find its concern first is an error, with what it found instead."""
    questions, problems = read_questions(knowledge, frozenset(resources.knowledge.guides))
    for question in questions:
        found = answer(question.text, resources.understanding, language=known_language(question.language))
        suggestions = _suggestions(found, resources)
        first = str(suggestions[0]["id"]) if suggestions else "nothing"
        if first != question.concern:
            message = f'the question "{question.text}" finds {first}, not {question.concern}'
            repair = f"add words that it lacks to the ways to ask of {question.concern}"
            problems.append(Problem(question.file, question.line, Severity.ERROR, message, repair))
    return problems


def known_language(code: object) -> str | None:
    """The language of a code; an unknown one counts as none."""
    return from_client(code) if isinstance(code, str) else None


def quarter_of(name: object, resources: Resources) -> str | None:
    """The quarter of an id or a name as people say it; None when it is unknown or means several."""
    if not isinstance(name, str) or not name:
        return None
    if name in resources.knowledge.quarters:
        return name
    places: Gazetteer = resources.understanding.places
    homes = places.guesses(name)
    return homes[0].quarters[0] if len(homes) == 1 and len(homes[0].quarters) == 1 else None
