"""Reads the knowledge folder into records, with every mistake of every file.

    city.yaml  quarters.yaml  topics.yaml  glossary.yaml
    guides/<topic>/<concern>.yaml
    offers/<district, city or country>/<offer>.yaml

The name of a guide's or offer's file is its id. `questions/` and `schema/` are for other readers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import Problem, Severity
from bot.knowledge.explaining import explain_all, line_of
from bot.knowledge.parsing import Mistake, Parsed, parse
from bot.knowledge.records import GuideRecord, OfferRecord
from bot.knowledge.records_city import CityFile, GlossaryFile, PathRecord, QuartersFile, TopicsFile
from bot.knowledge.suggesting import did_you_mean

R = TypeVar("R", bound=BaseModel)

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LONGEST_ID = 50
"""A button carries at most 64 bytes: a verb, a colon and an id."""
FOLDERS = ("guides", "offers", "paths", "questions", "schema")
SINGLE_FILES = ("city.yaml", "quarters.yaml", "topics.yaml", "glossary.yaml")


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One file: `id` and `folder` from its path, `name` as shown in messages, `record` None if it is broken."""

    id: str
    folder: str
    name: str
    parsed: Parsed
    record: R | None

    def line(self, *at: str | int) -> int:
        """Give the line of the value at a path of keys and positions."""
        return line_of(self.parsed, at)

    def problem(self, message: str, repair: str = "", *at: str | int, severity: Severity = Severity.ERROR) -> Problem:
        """Report a problem with the value at a path."""
        return Problem(self.name, self.line(*at), severity, message, repair)

    def raw(self, key: str) -> object:
        """Give the value of a key, also if the record is broken; None if there is none."""
        return self.parsed.value.get(key) if isinstance(self.parsed.value, dict) else None


@dataclass(frozen=True, slots=True)
class Files:
    """All files of the folder, in the order of their paths. `problems` are those found while reading."""

    city: Entry[CityFile] | None = None
    quarters: Entry[QuartersFile] | None = None
    topics: Entry[TopicsFile] | None = None
    glossary: Entry[GlossaryFile] | None = None
    guides: tuple[Entry[GuideRecord], ...] = ()
    offers: tuple[Entry[OfferRecord], ...] = ()
    paths: tuple[Entry[PathRecord], ...] = ()
    problems: tuple[Problem, ...] = field(default=())


class _Reader:
    """Reads files below one folder and collects the problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shown = root.resolve().name
        self.problems: list[Problem] = []

    def name(self, path: Path) -> str:
        """Name a file in messages: from the knowledge folder on, with slashes."""
        return f"{self.shown}/{path.relative_to(self.root).as_posix()}" if path != self.root else self.shown

    def report(self, path: Path, message: str, repair: str, line: int = 0) -> None:
        """Add an error."""
        self.problems.append(Problem(self.name(path), line, Severity.ERROR, message, repair))

    def entry(self, path: Path, model: type[R], folder: str = "") -> Entry[R]:
        """Read one file."""
        parsed = self.parsed(path)
        record: R | None = None
        mistakes = list(parsed.mistakes)
        if parsed.value is not None:
            try:
                record = model.model_validate(parsed.value)
            except ValidationError as error:
                mistakes += explain_all(error.errors(include_url=False), model, parsed)
        for mistake in dict.fromkeys(mistakes):
            self.report(path, mistake.message, mistake.repair, mistake.line)
        return Entry(path.stem, folder, self.name(path), parsed, record)

    def parsed(self, path: Path) -> Parsed:
        """Read and parse a text; what is not UTF-8 or not readable is a mistake."""
        try:
            data = path.read_bytes()
            return parse(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            return Parsed(None, {}, (Mistake(line, "this is not UTF-8", "save the file as UTF-8"),))
        except OSError as error:
            return Parsed(None, {}, (Mistake(1, f"the file cannot be read: {error.strerror}", "check its rights"),))

    def single(self, name: str, model: type[R], *, needed: bool = True) -> Entry[R] | None:
        """Read a file that exists once."""
        path = self.root / name
        if path.is_file():
            return self.entry(path, model)
        if needed:
            self.report(path, "the file is missing", "add it; the folder of another city shows how it looks")
        return None

    def many(self, kind: str, model: type[R]) -> Iterator[Entry[R]]:
        """Read the files two levels below a folder; a file elsewhere or with a bad name is an error."""
        top = self.root / kind
        if not top.is_dir():
            self.report(top, "the folder is missing", "add it")
            return
        for path in sorted(_visible(top)):
            parts = path.relative_to(top).parts
            if len(parts) != 2:
                self.report(path, "the file lies in the wrong folder", f"move it to {kind}/<folder>/{path.name}")
            elif not ID.match(path.stem) or len(path.stem) > LONGEST_ID:
                repair = f"name it {_good_id(path.stem)}.yaml: small letters a-z, digits, hyphens"
                self.report(path, f'"{path.stem}" is not a good id', repair)
            else:
                yield self.entry(path, model, parts[0])

    def strangers(self) -> None:
        """Report files that nobody reads because of their name or place."""
        for path in sorted(self.root.iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_dir() and path.name not in FOLDERS:
                self.report(path, f'folder "{path.name}" is unknown', did_you_mean(path.name, FOLDERS))
            if path.suffix in {".yaml", ".yml"} and path.name not in SINGLE_FILES:
                self.report(path, f'file "{path.name}" is unknown', did_you_mean(path.name, SINGLE_FILES))
        for kind in ("guides", "offers"):
            for path in sorted((self.root / kind).rglob("*.yml")):
                self.report(path, "the file's name ends in .yml", f"name it {path.stem}.yaml")


def _visible(folder: Path) -> Iterator[Path]:
    """Find the YAML files below a folder, without those that editors hide."""
    return (path for path in folder.rglob("*.yaml") if not path.name.startswith("."))


def _good_id(stem: str) -> str:
    """Make an id of a file's name."""
    spelled = unicodedata.normalize("NFC", stem).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        spelled = spelled.replace(umlaut, letters)
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID]


def read_folder(path: Path) -> Files:
    """Read the knowledge folder.

    Returns:
        Everything that could be read; a missing or empty folder is one problem.
    """
    reader = _Reader(path)
    if not path.is_dir() or not any(path.iterdir()):
        what = "is empty" if path.is_dir() else "is not a folder" if path.exists() else "does not exist"
        reader.report(path, f"the knowledge folder {what} ({path})", "set KNOWLEDGE_DIR to the folder with city.yaml")
        return Files(problems=tuple(reader.problems))
    city = reader.single("city.yaml", CityFile)
    quarters = reader.single("quarters.yaml", QuartersFile)
    topics = reader.single("topics.yaml", TopicsFile)
    glossary = reader.single("glossary.yaml", GlossaryFile, needed=False)
    guides = tuple(reader.many("guides", GuideRecord))
    offers = tuple(reader.many("offers", OfferRecord))
    paths = tuple(reader.entry(file, PathRecord) for file in sorted(_visible(path / "paths")))
    reader.strangers()
    return Files(city, quarters, topics, glossary, guides, offers, paths, tuple(reader.problems))


def read_file(path: Path) -> Files:
    """Read one file of a knowledge folder, found by its place; other files of the folder are not looked at."""
    kind = path.parent.parent.name
    if kind == "guides":
        return Files(guides=(_Reader(path.parents[2]).entry(path, GuideRecord, path.parent.name),))
    if kind == "offers":
        return Files(offers=(_Reader(path.parents[2]).entry(path, OfferRecord, path.parent.name),))
    reader = _Reader(path.parent)
    if path.name == "topics.yaml":
        return Files(topics=reader.entry(path, TopicsFile))
    if path.name == "glossary.yaml":
        return Files(glossary=reader.entry(path, GlossaryFile))
    return Files()
