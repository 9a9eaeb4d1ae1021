"""Finds mistakes in the catalogues, each with file, line and repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message as Entry

from bot.core.messages import ALL
from bot.errors import Problem, Severity
from bot.languages.catalogues import BOT, KNOWLEDGE, po_path, read_catalogue
from bot.languages.table import LANGUAGES
from bot.languages.updating import forms_of

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_HAND_TYPED_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 4000
"""Letters of a message: Telegram takes 4096, names and numbers are filled in."""


def check_locales(locales: Path) -> list[Problem]:
    """Check all catalogues of a folder.

    Raises:
        LocalesError: A file cannot be read at all.

    """
    if not locales.is_dir():
        return []
    problems: list[Problem] = []
    for code in sorted(path.name for path in locales.iterdir() if path.is_dir()):
        if code not in LANGUAGES:
            near = ", ".join(LANGUAGES)
            problems.append(
                Problem(f"{locales}/{code}", 0, Severity.ERROR, f"language {code!r} is unknown", f"use one of {near}")
            )
            continue
        for domain in (BOT, KNOWLEDGE):
            path = po_path(locales, code, domain)
            if path.exists():
                problems.extend(_check_catalogue(path, domain))
    return problems


def _check_catalogue(path: Path, domain: str) -> Iterator[Problem]:
    known = {message.key: message for message in ALL}
    for entry in read_catalogue(path):
        forms = forms_of(entry)
        if not entry.context or not any(forms):
            continue
        yield from _check_forms(path, entry, forms)
        if domain == BOT and entry.context in known:
            message = known[entry.context]
            wanted = set(_PLACEHOLDER.findall(message.text + message.plural))
            yield from _check_placeholders(path, entry, forms, wanted)


def _check_forms(path: Path, entry: Entry, forms: tuple[str, ...]) -> Iterator[Problem]:
    line = entry.lineno or 0
    if not all(forms):
        yield Problem(str(path), line, Severity.ERROR, f"{entry.context}: a plural form is empty", "fill in every form")
    for form in forms:
        if _HAND_TYPED_MARKS.search(form):
            repair = "take it out, the program sets direction marks itself"
            yield Problem(
                str(path), line, Severity.ERROR, f"{entry.context}: has a direction mark typed by hand", repair
            )
        if len(form) > _LONGEST and not str(entry.context).endswith(("#ask", "#signals", "#harmless", "#words")):
            repair = f"shorten it to {_LONGEST} letters"
            yield Problem(str(path), line, Severity.ERROR, f"{entry.context}: is too long for a message", repair)


def _check_placeholders(path: Path, entry: Entry, forms: tuple[str, ...], wanted: set[str]) -> Iterator[Problem]:
    """Every form needs the same placeholders; only a form for one number may leave out the number itself."""
    for form in forms:
        have = set(_PLACEHOLDER.findall(form))
        missing = wanted - have - ({"n"} if len(forms) > 1 else set())
        for name in sorted(missing):
            repair = f"write %({name})s where the value belongs"
            yield Problem(str(path), entry.lineno or 0, Severity.ERROR, f"{entry.context}: lacks %({name})s", repair)
        for name in sorted(have - wanted):
            repair = f"use only {', '.join(f'%({w})s' for w in sorted(wanted)) or 'plain words'}"
            yield Problem(
                str(path), entry.lineno or 0, Severity.ERROR, f"{entry.context}: has unknown %({name})s", repair
            )
        leftover = _PLACEHOLDER.sub("", form).replace("%%", "")
        if wanted and "%" in leftover:
            repair = "write a percent sign as %%"
            yield Problem(str(path), entry.lineno or 0, Severity.ERROR, f"{entry.context}: has a stray %", repair)
