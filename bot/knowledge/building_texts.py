"""Puts the texts of each language together; a language counts only where all that is shown has been translated."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.model import SOURCE_LANGUAGE, CourseText, GuideText, OfferText
from bot.knowledge.records import GuideRecord, OfferRecord
from bot.knowledge.translating import (
    NO_LABEL,
    course_texts,
    guide_key,
    guide_parts,
    lines_of,
    offer_key,
    offer_parts,
)

Translations = Mapping[str, Mapping[str, str]]
"""Language to key to text; what is not translated is missing or empty."""

Lines = tuple[str, ...]

ANY_NUMBER = frozenset({"ask", "words", "signals", "harmless"})
"""Lists of what people say: each language has as many lines as it needs, or none yet."""


def languages_of(translations: Translations) -> list[str]:
    """List the languages there are translations for, without the source language."""
    return [language for language in translations if language != SOURCE_LANGUAGE]


def shown(key: str, german: str, translations: Translations) -> dict[str, str]:
    """Give one text in every language that has it."""
    found = {language: translations[language].get(key, "").strip() for language in languages_of(translations)}
    return {SOURCE_LANGUAGE: german, **{language: text for language, text in found.items() if text}}


def said_of(topic: str, concern: str, part: str, german: Lines, translations: Translations) -> dict[str, Lines]:
    """Give what people say (a part of ANY_NUMBER) in each language that has some, even without a translated answer."""
    key = guide_key(topic, concern, part)
    found = {language: lines_of(translations[language].get(key, "")) for language in languages_of(translations)}
    said = {SOURCE_LANGUAGE: german, **found}
    return {language: lines for language, lines in said.items() if lines}


def guide_texts(topic: str, concern: str, record: GuideRecord, translations: Translations) -> dict[str, GuideText]:
    """Give the texts of a guide in every language in which it is complete."""
    german = guide_parts(record)
    texts = {SOURCE_LANGUAGE: _guide_text(german)}
    for language in languages_of(translations):
        parts = {
            part: translations[language].get(guide_key(topic, concern, part), "").strip()
            for part in german
            if part not in ANY_NUMBER
        }
        if _complete(german, parts):
            texts[language] = _guide_text(parts)
    return texts


def _complete(german: Mapping[str, str], parts: Mapping[str, str]) -> bool:
    """Tell whether all that is shown is there, each list with as many lines as in German."""
    return all(
        parts[part] and (part == "answer" or len(lines_of(parts[part])) == len(lines_of(text)))
        for part, text in german.items()
        if part not in ANY_NUMBER
    )


def _guide_text(parts: Mapping[str, str]) -> GuideText:
    """Build the text of a guide from its parts."""
    lines = {part: lines_of(text) for part, text in parts.items()}
    return GuideText(
        title=parts["title"],
        button=parts["button"],
        answer=parts["answer"],
        steps=lines.get("steps", ()),
        papers=lines.get("papers", ()),
        link_labels=lines.get("links", ()),
        number_labels=lines.get("numbers", ()),
    )


def offer_texts(offer: str, record: OfferRecord, translations: Translations) -> dict[str, OfferText]:
    """Give the texts of an offer in every language in which it is complete."""
    german = offer_parts(record)
    courses = tuple(CourseText(c.title, c.times or "", c.start or "") for c in record.courses)
    texts = {SOURCE_LANGUAGE: _offer_text(german, len(record.phones), courses)}
    for language in languages_of(translations):
        parts = {part: translations[language].get(offer_key(offer, part), "").strip() for part in german}
        translated = course_texts(parts.get("courses", ""))
        complete = all(parts.values()) and translated is not None and len(translated) == len(courses)
        if complete and len(lines_of(parts.get("phones", ""))) == len(lines_of(german.get("phones", ""))):
            texts[language] = _offer_text(parts, len(record.phones), translated or ())
    return texts


def _offer_text(parts: Mapping[str, str], phones: int, courses: tuple[CourseText, ...]) -> OfferText:
    """Build the text of an offer from its parts; there is one label for each phone, perhaps an empty one."""
    labels = tuple("" if label == NO_LABEL else label for label in lines_of(parts.get("phones", "")))
    return OfferText(
        description=parts["description"],
        audience=parts.get("audience", ""),
        cost=parts.get("cost", ""),
        hours_note=parts.get("hours_note", ""),
        languages_note=parts.get("languages_note", ""),
        phone_labels=labels or ("",) * phones,
        courses=courses,
    )
