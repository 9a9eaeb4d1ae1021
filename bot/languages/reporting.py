"""Tells how complete each language is, and what to translate next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.core.model import SOURCE_LANGUAGE
from bot.languages.catalogues import po_path
from bot.languages.table import LANGUAGES
from bot.languages.updating import forms_of, read_old

NEXT = 10
"""Texts named as the next to do: a morning's work."""
_NATIVE = "read by a native speaker: yes"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language is, in texts. `read` counts those in files that a native speaker has read."""

    language: str
    name: str
    texts: int
    translated: int
    missing: int
    outdated: int
    read: int
    next: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every text has a translation that is up to date."""
        return self.missing == self.outdated == 0


def progress(locales: Path, templates: Mapping[str, Catalog]) -> list[Progress]:
    """Compare the catalogues of all languages with the German texts as they are now.

    Args:
        locales: The folder of translations.
        templates: From `extraction.templates`.

    """
    return [_of_language(code, locales, templates) for code in LANGUAGES if code != SOURCE_LANGUAGE]


def _of_language(code: str, locales: Path, templates: Mapping[str, Catalog]) -> Progress:
    texts = translated = read = 0
    missing: list[str] = []
    outdated: list[str] = []
    for domain, template in templates.items():
        catalogue = read_old(po_path(locales, code, domain))
        entries = {entry.context: entry for entry in catalogue or () if entry.context}
        done = 0
        for message in template:
            if not message.context:
                continue
            texts += 1
            entry = entries.get(message.context)
            if entry is None or not forms_of(entry) or not all(forms_of(entry)):
                missing.append(message.context)
            elif entry.fuzzy or entry.id != message.id:
                outdated.append(message.context)
            else:
                done += 1
        translated += done
        if catalogue is not None and _NATIVE in catalogue.header_comment.lower():
            read += done
    todo = sorted([*missing, *outdated], key=_urgency)
    name = LANGUAGES[code].own_name
    return Progress(code, name, texts, translated, len(missing), len(outdated), read, tuple(todo[:NEXT]))


def _urgency(key: str) -> tuple[int, str]:
    """What people need most comes first: danger, then the bot's own words, then guides, then the rest."""
    order = ("guides/emergency/", "guides/", "topics#", "offers/", "glossary#")
    if "/" not in key and "#" not in key:
        return 1, key
    kind = next((n for n, start in enumerate(order) if key.startswith(start)), len(order))
    return (0 if kind == 0 else kind + 1), key


def as_text(found: list[Progress]) -> str:
    """Write the report as a table, and what to do next below it."""
    lines = [f"{'language':<30} {'done':>11} {'missing':>8} {'outdated':>9} {'not read by a native':>21}"]
    for p in found:
        state = "complete" if p.complete else f"{100 * p.translated / max(p.texts, 1):.1f} %"
        name = f"{p.language:<4} {p.name}"
        lines.append(f"{name:<30} {state:>11} {p.missing:>8} {p.outdated:>9} {p.translated - p.read:>21}")
    for p in found:
        if p.next:
            lines += ["", f"{p.language}: next to do", *(f"  {key}" for key in p.next)]
    return "\n".join(lines)


def as_data(found: list[Progress]) -> list[dict[str, object]]:
    """Give the report as data."""
    return [{**asdict(p), "complete": p.complete, "not_read": p.translated - p.read} for p in found]
