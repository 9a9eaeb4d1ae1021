"""Brings opening hours as staff write them into OSM `opening_hours` syntax.

`Di 9-17`, `Mo-Fr 9-17 Uhr`, `montags und mittwochs 9.30 bis 12 Uhr` are accepted, next to OSM's own
`Tu 09:00-17:00`; what is no opening hours is refused.
"""

from __future__ import annotations

import re

from opening_hours import validate

from bot.core.model import Hours

APPOINTMENT = frozenset({"by appointment", "nach vereinbarung", "nach termin", "nur mit termin", "termin"})
UNKNOWN = frozenset({"unknown", "unbekannt"})
EXAMPLE = 'for example "Mo-Fr 09:00-17:00", "Tu,Th 10:00-12:00; Fr 13:30-16:00", "by appointment" or "unknown"'

_DAYS = {
    "Mo": r"montags?",
    "Tu": r"dienstags?|di",
    "We": r"mittwochs?|mi",
    "Th": r"donnerstags?|do",
    "Fr": r"freitags?",
    "Sa": r"samstags?|sonnabends?",
    "Su": r"sonntags?|so",
    "PH": r"feiertags|feiertage?n?|an feiertagen",
    "Mo-Su": r"täglich|jeden tag",
    "24/7": r"rund um die uhr|durchgehend|tag und nacht",
    "off": r"geschlossen|zu",
}
_WORDS = tuple((re.compile(rf"\b(?:{words})\b\.?", re.IGNORECASE), osm) for osm, words in _DAYS.items())
_OWN_DAYS = re.compile(r"\b(mo|tu|we|th|fr|sa|su)\b\.?", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:Uhr|h)\b)?"
_SPAN = re.compile(rf"(?:von\s+)?(?<![\d:.])\b{_CLOCK}\s*-\s*{_CLOCK}(?![\d:])", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\bund\b|&|\+(?=\s*\d))\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:\bbis\b|[–—−])\s*", re.IGNORECASE)
_DAY_COLON = re.compile(r"(?<=[a-zH]):(?=\s)")


def _span(match: re.Match[str]) -> str:
    """Write a span of time with two digits each: `9-17.30 Uhr` is `09:00-17:30`."""
    hour, minute, end_hour, end_minute = match.groups()
    return f"{int(hour):02}:{minute or '00'}-{int(end_hour):02}:{end_minute or '00'}"


def _translate(text: str) -> str:
    """Turn German days and times into OSM's."""
    text = _AND.sub(",", _TO.sub("-", text.strip().rstrip(".")))
    for pattern, osm in _WORDS:
        text = pattern.sub(osm, text)
    text = _OWN_DAYS.sub(lambda match: match[1].capitalize(), _DAY_COLON.sub("", text))
    text = re.sub(r"(?<=[a-z])\s*-\s*(?=[A-Z])", "-", _SPAN.sub(_span, text))
    # A comma before a day that follows times begins a new rule: `Mo 9-12, Tu 9-15`.
    text = re.sub(r"(?<=\d),(?=[A-Z])", "; ", text)
    return re.sub(r"\s+", " ", text).strip()


def _what_is_missing(rule: str) -> str:
    """Say what a valid rule leaves open: `Mo-Fr` alone would mean day and night, `09:00-17:00` Sundays, too."""
    parts = [part for part in rule.split(";") if part.strip()]
    if rule == "24/7":
        return ""
    if not all(re.search(r"\d:\d|\boff\b|\bclosed\b", part) for part in parts) or not re.search(r"\d:\d", rule):
        return "names no times"
    return "" if re.search(r"[A-Z]", rule) else "names no days"


def to_osm(text: str) -> str:
    """Bring opening hours into OSM syntax.

    Returns:
        The rule, as written if it was OSM already.

    Raises:
        ValueError: These are no opening hours, or days without times, or times without days.
    """
    valid = next((rule for rule in (text.strip(), _translate(text)) if validate(rule)), None)
    if valid is None:
        raise ValueError(f'"{text}" cannot be read as opening hours')
    if missing := _what_is_missing(valid):
        raise ValueError(f'"{text}" {missing}')
    return valid


def read_hours(text: str | None, as_of: str | None = None) -> Hours:
    """Make the opening hours of an offer; None and `unknown` are not known. Raises ValueError as `to_osm`."""
    said = (text or "unknown").strip().casefold()
    if said in UNKNOWN:
        return Hours(as_of=as_of or "")
    if said in APPOINTMENT:
        return Hours(by_appointment=True, as_of=as_of or "")
    return Hours(rule=to_osm(text or ""), as_of=as_of or "")
