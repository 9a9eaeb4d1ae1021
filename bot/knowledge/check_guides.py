"""Checks the guides: the texts, the ways to ask, and whether each concern has one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.text import squeeze
from bot.errors import Problem
from bot.knowledge.check_sources import (
    Known,
    check_ids,
    check_length,
    check_phone,
    check_provenance,
    check_reference,
    check_url,
)
from bot.knowledge.reading import Entry, Files
from bot.knowledge.records import GuideRecord
from bot.knowledge.records_city import PathRecord
from bot.knowledge.suggesting import did_you_mean

FEWEST_WAYS = 15
LONGEST_WAY = 14
"""Words of one way to ask; longer ones are stories that match no other story."""
ANSWER_WORDS = range(40, 91)
LONGEST_SIGNAL = 4
"""Words of a group that means danger: all of them must occur, so more would miss too much."""

GuideEntry = Entry[GuideRecord]


def check_guides(files: Files, known: Known, today: date) -> Iterator[Problem]:
    """Check every guide, and the phrases of all of them against each other."""
    yield from check_ids(files.guides, "concern")
    for entry in files.guides:
        yield from _check_place(entry, files)
        if entry.record is not None:
            yield from _check_texts(entry, entry.record)
            yield from _check_urgent(entry, entry.record, known)
            yield from _check_references(entry, entry.record, known)
            yield from check_provenance(entry, today)
    yield from _check_phrases(files)


def _check_place(entry: GuideEntry, files: Files) -> Iterator[Problem]:
    """Check that the guide lies in the folder of its topic."""
    if files.topics is None or files.topics.record is None:
        return
    topics = {concern: topic.id for topic in files.topics.record.topics for concern in topic.concerns}
    ids = [topic.id for topic in files.topics.record.topics]
    topic = topics.get(entry.id)
    if entry.folder not in ids:
        yield entry.problem(f'topic "{entry.folder}" is unknown', did_you_mean(entry.folder, ids))
    elif topic is None:
        missing = sorted(set(topics) - {guide.id for guide in files.guides})
        repair = did_you_mean(entry.id, missing, f'add it to topic "{entry.folder}" in {files.topics.name}')
        yield entry.problem(f'concern "{entry.id}" is unknown', repair)
    elif topic != entry.folder:
        yield entry.problem(f'concern "{entry.id}" belongs to topic "{topic}"', f"move the file to guides/{topic}/")


def _check_texts(entry: GuideEntry, record: GuideRecord) -> Iterator[Problem]:
    """Check the lengths that people would notice."""
    words = len(record.answer.split())
    if words not in ANSWER_WORDS:
        repair = "shorten it" if words > ANSWER_WORDS[-1] else "say what to do first and who decides"
        least, most = ANSWER_WORDS[0], ANSWER_WORDS[-1]
        yield entry.problem(f"answer has {words} words, it must have {least} to {most}", repair, "answer")
    ways = {squeeze(way) for way in record.ask} - {""}
    if len(ways) < FEWEST_WAYS:
        message = f"{len(ways)} different ways to ask, at least {FEWEST_WAYS} are needed"
        yield entry.problem(message, "add lines as people type them", "ask")
    for position, way in enumerate(record.ask):
        if not squeeze(way):
            yield entry.problem(f'way to ask "{way}" has no words', "delete it", "ask", position)
        if len(way.split()) > LONGEST_WAY:
            message = f"way to ask has {len(way.split())} words, at most {LONGEST_WAY}"
            yield entry.problem(message, "shorten it", "ask", position)
    labels = [*(link.label for link in record.links), *(number.label for number in record.numbers)]
    yield from check_length(entry, [record.title, record.answer, *record.steps, *record.papers, *labels])


def _check_urgent(entry: GuideEntry, record: GuideRecord, known: Known) -> Iterator[Problem]:
    """Check that an urgent guide has numbers, and that only such a guide has word groups for danger."""
    if record.urgent and not record.numbers:
        repair = "add numbers: with label and phone, or delete the line urgent"
        yield entry.problem("an urgent guide needs numbers", repair, "urgent")
    for position, number in enumerate(record.numbers):
        yield from check_phone(entry, number.phone, known.country, "numbers", position, "phone")
    groups = {"signals": record.signals, "harmless": record.harmless}
    for key, lines in groups.items():
        if lines and not record.urgent:
            yield entry.problem(f"{key} are for urgent guides only", "add urgent: true, or delete them", key)
        for position, group in enumerate(lines):
            if not 1 <= len(squeeze(group).split()) <= LONGEST_SIGNAL:
                message = f'"{group}" must have 1 to {LONGEST_SIGNAL} words'
                yield entry.problem(message, "keep the words that matter", key, position)


def _check_references(entry: GuideEntry, record: GuideRecord, known: Known) -> Iterator[Problem]:
    """Check links and offices."""
    for position, link in enumerate(record.links):
        yield from check_url(entry, link.url, "links", position, "url")
    for position, office in enumerate(record.offices):
        yield from check_reference(entry, "offer", office, known.offers, "offices", position)


def check_paths(files: Files, known: Known) -> Iterator[Problem]:
    """Check that paths lead through concerns that there are, each once."""
    for entry in files.paths:
        if entry.record is None:
            continue
        if entry.record.leads not in known.concerns:
            yield _unknown_concern(entry, entry.record.leads, known, "leads")
        for position, concern in enumerate(entry.record.steps):
            if concern not in known.concerns:
                yield _unknown_concern(entry, concern, known, "steps", position)
            elif concern in entry.record.steps[:position]:
                yield entry.problem(f'"{concern}" stands twice', "a path passes a concern once", "steps", position)


def _unknown_concern(entry: Entry[PathRecord], concern: str, known: Known, *at: str | int) -> Problem:
    return entry.problem(f'concern "{concern}" is unknown', did_you_mean(concern, sorted(known.concerns)), *at)


def _check_phrases(files: Files) -> Iterator[Problem]:
    """Check that no way to ask stands under two concerns, whatever its case, accents and punctuation."""
    first: dict[str, tuple[GuideEntry, int]] = {}
    for entry in files.guides:
        for position, way in enumerate(entry.record.ask if entry.record else ()):
            other, where = first.setdefault(squeeze(way), (entry, position))
            if other.id != entry.id and squeeze(way):
                repair = f"keep it where it fits better: {other.name}:{other.line('ask', where)}"
                yield entry.problem(f'"{way}" stands under "{other.id}", too', repair, "ask", position)
