"""Compares names by how they sound, across scripts: `Берлин` and `برلين` are Berlin.

Names are brought into Latin letters (anyascii) and reduced to their consonants, those that sound alike as one: vowels
are not written in Arabic, and every language hears German consonants in its own way.
"""

from __future__ import annotations

import re

from anyascii import anyascii

_GREEK = {"μπ": "b", "ντ": "d", "γκ": "g", "Μπ": "b", "Ντ": "d", "Γκ": "g"}
_TOGETHER = (("sch", "s"), ("sh", "s"), ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ph", "f"), ("tz", "s"), ("ts", "s"))
_ALIKE = str.maketrans("ptgqcvwzx", "bdkkkffss")
_SILENT = re.compile(r"[^bdfklmnrs]")
SHORTEST = 4
"""Consonants from which a name is told by its sound: `Zoo` and `Loh` are not."""


def is_foreign(word: str) -> bool:
    """Tell whether a word is written in another script than Latin."""
    return any(c.isalpha() and ord(c) > 0x24F for c in word)


def sounds(word: str) -> frozenset[str]:
    """The ways a word may sound, as consonants without doubles; empty when there are too few to tell anything."""
    for letters, latin in _GREEK.items():
        word = word.replace(letters, latin)
    plain = anyascii(word).lower()
    for letters, one in _TOGETHER:
        plain = plain.replace(letters, one)
    # The Arabic waw is a vowel or the consonant w: all readings count.
    readings = {plain, plain.replace("w", ""), plain[:1] + plain[1:].replace("w", "")}
    found = {re.sub(r"(.)\1+", r"\1", _SILENT.sub("", reading.translate(_ALIKE))) for reading in readings}
    return frozenset(sound for sound in found if len(sound) >= SHORTEST)
