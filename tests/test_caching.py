"""Kept fields answer as built ones do, and are built anew when anything about them changes."""

from __future__ import annotations

from pathlib import Path

from bot.caching import cached_build
from bot.core.field import Field
from bot.core.matching import rank
from bot.core.phrases import PhraseIndex

PHRASES = {
    "de": {"kita": ["kita platz", "kindergarten"], "arzt": ["arzt finden", "zahnarzt"]},
    "ar": {"kita": ["روضة اطفال"], "arzt": ["طبيب اسنان"]},
}
QUESTIONS = ("kindergarden", "zahnartz in der nähe", "روضه", "")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("field-*.npz"))


def test_a_kept_index_answers_like_a_built_one(tmp_path: Path) -> None:
    built = PhraseIndex.build(PHRASES)
    PhraseIndex.build(PHRASES, cached_build(tmp_path))
    read = PhraseIndex.build(PHRASES, cached_build(tmp_path))

    assert len(kept(tmp_path)) == 2
    assert [rank(q, read) for q in QUESTIONS] == [rank(q, built) for q in QUESTIONS]


def test_a_change_builds_its_language_anew_and_no_other(tmp_path: Path) -> None:
    PhraseIndex.build(PHRASES, cached_build(tmp_path))
    before = {p.name: p.stat().st_mtime_ns for p in kept(tmp_path)}

    changed = {**PHRASES, "de": {**PHRASES["de"], "arzt": ["doktor"]}}
    index = PhraseIndex.build(changed, cached_build(tmp_path))

    after = {p.name: p.stat().st_mtime_ns for p in kept(tmp_path)}
    assert len(after) == 2
    assert [name.split("-")[1] for name in after if name not in before] == ["de"]
    assert rank("doktor", index).matches[0].concern == "arzt"


def test_a_damaged_file_is_built_anew(tmp_path: Path) -> None:
    PhraseIndex.build(PHRASES, cached_build(tmp_path))
    for path in kept(tmp_path):
        path.write_bytes(b"damaged")

    index = PhraseIndex.build(PHRASES, cached_build(tmp_path))

    assert rank("kita", index).matches[0].concern == "kita"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")

    field = cached_build(blocked)("de", [(0, "kita")], 1)

    assert field.written == Field.build("de", [(0, "kita")], 1).written
