"""Builds the knowledge that the core answers from, out of records and translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.core.city import AmbiguousName, City, District, Point, Quarter
from bot.core.model import Guide, Knowledge, Offer, Path, Term, Topic
from bot.knowledge.building_offers import build_offer, sources_of
from bot.knowledge.building_texts import Translations, guide_texts, said_of, shown
from bot.knowledge.reading import Files
from bot.knowledge.records import GuideRecord, PointRecord
from bot.knowledge.records_city import CityFile, DistrictRecord, QuarterRecord, TermRecord


def build(files: Files, translations: Translations) -> Knowledge:
    """Build the knowledge of files in which `check` found no errors.

    Args:
        files: From `read_folder`.
        translations: Texts by language and key, as `texts` names them; without the source language.

    Raises:
        ValueError: A file is missing or broken: `check` was not asked.
    """
    if not (files.city and files.quarters and files.topics):
        raise ValueError("a file of the city is missing")
    city, places, topics = files.city.record, files.quarters.record, files.topics.record
    if city is None or places is None or topics is None:
        raise ValueError("a file of the city is broken")
    districts = {record.id: _district(record) for record in places.districts}
    offers = {
        entry.id: build_offer(entry.id, entry.record, city, districts.keys(), translations)
        for entry in files.offers
        if entry.record is not None
    }
    terms = files.glossary.record.root if files.glossary and files.glossary.record else ()
    return Knowledge(
        city=_city(city),
        districts=districts,
        quarters={q.id: _quarter(q, record.id) for record in places.districts for q in record.quarters},
        ambiguous=tuple(AmbiguousName(name.name, name.quarters, name.districts) for name in places.ambiguous),
        common_words=frozenset(places.common_words),
        topics={
            topic.id: Topic(
                id=topic.id,
                emoji=topic.emoji,
                titles=shown(f"topics#{topic.id}", topic.title, translations),
                concerns=topic.concerns,
                hidden=topic.hidden,
            )
            for topic in topics.topics
        },
        guides=_guides(files, [concern for topic in topics.topics for concern in topic.concerns], translations),
        offers=offers,
        glossary=tuple(_term(term, translations) for term in terms),
        serving=_serving(offers.values()),
        paths={e.id: Path(e.id, e.record.emoji, e.record.leads, e.record.steps) for e in files.paths if e.record},
    )


def _city(record: CityFile) -> City:
    """Build the city."""
    return City(
        name=record.name,
        aliases=record.aliases,
        timezone=record.timezone,
        country=record.country,
        holidays_region=record.holidays_region,
        human=record.human,
        quarter_contact=record.quarter_contact,
        responsible=record.responsible,
        report=record.report,
        languages=record.languages,
    )


def _point(record: PointRecord) -> Point:
    """Build a point."""
    return Point(record.lat, record.lon)


def _district(record: DistrictRecord) -> District:
    """Build a district; it has the postal codes of its quarters."""
    return District(
        id=record.id,
        name=record.name,
        aliases=record.aliases,
        postal_codes=tuple(sorted({code for quarter in record.quarters for code in quarter.postal_codes})),
        centre=_point(record.centre),
        quarters=tuple(quarter.id for quarter in record.quarters),
    )


def _quarter(record: QuarterRecord, district: str) -> Quarter:
    """Build a quarter."""
    return Quarter(
        id=record.id,
        name=record.name,
        district=district,
        aliases=record.aliases,
        postal_codes=record.postal_codes,
        centre=_point(record.centre),
        neighbours=record.neighbours,
    )


def _guides(files: Files, order: Iterable[str], translations: Translations) -> Mapping[str, Guide]:
    """Build the guides in the order of the topics."""
    built = {
        entry.id: _guide(entry.folder, entry.id, entry.record, translations)
        for entry in files.guides
        if entry.record is not None
    }
    return {concern: built[concern] for concern in order if concern in built}


def _guide(topic: str, concern: str, record: GuideRecord, translations: Translations) -> Guide:
    """Build a guide."""
    return Guide(
        id=concern,
        topic=topic,
        texts=guide_texts(topic, concern, record, translations),
        ask=said_of(topic, concern, "ask", record.ask, translations),
        words=said_of(topic, concern, "words", record.words, translations),
        signals=said_of(topic, concern, "signals", record.signals, translations),
        harmless=said_of(topic, concern, "harmless", record.harmless, translations),
        links=tuple(link.url for link in record.links),
        numbers=tuple(number.phone for number in record.numbers),
        urgent=record.urgent,
        offices=record.offices,
        sources=sources_of(record.sources),
        checked=record.checked,
    )


def _term(record: TermRecord, translations: Translations) -> Term:
    """Build a word of the glossary."""
    meanings = shown(f"glossary#{record.word}", record.meaning, translations)
    return Term(record.word, record.also, meanings, record.concern)


def _serving(offers: Iterable[Offer]) -> Mapping[str, tuple[str, ...]]:
    """List the offers of each concern, in the order of the files."""
    serving: dict[str, list[str]] = {}
    for offer in offers:
        for concern in offer.serves:
            serving.setdefault(concern, []).append(offer.id)
    return {concern: tuple(ids) for concern, ids in serving.items()}
