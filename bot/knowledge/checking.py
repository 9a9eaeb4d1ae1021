"""Checks everything that was read: every problem of all files at once, errors and warnings, by file and line."""

from __future__ import annotations

from datetime import date

from bot.errors import Problem, Severity
from bot.knowledge.check_city import check_city_files
from bot.knowledge.check_guides import check_guides, check_paths
from bot.knowledge.check_offers import WIDE, check_offers
from bot.knowledge.check_sources import Known
from bot.knowledge.contacts import is_country
from bot.knowledge.reading import Files


def _known(files: Files) -> Known:
    """Collect what exists, so that one broken file does not make a hundred references look wrong."""
    topics = files.topics.record.topics if files.topics and files.topics.record else ()
    listed = {concern for topic in topics for concern in topic.concerns}
    districts = files.quarters.record.districts if files.quarters and files.quarters.record else None
    quarters = [quarter for district in districts or () for quarter in district.quarters]
    folders = {part for district in districts or () for part in (district.id, folder_of(district.id))}
    country = files.city.record.country if files.city and files.city.record else None
    return Known(
        concerns=frozenset(listed | {guide.id for guide in files.guides}),
        offers=frozenset(offer.id for offer in files.offers),
        quarters=None if districts is None else frozenset(quarter.id for quarter in quarters),
        districts=None if districts is None else frozenset(district.id for district in districts),
        postal_codes=None if districts is None else frozenset(c for quarter in quarters for c in quarter.postal_codes),
        country=country if country and is_country(country) else None,
        folders=None if districts is None else frozenset(folders | WIDE),
    )


def folder_of(district: str) -> str:
    """Name the folder for a district's offers: its id without the first word, `north` for `district-north`."""
    return district.partition("-")[2] or district


def check(files: Files, today: date) -> list[Problem]:
    """Find every problem of the files, those found while reading included.

    Returns:
        By file and line; empty when all is well.
    """
    known = _known(files)
    problems = [
        *files.problems,
        *check_city_files(files, known, today),
        *check_guides(files, known, today),
        *check_offers(files, known, today),
        *check_paths(files, known),
    ]
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line, problem.message))


def errors(problems: list[Problem]) -> list[Problem]:
    """Keep the errors: with one of them the knowledge is not used."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
