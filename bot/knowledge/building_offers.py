"""Builds offers out of their records: reach, address, telephone numbers, hours, courses."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from bot.core.city import Point
from bot.core.model import Certainty, Course, Offer, Reach, Source
from bot.knowledge.building_texts import Translations, offer_texts
from bot.knowledge.contacts import read_phone
from bot.knowledge.hours import read_hours
from bot.knowledge.records import OfferRecord, SourceRecord
from bot.knowledge.records_city import CityFile


def build_offer(
    offer: str, record: OfferRecord, city: CityFile, districts: AbstractSet[str], translations: Translations
) -> Offer:
    """Build an offer. `districts` tells which places of its area are districts."""
    reach = {"city": Reach.CITY, "country": Reach.COUNTRY}.get(record.area[0], Reach.LOCAL)
    places = record.area if reach is Reach.LOCAL else ()
    return Offer(
        id=offer,
        name=record.name,
        provider=record.provider or record.name,
        kind=record.kind,
        serves=record.serves,
        reach=reach,
        quarters=tuple(place for place in places if place not in districts),
        districts=tuple(place for place in places if place in districts),
        address=_address(record, city),
        point=Point(record.location.lat, record.location.lon) if record.location else None,
        phones=tuple(read_phone(phone.number, city.country) for phone in record.phones),
        email=record.email or "",
        website=record.website or "",
        hours=read_hours(record.hours, record.hours_as_of),
        phone_hours=read_hours(record.phone_hours, record.hours_as_of),
        languages=record.languages,
        courses=tuple(Course(course.levels, course.childcare) for course in record.courses),
        texts=offer_texts(offer, record, translations),
        sources=sources_of(record.sources),
        checked=record.checked,
        certainty=Certainty(record.certainty),
        starts=record.starts,
        until=record.until,
    )


def _address(record: OfferRecord, city: CityFile) -> str:
    """Write street and town in one line; nothing without a street."""
    if record.address is None:
        return ""
    town = " ".join(part for part in (record.postal_code, record.town or city.name) if part)
    return f"{record.address}, {town}"


def sources_of(records: tuple[SourceRecord, ...]) -> tuple[Source, ...]:
    """Build the sources of an entry."""
    return tuple(Source(record.url, record.date, record.says) for record in records)
