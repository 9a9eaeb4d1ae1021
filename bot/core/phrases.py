"""All ways to ask, of all languages: what questions are compared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.field import Field
from bot.core.model import SOURCE_LANGUAGE, Knowledge

Make = Callable[[str, Sequence[tuple[int, str]], int], Field]
"""Builds a field from a language, its phrases with the numbers of their concerns, and how many concerns there are."""


@dataclass(frozen=True)
class PhraseIndex:
    """All ways to ask, of all languages, over the concerns in a fixed order."""

    concerns: tuple[str, ...]
    fields: Mapping[str, Field]

    @classmethod
    def build(cls, phrases: Mapping[str, Mapping[str, Sequence[str]]], make: Make = Field.build) -> PhraseIndex:
        """Build from language to concern to its phrases. Concerns are sorted: results never depend on file order.

        Args:
            phrases: By language and concern.
            make: Builds a field, or finds it where it was kept.

        """
        concerns = tuple(sorted({concern for by_concern in phrases.values() for concern in by_concern}))
        number = {concern: n for n, concern in enumerate(concerns)}
        return cls(
            concerns,
            {
                language: make(
                    language, [(number[c], p) for c, ps in sorted(by_concern.items()) for p in ps], len(concerns)
                )
                for language, by_concern in phrases.items()
            },
        )

    @classmethod
    def of(cls, knowledge: Knowledge, make: Make = Field.build) -> PhraseIndex:
        """Build from everything people may say: ways to ask, titles, buttons, telling words, office words."""
        phrases: dict[str, dict[str, list[str]]] = {}
        for guide in knowledge.guides.values():
            for said in (guide.ask, guide.words):
                for language, lines in said.items():
                    phrases.setdefault(language, {}).setdefault(guide.id, []).extend(lines)
            for language, text in guide.texts.items():
                phrases.setdefault(language, {}).setdefault(guide.id, []).extend((text.title, text.button))
        for term in knowledge.glossary:
            if term.concern in knowledge.guides:
                phrases.setdefault(SOURCE_LANGUAGE, {}).setdefault(term.concern, []).extend((term.word, *term.also))
        return cls.build(phrases, make)
