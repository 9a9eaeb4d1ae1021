"""The one table of our languages.

To add a language add one line here and run `make translations`. Plural rules stand here and not in Babel because
Babel 2.18 has the last two Arabic forms in the wrong order. Kurmanji is `ku` for its readers and in their files;
Babel's data for it carries the same code. Dari speakers read `fa`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from gettext import c2py

from bot.core.speech import Language

_ONE = "nplurals=2; plural=(n != 1);"
_ONE_ZERO = "nplurals=2; plural=(n > 1);"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)  # fmt: skip
_POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
_ROMANIAN = "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);"
_ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"

_EN, _NONE = ("en",), ()

LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        #        code   own name              rtl    plural      locale         fallback before German
        Language("de", "Deutsch", False, _ONE, "de", _NONE),
        Language("en", "English", False, _ONE, "en_GB", _NONE),
        Language("tr", "Türkçe", False, _ONE, "tr", _EN),
        Language("ar", "العربية", True, _ARABIC, "ar", _EN),
        Language("uk", "Українська", False, _SLAVIC, "uk", ("ru", "en")),
        Language("ru", "Русский", False, _SLAVIC, "ru", _EN),
        Language("fa", "فارسی", True, _ONE_ZERO, "fa", _EN),
        Language("ku", "Kurmancî", False, _ONE, "ku", _EN),
        Language("pl", "Polski", False, _POLISH, "pl", _EN),
        Language("ro", "Română", False, _ROMANIAN, "ro", _EN),
        Language("bg", "Български", False, _ONE, "bg", _EN),
        Language("it", "Italiano", False, _ONE, "it", _EN),
        Language("el", "Ελληνικά", False, _ONE, "el", _EN),
        Language("sq", "Shqip", False, _ONE, "sq", _EN),
        Language("fr", "Français", False, _ONE_ZERO, "fr", _EN),
        Language("es", "Español", False, _ONE, "es", _EN),
        Language("bcs", "Bosanski/Hrvatski/Srpski", False, _SLAVIC, "bs", _EN),
        Language("ti", "ትግርኛ", False, _ONE_ZERO, "ti", _EN),
        Language("ps", "پښتو", True, _ONE, "ps", ("fa", "en")),
        Language("ur", "اردو", True, _ONE, "ur", _EN),
    )
}


def plural_rule(language: Language) -> Callable[[int], int]:
    """Make the function from a number to the index of its plural form, from the language's `Plural-Forms` header."""
    return c2py(language.plural_forms.split("plural=")[1].rstrip("; "))


_HINTS = {
    "kmr": "ku", "ckb": "ku", "prs": "fa", "hr": "bcs", "sr": "bcs", "bs": "bcs", "sh": "bcs", "cnr": "bcs", "be": "ru",
}  # fmt: skip


def client_codes(code: str) -> tuple[str, ...]:
    """The two-letter codes under which clients know a language of ours."""
    return tuple(hint for hint, ours in _HINTS.items() if ours == code and len(hint) == 2) if len(code) > 2 else (code,)


def from_client(hint: str | None) -> str | None:
    """Find our language for a client's code such as `pt-br` or `kmr`; None when we do not have it."""
    if not hint:
        return None
    code = hint.replace("_", "-").split("-")[0].lower()
    code = _HINTS.get(code, code)
    return code if code in LANGUAGES else None
