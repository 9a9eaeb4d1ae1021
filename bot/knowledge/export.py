"""Exports what the bot knows as JSON lines: all ways to ask, and all offers in the fields of HSDS 3.

HSDS is the Human Services Data Specification of Open Referral (https://docs.openreferral.org), which help finders
exchange. Ids are ours, in place of UUIDs. Papers to bring come from the guides that name the offer as their office.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from babel import Locale

from bot.core.city import City
from bot.core.model import SOURCE_LANGUAGE, Hours, Knowledge, Offer, OfferText, Reach

Json = dict[str, object]

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_TIME = r"\d{1,2}:\d{2}"
_RULE = re.compile(rf"({_DAY}(?:\s*[-,]\s*{_DAY})*)\s+({_TIME}\s*-\s*{_TIME}(?:\s*,\s*{_TIME}\s*-\s*{_TIME})*)")


def export_lines(knowledge: Knowledge, today: date) -> Iterator[str]:
    """Write all phrases, then all offers, each as one line of JSON."""
    for value in chain(phrases(knowledge), services(knowledge, today)):
        yield json.dumps(value, ensure_ascii=False)


def phrases(knowledge: Knowledge) -> Iterator[Json]:
    """Give every way to ask, in every language that has some."""
    for guide in knowledge.guides.values():
        for language, ways in guide.ask.items():
            for phrase in ways:
                yield {"type": "phrase", "language": language, "concern": guide.id, "phrase": phrase}


def services(knowledge: Knowledge, today: date) -> Iterator[Json]:
    """Give every offer as an HSDS service with all that belongs to it; fields without a value are left out.

    What has not begun on the day `today` or has ended is inactive.
    """
    for offer in knowledge.offers.values():
        yield {"type": "service", **_without_blanks(_service(offer, knowledge, today))}


def _service(offer: Offer, knowledge: Knowledge, today: date) -> Json:
    """Put the service and its parts together."""
    text = offer.texts[SOURCE_LANGUAGE]
    organization = _slug(offer.provider)
    running = (offer.starts or today) <= today <= (offer.until or today)
    return {
        "id": offer.id,
        "organization_id": organization,
        "name": offer.name,
        "description": text.description,
        "url": offer.website,
        "email": offer.email,
        "status": "active" if running else "inactive",
        "application_process": "by appointment" if offer.hours.by_appointment else "",
        "interpretation_services": text.languages_note,
        "fees_description": text.cost,
        "eligibility_description": text.audience,
        "assured_date": offer.checked.isoformat(),
        "organization": {"id": organization, "name": offer.provider, "description": offer.provider},
        "phones": _phones(offer, text),
        "schedules": _schedules(offer, text),
        "service_areas": _areas(offer, knowledge),
        "service_at_locations": _locations(offer, knowledge.city),
        "languages": [_language(offer, code) for code in offer.languages],
        "cost_options": [{"id": f"{offer.id}-cost", "amount_description": text.cost}] if text.cost else [],
        "required_documents": _documents(offer, knowledge),
        "attributes": _attributes(offer, knowledge),
    }


def _without_blanks(fields: Mapping[str, object]) -> Json:
    """Leave out fields without a value."""
    return {name: value for name, value in fields.items() if value not in ("", [], None)}


def _slug(text: str) -> str:
    """Make an id of a name."""
    return re.sub(r"\W+", "-", text.casefold()).strip("-")


def _phones(offer: Offer, text: OfferText) -> list[Json]:
    """Give the telephone numbers, in international form where there is one."""
    return [
        _without_blanks(
            {"id": f"{offer.id}-phone-{n}", "number": phone.e164 or phone.shown, "type": "voice", "description": label}
        )
        for n, (phone, label) in enumerate(zip(offer.phones, text.phone_labels, strict=True), start=1)
    ]


def _schedules(offer: Offer, text: OfferText) -> list[Json]:
    """Give the opening hours, then the hours of the telephone, and what else is said of them."""
    found = [*_spans(offer.hours, ""), *_spans(offer.phone_hours, "telephone")]
    if not found and text.hours_note:
        found = [{}]
    until = offer.until.isoformat() if offer.until else ""
    starts = offer.starts.isoformat() if offer.starts else ""
    more = {"valid_from": starts, "valid_to": until, "notes": text.hours_note}
    return [{"id": f"{offer.id}-schedule-{n}", **span, **_without_blanks(more)} for n, span in enumerate(found, 1)]


def _spans(hours: Hours, attending: str) -> list[Json]:
    """Give one entry a span of time; a rule that is no plain week only as its text, in OSM's syntax."""
    if hours.rule is None:
        return []
    said = _without_blanks({"description": hours.rule, "attending_type": attending})
    if hours.rule == "24/7":
        return [{"freq": "WEEKLY", "byday": _byday("Mo-Su"), "opens_at": "00:00", "closes_at": "23:59", **said}]
    parts = [_RULE.fullmatch(part.strip()) for part in hours.rule.split(";")]
    if not all(parts):
        return [said]
    return [
        {"freq": "WEEKLY", "byday": _byday(part[1]), "opens_at": opens, "closes_at": closes, **said}
        for part in parts
        if part and _byday(part[1])
        for opens, closes in re.findall(rf"({_TIME})\s*-\s*({_TIME})", part[2])
    ]


def _byday(days: str) -> str:
    """Write OSM's days as iCalendar does: `Mo-We,Fr` is `MO,TU,WE,FR`. Public holidays have no letters there."""
    found: list[str] = []
    for part in days.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first in _DAYS:
            start, end = _DAYS.index(first), _DAYS.index(last or first)
            found += _DAYS[start : end + 1] if start <= end else _DAYS[start:] + _DAYS[: end + 1]
    return ",".join(day.upper() for day in found)


def _areas(offer: Offer, knowledge: Knowledge) -> list[Json]:
    """Say for which places the offer is."""
    names = {
        **{quarter: knowledge.quarters[quarter].name for quarter in offer.quarters},
        **{district: knowledge.districts[district].name for district in offer.districts},
    }
    if offer.reach is Reach.CITY:
        names = {"city": knowledge.city.name}
    elif offer.reach is Reach.COUNTRY:
        names = {"country": knowledge.city.country}
    return [{"id": f"{offer.id}-area-{place}", "name": name} for place, name in names.items()]


def _locations(offer: Offer, city: City) -> list[Json]:
    """Say where the offer is; what is reached by telephone or online has no location."""
    if not offer.address:
        return []
    street, _, rest = offer.address.rpartition(", ")
    code, _, town = rest.partition(" ") if rest[:1].isdigit() else ("", "", rest)
    address = {
        "id": f"{offer.id}-address",
        "address_1": street,
        "city": town,
        "postal_code": code,
        "state_province": city.holidays_region,
        "country": city.country,
        "address_type": "physical",
    }
    location: Json = {"id": f"{offer.id}-location", "location_type": "physical", "name": offer.name}
    if offer.point:
        location |= {"latitude": offer.point.latitude, "longitude": offer.point.longitude}
    return [{"id": f"{offer.id}-at", "location": location | {"addresses": [_without_blanks(address)]}}]


def _language(offer: Offer, code: str) -> Json:
    """Name a language that is spoken."""
    name = Locale("en").languages.get(code, code)
    return {"id": f"{offer.id}-language-{code}", "code": code, "name": str(name)}


def _documents(offer: Offer, knowledge: Knowledge) -> list[Json]:
    """Give the papers to bring, from the guides whose office this is."""
    papers = dict.fromkeys(
        paper
        for guide in knowledge.guides.values()
        if offer.id in guide.offices
        for paper in guide.texts[SOURCE_LANGUAGE].papers
    )
    return [{"id": f"{offer.id}-document-{n}", "document": paper} for n, paper in enumerate(papers, start=1)]


def _attributes(offer: Offer, knowledge: Knowledge) -> list[Json]:
    """Classify the offer: its kind, its concerns, the levels of its courses, and how sure we are."""
    levels = dict.fromkeys(level for course in offer.courses for level in course.levels)
    terms = [
        ("kind", offer.kind, offer.kind),
        *(("concern", concern, _title(knowledge, concern)) for concern in offer.serves),
        *(("course-level", level, level) for level in levels),
        ("certainty", offer.certainty.value, offer.certainty.value),
    ]
    return [
        {
            "id": f"{offer.id}-{taxonomy}-{code}",
            "link_id": offer.id,
            "link_entity": "service",
            "taxonomy_term_id": f"{taxonomy}-{code}",
            "taxonomy_term": {"id": f"{taxonomy}-{code}", "code": code, "name": name, "taxonomy": taxonomy},
        }
        for taxonomy, code, name in terms
    ]


def _title(knowledge: Knowledge, concern: str) -> str:
    """Give the German title of a concern."""
    return knowledge.guides[concern].texts[SOURCE_LANGUAGE].title
