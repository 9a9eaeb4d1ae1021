"""Brings catalogues up to date with the German texts, by key.

A message is found again by its context, the stable key, and never by likeness: when the German text has changed, its
translation stays, marked `fuzzy` with the German text it was made from. A translation whose key is gone is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from bot.core.model import SOURCE_LANGUAGE
from bot.core.speech import Language
from bot.languages.catalogues import po_path, read_catalogue
from bot.languages.table import LANGUAGES

NEW_HEADER = """\
# %s texts.
# Translated by: nobody yet
# Read by a native speaker: no
#"""
"""The comment at the head of a new catalogue; the last line of three is what the report reads."""


def new_catalogue(language: Language, domain: str) -> Catalog:
    """Make an empty catalogue with our own plural rule in its header."""
    catalogue = Catalog(
        locale=language.locale,
        domain=domain,
        project="Quartierlotse",
        charset="utf-8",
        fuzzy=False,
        last_translator="see the comment above",
        language_team=f"{language.own_name} ({language.code})",
    )
    catalogue.mime_headers = [("Plural-Forms", language.plural_forms)]  # Babel's own are wrong for some languages
    return catalogue


def updated(template: Catalog, old: Catalog | None, language: Language, domain: str) -> Catalog:
    """Merge a template with the translations there are.

    Args:
        template: The German texts, each with its key as context.
        old: The catalogue so far, None for a new language.
        language: Whose catalogue it is.
        domain: `bot` or `knowledge`.

    """
    before = {message.context: message for message in old or () if message.context}
    fresh = new_catalogue(language, domain)
    fresh.header_comment = old.header_comment if old is not None else NEW_HEADER % language.own_name
    if old is not None:  # else every update would touch every file
        fresh.creation_date, fresh.revision_date = old.creation_date, old.revision_date
    for message in template:
        if message.context:
            _carry(fresh, message, before.get(message.context))
    return fresh


def _carry(fresh: Catalog, message: Message, old: Message | None) -> None:
    """Add a message of the template with its old translation; outdated when the German text has changed."""
    added = fresh.add(
        message.id,
        locations=message.locations,
        flags=message.flags,
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old is not None else (),
        context=message.context,
    )
    if old is None or not any(forms_of(old)):
        return
    added.string = old.string
    if _texts(old.id) != _texts(message.id):
        added.flags.add("fuzzy")
        added.previous_id = list(_texts(old.id))
    elif old.fuzzy:
        added.flags.add("fuzzy")
        added.previous_id = list(old.previous_id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translated forms of a message; one without plural."""
    return _texts(message.string or "")


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue in the form in which Poedit and Weblate write it: stable, wrapped at 100, UTF-8."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_previous=True)
    text = buffer.getvalue().decode("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith('"Generated-By')]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def read_old(path: Path) -> Catalog | None:
    """Read the catalogue there is, or None."""
    return read_catalogue(path) if path.exists() else None


def update_all(locales: Path, templates: Mapping[str, Catalog]) -> None:
    """Bring the catalogues of all languages up to date; a language without any gets new ones."""
    for code, language in LANGUAGES.items():
        if code == SOURCE_LANGUAGE:
            continue
        for domain, template in templates.items():
            path = po_path(locales, code, domain)
            write(path, updated(template, read_old(path), language, domain))
