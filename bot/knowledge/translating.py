"""Names every text that is translated by a stable key, and takes translations apart again.

Keys, all texts German: `guides/<topic>/<concern>#title`, `offers/<offer>#description`, `topics#<topic>`,
`glossary#<word>`. A list is one text with one entry a line, so that translators see it whole; the phones of an offer
are their labels (`-` for none), its courses one line each: `title | times | start`, where empty parts stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.model import CourseText
from bot.knowledge.reading import Entry, Files
from bot.knowledge.records import CourseRecord, GuideRecord, OfferRecord, PhoneRecord

NO_LABEL = "-"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A German text to translate, where it stands, what translators must know, and how long a line may be."""

    key: str
    text: str
    file: str
    line: int
    comment: str
    limit: int | None = None


_GUIDE_COMMENTS = {
    "title": ("Heading of the answer, no full stop", 60),
    "button": ("Label of a button", 28),
    "answer": ("The answer: simple words, short sentences", 900),
    "ask": ("How people ask for this, one a line: write new ones as people type them, as many as you like", None),
    "words": ("Single words by which one recognises this concern in a story, one a line: write your own", None),
    "steps": ("Steps in their order: keep the number of lines", 160),
    "papers": ("Papers to bring: keep the number of lines", 120),
    "links": ("Labels of links: keep the number of lines", 80),
    "numbers": ("Who answers at each emergency number: keep the number of lines", 80),
    "signals": ("Groups of 1 to 4 words that mean danger, one a line: write new ones, as many as you like", None),
    "harmless": ("Groups of 1 to 4 words that show there is no danger, one a line: write new ones", None),
}
_OFFER_COMMENTS = {
    "description": ("What this place offers: simple words", 800),
    "audience": ("For whom", 120),
    "cost": ("What it costs", 120),
    "hours_note": ("What the opening hours do not say", 200),
    "languages_note": ("Which languages are spoken", 200),
    "phones": ("What each telephone number is for; - stays -: keep the number of lines", 60),
    "courses": ("Courses, one a line: title | times | start. Keep the lines and both | in each", None),
}


def lines_of(text: str) -> tuple[str, ...]:
    """Take a text apart into its lines, without blank ones."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def guide_key(topic: str, concern: str, part: str) -> str:
    """Name a text of a guide."""
    return f"guides/{topic}/{concern}#{part}"


def offer_key(offer: str, part: str) -> str:
    """Name a text of an offer."""
    return f"offers/{offer}#{part}"


def guide_parts(record: GuideRecord) -> dict[str, str]:
    """Give the German texts of a guide by the last part of their keys, without empty ones."""
    parts = {
        "title": record.title,
        "button": record.button,
        "answer": record.answer,
        "ask": "\n".join(record.ask),
        "words": "\n".join(record.words),
        "steps": "\n".join(record.steps),
        "papers": "\n".join(record.papers),
        "links": "\n".join(link.label for link in record.links),
        "numbers": "\n".join(number.label for number in record.numbers),
        "signals": "\n".join(record.signals),
        "harmless": "\n".join(record.harmless),
    }
    return {part: text for part, text in parts.items() if text}


def offer_parts(record: OfferRecord) -> dict[str, str]:
    """Give the German texts of an offer by the last part of their keys, without empty ones."""
    parts = {
        "description": record.description,
        "audience": record.audience,
        "cost": record.cost,
        "hours_note": record.hours_note,
        "languages_note": record.languages_note,
        "phones": _labels(record.phones),
        "courses": "\n".join(_course_line(course) for course in record.courses),
    }
    return {part: text for part, text in parts.items() if text}


def _labels(phones: Sequence[PhoneRecord]) -> str:
    """Write the labels of phones, one a line; nothing if no phone has one."""
    if not any(phone.label for phone in phones):
        return ""
    return "\n".join(phone.label or NO_LABEL for phone in phones)


def _course_line(course: CourseRecord) -> str:
    """Write a course in one line."""
    return " | ".join((course.title, course.times or "", course.start or "")).strip()


def course_texts(text: str) -> tuple[CourseText, ...] | None:
    """Read courses, one a line; None if a line has not three parts or no title."""
    courses = []
    for line in lines_of(text):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not parts[0]:
            return None
        courses.append(CourseText(*parts))
    return tuple(courses)


def texts(files: Files) -> Iterator[SourceText]:
    """Find every text to translate, in the order of topics, guides, offers and glossary; broken files are left out."""
    if files.topics is not None and files.topics.record is not None:
        for n, topic in enumerate(files.topics.record.topics):
            line = files.topics.line("topics", n, "title")
            comment = "Name of a topic on the menu"
            yield SourceText(f"topics#{topic.id}", topic.title, files.topics.name, line, comment, 28)
    for guide in files.guides:
        yield from _guide_texts(guide)
    for offer in files.offers:
        yield from _offer_texts(offer)
    if files.glossary is not None and files.glossary.record is not None:
        for n, term in enumerate(files.glossary.record.root):
            comment = f"Plain meaning of the office word {term.word}"
            line = files.glossary.line(n, "meaning")
            yield SourceText(f"glossary#{term.word}", term.meaning, files.glossary.name, line, comment, 400)


def _guide_texts(entry: Entry[GuideRecord]) -> Iterator[SourceText]:
    """Find the texts of a guide."""
    for part, text in guide_parts(entry.record).items() if entry.record else ():
        comment, limit = _GUIDE_COMMENTS[part]
        yield SourceText(guide_key(entry.folder, entry.id, part), text, entry.name, entry.line(part), comment, limit)


def _offer_texts(entry: Entry[OfferRecord]) -> Iterator[SourceText]:
    """Find the texts of an offer."""
    for part, text in offer_parts(entry.record).items() if entry.record else ():
        comment, limit = _OFFER_COMMENTS[part]
        yield SourceText(offer_key(entry.id, part), text, entry.name, entry.line(part), comment, limit)
