"""Makes values for tests: a test names only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.answering import Understanding
from bot.core.city import Point
from bot.core.dialogue import Resources
from bot.core.hours import Calendar
from bot.core.model import Certainty, Hours, Knowledge, Offer, OfferText, Reach
from bot.knowledge.loading import load
from bot.languages.catalogues import Catalogues, read, speakers
from tests.little_city import CITY, TODAY

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
"""A Wednesday, noon in Central Europe."""


def make_offer(id_: str = "offer", **fields: Any) -> Offer:
    """Make an offer for the whole city; `quarters` make it local."""
    local = bool(fields.get("quarters") or fields.get("districts"))
    offer = Offer(
        id=id_,
        name=id_.title(),
        provider="Provider",
        kind="counselling",
        serves=("german-course",),
        reach=Reach.LOCAL if local else Reach.CITY,
        quarters=(),
        districts=(),
        address="",
        point=None,
        phones=(),
        email="",
        website="https://example.org",
        hours=Hours(),
        phone_hours=Hours(),
        languages=(),
        courses=(),
        texts={"de": OfferText("Ein Angebot.")},
        sources=(),
        checked=TODAY,
        certainty=Certainty.HIGH,
    )
    return replace(offer, **fields)


def with_offers(knowledge: Knowledge, *offers: Offer) -> Knowledge:
    """Replace all offers of a knowledge base."""
    concerns = {concern for offer in offers for concern in offer.serves}
    serving = {c: tuple(offer.id for offer in offers if c in offer.serves) for c in concerns}
    return replace(knowledge, offers={offer.id: offer for offer in offers}, serving=serving)


@cache
def little_knowledge() -> Knowledge:
    """The knowledge of the made-up city."""
    knowledge, _ = load(CITY, {}, TODAY)
    return knowledge


def make_resources(
    knowledge: Knowledge,
    catalogues: Catalogues | None = None,
    *,
    offered: tuple[str, ...] = (),
    keeps_texts_days: int = 0,
) -> Resources:
    """Build all that a turn needs from a knowledge base."""
    catalogues = catalogues or read(Path("nowhere"))
    return Resources(
        understanding=Understanding.of(knowledge),
        speakers=speakers(catalogues, offered),
        calendar=Calendar.of(knowledge.city),
        keeps_texts_days=keeps_texts_days,
    )


@cache
def little_resources() -> Resources:
    """The made-up city, which speaks German alone."""
    return make_resources(little_knowledge())


@cache
def real_catalogues() -> Catalogues:
    """The catalogues of this city."""
    return read(ROOT / "locales")


@cache
def real_resources() -> Resources:
    """This city, with all its languages."""
    catalogues = real_catalogues()
    knowledge, _ = load(ROOT / "knowledge", catalogues.knowledge, date(2026, 11, 21))
    return make_resources(knowledge, catalogues, offered=knowledge.city.languages)


def moment(text: str) -> datetime:
    """Read a moment such as `2026-06-04 10:00`, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


HERE = Point(47.561, 7.588)
"""In the middle of the quarter alter-hafen."""
