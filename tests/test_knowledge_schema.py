"""The schemas that editors use are those of the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.knowledge.schema import MODELS, schema, write

FOLDER = Path(__file__).parent.parent / "knowledge" / "schema"


@pytest.mark.parametrize("name", MODELS)
def test_the_committed_schema_is_what_the_records_give(name: str) -> None:
    committed = (FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert committed == schema(name), "run: python -m bot.knowledge.schema"


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_described_in_german(name: str) -> None:
    made = json.loads(schema(name))
    blocks = [made, *made.get("definitions", {}).values()]
    keys = [(key, field) for block in blocks for key, field in block.get("properties", {}).items()]

    assert all(block.get("description") for block in blocks)
    assert keys == [] or all(field.get("description") for _, field in keys)
    assert not [key for key, field in keys if "title" in field]


def test_the_schema_uses_the_keys_of_the_files() -> None:
    offer = json.loads(schema("offer"))

    assert "from" in offer["properties"]
    assert offer["additionalProperties"] is False
    assert offer["properties"]["area"]["anyOf"][0] == {"enum": ["city", "country"]}


def test_writing_makes_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "schema")

    assert sorted(path.stem for path in (tmp_path / "schema").iterdir()) == sorted(MODELS)
