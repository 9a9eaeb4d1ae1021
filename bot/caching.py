"""Keeps the fields of the phrase index on disk: building twenty languages takes seconds, reading them a fraction.

A kept field is found by the hash of its phrases and of the code that builds it: a change of either builds it anew, and
only for the language it touches. What cannot be read is built; what cannot be written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.core import field as field_module
from bot.core import text as text_module
from bot.core.field import Field, Postings

logger = logging.getLogger(__name__)

Build = Callable[[str, Sequence[tuple[int, str]], int], Field]


def cached_build(folder: Path) -> Build:
    """Make a `Field.build` that keeps what it builds in a folder."""

    def build(language: str, phrases: Sequence[tuple[int, str]], size: int) -> Field:
        path = folder / f"field-{language}-{_key(phrases, size)}.npz"
        kept = _load(path, language) if path.exists() else None
        if kept is not None:
            return kept
        built = Field.build(language, phrases, size)
        _save(path, built)
        return built

    return build


@cache
def _code() -> bytes:
    sources = (Path(str(module.__file__)).read_bytes() for module in (field_module, text_module))
    return hashlib.sha256(b"".join(sources)).digest()


def _key(phrases: Sequence[tuple[int, str]], size: int) -> str:
    content = "\n".join(f"{concern} {phrase}" for concern, phrase in phrases)
    return hashlib.sha256(_code() + f"{size}\n{content}".encode()).hexdigest()[:20]


def _save(path: Path, field: Field) -> None:
    arrays: dict[str, NDArray[np.generic]] = {
        "written": _packed(field.written),
        "concern": field.concern,
        "starts": field.starts,
        "said": field.said,
        "mass": field.mass,
    }
    for name, postings in (("words", field.words), ("grams", field.grams)):
        arrays[f"{name}_ids"] = _packed(tuple(postings.ids))
        arrays[f"{name}_size"] = np.array(postings.size)
        for part in ("starts", "concerns", "weights", "idf"):
            arrays[f"{name}_{part}"] = getattr(postings, part)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"field-{field.language}-*.npz"):
            old.unlink(missing_ok=True)
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # numpy's stubs take its own flag by keyword, too
        new.replace(path)
    except OSError as error:
        logger.warning("the index cache cannot be written: %s", error.strerror)


def _load(path: Path, language: str) -> Field | None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in arrays.files}
        return Field(
            language=language,
            written=_unpacked(found["written"]),
            concern=found["concern"],
            starts=found["starts"],
            said=found["said"],
            mass=found["mass"],
            words=_postings(found, "words"),
            grams=_postings(found, "grams"),
        )
    except Exception as error:  # a damaged file may fail in any way; the field is built anew
        logger.warning("the cached index %s is damaged and is built anew: %s", path.name, type(error).__name__)
        return None


def _postings(arrays: dict[str, NDArray[np.generic]], name: str) -> Postings:
    terms = _unpacked(arrays[f"{name}_ids"])
    return Postings(
        ids={term: number for number, term in enumerate(terms)},
        starts=arrays[f"{name}_starts"],  # type: ignore[arg-type]  # as saved
        concerns=arrays[f"{name}_concerns"],  # type: ignore[arg-type]
        weights=arrays[f"{name}_weights"],  # type: ignore[arg-type]
        idf=arrays[f"{name}_idf"],  # type: ignore[arg-type]
        size=int(arrays[f"{name}_size"]),
    )


def _packed(texts: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(array: NDArray[np.generic]) -> tuple[str, ...]:
    text = array.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
