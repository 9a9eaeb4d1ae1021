"""Checks the offers: where they are, whom they serve, how to reach them, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.model import Reach
from bot.errors import Problem, Severity
from bot.knowledge.check_sources import (
    Known,
    check_email,
    check_ids,
    check_length,
    check_phone,
    check_provenance,
    check_reference,
    check_url,
    check_value,
    language_names,
    unknown_language,
)
from bot.knowledge.hours import EXAMPLE, read_hours
from bot.knowledge.reading import Entry, Files
from bot.knowledge.records import OfferRecord
from bot.knowledge.suggesting import did_you_mean

LONGEST_DESCRIPTION = 60
WIDE = frozenset({Reach.CITY.value, Reach.COUNTRY.value})
"""What `area` may say instead of places; also names of folders."""

OfferEntry = Entry[OfferRecord]


def check_offers(files: Files, known: Known, today: date) -> Iterator[Problem]:
    """Check every offer."""
    yield from check_ids(files.offers, "offer")
    for entry in files.offers:
        if known.folders is not None and entry.folder not in known.folders:
            yield entry.problem(f'folder "{entry.folder}" is unknown', did_you_mean(entry.folder, known.folders))
        if entry.record is not None:
            yield from _check_serves(entry, entry.record, known)
            yield from _check_place(entry, entry.record, known)
            yield from _check_contact(entry, entry.record, known)
            yield from _check_texts(entry, entry.record)
            yield from _check_dates(entry, entry.record, today)
            yield from check_provenance(entry, today)


def _check_serves(entry: OfferEntry, record: OfferRecord, known: Known) -> Iterator[Problem]:
    """Check the concerns."""
    for position, concern in enumerate(record.serves):
        yield from check_reference(entry, "concern", concern, known.concerns, "serves", position)
        if concern in record.serves[:position]:
            yield entry.problem(f'concern "{concern}" stands twice', "delete one of the two", "serves", position)


def _check_place(entry: OfferEntry, record: OfferRecord, known: Known) -> Iterator[Problem]:
    """Check area and postal code."""
    if known.quarters is None or known.districts is None or known.postal_codes is None:
        return
    for position, place in enumerate(record.area):
        at: tuple[str | int, ...] = ("area", position)
        if place in WIDE:
            if len(record.area) > 1:
                yield entry.problem(f'"{place}" stands beside other places', f"write area: {place}", *at)
        elif place not in known.quarters | known.districts:
            choices = [*sorted(known.quarters), *sorted(known.districts), *sorted(WIDE)]
            what = (
                "district" if any(place.startswith(d.partition("-")[0] + "-") for d in known.districts) else "quarter"
            )
            yield entry.problem(f'{what} "{place}" is unknown', did_you_mean(place, choices), *at)
    code = record.postal_code
    if code and record.town is None and code not in known.postal_codes:
        repair = did_you_mean(code, sorted(known.postal_codes), "correct it.") + " In another town, add town:"
        yield entry.problem(f'postal code "{code}" is in no quarter', repair, "postal_code")


def _check_contact(entry: OfferEntry, record: OfferRecord, known: Known) -> Iterator[Problem]:
    """Check telephone numbers, addresses, hours and languages."""
    for position, phone in enumerate(record.phones):
        yield from check_phone(entry, phone.number, known.country, "phones", position, "number")
    if record.email is not None:
        yield from check_email(entry, record.email, "email")
    if record.website is not None:
        yield from check_url(entry, record.website, "website")
    for key, hours in (("hours", record.hours), ("phone_hours", record.phone_hours)):
        yield from check_value(entry, lambda hours=hours: read_hours(hours), EXAMPLE, key)  # type: ignore[misc]
    for position, code in enumerate(record.languages):
        if code not in language_names():
            yield entry.problem(*unknown_language(code), "languages", position)
    if record.certainty == "low" and not (record.phones or record.email or record.website):
        repair = "look for a phone, email or website, so that people can ask first"
        yield entry.problem("certainty is low and nobody can be asked", repair, "certainty", severity=Severity.WARNING)


def _check_texts(entry: OfferEntry, record: OfferRecord) -> Iterator[Problem]:
    """Check the lengths that people would notice."""
    words = len(record.description.split())
    if words > LONGEST_DESCRIPTION:
        message = f"description has {words} words, at most {LONGEST_DESCRIPTION}"
        yield entry.problem(message, "shorten it", "description")
    courses = [text for course in record.courses for text in (course.title, course.times, course.start) if text]
    for position, course in enumerate(record.courses):
        for key in ("title", "times", "start"):
            if "|" in (getattr(course, key) or ""):
                yield entry.problem(f'{key} contains "|"', "write a comma instead", "courses", position, key)
    notes = (record.audience, record.cost, record.hours_note, record.languages_note)
    yield from check_length(entry, [record.name, record.provider, record.description, *notes, *courses])


def _check_dates(entry: OfferEntry, record: OfferRecord, today: date) -> Iterator[Problem]:
    """Check from when until when the offer exists."""
    if record.until is None:
        return
    if record.starts is not None and record.until < record.starts:
        message = f"until {record.until} lies before from {record.starts}"
        yield entry.problem(message, "exchange the two, or correct the year", "until")
    elif record.until < today:
        repair = "leave it if the offer has ended, or write the new end"
        yield entry.problem(f"ended on {record.until}", repair, "until", severity=Severity.WARNING)
