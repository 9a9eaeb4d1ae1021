"""Reads the translated catalogues: `<locales>/<code>/LC_MESSAGES/bot.po` and `knowledge.po`.

The context of every message is its key. Outdated entries (marked `fuzzy`) and empty ones are left out, and so are
messages with only some of their plural forms: what is missing is said whole in the next language. Reading twenty
languages of PO takes seconds, so what was read is kept as JSON in the cache folder, by the content of the file.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from bot.core.messages import ALL
from bot.core.model import SOURCE_LANGUAGE
from bot.core.speech import Language, Speaker, Words
from bot.errors import LocalesError
from bot.languages.table import LANGUAGES, plural_rule

logger = logging.getLogger(__name__)

BOT, KNOWLEDGE = "bot", "knowledge"
"""The two domains: what the bot says itself, and what the knowledge base says."""


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All translations: the bot's words by language, and the texts of the knowledge base by language and key."""

    words: Mapping[str, Words]
    knowledge: Mapping[str, Mapping[str, str]]


def po_path(locales: Path, code: str, domain: str) -> Path:
    """Where the catalogue of a language and domain lies."""
    return locales / code / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(path: Path) -> Catalog:
    """Read one PO file.

    Raises:
        LocalesError: With file and line, when the file cannot be read.

    """
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise LocalesError(f"{path}:{error.lineno or 1}: {error}") from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise LocalesError(f"{path}: cannot be read: {error}") from error


def read(locales: Path, *, cache: Path | None = None) -> Catalogues:
    """Read the catalogues of all languages that have any.

    Args:
        locales: The folder of translations; it may be missing, then everything is said in the source language.
        cache: A folder for what was read; None reads the PO files each time.

    Raises:
        LocalesError: When a file cannot be read.

    """
    words: dict[str, Words] = {SOURCE_LANGUAGE: _source_words()}
    knowledge: dict[str, Mapping[str, str]] = {}
    for code, language in LANGUAGES.items():
        said = _forms(po_path(locales, code, BOT), cache)
        if said and code != SOURCE_LANGUAGE:
            words[code] = Words({key: tuple(forms) for key, forms in said.items()}, plural_rule(language))
        texts = _forms(po_path(locales, code, KNOWLEDGE), cache)
        if texts and code != SOURCE_LANGUAGE:
            knowledge[code] = {key: forms[0] for key, forms in texts.items()}
    return Catalogues(words, knowledge)


def _source_words() -> Words:
    forms = {m.key: (m.text, m.plural) if m.plural else (m.text,) for m in ALL}
    return Words(forms, plural_rule(LANGUAGES[SOURCE_LANGUAGE]))


def _forms(path: Path, cache: Path | None) -> dict[str, list[str]]:
    """The finished messages of a PO file: key to forms."""
    if not path.exists():
        return {}
    content = path.read_bytes()
    kept = cache / f"{path.parts[-3]}-{path.stem}-{hashlib.sha256(content).hexdigest()[:16]}.json" if cache else None
    if kept and kept.exists():
        try:
            loaded: dict[str, list[str]] = json.loads(kept.read_text("utf-8"))
        except (OSError, ValueError):
            logger.warning("the cached catalogue %s is damaged and is read anew", kept.name)
        else:
            return loaded
    forms = finished(read_catalogue(path))
    if kept:
        _keep(kept, forms)
    return forms


def finished(catalogue: Catalog) -> dict[str, list[str]]:
    """The messages of a catalogue that may be shown, by key: translated, whole, and not outdated."""
    found: dict[str, list[str]] = {}
    for message in catalogue:
        if not message.context or message.fuzzy:
            continue
        string = message.string or ""
        forms = [string] if isinstance(string, str) else list(string)
        if all(forms):
            found[message.context] = forms
    return found


def _keep(path: Path, forms: Mapping[str, list[str]]) -> None:
    """Write to the cache; a full disk costs speed and nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.json"):
            old.unlink(missing_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(forms, ensure_ascii=False), "utf-8")
        new.replace(path)
    except OSError as error:
        logger.warning("the catalogue cache cannot be written: %s", error.strerror)


def speakers(catalogues: Catalogues, offered: tuple[str, ...] = ()) -> dict[str, Speaker]:
    """Make a speaker for each language that has words, in the order offered, then that of the table.

    Args:
        catalogues: From `read`.
        offered: The languages that a city's bot offers; empty for all there are. The source language always speaks.

    """
    codes = [code for code in (offered or LANGUAGES) if code in catalogues.words]
    if SOURCE_LANGUAGE not in codes:
        codes.append(SOURCE_LANGUAGE)
    return {code: Speaker(LANGUAGES[code], _chain(LANGUAGES[code], catalogues)) for code in codes}


def _chain(language: Language, catalogues: Catalogues) -> tuple[Words, ...]:
    codes = dict.fromkeys((language.code, *language.fallback, SOURCE_LANGUAGE))
    return tuple(catalogues.words[code] for code in codes if code in catalogues.words)
