"""Checks the files about the city itself: city, quarters, topics and glossary, and that each concern is served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from zoneinfo import available_timezones

import holidays

from bot.core.text import squeeze
from bot.errors import Problem
from bot.knowledge.check_sources import Known, language_names, unknown_language
from bot.knowledge.contacts import is_country, is_email, is_url
from bot.knowledge.reading import ID, Entry, Files
from bot.knowledge.records_city import CityFile, GlossaryFile, QuartersFile, TopicsFile
from bot.knowledge.suggesting import did_you_mean


def check_city_files(files: Files, known: Known, today: date) -> Iterator[Problem]:
    """Check those of the files about the city that could be read."""
    if files.city is not None and files.city.record is not None:
        yield from _check_calendar(files.city, files.city.record)
        yield from _check_people(files.city, files.city.record, files, known)
    if files.quarters is not None and files.quarters.record is not None:
        yield from _check_places(files.quarters, files.quarters.record)
        yield from _check_neighbours(files.quarters, files.quarters.record)
        yield from _check_names(files.quarters, files.quarters.record)
    if files.topics is not None and files.topics.record is not None:
        yield from _check_topics(files.topics, files.topics.record, files)
        yield from _check_served(files.topics, files.topics.record, files, today)
    if files.glossary is not None and files.glossary.record is not None:
        yield from _check_glossary(files.glossary, files.glossary.record, known)


def _check_calendar(entry: Entry[CityFile], city: CityFile) -> Iterator[Problem]:
    """Check time zone, country, region and languages."""
    if city.timezone not in available_timezones():
        repair = did_you_mean(city.timezone, available_timezones())
        yield entry.problem(f'timezone "{city.timezone}" is unknown', repair, "timezone")
    regions = holidays.list_supported_countries().get(city.country)
    if regions is None or not is_country(city.country):
        yield entry.problem(f'country "{city.country}" is unknown', "write two capital letters: DE", "country")
    elif city.holidays_region and city.holidays_region not in regions:
        repair = did_you_mean(city.holidays_region, regions, "known are: " + ", ".join(regions))
        yield entry.problem(f'holidays_region "{city.holidays_region}" is unknown', repair, "holidays_region")
    for position, code in enumerate(city.languages):
        if code not in language_names():
            yield entry.problem(*unknown_language(code), "languages", position)


def _check_people(entry: Entry[CityFile], city: CityFile, files: Files, known: Known) -> Iterator[Problem]:
    """Check whom the bot names when it cannot help."""
    if city.human not in known.offers:
        yield entry.problem(f'offer "{city.human}" is unknown', did_you_mean(city.human, known.offers), "human")
    human = next((offer.record for offer in files.offers if offer.id == city.human), None)
    if human is not None and not (human.phones or human.email):
        repair = "choose an offer with a telephone number, or add one to it"
        yield entry.problem(f'nobody can call or write to "{city.human}"', repair, "human")
    if city.quarter_contact not in known.concerns:
        repair = did_you_mean(city.quarter_contact, known.concerns)
        yield entry.problem(f'concern "{city.quarter_contact}" is unknown', repair, "quarter_contact")
    if not is_url(city.report) and not is_email(city.report):
        repair = "write an e-mail address, or a web address with https://"
        yield entry.problem(f'nobody can report mistakes to "{city.report}"', repair, "report")


def _check_places(entry: Entry[QuartersFile], record: QuartersFile) -> Iterator[Problem]:
    """Check that ids are good and given once, and that ambiguous names mean places that exist."""
    seen: set[str] = set()
    districts = {district.id for district in record.districts}
    quarters = {quarter.id for district in record.districts for quarter in district.quarters}
    for d, district in enumerate(record.districts):
        at: tuple[str | int, ...] = ("districts", d)
        named = [(district.id, at), *((q.id, (*at, "quarters", n)) for n, q in enumerate(district.quarters))]
        for name, where in named:
            if not ID.match(name):
                yield entry.problem(f'"{name}" is not a good id', "small letters a-z, digits, hyphens", *where, "id")
            if name in seen:
                yield entry.problem(f'"{name}" exists already', "give one of the two another id", *where, "id")
            seen.add(name)
    for n, ambiguous in enumerate(record.ambiguous):
        for what, ids, choices in (
            ("quarter", ambiguous.quarters, quarters),
            ("district", ambiguous.districts, districts),
        ):
            for position, name in enumerate(ids):
                if name not in choices:
                    repair = did_you_mean(name, sorted(choices))
                    yield entry.problem(f'{what} "{name}" is unknown', repair, "ambiguous", n, f"{what}s", position)


def _check_neighbours(entry: Entry[QuartersFile], record: QuartersFile) -> Iterator[Problem]:
    """Check that neighbours exist and name each other."""
    neighbours = {quarter.id: quarter.neighbours for district in record.districts for quarter in district.quarters}
    for d, district in enumerate(record.districts):
        for n, quarter in enumerate(district.quarters):
            for position, other in enumerate(quarter.neighbours):
                at = ("districts", d, "quarters", n, "neighbours", position)
                if other not in neighbours:
                    repair = did_you_mean(other, sorted(neighbours))
                    yield entry.problem(f'quarter "{other}" is unknown', repair, *at)
                elif other == quarter.id:
                    yield entry.problem(f'quarter "{other}" is its own neighbour', "delete it", *at)
                elif quarter.id not in neighbours[other]:
                    message = f'"{quarter.id}" names "{other}" as its neighbour, but not the other way round'
                    yield entry.problem(message, f'add "{quarter.id}" to the neighbours of "{other}"', *at)


def _check_names(entry: Entry[QuartersFile], record: QuartersFile) -> Iterator[Problem]:
    """Check that a name which means two places is said to be ambiguous."""
    ambiguous = {squeeze(name.name) for name in record.ambiguous}
    meant: dict[str, set[str]] = defaultdict(set)
    for d, district in enumerate(record.districts):
        for name in (district.name, *district.aliases):
            meant[squeeze(name)].add(district.id)
        for n, quarter in enumerate(district.quarters):
            for name in (quarter.name, *quarter.aliases):
                others = meant[squeeze(name)] - {quarter.id}
                if others and squeeze(name) not in ambiguous:
                    message = f'"{name}" means "{sorted(others)[0]}", too'
                    at = ("districts", d, "quarters", n)
                    yield entry.problem(message, "add the name to ambiguous: with both, or delete one", *at)
                meant[squeeze(name)].add(quarter.id)


def _check_topics(entry: Entry[TopicsFile], record: TopicsFile, files: Files) -> Iterator[Problem]:
    """Check that topics and concerns are listed once, and that each concern has a guide."""
    guides = {guide.id for guide in files.guides}
    listed = {concern for topic in record.topics for concern in topic.concerns}
    first: dict[str, str] = {}
    for n, topic in enumerate(record.topics):
        if not ID.match(topic.id):
            yield entry.problem(
                f'"{topic.id}" is not a good id', "small letters a-z, digits, hyphens", "topics", n, "id"
            )
        if topic.id in {other.id for other in record.topics[:n]}:
            yield entry.problem(f'topic "{topic.id}" stands twice', "delete one of the two", "topics", n, "id")
        for position, concern in enumerate(topic.concerns):
            at = ("topics", n, "concerns", position)
            if concern in first:
                message = f'concern "{concern}" stands under topic "{first[concern]}" already'
                yield entry.problem(message, "delete one of the two", *at)
            elif concern not in guides:
                repair = did_you_mean(concern, sorted(guides - listed), f"add guides/{topic.id}/{concern}.yaml")
                yield entry.problem(f'concern "{concern}" has no guide', repair, *at)
            first.setdefault(concern, topic.id)


def _check_served(entry: Entry[TopicsFile], record: TopicsFile, files: Files, today: date) -> Iterator[Problem]:
    """Check that somebody helps with each concern, hidden topics and guides with emergency numbers excepted."""
    served: set[object] = set()
    for offer in files.offers:
        concerns = offer.raw("serves")
        ended = offer.record is not None and offer.record.until is not None and offer.record.until < today
        if isinstance(concerns, tuple) and not ended:
            served |= set(concerns)
    with_numbers = {guide.id for guide in files.guides if guide.raw("numbers")}
    guides = {guide.id for guide in files.guides}
    for n, topic in enumerate(record.topics):
        for position, concern in enumerate(topic.concerns):
            if not topic.hidden and concern in guides - with_numbers and concern not in served:
                message = f'no offer serves the concern "{concern}"'
                repair = f"add {concern} to serves: of an offer that helps"
                yield entry.problem(message, repair, "topics", n, "concerns", position)


def _check_glossary(entry: Entry[GlossaryFile], record: GlossaryFile, known: Known) -> Iterator[Problem]:
    """Check that each word is explained once and leads to a concern."""
    first: dict[str, int] = {}
    for n, term in enumerate(record.root):
        for word in dict.fromkeys(squeeze(word) for word in (term.word, *term.also)):
            if word in first and first[word] != n:
                other = record.root[first[word]].word
                yield entry.problem(f'"{term.word}" is explained already under "{other}"', "delete one of the two", n)
            first.setdefault(word, n)
        if term.concern not in known.concerns:
            repair = did_you_mean(term.concern, known.concerns)
            yield entry.problem(f'concern "{term.concern}" is unknown', repair, n, "concern")
