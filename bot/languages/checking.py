"""Finds mistakes in the catalogues, each with file, line and repair."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from bot.core.messages import ALL
from bot.core.text import squeeze
from bot.errors import Problem, Severity
from bot.languages.catalogues import BOT, KNOWLEDGE, po_path, read_catalogue
from bot.languages.table import LANGUAGES
from bot.languages.updating import forms_of

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_HAND_TYPED_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_URL = re.compile(r"https?://[^\s)»”\"]+")
_NUMBER = re.compile(r"\d(?:[\d /]*\d)?")
_MARKUP = re.compile(r"</?[a-z]+>|\*\*|`")
_SAID_BY_PEOPLE = ("#ask", "#words", "#signals", "#harmless")
"""Texts that nobody is shown: they have no length, and no numbers to keep."""
LONGEST_BUTTON = 40
"""Letters that Telegram still shows of a button that has a row of its own on a small telephone."""
LONGEST_MESSAGE = 3500
"""Letters of a message: Telegram takes 4096, names and numbers are filled in."""
SLACK = 1.3
"""What a translation may be longer than the limit for the German text: many languages need more letters."""


def check_locales(locales: Path, limits: Mapping[str, int]) -> list[Problem]:
    """Check all catalogues of a folder.

    Args:
        locales: The folder; when it is missing there is nothing to check.
        limits: By key, how long each line of a German text may be.

    Raises:
        LocalesError: A file cannot be read at all.

    """
    if not locales.is_dir():
        return []
    problems: list[Problem] = []
    for code in sorted(path.name for path in locales.iterdir() if path.is_dir()):
        if code not in LANGUAGES:
            repair = f"use one of {', '.join(LANGUAGES)}, or add a line to the table of languages"
            problems.append(Problem(f"{locales}/{code}", 0, Severity.ERROR, f'language "{code}" is unknown', repair))
            continue
        for domain in (BOT, KNOWLEDGE):
            path = po_path(locales, code, domain)
            if path.exists():
                catalogue = read_catalogue(path)
                problems.extend(_check_catalogue(str(path), catalogue, limits))
                problems.extend(_check_phrases(str(path), catalogue))
    return problems


def _check_catalogue(path: str, catalogue: Catalog, limits: Mapping[str, int]) -> Iterator[Problem]:
    for entry in catalogue:
        forms = forms_of(entry)
        if not entry.context or not any(forms) or entry.fuzzy:
            continue
        for message, repair in _mistakes(entry, forms, limits.get(entry.context)):
            yield Problem(path, entry.lineno or 0, Severity.ERROR, f"{entry.context}: {message}", repair)


_Mistakes = Iterator[tuple[str, str]]
"""What is wrong, and how to repair it."""


def _mistakes(entry: Entry, forms: tuple[str, ...], limit: int | None) -> _Mistakes:
    if not all(forms):
        yield "a plural form is empty", "fill in every form"
    for form in forms:
        if _HAND_TYPED_MARKS.search(form):
            yield "has a direction mark typed by hand", "take it out, the program sets direction marks itself"
        if not str(entry.context).endswith(_SAID_BY_PEOPLE):
            yield from _changed(entry, form)
            yield from _too_long(entry, form, limit)
    yield from _placeholders(entry, forms)


def _too_long(entry: Entry, form: str, limit: int | None) -> _Mistakes:
    if str(entry.context).startswith("button-"):
        limit = LONGEST_BUTTON
    most = round(limit * SLACK) if limit else LONGEST_MESSAGE
    longest = max(len(line) for line in form.split("\n"))
    if longest > most:
        yield f"has {longest} letters in a line, room is for {most}", f"shorten it to {most} letters"


def _changed(entry: Entry, form: str) -> _Mistakes:
    """Numbers to call and addresses to open must come out of a translation as they went in."""
    german = entry.id if isinstance(entry.id, str) else entry.id[0]
    for url in sorted(set(_URL.findall(german)) ^ set(_URL.findall(form))):
        yield f"the address {url} differs from the German text", "keep web addresses as they are"
    digits = re.sub(r"\D", "", _western(form))
    for number in sorted(_numbers(german)):
        if number in digits:
            continue
        yield f"the number {number} of the German text is missing", "keep telephone numbers as they are, in digits 0-9"
    if sorted(_MARKUP.findall(german)) != sorted(_MARKUP.findall(form)):
        yield "has other markup than the German text", "use the same marks, or none"


def _numbers(text: str) -> set[str]:
    """Numbers of three digits and more, without what separates their groups."""
    digits = (re.sub(r"\D", "", number) for number in _NUMBER.findall(_URL.sub(" ", _western(text))))
    return {number for number in digits if len(number) >= 3}


def _western(text: str) -> str:
    """Write all digits as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _placeholders(entry: Entry, forms: tuple[str, ...]) -> _Mistakes:
    """Every form needs the same placeholders; only a form for one number may leave out the number itself."""
    message = _MESSAGES.get(str(entry.context))
    wanted = set(_PLACEHOLDER.findall(message.text + message.plural)) if message else set()
    for form in forms:
        have = set(_PLACEHOLDER.findall(form))
        for name in sorted(wanted - have - ({"n"} if len(forms) > 1 else set())):
            yield f"lacks %({name})s", f"write %({name})s where the value belongs"
        for name in sorted(have - wanted):
            allowed = ", ".join(f"%({w})s" for w in sorted(wanted)) or "plain words"
            yield f"has unknown %({name})s", f"use only {allowed}"
        if wanted and "%" in _PLACEHOLDER.sub("", form).replace("%%", ""):
            yield "has a stray %", "write a percent sign as %%"


_MESSAGES = {message.key: message for message in ALL}


def _check_phrases(path: str, catalogue: Catalog) -> Iterator[Problem]:
    """A way to ask may stand under one concern only, in each language."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for entry in catalogue:
        if entry.context and str(entry.context).endswith("#ask") and not entry.fuzzy:
            concern = str(entry.context).removesuffix("#ask").rsplit("/", 1)[-1]
            for line in {squeeze(line) for line in "".join(forms_of(entry)).split("\n")} - {""}:
                places[line].append((concern, entry.lineno or 0))
    for line, found in places.items():
        if len({concern for concern, _ in found}) > 1:
            concerns = " and ".join(sorted({concern for concern, _ in found}))
            repair = "leave it where people mean it more often"
            yield Problem(path, found[-1][1], Severity.ERROR, f'"{line}" stands under {concerns}', repair)
