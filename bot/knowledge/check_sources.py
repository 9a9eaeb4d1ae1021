"""Checks what guides and offers have in common: sources, the day of the last check, addresses, numbers, languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from babel import Locale

from bot.core.model import SOURCE_LANGUAGE
from bot.errors import Problem, Severity
from bot.knowledge.contacts import GENERAL_KNOWLEDGE, is_document, is_email, is_url, read_phone
from bot.knowledge.reading import Entry
from bot.knowledge.records import GuideRecord, OfferRecord
from bot.knowledge.suggesting import did_you_mean

OLD = timedelta(days=180)
"""After half a year staff are reminded to look whether an entry is still true."""
LONGEST_MESSAGE = 3000
"""Characters of all texts of one card: Telegram takes 4096, translations are longer, headings come on top."""

_OWN_LANGUAGES = {"bcs": "bosnisch/kroatisch/serbisch", "gsg": "deutsche gebärdensprache", "prs": "dari"}
"""Languages that people here speak and CLDR has no code for."""

E = TypeVar("E", Entry[GuideRecord], Entry[OfferRecord])


@dataclass(frozen=True, slots=True)
class Known:
    """What exists, for references. None: the file that says so is broken, and nothing can be said."""

    concerns: frozenset[str]
    offers: frozenset[str]
    quarters: frozenset[str] | None
    districts: frozenset[str] | None
    postal_codes: frozenset[str] | None
    country: str | None
    folders: frozenset[str] | None


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """Give the German name of every language code, in small letters."""
    names = Locale(SOURCE_LANGUAGE).languages
    return {str(code): str(names[code]).casefold() for code in names if "_" not in str(code)} | _OWN_LANGUAGES


def unknown_language(code: str) -> tuple[str, str]:
    """Say that a language code is unknown; a German name of a language is understood."""
    names = language_names()
    meant = next((known for known, name in names.items() if name == code.casefold()), None)
    repair = f'did you mean "{meant}"?' if meant else "write the two or three letters of ISO 639: de, ar, rom"
    return f'language "{code}" is unknown', repair


def check_reference(
    entry: Entry[GuideRecord] | Entry[OfferRecord], what: str, word: str, known: Iterable[str], *at: str | int
) -> Iterator[Problem]:
    """Check that an id exists."""
    choices = frozenset(known)
    if word not in choices:
        yield entry.problem(f'{what} "{word}" is unknown', did_you_mean(word, sorted(choices)), *at)


def check_phone(
    entry: Entry[GuideRecord] | Entry[OfferRecord], number: str, country: str | None, *at: str | int
) -> Iterator[Problem]:
    """Check a telephone number, if the country is known."""
    if country is not None:
        repair = "write one number with its area code: 030 1234567"
        yield from check_value(entry, lambda: read_phone(number, country), repair, *at)


def check_value(
    entry: Entry[GuideRecord] | Entry[OfferRecord], read: Callable[[], object], repair: str, *at: str | int
) -> Iterator[Problem]:
    """Check a value by reading it; what its reader refuses with a ValueError is an error."""
    try:
        read()
    except ValueError as error:
        yield entry.problem(str(error), repair, *at)


def check_url(entry: Entry[GuideRecord] | Entry[OfferRecord], url: str, *at: str | int) -> Iterator[Problem]:
    """Check the address of a web page."""
    if not is_url(url):
        yield entry.problem(f'"{url}" is not a web address', "write it with https:// and without blanks", *at)


def check_email(entry: Entry[OfferRecord], email: str, *at: str | int) -> Iterator[Problem]:
    """Check an e-mail address."""
    if not is_email(email):
        yield entry.problem(f'"{email}" is not an e-mail address', "write one address: info@example.org", *at)


def check_provenance(entry: Entry[GuideRecord] | Entry[OfferRecord], today: date) -> Iterator[Problem]:
    """Check the sources and the day of the last check."""
    record = entry.record
    if record is None:
        return
    for position, source in enumerate(record.sources):
        if not is_url(source.url) and not is_document(source.url):
            repair = f"write a web address with https://, the title of a document, or: {GENERAL_KNOWLEDGE}"
            yield entry.problem(f'source "{source.url}" is not a web address', repair, "sources", position, "url")
    pages = [source for source in record.sources if source.url != GENERAL_KNOWLEDGE]
    if pages and all(source.date == "undated" for source in pages):
        repair = "look for a page with a date"
        yield entry.problem("no source has a date", repair, "sources", severity=Severity.WARNING)
    if record.checked > today:
        yield entry.problem(f"checked {record.checked} lies in the future", f"today is {today}", "checked")
    elif today - record.checked > OLD:
        days = (today - record.checked).days
        repair = "look whether it is still true, then write the day of today"
        yield entry.problem(f"not checked for {days} days", repair, "checked", severity=Severity.WARNING)


def check_ids(entries: Iterable[E], what: str) -> Iterator[Problem]:
    """Check that no id is given twice, in two folders."""
    first: dict[str, str] = {}
    for entry in entries:
        if entry.id in first:
            repair = "give one of the two files another name"
            yield entry.problem(f'{what} "{entry.id}" exists already in {first[entry.id]}', repair)
        first.setdefault(entry.id, entry.name)


def check_length(entry: Entry[GuideRecord] | Entry[OfferRecord], texts: Iterable[str | None]) -> Iterator[Problem]:
    """Check that all that is shown fits into one message."""
    length = sum(len(text) for text in texts if text)
    if length > LONGEST_MESSAGE:
        message = f"all texts together have {length} characters, one message takes {LONGEST_MESSAGE}"
        yield entry.problem(message, "shorten them")
