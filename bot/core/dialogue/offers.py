"""Says what is known of an offer: in brief below an answer, and on a card of its own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import quote

from bot.core import messages as m
from bot.core.city import Point
from bot.core.conversation import Block, Button, Card, Style, Venue
from bot.core.dialogue import actions
from bot.core.dialogue.actions import encode
from bot.core.dialogue.scene import Scene, note
from bot.core.hours import Opening, Status, opening, week
from bot.core.model import Certainty, Course, CourseText, Offer, OfferText
from bot.core.quarters import Placed, Rung

_STALE = timedelta(days=180)
"""An entry that nobody has checked for half a year says "ask before you go"."""


def rung_line(scene: Scene, placed: Placed) -> str:
    """The heading that says how near the offers of a rung are."""
    say, home = scene.speaker.say, scene.home
    match placed.rung:
        case Rung.QUARTER:
            message = m.RUNG_NAMED if scene.asked_home else m.RUNG_QUARTER
            return say(message, quarter=home.name if home else "")
        case Rung.NEIGHBOURS:
            return say(m.RUNG_NEIGHBOUR, quarter=scene.knowledge.quarters[placed.quarter or ""].name)
        case Rung.DISTRICT:
            names = {scene.knowledge.quarters[q].district for q in home.quarters} if home else set()
            return say(m.RUNG_DISTRICT, district=scene.speaker.enumerate([_district(scene, d) for d in sorted(names)]))
        case Rung.CITY:
            return say(m.RUNG_CITY, city=scene.knowledge.city.name)
        case _:
            return say(m.RUNG_REMOTE)


def _district(scene: Scene, district: str) -> str:
    return scene.knowledge.districts[district].name


def brief_blocks(scene: Scene, shown: tuple[Placed, ...]) -> tuple[Block, ...]:
    """The offers in brief: for each rung its heading, then name, address, hours, telephone of each offer."""
    blocks: list[Block] = []
    for heading, group in groupby(shown, key=lambda placed: rung_line(scene, placed)):
        blocks.append(Block((f"📍 {heading}",)))
        blocks.extend(_brief(scene, placed.offer) for placed in group)
    return tuple(blocks)


def _brief(scene: Scene, offer: Offer) -> Block:
    lines = [scene.speaker.isolate(offer.address)] if offer.address else []
    lines.append(f"🕘 {hours_line(scene, offer)}")
    if offer.phones:
        lines.append(f"☎️ {scene.speaker.latin(offer.phones[0].shown)}")
    elif offer.website:
        lines.append(f"🌐 {scene.speaker.latin(offer.website)}")
    if _doubtful(scene, offer):
        lines.append(f"❗ {scene.speaker.say(m.CALL_FIRST)}")
    return Block(tuple(lines), heading=scene.speaker.isolate(offer.name))


def offer_buttons(placed: tuple[Placed, ...], concern: str) -> tuple[tuple[Button, ...], ...]:
    """One button for each offer, that opens its card."""
    return tuple((Button(f"➡️ {p.offer.name}", data=encode(actions.OFFER, p.offer.id, concern)),) for p in placed)


def hours_line(scene: Scene, offer: Offer) -> str:
    """Say in a line whether an offer is open."""
    state = opening(offer.hours, scene.resources.calendar, scene.now)
    line = _state(scene, state)
    if state.holiday and state.status is Status.CLOSED:
        line = f"{line} {scene.speaker.say(m.HOLIDAY)}"
    if offer.hours.as_of and offer.hours.rule:
        line = f"{line} ({scene.speaker.say(m.HOURS_AS_OF, date=offer.hours.as_of)})"
    return line


def _state(scene: Scene, state: Opening) -> str:
    say, speaker = scene.speaker.say, scene.speaker
    today = scene.circumstances.today
    match state.status:
        case Status.UNKNOWN:
            return say(m.HOURS_UNKNOWN)
        case Status.APPOINTMENT:
            return say(m.BY_APPOINTMENT)
        case Status.OPEN if state.until is None:
            return say(m.OPEN_ALWAYS)
        case Status.OPEN:
            return _open_until(scene, state.until, today)
        case _ if state.opens is None:
            return say(m.CLOSED)
        case _ if state.opens.date() == today:
            return say(m.OPENS_TODAY, time=speaker.clock(state.opens))
        case _ if state.opens.date() == today + timedelta(days=1):
            return say(m.OPENS_TOMORROW, time=speaker.clock(state.opens))
        case _:
            day = speaker.weekday(state.opens.weekday())
            return say(m.OPENS_DAY, day=day, time=speaker.clock(state.opens))


def _open_until(scene: Scene, until: datetime | None, today: date) -> str:
    assert until is not None  # noqa: S101  # the caller's case
    time = scene.speaker.clock(until)
    if until.date() <= today + timedelta(days=1) and (until.date() == today or until.hour < 12):
        return scene.speaker.say(m.OPEN_UNTIL, time=time)
    return scene.speaker.say(m.OPEN_UNTIL_DAY, day=scene.speaker.weekday(until.weekday()), time=time)


def _doubtful(scene: Scene, offer: Offer) -> bool:
    return offer.certainty is not Certainty.HIGH or scene.circumstances.today - offer.checked > _STALE


def offer_card(scene: Scene, offer: Offer, *, concern: str = "", replaces: bool = False) -> Card:
    """All that is known of one offer."""
    text, language = scene.offer_text(offer)
    return Card(
        title=offer.name,
        blocks=(
            Block((text.description,)),
            Block(tuple(_facts(scene, offer, text))),
            *_courses(scene, offer, text),
            *scene.fallback_note(language),
            note(*_honesty(scene, offer)),
        ),
        buttons=_card_buttons(scene, offer, concern),
        replaces=replaces,
    )


def _facts(scene: Scene, offer: Offer, text: OfferText) -> list[str]:
    say, speaker = scene.speaker.say, scene.speaker
    facts = [f"🏢 {speaker.isolate(offer.provider)}"] if offer.provider != offer.name else []
    if offer.address:
        facts.append(f"📍 {speaker.isolate(offer.address)}")
    facts.append(f"🕘 {hours_line(scene, offer)}")
    facts += [f"     {line}" for line in _week(scene, offer)]
    facts += [f"     {text.hours_note}"] if text.hours_note else []
    if offer.phone_hours.rule:
        phone_state = _state(scene, opening(offer.phone_hours, scene.resources.calendar, scene.now))
        facts.append(f"🕘 {say(m.PHONE_HOURS, hours=phone_state)}")
    labels = text.phone_labels or ("",) * len(offer.phones)
    for phone, label in zip(offer.phones, labels, strict=False):
        facts.append(f"☎️ {speaker.latin(phone.shown)}" + (f" ({label})" if label else ""))
    facts += [f"✉️ {speaker.latin(offer.email)}"] if offer.email else []
    facts += [f"🌐 {speaker.latin(offer.website)}"] if offer.website else []
    if offer.languages:
        names = speaker.enumerate([speaker.language_name(code) for code in offer.languages])
        facts.append(f"🗣 {say(m.SPEAKS, languages=names)}")
    facts += [f"🗣 {text.languages_note}"] if text.languages_note else []
    facts += [f"👥 {say(m.AUDIENCE, audience=text.audience)}"] if text.audience else []
    facts += [f"💶 {say(m.COST, cost=text.cost)}"] if text.cost else []
    return facts


def _week(scene: Scene, offer: Offer) -> list[str]:
    """The hours of an ordinary week, days with the same hours together: "Mon-Thu 9:00-15:00"."""
    speaker = scene.speaker
    lines: list[str] = []
    for days, spans in week(offer.hours):
        first, last = speaker.weekday(days[0], short=True), speaker.weekday(days[-1], short=True)
        name = first if len(days) == 1 else f"{first}–{last}"
        times = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in spans)
        lines.append(f"{name} {speaker.latin(times)}")
    return lines


def _courses(scene: Scene, offer: Offer, text: OfferText) -> tuple[Block, ...]:
    pairs = list(zip(offer.courses, text.courses, strict=False))
    if not pairs:
        return ()
    lines = tuple(_course_line(scene, course, words) for course, words in pairs)
    return (Block(lines, heading=scene.speaker.say(m.COURSES), style=Style.BULLETS),)


def _course_line(scene: Scene, course: Course, words: CourseText) -> str:
    say = scene.speaker.say
    parts = [words.title]
    levels = [level for level in course.levels if level != "literacy"]
    parts += [say(m.LEVELS, levels=scene.speaker.latin(", ".join(levels)))] if levels else []
    parts += [say(m.LEVEL_LITERACY)] if "literacy" in course.levels else []
    parts += [say(m.COURSE_TIMES, times=words.times)] if words.times else []
    parts += [say(m.COURSE_START, start=words.start)] if words.start else []
    parts += [say(m.CHILDCARE)] if course.childcare else []
    return "; ".join(part for part in parts if part)


def _honesty(scene: Scene, offer: Offer) -> list[str]:
    """How old the facts are, and what to do about it."""
    say = scene.speaker.say
    lines = [say(m.CALL_FIRST)] if _doubtful(scene, offer) else []
    dates = [source.date for source in offer.sources if source.date[:1].isdigit()]
    lines.append(say(m.SOURCE_DATED, date=max(dates)) if dates else say(m.SOURCE_UNDATED))
    lines.append(say(m.CHECKED_ON, date=scene.speaker.day(offer.checked)))
    return lines


def _card_buttons(scene: Scene, offer: Offer, concern: str) -> tuple[tuple[Button, ...], ...]:
    say = scene.speaker.say
    rows: list[tuple[Button, ...]] = []
    where: list[Button] = []
    if offer.address and _point(scene, offer):
        where.append(Button(f"🗺 {say(m.BUTTON_MAP)}", data=encode(actions.MAP, offer.id)))
        where.append(Button(f"🧭 {say(m.BUTTON_ROUTE)}", url=route_url(offer)))
    reach: list[Button] = []
    if offer.phones:
        number = offer.phones[0].e164 or offer.phones[0].shown
        reach.append(Button(f"☎️ {say(m.BUTTON_COPY_PHONE)}", copy=number))
    if offer.website:
        reach.append(Button(f"🌐 {say(m.BUTTON_WEBSITE)}", url=offer.website))
    rows += [tuple(row) for row in (where, reach) if row]
    back = Button(f"◀️ {say(m.BUTTON_BACK)}", data=encode(actions.CONCERN, concern) if concern else actions.TOPICS)
    rows.append((back, Button(f"⚠️ {say(m.BUTTON_WRONG)}", data=encode(actions.WRONG, offer.id))))
    return tuple(rows)


def route_url(offer: Offer) -> str:
    """The address of a map search for an offer's address; OpenStreetMap keeps no profile of who searches."""
    return f"https://www.openstreetmap.org/search?query={quote(offer.address)}"


def _point(scene: Scene, offer: Offer) -> Point | None:
    """Where an offer lies: its own point, else the centre of its quarter or district."""
    if offer.point:
        return offer.point
    centres = [scene.knowledge.quarters[q].centre for q in offer.quarters if q in scene.knowledge.quarters]
    centres += [scene.knowledge.districts[d].centre for d in offer.districts if d in scene.knowledge.districts]
    return centres[0] if centres else None


def venue(scene: Scene, offer: Offer) -> Venue | None:
    """The offer on a map. Without a point of its own the pin is the middle of its quarter, and the venue says so."""
    point = _point(scene, offer)
    if point is None or not offer.address:
        return None
    if offer.point:
        return Venue(offer.name, offer.address, point)
    return Venue(offer.name, f"{offer.address} ({scene.speaker.say(m.MAP_APPROXIMATE)})", point)
