"""Translations: found by key, checked form by form, whole or not at all; and every message can be said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.core import messages as m
from bot.core.messages import ALL
from bot.core.speech import Language, Message, Speaker, Words
from bot.errors import LocalesError
from bot.languages.catalogues import finished, po_path, read, read_catalogue, speakers
from bot.languages.checking import check_locales
from bot.languages.extraction import templates
from bot.languages.previewing import SAMPLES, preview
from bot.languages.reporting import as_data, as_text, progress
from bot.languages.table import LANGUAGES, client_codes, from_client, plural_rule
from bot.languages.updating import forms_of, update_all, updated, write
from tests.factories import ROOT, real_resources

TURKISH, ARABIC = LANGUAGES["tr"], LANGUAGES["ar"]


def catalogue(*entries: tuple[str, str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    """Make a catalogue of key, German text and translation."""
    made = Catalog()
    for key, german, translation in entries:
        made.add(german, translation, context=key)
    return made


def put(folder: Path, code: str, domain: str, filled: Catalog) -> Path:
    path = po_path(folder, code, domain)
    write(path, updated(filled, filled, LANGUAGES[code], domain))
    return path


def problems(folder: Path, **limits: int) -> list[str]:
    return [f"{p.message}; {p.repair}" for p in check_locales(folder, limits)]


# --- the table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("ar", [0, 1, 2, 3, 4, 5]),
        ("ru", [2, 0, 1, 2, 2, 2]),
        ("pl", [2, 0, 1, 2, 2, 2]),
        ("ro", [1, 0, 1, 1, 1, 2]),
        ("fr", [0, 0, 1, 1, 1, 1]),
        ("de", [1, 0, 1, 1, 1, 1]),
    ],
)
def test_plural_forms_are_those_of_the_language(code: str, forms: list[int]) -> None:
    """0, 1, 2, 5, 11 and 100, by CLDR; Babel 2.18 has the last two of Arabic in the wrong order."""
    rule = plural_rule(LANGUAGES[code])

    assert [rule(n) for n in (0, 1, 2, 5, 11, 100)] == forms


@pytest.mark.parametrize(
    ("hint", "code"),
    [
        ("tr", "tr"),
        ("pt-br", None),
        ("kmr", "ku"),
        ("prs", "fa"),
        ("sr-Latn", "bcs"),
        ("zh-hans", None),
        ("", None),
        (None, None),
    ],
)
def test_the_language_of_a_client_is_found(hint: str | None, code: str | None) -> None:
    assert from_client(hint) == code


def test_clients_know_our_languages_by_two_letters() -> None:
    assert client_codes("bcs") == ("hr", "sr", "bs", "sh")
    assert all(from_client(client) == code for code in LANGUAGES for client in client_codes(code))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_language_falls_back_to_languages_of_ours(language: Language) -> None:
    assert set(language.fallback) <= LANGUAGES.keys() - {language.code, "de"}
    assert language.own_name


# --- saying ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(real_resources().speakers))
def test_every_message_can_be_said_in_every_form(code: str) -> None:
    speaker = real_resources().speakers[code]

    for key, text in preview(speaker, SAMPLES):
        assert text.strip(), key
        assert "%(" not in text, key
        assert len(text) < 4000, key


@pytest.mark.parametrize("code", sorted(set(real_resources().speakers) - {"de"}))
def test_an_offered_language_says_everything_itself(code: str) -> None:
    own = real_resources().speakers[code].chain[0]

    missing = [message.key for message in ALL if not all(own.forms.get(message.key, ("",)))]
    assert missing == []


def test_values_are_shielded_in_right_to_left_languages_alone() -> None:
    words = Words({"x": ("ا %(name)s ب",)}, plural_rule(ARABIC))
    message = Message("x", "a %(name)s b")

    assert Speaker(ARABIC, (words,)).say(message, name="Elberfeld") == "ا \u2068Elberfeld\u2069 ب"
    assert Speaker(TURKISH, (words,)).say(message, name="Elberfeld") == "ا Elberfeld ب"


def test_a_message_without_translation_is_said_in_the_next_language() -> None:
    chain = (Words({}, plural_rule(TURKISH)), Words({"ready": ("What do you need?",)}, plural_rule(LANGUAGES["en"])))

    assert Speaker(TURKISH, chain).say(m.READY) == "What do you need?"
    assert Speaker(TURKISH, ()).say(m.READY) == m.READY.text


def test_a_plural_with_an_empty_form_is_not_used() -> None:
    words = Words({"button-more": ("bir", "")}, plural_rule(TURKISH))

    assert Speaker(TURKISH, (words,)).say(m.BUTTON_MORE, n=3) == "Mehr Angebote (3)"


# --- catalogues --------------------------------------------------------------------------------------------------


def test_outdated_empty_and_half_plurals_are_left_out() -> None:
    made = catalogue(("a", "A", "x"), ("b", "B", ""), ("c", ("C", "Cs"), ("y", "")), ("d", "D", "z"))
    next(entry for entry in made if entry.context == "d").flags.add("fuzzy")

    assert finished(made) == {"a": ["x"]}


def test_catalogues_are_read_once_and_then_from_the_cache(tmp_path: Path) -> None:
    path = put(tmp_path, "tr", "knowledge", catalogue(("topics#work", "Arbeit", "İş")))
    first = read(tmp_path, cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").glob("*.json")
    kept.write_text('{"topics#work": ["kept"]}', "utf-8")

    assert first.knowledge["tr"] == {"topics#work": "İş"}
    assert read(tmp_path, cache=tmp_path / "cache").knowledge["tr"] == {"topics#work": "kept"}
    kept.write_text("broken", "utf-8")
    assert read(tmp_path, cache=tmp_path / "cache").knowledge["tr"] == {"topics#work": "İş"}
    path.write_text(path.read_text("utf-8").replace("İş", "Meslek"), "utf-8")
    assert read(tmp_path, cache=tmp_path / "cache").knowledge["tr"] == {"topics#work": "Meslek"}


def test_a_broken_catalogue_is_named_with_its_line(tmp_path: Path) -> None:
    path = po_path(tmp_path, "tr", "bot")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "b"\n\nnonsense\n', "utf-8")

    with pytest.raises(LocalesError, match=r"bot\.po:\d"):
        read_catalogue(path)


def test_the_city_decides_which_languages_are_offered() -> None:
    catalogues = read(ROOT / "locales")

    assert list(speakers(catalogues, ("en", "de"))) == ["en", "de"]
    assert "de" in speakers(catalogues, ("en",))


# --- updating by key ---------------------------------------------------------------------------------------------


def test_a_changed_german_text_marks_its_translation_and_keeps_it() -> None:
    old = catalogue(("a", "Alt", "eski"), ("b", "Bleibt", "kalır"))
    template = catalogue(("a", "Neu", ""), ("b", "Bleibt", ""))

    found = {e.context: e for e in updated(template, old, TURKISH, "bot") if e.context}

    assert (found["a"].string, found["a"].fuzzy, list(found["a"].previous_id)) == ("eski", True, ["Alt"])
    assert (found["b"].string, found["b"].fuzzy) == ("kalır", False)


def test_likeness_is_never_guessed() -> None:
    old = catalogue(("a", "Delete my date", "tarihi sil"))
    template = catalogue(("b", "Delete my data", ""))

    (entry,) = [e for e in updated(template, old, TURKISH, "bot") if e.context]

    assert not any(forms_of(entry))


def test_updating_twice_changes_nothing(tmp_path: Path) -> None:
    found = templates(ROOT / "bot" / "core" / "messages.py", ROOT / "tests" / "city" / "knowledge")
    update_all(tmp_path, found)
    before = {p: p.read_text("utf-8") for p in tmp_path.rglob("*.po")}
    update_all(tmp_path, found)

    assert {p: p.read_text("utf-8") for p in tmp_path.rglob("*.po")} == before
    assert len(before) == 2 * (len(LANGUAGES) - 1)


def test_babel_finds_every_message_and_text() -> None:
    found = templates(ROOT / "bot" / "core" / "messages.py", ROOT / "tests" / "city" / "knowledge")

    bot = {entry.context: entry.id for entry in found["bot"] if entry.context}
    assert bot == {message.key: (message.text, message.plural) if message.plural else message.text for message in ALL}
    keys = {entry.context for entry in found["knowledge"]}
    assert {"guides/living/german-course#answer", "offers/sprachhaus#courses", "topics#living"} <= keys


def test_a_guide_changed_in_german_is_outdated_everywhere_and_nothing_else_is(tmp_path: Path) -> None:
    before = catalogue(("guides/x#title", "Alt", ""), ("guides/y#title", "Gleich", ""))
    after = catalogue(("guides/x#title", "Neu", ""), ("guides/y#title", "Gleich", ""))
    for code in LANGUAGES:
        if code != "de":
            put(
                tmp_path,
                code,
                "knowledge",
                catalogue(("guides/x#title", "Alt", "1"), ("guides/y#title", "Gleich", "2")),
            )
    update_all(tmp_path, {"knowledge": before})
    assert all(p.complete for p in progress(tmp_path, {"knowledge": before}))

    update_all(tmp_path, {"knowledge": after})

    report = progress(tmp_path, {"knowledge": after})
    assert [(p.outdated, p.missing, p.next) for p in report] == [(1, 0, ("guides/x#title",))] * (len(LANGUAGES) - 1)
    assert "guides/x#title" in as_text(report)
    assert json.loads(json.dumps(as_data(report)))[0]["outdated"] == 1


# --- mistakes of translators -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "german", "translation", "message"),
    [
        ("quarter-set", m.QUARTER_SET.text, "Mahalleniz", "lacks %(quarter)s"),
        ("quarter-set", m.QUARTER_SET.text, "%(quarter)s %(x)s", "has unknown %(x)s"),
        ("quarter-set", m.QUARTER_SET.text, "%(quarter)s 100 %", "has a stray %"),
        ("guides/a/b#answer", "Rufen Sie 110 an", "911'i arayın", "the number 110 of the German text is missing"),
        ("guides/a/b#answer", "Siehe https://a.de", "https://b.de", "the address https://a.de differs"),
        ("guides/a/b#answer", "Text", "\u200fmetin", "direction mark typed by hand"),
        ("guides/a/b#answer", "Text", "<b>metin</b>", "other markup"),
        ("button-back", m.BUTTON_BACK.text, "ç" * 60, "letters in a line"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, key: str, german: str, translation: str, message: str) -> None:
    put(tmp_path, "tr", "bot", catalogue((key, german, translation)))

    found = problems(tmp_path)

    assert any(message in problem for problem in found), found


def test_a_missing_form_is_named(tmp_path: Path) -> None:
    path = put(
        tmp_path, "tr", "bot", catalogue(("button-more", (m.BUTTON_MORE.text, m.BUTTON_MORE.plural), ("%(n)s", "")))
    )

    (problem,) = check_locales(tmp_path, {})

    assert problem.message == "button-more: a plural form is empty"
    assert path.read_text("utf-8").splitlines()[problem.line - 1 :][0].startswith(("msgctxt", "msgid"))


def test_the_number_itself_may_be_left_out_of_a_plural_form(tmp_path: Path) -> None:
    put(tmp_path, "tr", "bot", catalogue(("button-more", (m.BUTTON_MORE.text, m.BUTTON_MORE.plural), ("bir", "%(n)s"))))

    assert problems(tmp_path) == []


def test_a_phrase_under_two_concerns_is_named(tmp_path: Path) -> None:
    filled = catalogue(("guides/a/one#ask", "x", "kurs\nkreş"), ("guides/b/two#ask", "y", "iş\nKreş!"))
    put(tmp_path, "tr", "knowledge", filled)

    assert problems(tmp_path) == ['"kres" stands under one and two; leave it where people mean it more often']


def test_digits_of_the_language_are_digits(tmp_path: Path) -> None:
    put(tmp_path, "fa", "knowledge", catalogue(("guides/a/b#answer", "Rufen Sie 110 an", "به ۱۱۰ زنگ بزنید")))

    assert problems(tmp_path) == []


def test_an_unknown_language_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()

    assert 'language "xx" is unknown' in problems(tmp_path)[0]


def test_the_real_translations_have_no_mistakes() -> None:
    assert [str(p) for p in check_locales(ROOT / "locales", {})] == []
