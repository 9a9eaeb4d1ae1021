"""The files about the city itself as staff write them: city, quarters, topics, glossary."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from bot.knowledge.records import Certain, Label, PointRecord, Record, Text


class QuarterRecord(Record):
    """Ein Quartier."""

    id: Text = Field(description="Kennung, wird nie geändert")
    name: Text = Field(description="Amtlicher Name")
    aliases: tuple[Text, ...] = Field(default=(), description="Wie Menschen es auch nennen")
    postal_codes: tuple[Text, ...] = Field(min_length=1, description="Postleitzahlen in Anführungszeichen")
    centre: PointRecord = Field(description="Ein Punkt in der Mitte")
    neighbours: tuple[Text, ...] = Field(description="Nachbarquartiere, das nächste zuerst")
    certainty: Certain | None = Field(default=None, description="Wie sicher diese Angaben sind")
    note: Text | None = Field(default=None, description="Anmerkung für die Redaktion")


class DistrictRecord(Record):
    """Ein Stadtbezirk mit seinen Quartieren."""

    id: Text = Field(description="Kennung, wird nie geändert")
    name: Text = Field(description="Name des Stadtbezirks")
    aliases: tuple[Text, ...] = Field(default=(), description="Wie Menschen ihn auch nennen")
    centre: PointRecord = Field(description="Ein Punkt in der Mitte")
    quarters: tuple[QuarterRecord, ...] = Field(min_length=1, description="Seine Quartiere")


class AmbiguousRecord(Record):
    """Ein Name, der mehrere Quartiere oder Stadtbezirke meint."""

    name: Text = Field(description="Der Name")
    quarters: tuple[Text, ...] = Field(default=(), description="Quartiere, die gemeint sein können")
    districts: tuple[Text, ...] = Field(default=(), description="Stadtbezirke, die gemeint sein können")
    note: Text | None = Field(default=None, description="Anmerkung für die Redaktion")


class PathRecord(Record):
    """Ein Weg: mehrere Anliegen in ihrer Reihenfolge, zum Abhaken."""

    leads: Text = Field(description="Das Anliegen, bei dem der Weg beginnt; es gibt ihm den Namen")
    emoji: Text = Field(default="🧭", description="Zeichen vor dem Namen")
    steps: tuple[Text, ...] = Field(min_length=2, max_length=9, description="Anliegen in ihrer Reihenfolge")


class QuartersFile(Record):
    """Die Stadtbezirke und Quartiere der Stadt."""

    districts: tuple[DistrictRecord, ...] = Field(min_length=1, description="Die Stadtbezirke")
    ambiguous: tuple[AmbiguousRecord, ...] = Field(default=(), description="Namen, die mehreres meinen")
    common_words: tuple[Text, ...] = Field(default=(), description="Namen, die auch Alltagswörter sind")


class CityFile(Record):
    """Die Stadt."""

    name: Text = Field(description="Name der Stadt")
    aliases: tuple[Text, ...] = Field(default=(), description="Andere Schreibweisen")
    timezone: Text = Field(description="Zeitzone, zum Beispiel Europe/Berlin")
    country: Annotated[Text, StringConstraints(pattern="^[A-Z]{2}$")] = Field(description="Land, zum Beispiel DE")
    holidays_region: str = Field(default="", description="Region der Feiertage, zum Beispiel NW")
    languages: tuple[Text, ...] = Field(min_length=1, description="Sprachen des Bots, in ihrer Reihenfolge im Menü")
    human: Text = Field(description="Kennung des Angebots, bei dem ein Mensch antwortet")
    quarter_contact: Text = Field(description="Anliegen, dessen Angebote die Ansprechpersonen im Quartier sind")
    responsible: Text = Field(description="Wer für diesen Bot verantwortlich ist")
    report: Text = Field(description="Wohin man Fehler meldet: E-Mail oder Adresse einer Seite")


class TopicRecord(Record):
    """Ein Thema im Menü."""

    id: Text = Field(description="Kennung, heißt wie der Ordner in guides/")
    title: Label = Field(description="Name im Menü, höchstens 28 Zeichen")
    emoji: Text = Field(description="Ein Zeichen vor dem Namen")
    hidden: bool = Field(default=False, description="true: steht nicht im Menü")
    concerns: tuple[Text, ...] = Field(min_length=1, description="Anliegen in ihrer Reihenfolge")


class TopicsFile(Record):
    """Die Themen in der Reihenfolge des Menüs."""

    topics: tuple[TopicRecord, ...] = Field(min_length=1, description="Die Themen")


class TermRecord(Record):
    """Ein Wort aus Briefen von Ämtern."""

    word: Text = Field(description="Das Wort, wie es im Brief steht")
    also: tuple[Text, ...] = Field(default=(), description="Andere Formen und Abkürzungen")
    meaning: Annotated[Text, StringConstraints(max_length=300)] = Field(
        description="Was es bedeutet, in einfachem Deutsch"
    )
    concern: Text = Field(description="Anliegen, das hier hilft")


class GlossaryFile(RootModel[tuple[TermRecord, ...]]):
    """Wörter aus Briefen von Ämtern, einfach erklärt."""

    model_config = ConfigDict(strict=True, frozen=True)
