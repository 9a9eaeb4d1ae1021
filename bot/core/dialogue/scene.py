"""The scene of one turn: who speaks, in which language, where they live, what time it is, and what the bot knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core import messages as m
from bot.core.answering import Understanding
from bot.core.conversation import Block, Person, Style
from bot.core.hours import Calendar
from bot.core.model import SOURCE_LANGUAGE, Guide, GuideText, Knowledge, Offer, OfferText
from bot.core.quarters import Circumstances, Home, Placed, home_of, ladder
from bot.core.speech import Speaker


@dataclass(frozen=True)
class Resources:
    """Everything a turn needs besides the event: replaced as a whole when knowledge or translations change.

    `keeps_texts_days`: for how many days unanswered questions are kept, 0 for never; people are told.
    """

    understanding: Understanding
    speakers: Mapping[str, Speaker]
    calendar: Calendar
    keeps_texts_days: int = 0

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base."""
        return self.understanding.knowledge

    def speaker(self, code: str | None) -> Speaker:
        """The speaker of a language, or of the source language where we do not have it."""
        return self.speakers.get(code or "") or self.speakers[SOURCE_LANGUAGE]


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn's circumstances."""

    resources: Resources
    person: Person
    speaker: Speaker
    now: datetime
    hinted: bool = False
    """Whether the language comes from the person's client, and not from a choice or a guess."""
    asked_home: Home | None = None
    """The place that the question itself names; it counts for this answer alone."""

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base."""
        return self.resources.knowledge

    @property
    def hidden_topics(self) -> frozenset[str]:
        """Topics that are understood but stand in no menu, such as small talk."""
        return frozenset(topic.id for topic in self.knowledge.topics.values() if topic.hidden)

    @property
    def home(self) -> Home | None:
        """The place this answer is for: the one named in the question, else where the person lives."""
        return self.asked_home or home_of(self.knowledge, self.person.quarter)

    @property
    def circumstances(self) -> Circumstances:
        """What decides the order of offers."""
        return Circumstances(self.speaker.code, self.home, self.now, self.resources.calendar)

    def languages(self) -> Iterator[str]:
        """The languages to look for a text in: the speaker's own, its fallbacks, the source."""
        yield self.speaker.code
        yield from self.speaker.language.fallback
        yield SOURCE_LANGUAGE

    def guide_text(self, guide: Guide) -> tuple[GuideText, str]:
        """The texts of a guide, whole in the first language that has them all, and that language."""
        code = next(code for code in self.languages() if code in guide.texts)
        return guide.texts[code], code

    def offer_text(self, offer: Offer) -> tuple[OfferText, str]:
        """The texts of an offer, whole in the first language that has them all, and that language."""
        code = next(code for code in self.languages() if code in offer.texts)
        return offer.texts[code], code

    def placed_offers(self, concern: str) -> tuple[Placed, ...]:
        """The offers that serve a concern, by the ladder."""
        serving = [self.knowledge.offers[id_] for id_ in self.knowledge.serving.get(concern, ())]
        return ladder(self.knowledge, serving, self.circumstances, concern=concern)

    def fallback_note(self, code: str) -> tuple[Block, ...]:
        """One line that says which language a text is in, when it is not the person's."""
        if code == self.speaker.code:
            return ()
        return (note(self.speaker.say(m.FALLBACK_NOTE, language=self.speaker.language_name(code))),)


def note(*lines: str) -> Block:
    """Small print."""
    return Block(tuple(lines), style=Style.NOTE)
