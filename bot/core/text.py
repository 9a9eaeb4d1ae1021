"""Brings words as people type them into one form: case, accents, umlauts, look-alike letters, digits, scripts.

The form is for comparing, never for showing. It is the same on both sides, so what it merges (`ü`, `ue` and `u`)
finds each other; what it must keep apart (`ş` and `ç` are folded, but Arabic letters that differ in sound are not)
it keeps. RapidFuzz's `default_process` is not used: it splits words at Arabic vowel signs and Indic marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يىئېۍیے", "ي"),
        **dict.fromkeys("كګ", "ک"),
        **dict.fromkeys("ةۀہەھ", "ه"),
        **dict.fromkeys("ؤۋ", "و"),
        "ڼ": "ن",
        "ء": "",
        "ـ": "",  # tatweel
    }
)
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "a",
        "œ": "o",
        "ё": "е",
        "ґ": "г",
        "ς": "σ",
        "ə": "e",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
    }
)
_ETHIOPIC = str.maketrans(
    # Letters that Tigrinya and Amharic writers use for one another: sa, ha, a and tsa rows.
    {
        chr(other + order): chr(one + order)
        for one, other in ((0x1230, 0x1220), (0x1200, 0x1280), (0x12A0, 0x12D0), (0x1338, 0x1340))
        for order in range(7)
    }
)
_CYRILLIC_TWINS = str.maketrans("асеорхукмнвтіјѕ", "aceopxykmhbtijs")
_LATIN_TWINS = str.maketrans("aceopxykmhbtijs", "асеорхукмнвтіјѕ")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHES = {
    0x2019: "'",
    0x02BC: "'",
    # Marks that NFC cannot compose (Arabic vowel signs) are no word characters for `re`, and would split the word.
    **{point: None for point in range(0x300, 0x3100) if unicodedata.combining(chr(point))},
}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


_SCRIPTS = range(0x300, 0x3100)
"""Code points in which combining marks and digits of all our scripts lie."""
_MARKS: dict[int, str | None] = {
    **{point: None for point in _SCRIPTS if unicodedata.combining(chr(point))},
    **{point: str(unicodedata.decimal(chr(point))) for point in _SCRIPTS if chr(point).isdecimal()},
}
_KEPT = {"й": "\ue000", "ї": "\ue001"}
_KEEP, _BRING_BACK = str.maketrans(_KEPT), str.maketrans({mark: letter for letter, mark in _KEPT.items()})


def _strip_marks(text: str) -> str:
    """Drop accents, vowel signs and other combining marks, but keep й and ї as letters of their own."""
    kept = unicodedata.normalize("NFC", text).translate(_KEEP)
    return unicodedata.normalize("NFKD", kept).translate(_MARKS).translate(_BRING_BACK)


def _untwin(word: str) -> str:
    """Mend a word that mixes Latin and Cyrillic look-alikes (`Оstersbaum` with a Cyrillic О)."""
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in word)
    latin = sum("a" <= c <= "z" for c in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_CYRILLIC_TWINS if latin >= cyrillic else _LATIN_TWINS)


def _one_vowel(word: str) -> str:
    """`ae`, `oe` and `ue` become the plain vowel, as the umlauts do."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if "e" in word else word


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold one word for comparing; the result has no case, accents, look-alikes or joiners, and may be empty."""
    if word.isascii() and word.isalnum():
        return _one_vowel(word.lower())
    lowered = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold().translate(_LETTERS)
    bare = "".join(c for c in _strip_marks(lowered) if c.isalnum())
    folded = _untwin(bare.translate(_ARABIC).translate(_ETHIOPIC))
    return _one_vowel(folded) if folded.isascii() else folded


def written_words(text: str) -> list[str]:
    """Split a text into its words as written, without punctuation. Joiners inside words do not split them."""
    if text.isascii():
        return _WORD.findall(text)
    cleaned = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_APOSTROPHES)
    return _WORD.findall(cleaned)


def words(text: str) -> list[str]:
    """Split a text into folded words, in order; empty when it has no letter or digit."""
    return [folded for word in written_words(text) if (folded := fold(word))]


def squeeze(text: str) -> str:
    """The folded words of a text joined by single spaces: two texts that differ in looks alone become equal."""
    return " ".join(words(text))
