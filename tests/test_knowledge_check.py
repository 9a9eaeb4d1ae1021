"""Each mistake that staff may make is named with file, line and repair, all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.hours import EXAMPLE
from tests.little_city import CITY, copy_city, error, problems_of, replace

GUIDE = "guides/living/german-course.yaml"
URGENT = "guides/emergency/emergency-numbers.yaml"
OFFER = "offers/hafen/sprachhaus.yaml"
OFFICE = "offers/city/wohnbuero.yaml"

Mistake = tuple[str, str, str, int, str, str]
"""File, what stands there, what stands there by mistake, how far below its first line, message, repair."""

MISTAKES: list[Mistake] = [
    # keys and types
    (OFFER, "cost: Zu", "costs: Zu", 0, 'key "costs" is unknown', 'did you mean "cost"?'),
    (GUIDE, "    date: '2026-03'", "    datum: '2026-03'", 0, 'key "datum" is unknown', 'did you mean "date"?'),
    (OFFER, "kind: course-provider\n", "", -4, 'key "kind" is missing', 'add a line "kind: ..."'),
    (OFFER, "certainty: high", "certainty: hihg", 0, 'certainty "hihg" is unknown', 'did you mean "high"?'),
    (OFFER, "certainty: high", "certainty:", 0, "certainty is empty", "fill it in, or delete the line"),
    (OFFER, "audience: Erwachsene", "audience: ''", 0, "audience is empty", "fill it in, or delete the line"),
    (OFFER, "levels: [B1]", "levels: [B7]", 0, 'levels "B7" is unknown',
     "known are: literacy, A0, A1, A2, B1, B2, C1, C2"),
    (OFFER, "childcare: true", "childcare: ja", 0, 'childcare must be true or false, not "ja"',
     "write true, or delete the line"),
    (OFFER, "[german-course]", "german-course", 0, 'serves must be a list, not "german-course"',
     'write each entry on its own line behind "- "'),
    (OFFER, "audience: Erwachsene", "audience: [Erwachsene]", 0, "audience must be one text, not a list",
     "write it on one line, without a dash"),
    (OFFER, "postal_code: '9991'", "postal_code: 9991", 0, 'postal_code must be a text, not "9991"',
     "write it in quotes: '9991'"),
    (OFFER, "- number: 061 555 01 01", "- 061 555 01 01", 0,
     'phones must be a block of keys, not "061 555 01 01"', "compare with a file that works"),
    (OFFER, "lat: 47.5612", "lat: north", 0, 'lat must be a number, not "north"', "write it with a point: 52.52"),
    (OFFER, "lat: 47.5612", "lat: 475.612", 0, "lat 475.612 is no place on the map",
     "write lat: 52.52 and lon: 13.40"),
    # days
    (OFFER, "checked: 2026-11-01", "checked: 1.11.2026", 0, 'checked must be a day, not "1.11.2026"',
     "write 2026-11-01"),
    (OFFER, "checked: 2026-11-01", "checked: 2026-11-31", 0, 'checked must be a day, not "2026-11-31"',
     "write year, month and day: 2026-11-21"),
    (OFFER, "checked: 2026-11-01", "checked: 2027-11-01", 0, "checked 2027-11-01 lies in the future",
     "today is 2026-11-21"),
    (OFFER, "date: '2026-02'", "date: Februar", 0, 'date "Februar" cannot be read',
     "write '2025', '2025-03', '2025-03-14' or undated"),
    ("offers/berg/alte-muehle.yaml", "until: 2027-06-30", "from: 2027-07-01\nuntil: 2027-06-30", 1,
     "until 2027-06-30 lies before from 2027-07-01", "exchange the two, or correct the year"),
    (OFFER, "date: '2026-02'", "date: [2026]", 0, "date must be one text, not a list",
     "write it on one line, without a dash"),
    # references
    (OFFER, "[german-course]", "[german-curse]", 0, 'concern "german-curse" is unknown',
     'did you mean "german-course"?'),
    (OFFER, "[german-course]", "[german-course, german-course]", 0, 'concern "german-course" stands twice',
     "delete one of the two"),
    (OFFER, "area: [alter-hafen]", "area: [alter-haven]", 0, 'quarter "alter-haven" is unknown',
     'did you mean "alter-hafen"?'),
    (OFFER, "area: [alter-hafen]", "area: [bezirk-haven]", 0, 'district "bezirk-haven" is unknown',
     'did you mean "bezirk-hafen"?'),
    (OFFER, "area: [alter-hafen]", "area: [city, alter-hafen]", 0, '"city" stands beside other places',
     "write area: city"),
    (OFFER, "area: [alter-hafen]", "area: ctiy", 0, 'quarter "ctiy" is unknown', 'did you mean "city"?'),
    (OFFER, "'9991'", "'9999'", 0, 'postal code "9999" is in no quarter',
     'did you mean "9991"? In another town, add town:'),
    (GUIDE, "offices: [sprachhaus]", "offices: [sprachhaus, wohnbuero, kita-moewe]", 0,
     "offices has 3 entries, at most 2 are possible", "shorten the list"),
    (GUIDE, "offices: [sprachhaus]", "offices: [sprachaus]", 0, 'offer "sprachaus" is unknown',
     'did you mean "sprachhaus"?'),
    ("glossary.yaml", "concern: german-course", "concern: german-curse", 0, 'concern "german-curse" is unknown',
     'did you mean "german-course"?'),
    ("glossary.yaml", "also: [Kitagutschein]", "also: [Einstufung]", -1,
     '"Betreuungsgutschein" is explained already under "Einstufungstest"', "delete one of the two"),
    # contact
    (OFFER, "061 555 01 00", "061 555 01", 0, 'phone "061 555 01" does not exist in the plan of numbers',
     "write one number with its area code: 030 1234567"),
    (OFFER, "061 555 01 00", "061 555 01 00 oder 01", 0,
     'phone "061 555 01 00 oder 01" has other characters than digits',
     "write one number with its area code: 030 1234567"),
    (URGENT, "phone: '144'", "phone: '11'", 0, 'phone "11" is too short',
     "write one number with its area code: 030 1234567"),
    (OFFER, "email: sprachhaus@", "email: sprachhaus.", 0, '"sprachhaus.example.org" is not an e-mail address',
     "write one address: info@example.org"),
    (OFFER, "website: https://", "website: www.", 0, '"www.example.org/sprachhaus" is not a web address',
     "write it with https:// and without blanks"),
    (GUIDE, "    url: https://example.org/kurse", "    url: https://example", 0,
     '"https://example" is not a web address', "write it with https:// and without blanks"),
    (OFFER, "- url: https://", "- url: www.", 0, 'source "www.example.org/sprachhaus" is not a web address',
     "write a web address with https://, the title of a document, or: general knowledge"),
    (OFFER, "hours: Mo-Th 08:30-12:00,14:00-17:00; Fr 08:30-12:00", "hours: vormittags", 0,
     '"vormittags" cannot be read as opening hours', EXAMPLE),
    (OFFER, "phone_hours: Mo-Fr 9-11", "phone_hours: Mo-Fr", 0, '"Mo-Fr" names no times', EXAMPLE),
    (OFFER, "languages: [de, en, ar, uk]", "languages: [de, en, Arabisch]", 0,
     'language "Arabisch" is unknown', 'did you mean "ar"?'),
    # texts
    (GUIDE, "title: Deutsch lernen", f"title: {'Deutsch ' * 9}", 0,
     "title has 71 characters, at most 60 are possible", "shorten it"),
    (GUIDE, "button: Deutschkurs", "button: Deutschkurse für alle Menschen", 0,
     "button has 30 characters, at most 28 are possible", "shorten it"),
    (GUIDE, "  - Zur Beratung gehen", f"  - {'Gehen ' * 20} gehen", 0,
     "steps has 147 characters, at most 120 are possible", "shorten it"),
    (GUIDE, "  - deutschkurs\n", f"  - {'deutsch ' * 15}\n", 0, "way to ask has 15 words, at most 14", "shorten it"),
    (GUIDE, "  - deutschkurs\n", "  - '???'\n", 0, 'way to ask "???" has no words', "delete it"),
    (OFFER, "description: >-", "description: >-\n  " + "Kurs " * 44, 0,
     "description has 61 words, at most 60", "shorten it"),
    (OFFER, "title: Abendkurs", "title: Abend | Kurs", 0, 'title contains "|"', "write a comma instead"),
    (URGENT, "  - es brennt\n", "  - es brennt bei uns im haus\n", 0,
     '"es brennt bei uns im haus" must have 1 to 4 words', "keep the words that matter"),
    (GUIDE, "ask:\n", "signals:\n  - test\nask:\n", 0, "signals are for urgent guides only",
     "add urgent: true, or delete them"),
    ("guides/living/kita-place.yaml", "  - kindergarten\n", "  - DEUTSCH-KURS!\n  - Kindergarten\n  - Sprachkurs\n", 2,
     '"Sprachkurs" stands under "german-course", too',
     f"keep it where it fits better: knowledge/{GUIDE}:6"),
    # city
    ("city.yaml", "human: wohnbuero", "human: wohnburo", 0, 'offer "wohnburo" is unknown',
     'did you mean "wohnbuero"?'),
    ("city.yaml", "human: wohnbuero", "human: alte-muehle", 0, 'nobody can call or write to "alte-muehle"',
     "choose an offer with a telephone number, or add one to it"),
    ("city.yaml", "timezone: Europe/Zurich", "timezone: Europe/Zürich", 0, 'timezone "Europe/Zürich" is unknown',
     'did you mean "Europe/Zurich"?'),
    ("city.yaml", "country: CH", "country: Schweiz", 0, 'country "Schweiz" cannot be read',
     "write two capital letters: DE"),
    ("city.yaml", "country: CH", "country: XX", 0, 'country "XX" is unknown', "write two capital letters: DE"),
    ("city.yaml", "holidays_region: BS", "holidays_region: Stadt Zürich", 0,
     'holidays_region "Stadt Zürich" is unknown', 'did you mean "Stadt Zurich"?'),
    ("city.yaml", "languages: [de, en]", "languages: [de, Englisch]", 0, 'language "Englisch" is unknown',
     'did you mean "en"?'),
    ("city.yaml", "quarter_contact: quarter-manager", "quarter_contact: quarter-manger", 0,
     'concern "quarter-manger" is unknown', 'did you mean "quarter-manager"?'),
    ("city.yaml", "report: fehler@example.org", "report: im Rathaus", 0,
     'nobody can report mistakes to "im Rathaus"', "write an e-mail address, or a web address with https://"),
    # quarters
    ("quarters.yaml", "quarters: [bergheim]", "quarters: [berghaim]", 0, 'quarter "berghaim" is unknown',
     'did you mean "bergheim"?'),
    ("quarters.yaml", "districts: [bezirk-berg]", "districts: [bezirk-burg]", 0, 'district "bezirk-burg" is unknown',
     'did you mean "bezirk-berg"?'),
    ("quarters.yaml", "neighbours: [werft, bergheim]\n        certainty: high",
     "neighbours: [bergheim]\n        certainty: high", 7,
     '"werft" names "alter-hafen" as its neighbour, but not the other way round',
     'add "werft" to the neighbours of "alter-hafen"'),
    ("quarters.yaml", "aliases: [Docks]", "aliases: [Docks, Fischmarkt]", -2, '"Fischmarkt" means "alter-hafen", too',
     "add the name to ambiguous: with both, or delete one"),
    ("quarters.yaml", "neighbours: [werft, bergheim]\n        certainty: high",
     "neighbours: [werft, bergheim, berghaim]\n        certainty: high", 0, 'quarter "berghaim" is unknown',
     'did you mean "bergheim"?'),
    ("quarters.yaml", "neighbours: [werft, bergheim]\n        certainty: high",
     "neighbours: [werft, bergheim, alter-hafen]\n        certainty: high", 0,
     'quarter "alter-hafen" is its own neighbour', "delete it"),
    ("quarters.yaml", "aliases: [Hafenviertel]\n", "aliases: [Hafenviertel]\n    quarter: x\n", 1,
     'key "quarter" is unknown', 'did you mean "quarters"?'),
    # topics
    ("topics.yaml", "      - find-flat\n", "      - find-flat\n      - find-flat\n", 1,
     'concern "find-flat" stands under topic "living" already', "delete one of the two"),
    ("topics.yaml", "      - find-flat\n", "      - find-flat\n      - new-concern\n", 1,
     'concern "new-concern" has no guide', "add guides/living/new-concern.yaml"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake[0]}: {mistake[4]}")
def test_one_mistake_is_one_problem(tmp_path: Path, mistake: Mistake) -> None:
    file, old, new, below, message, repair = mistake
    knowledge = copy_city(tmp_path)
    line = replace(knowledge, file, old, new) + below

    found = problems_of(knowledge)

    assert found == [error(file, max(line, 1), message, repair)]


def test_the_little_city_has_no_problems() -> None:
    assert problems_of(CITY) == []


def test_a_path_through_an_unknown_concern_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / "paths").mkdir()
    (knowledge / "paths" / "arrive.yaml").write_text("leads: german-course\nsteps: [kita-place, find-flt]\n", "utf-8")

    (problem,) = problems_of(knowledge)

    assert (problem.file, problem.line) == ("knowledge/paths/arrive.yaml", 2)
    assert problem.message == 'concern "find-flt" is unknown'
    assert "find-flat" in problem.repair
