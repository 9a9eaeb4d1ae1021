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
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def _strip_marks(text: str) -> str:
    """Drop accents, vowel signs and other combining marks, but keep й and ї as letters of their own."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character in "йї":
            kept.append(character)
            continue
        if character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
            continue
        kept.extend(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(kept)


def _untwin(word: str) -> str:
    """Mend a word that mixes Latin and Cyrillic look-alikes (`Оstersbaum` with a Cyrillic О)."""
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in word)
    latin = sum("a" <= c <= "z" for c in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_CYRILLIC_TWINS if latin >= cyrillic else _LATIN_TWINS)


def _fold_word(word: str) -> str:
    """Fold one lower-case word; `ae`, `oe`, `ue` and the umlauts become the plain vowel."""
    bare = "".join(c for c in _strip_marks(word) if c.isalnum())
    word = _untwin(bare.translate(_ARABIC).translate(_ETHIOPIC))
    if word.isascii():
        for pair in ("ae", "oe", "ue"):
            word = word.replace(pair, pair[0])
    return word


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold one word for comparing; the result has no case, accents, look-alikes or joiners, and may be empty."""
    lowered = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold().translate(_LETTERS)
    return _fold_word(lowered)


def written_words(text: str) -> list[str]:
    """Split a text into its words as written, without punctuation. Joiners inside words do not split them."""
    cleaned = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate({0x2019: "'", 0x02BC: "'"})
    # Combining marks that NFC cannot compose (Arabic vowel signs) are not word characters for `re`.
    bare = "".join(c for c in cleaned if not unicodedata.combining(c))
    return _WORD.findall(bare)


def words(text: str) -> list[str]:
    """Split a text into folded words, in order; empty when it has no letter or digit."""
    return [folded for word in written_words(text) if (folded := fold(word))]


def squeeze(text: str) -> str:
    """The folded words of a text joined by single spaces: two texts that differ in looks alone become equal."""
    return " ".join(words(text))
