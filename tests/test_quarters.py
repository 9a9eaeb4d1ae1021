"""The ladder: nearest first, sorted and never emptied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.city import Point
from bot.core.hours import Calendar
from bot.core.model import Certainty, Hours, Offer, Phone, Reach
from bot.core.quarters import Circumstances, Home, Rung, distance_km, home_of, ladder, nearest_first, quarter_at
from tests.factories import HERE, NOON, little_knowledge, make_offer

CITY = little_knowledge()


def circumstances(quarter: str | None = "alter-hafen", language: str = "de") -> Circumstances:
    return Circumstances(language, home_of(CITY, quarter), NOON, Calendar.of(CITY.city))


def rungs(*offers: Offer, quarter: str | None = "alter-hafen") -> list[tuple[str, Rung]]:
    return [(p.offer.id, p.rung) for p in ladder(CITY, offers, circumstances(quarter))]


def order(*offers: Offer, language: str = "de", concern: str = "german-course") -> list[str]:
    return [p.offer.id for p in ladder(CITY, offers, circumstances(language=language), concern=concern)]


def test_the_ladder_goes_from_the_own_quarter_to_the_telephone() -> None:
    offers = [
        make_offer("phone", reach=Reach.COUNTRY),
        make_offer("city"),
        make_offer("far", quarters=("seeblick",)),
        make_offer("district", districts=("bezirk-hafen",)),
        make_offer("beside", quarters=("bergheim",)),
        make_offer("here", quarters=("alter-hafen",)),
    ]

    assert rungs(*offers) == [
        ("here", Rung.QUARTER),
        ("beside", Rung.NEIGHBOURS),
        ("district", Rung.DISTRICT),
        ("city", Rung.CITY),
        ("far", Rung.CITY),
        ("phone", Rung.REMOTE),
    ]


def test_the_nearest_neighbour_comes_first() -> None:
    home = CITY.quarters["alter-hafen"]
    nearest = min(home.neighbours, key=lambda q: distance_km(home.centre, CITY.quarters[q].centre))
    other = next(q for q in home.neighbours if q != nearest)

    found = ladder(CITY, [make_offer("a", quarters=(other,)), make_offer("b", quarters=(nearest,))], circumstances())

    assert [(p.offer.id, p.quarter) for p in found] == [("b", nearest), ("a", other)]


def test_without_a_quarter_everything_local_is_in_the_city() -> None:
    assert rungs(make_offer("here", quarters=("alter-hafen",)), quarter=None) == [("here", Rung.CITY)]


def test_nothing_is_ever_filtered_out_by_the_quarter() -> None:
    offers = [make_offer(f"o{n}", quarters=(quarter,)) for n, quarter in enumerate(CITY.quarters)]

    for quarter in [*CITY.quarters, None]:
        assert len(rungs(*offers, quarter=quarter)) == len(offers)


def test_who_speaks_my_language_comes_first() -> None:
    assert order(make_offer("a"), make_offer("b", languages=("uk",)), language="uk") == ["b", "a"]


def test_what_is_open_comes_before_unknown_and_what_opens_next_week() -> None:
    later = make_offer("later", hours=Hours(rule="Mo 09:00-10:00"))
    soon = make_offer("soon", hours=Hours(rule="We 16:00-18:00"))
    unknown = make_offer("unknown")
    is_open = make_offer("open", hours=Hours(rule="We 09:00-18:00"))

    assert order(later, unknown, soon, is_open) == ["open", "soon", "unknown", "later"]


def test_what_is_certain_comes_first() -> None:
    assert order(make_offer("a", certainty=Certainty.LOW), make_offer("b", certainty=Certainty.MEDIUM)) == ["b", "a"]


def test_what_is_there_for_the_concern_comes_before_what_also_helps() -> None:
    also = make_offer("also", serves=("kita-place", "find-flat", "german-course"), languages=("de",))

    assert order(also, make_offer("main")) == ["main", "also"]


def test_the_order_does_not_depend_on_the_order_of_files() -> None:
    offers = [make_offer("a"), make_offer("b"), make_offer("c")]

    assert order(*offers) == order(*reversed(offers)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"until": date(2026, 11, 17)}, False),
        ({"until": date(2026, 11, 18)}, True),
        ({"starts": date(2026, 11, 19)}, False),
        ({"certainty": Certainty.LOW, "website": ""}, False),
        ({"certainty": Certainty.LOW, "phones": (Phone("0123", None),), "website": ""}, True),
    ],
)
def test_offers_that_ended_or_are_doubtful_without_contact_are_kept_back(
    fields: dict[str, object], shown: bool
) -> None:
    assert bool(order(replace(make_offer(), **fields))) is shown  # type: ignore[arg-type]  # fields of several types


def test_a_location_finds_its_quarter() -> None:
    found = quarter_at(CITY, HERE)

    assert found is not None
    assert found.id == "alter-hafen"
    assert nearest_first(CITY, HERE)[0] is found


def test_a_location_far_away_is_in_no_quarter() -> None:
    assert quarter_at(CITY, Point(48.85, 2.35)) is None


def test_an_everyday_name_means_all_its_quarters() -> None:
    home = Home("Ufer", ("alter-hafen", "werft"))
    here = replace(circumstances(), home=home)

    found = ladder(CITY, [make_offer("w", quarters=("werft",)), make_offer("s", quarters=("seeblick",))], here)

    assert [(p.offer.id, p.rung) for p in found] == [("w", Rung.QUARTER), ("s", Rung.NEIGHBOURS)]


def test_distances_are_those_of_the_earth() -> None:
    """Basel to Zurich railway stations: 74.4 km as the crow flies."""
    assert distance_km(Point(47.5476, 7.5896), Point(47.3779, 8.5403)) == pytest.approx(74.0, abs=1.0)
