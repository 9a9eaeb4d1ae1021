"""The files of the knowledge folder as staff write them, field by field; editors get their hints from here.

Descriptions are in German, the language of those who edit the files. What needs more than one field, another file or
today's date is looked at in `checking`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=28, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=90, strip_whitespace=True)]
Step = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
LongNote = Annotated[str, StringConstraints(min_length=1, max_length=160, strip_whitespace=True)]

DATE_PATTERN = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|undated( \(.+\))?)$"

Level = Literal["literacy", "A0", "A1", "A2", "B1", "B2", "C1", "C2"]
Certain = Literal["high", "medium", "low"]
Kind = Literal[
    "counselling",
    "meeting-place",
    "authority",
    "family-service",
    "association",
    "education",
    "work-service",
    "culture-sport",
    "food-clothing",
    "health-service",
    "shelter",
    "course-provider",
    "hotline",
    "course",
]


def _as_text(value: object) -> object:
    """Take a year or day that was written without quotes."""
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    """Take the single word `city` or `country` as a list of one."""
    return (value,) if isinstance(value, str) else value


StatedDate = Annotated[str, StringConstraints(pattern=DATE_PATTERN), BeforeValidator(_as_text)]
Area = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"enum": ["city", "country"]}, {"type": "array", "items": {"type": "string"}}]}),
]


class Record(BaseModel):
    """What all records have in common: nothing unknown, no guessing of types, no change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceRecord(Record):
    """Eine Quelle: woher wir es wissen."""

    url: Text = Field(description="Adresse der Seite, Name eines Dokuments, oder: general knowledge")
    date: StatedDate = Field(description="Datum der Seite: '2025', '2025-03', '2025-03-14' oder undated")
    says: Text = Field(description="Was diese Quelle belegt, in wenigen Worten")


class LinkRecord(Record):
    """Ein Link mit seiner Beschriftung."""

    label: Note = Field(description="Was der Link zeigt, höchstens 80 Zeichen")
    url: Text = Field(description="Adresse, beginnt mit https://")


class NumberRecord(Record):
    """Eine Notrufnummer mit ihrer Beschriftung."""

    label: Note = Field(description="Wer sich meldet, höchstens 80 Zeichen")
    phone: Text = Field(description="Nummer in Anführungszeichen: '110'")


class GuideRecord(Record):
    """Ein Anliegen: wie Menschen danach fragen und was man ihnen antwortet."""

    title: Line = Field(description="Überschrift, höchstens 60 Zeichen, ohne Punkt am Ende")
    button: Label = Field(description="Beschriftung der Taste, höchstens 28 Zeichen")
    urgent: bool = Field(default=False, description="true: Gefahr, die Nummern kommen vor allem anderen")
    numbers: tuple[NumberRecord, ...] = Field(default=(), description="Notrufnummern, die zuerst gezeigt werden")
    ask: tuple[Text, ...] = Field(description="So fragen Menschen danach: mindestens 15 Zeilen")
    words: tuple[Text, ...] = Field(
        default=(), description="Einzelne Wörter, an denen man das Anliegen in einer Geschichte erkennt"
    )
    signals: tuple[Text, ...] = Field(default=(), description="Wortgruppen (1 bis 4 Wörter), die Gefahr bedeuten")
    harmless: tuple[Text, ...] = Field(default=(), description="Wortgruppen, die zeigen, dass keine Gefahr besteht")
    answer: Text = Field(description="Antwort in einfachem Deutsch, 40 bis 90 Wörter")
    steps: tuple[Step, ...] = Field(
        default=(), max_length=6, description="Schritte in ihrer Reihenfolge, je 120 Zeichen"
    )
    papers: tuple[Note, ...] = Field(
        default=(), max_length=12, description="Was man mitbringt, je höchstens 80 Zeichen"
    )
    links: tuple[LinkRecord, ...] = Field(default=(), max_length=6, description="Seiten, die weiterhelfen")
    offices: tuple[Text, ...] = Field(default=(), max_length=2, description="Kennung der Angebote, die entscheiden")
    sources: tuple[SourceRecord, ...] = Field(min_length=1, description="Woher wir es wissen")
    checked: date = Field(description="Zuletzt geprüft am, zum Beispiel 2026-11-21")


class PhoneRecord(Record):
    """Eine Telefonnummer."""

    number: Text = Field(description="Eine Nummer, zum Beispiel 030 1234567")
    label: Line | None = Field(default=None, description="Wofür die Nummer ist, zum Beispiel Terminvergabe")


class PointRecord(Record):
    """Ein Punkt auf der Karte."""

    lat: float = Field(ge=-90, le=90, description="Geografische Breite, zum Beispiel 52.52")
    lon: float = Field(ge=-180, le=180, description="Geografische Länge, zum Beispiel 13.40")
    source: Text | None = Field(default=None, description="Woher der Punkt stammt")


class CourseRecord(Record):
    """Ein Kurs, den eine Quelle beschreibt."""

    title: Note = Field(description="Name des Kurses, höchstens 80 Zeichen")
    levels: tuple[Level, ...] = Field(default=(), description="Stufen: A0, A1, A2, B1, B2, C1, C2, literacy")
    times: Note | None = Field(default=None, description="Wann, zum Beispiel: Mo, Mi 9-12 Uhr")
    start: Note | None = Field(default=None, description="Beginn, zum Beispiel: laufend")
    childcare: bool = Field(default=False, description="true: mit Kinderbetreuung")


class OfferRecord(Record):
    """Ein Ort oder ein Angebot: wer hilft, wobei, wo und wann."""

    name: Name = Field(description="Name wie an der Tür, höchstens 90 Zeichen")
    provider: LongNote | None = Field(default=None, description="Träger; ohne Angabe wie der Name")
    kind: Kind = Field(description="Art des Angebots")
    serves: tuple[Text, ...] = Field(min_length=1, description="Anliegen, denen es hilft; das wichtigste zuerst")
    area: Area = Field(description="Quartiere oder Stadtbezirke, oder: city, oder: country")
    address: Name | None = Field(default=None, description="Straße und Hausnummer")
    postal_code: Text | None = Field(default=None, description="Postleitzahl in Anführungszeichen: '10115'")
    town: Text | None = Field(default=None, description="Nur wenn das Angebot in einer anderen Stadt liegt")
    location: PointRecord | None = Field(default=None, description="Punkt auf der Karte, nur aus einer Quelle")
    phones: tuple[PhoneRecord, ...] = Field(default=(), description="Telefonnummern, je Eintrag eine")
    email: Text | None = Field(default=None, description="E-Mail-Adresse")
    website: Text | None = Field(default=None, description="Adresse, beginnt mit https://")
    hours: Text = Field(description="Mo-Fr 09:00-17:00 (auch: Di 9-17 Uhr), by appointment oder unknown")
    phone_hours: Text | None = Field(default=None, description="Telefonzeiten, wenn sie anders sind")
    hours_note: LongNote | None = Field(default=None, description="Was die Zeiten nicht sagen, höchstens 160 Zeichen")
    hours_as_of: StatedDate | None = Field(default=None, description="Stand der Zeiten, wenn sie alt sind: '2017'")
    languages: tuple[Text, ...] = Field(default=(), description="Sprachen, die dort gesprochen werden: [de, ar]")
    languages_note: LongNote | None = Field(default=None, description="Hinweis zu den Sprachen, höchstens 160 Zeichen")
    audience: Note | None = Field(default=None, description="Für wen, höchstens 80 Zeichen")
    cost: Note | None = Field(default=None, description="Kosten, höchstens 80 Zeichen")
    description: Text = Field(max_length=600, description="Was es dort gibt, höchstens 60 Wörter")
    courses: tuple[CourseRecord, ...] = Field(default=(), description="Kurse")
    sources: tuple[SourceRecord, ...] = Field(min_length=1, description="Woher wir es wissen")
    checked: date = Field(description="Zuletzt geprüft am, zum Beispiel 2026-11-21")
    certainty: Certain = Field(description="Wie sicher: high, medium oder low")
    starts: date | None = Field(default=None, alias="from", description="Beginnt erst an diesem Tag")
    until: date | None = Field(default=None, description="Endet an diesem Tag")
