"""What the bot knows: immutable values that the knowledge reader builds and everything else only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.city import AmbiguousName, City, District, Point, Quarter

SOURCE_LANGUAGE = "de"
"""The language that staff write in; every text of the knowledge base exists in it."""


class Certainty(StrEnum):
    """How sure the sources are that an entry is still true."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Reach(StrEnum):
    """Whom an offer without a quarter or district of its own is for."""

    LOCAL = "local"
    """It lies in the quarters or districts it names."""
    CITY = "city"
    COUNTRY = "country"
    """By telephone or online, from anywhere."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `date` is as the source states it: a year, month or day, or `undated`."""

    url: str
    date: str
    says: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of concerns on the topics menu. `titles` maps a language to the name shown."""

    id: str
    emoji: str
    titles: Mapping[str, str]
    concerns: tuple[str, ...]
    hidden: bool = False
    """Not on the menu, such as small talk; its concerns need no offers."""


@dataclass(frozen=True, slots=True)
class GuideText:
    """All that a guide says to a person, in one language."""

    title: str
    button: str
    answer: str
    steps: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    link_labels: tuple[str, ...] = ()
    number_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """What to do about one concern. `links` and `numbers` match the labels of every text by position."""

    id: str
    topic: str
    texts: Mapping[str, GuideText]
    """Per language, only where every text that is shown has been translated; always with the source language."""
    ask: Mapping[str, tuple[str, ...]]
    """Ways to ask per language; like the next three also in languages whose texts are incomplete."""
    words: Mapping[str, tuple[str, ...]]
    """Single words by which one recognises the concern in a story; they may stand under several concerns."""
    signals: Mapping[str, tuple[str, ...]]
    """Groups of words that mean danger, of urgent guides."""
    harmless: Mapping[str, tuple[str, ...]]
    """Groups of words that take such a signal back."""
    links: tuple[str, ...]
    numbers: tuple[str, ...]
    """Emergency numbers, shown before everything else."""
    urgent: bool
    offices: tuple[str, ...]
    """Ids of the offers that decide or are responsible."""
    sources: tuple[Source, ...]
    checked: date


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as people dial it (`shown`) and in international form (`e164`, or None for 110, 116117)."""

    shown: str
    e164: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """A course within an offer; its texts stand in `OfferText.courses` at the same position."""

    levels: tuple[str, ...]
    childcare: bool


@dataclass(frozen=True, slots=True)
class CourseText:
    """The words of a course in one language; empty where the source says nothing."""

    title: str
    times: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class OfferText:
    """All that an offer says in one language; empty where the source says nothing."""

    description: str
    audience: str = ""
    cost: str = ""
    hours_note: str = ""
    languages_note: str = ""
    phone_labels: tuple[str, ...] = ()
    courses: tuple[CourseText, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours. `rule` is OSM opening_hours syntax, or None with `by_appointment` or when unknown."""

    rule: str | None = None
    by_appointment: bool = False
    as_of: str = ""
    """The date of the hours as stated, where they are old."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A place, course, counselling or hotline that serves concerns; names and addresses stay in German."""

    id: str
    name: str
    provider: str
    kind: str
    serves: tuple[str, ...]
    """Concern ids, the most important first."""
    reach: Reach
    quarters: tuple[str, ...]
    districts: tuple[str, ...]
    address: str
    """Street, number and town in one line, or empty."""
    point: Point | None
    phones: tuple[Phone, ...]
    email: str
    website: str
    hours: Hours
    phone_hours: Hours
    languages: tuple[str, ...]
    courses: tuple[Course, ...]
    texts: Mapping[str, OfferText]
    sources: tuple[Source, ...]
    checked: date
    certainty: Certainty
    starts: date | None = None
    until: date | None = None

    @property
    def reachable(self) -> bool:
        """Whether a person can ask before going there."""
        return bool(self.phones or self.email or self.website)


@dataclass(frozen=True, slots=True)
class Term:
    """An office word from letters. `meanings` maps a language to the plain meaning; `concern` helps with it."""

    word: str
    also: tuple[str, ...]
    meanings: Mapping[str, str]
    concern: str


@dataclass(frozen=True, slots=True)
class Path:
    """An ordered way through several concerns, often over several authorities; named after the one it leads from."""

    id: str
    emoji: str
    leads: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """Everything the bot knows, in the order of the files."""

    city: City
    districts: Mapping[str, District]
    quarters: Mapping[str, Quarter]
    ambiguous: tuple[AmbiguousName, ...]
    common_words: frozenset[str]
    """Names of places that are everyday words, too: they need context before they count as a place."""
    topics: Mapping[str, Topic]
    guides: Mapping[str, Guide]
    offers: Mapping[str, Offer]
    glossary: tuple[Term, ...]
    serving: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Concern id to the ids of the offers that serve it."""
    paths: Mapping[str, Path] = field(default_factory=dict)
