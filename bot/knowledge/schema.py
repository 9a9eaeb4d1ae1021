"""Makes JSON Schema out of the records, so that editors complete keys, show what they mean and underline mistakes.

`python -m bot.knowledge.schema` writes the files into `knowledge/schema/`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bot.knowledge.records import GuideRecord, OfferRecord
from bot.knowledge.records_city import CityFile, GlossaryFile, PathRecord, QuartersFile, TopicsFile

MODELS: Mapping[str, type[BaseModel]] = {
    "guide": GuideRecord,
    "offer": OfferRecord,
    "city": CityFile,
    "quarters": QuartersFile,
    "topics": TopicsFile,
    "glossary": GlossaryFile,
    "path": PathRecord,
}
FOLDER = Path("knowledge/schema")


class _Plain(GenerateJsonSchema):
    """Leaves out titles, which only repeat the keys."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"
    """The version that editors of YAML know best."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Set no titles."""
        return False


def schema(name: str) -> str:
    """Give the text of the schema for one kind of file, a key of `MODELS`."""
    made = MODELS[name].model_json_schema(by_alias=True, schema_generator=_Plain)
    text = json.dumps({"$schema": _Plain.schema_dialect, **made}, ensure_ascii=False, indent=1, sort_keys=True)
    return text.replace("#/$defs/", "#/definitions/").replace('"$defs"', '"definitions"') + "\n"


def write(folder: Path) -> None:
    """Write the schemas of all kinds of files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in MODELS:
        (folder / f"{name}.json").write_text(schema(name), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
