"""Parses a YAML text into plain values and remembers on which line each of them stands.

YAML 1.2 by ruamel.yaml: `NO` and `10:30` stay texts. Lists become tuples. What only confuses in files for staff
(tags, anchors, aliases, a key written twice) is a mistake. The parser in C is used where it is installed: it reads
fifteen times as fast; messages always come from the one in Python, so that they are the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Way = tuple[str | int, ...]
"""The way to a value: keys and positions, such as `("links", 0, "url")`."""

REPAIRS = {
    "mapping values are not allowed": 'put a text that contains ": " in quotes, or indent the lines alike',
    "found character '\\t'": "use spaces instead of the tab key",
    "that cannot start any token": "put a text that begins with a special character in quotes",
    "could not find expected ':'": "each key needs a colon and a space behind it",
    "expected <block end>": "indent the lines that belong together alike",
    "unexpected end of stream": "close the quotation mark",
    "undefined alias": "put a text that begins with * in quotes",
    "expected alphabetic or numeric": "put a text that begins with * or & in quotes",
    "expected ',' or": "close the bracket, and put a comma between the entries",
    "did not find expected key": "indent the lines that belong together alike",
    "another document": 'delete the line that consists of "---"',
    "expected '<document start>'": "begin every key of the file at the left margin",
}
"""What to do about the parser's complaints, by a part of their words; the first that fits."""


_ANCHOR = re.compile(r"(?:^|[:\-\[{,])\s*&\w", re.MULTILINE)
"""Where a value may begin with an anchor."""
_OPENED = ("end of stream", "expected ',' or")
"""Complaints that come where something ends; what must be repaired is where it began."""

_SCALARS: Mapping[str, Callable[[str], object]] = {
    "str": str,
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": int,
    "float": float,
    "timestamp": date.fromisoformat,
}
"""How to read a value, by the last part of the tag that YAML finds for it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the YAML of a file, without the file."""

    line: int
    message: str
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value of a text (None if it is not YAML), the line of every value in it, and the mistakes."""

    value: object
    lines: Mapping[Way, int]
    mistakes: tuple[Mistake, ...] = ()


@dataclass(slots=True)
class _Builder:
    """Turns nodes into values on the way down, collecting lines and mistakes."""

    lines: dict[Way, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: Node, path: Way) -> object:
        """Give the plain value of a node; an alias is a mistake and becomes None."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if node.anchor is not None or id(node) in self.seen:
            self.mistakes.append(Mistake(line, "& and * have a meaning of their own in YAML", "put the text in quotes"))
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return tuple(self.value(item, (*path, position)) for position, item in enumerate(node.value))
        return self.scalar(node, line)

    def mapping(self, node: MappingNode, path: Way) -> dict[str, object]:
        """Give the keys and values; of a key that stands twice, the first."""
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.mistakes.append(Mistake(line, "a list or block cannot be a key", "write a word and a colon"))
                continue
            key = str(key_node.value)
            if key in values:
                first = self.lines[*path, key]
                message = f'"{key}" stands twice, first in line {first}'
                self.mistakes.append(Mistake(line, message, "delete one of the two"))
                continue
            self.lines[*path, key] = line
            values[key] = self.value(value_node, (*path, key))
        return values

    def scalar(self, node: Node, line: int) -> object:
        """Give a text, number, truth value, date or None."""
        kind = str(node.tag).rpartition(":")[2]
        if kind not in _SCALARS:
            message = f"{node.tag} has a meaning of its own in YAML"
            self.mistakes.append(Mistake(line, message, "put a text that begins with ! in quotes"))
            return None
        text = str(node.value)
        try:
            return _SCALARS[kind](text)
        except ValueError:
            return text  # a number in a rare spelling (0o17), a day that does not exist: refused where it is used


def _compose(text: str) -> Node | None:
    """Find the nodes of a text. Raises YAMLError with the message of the parser in Python."""
    try:
        # The parser in C does not tell that a value had an anchor, and `& Co` would lose its first word in silence.
        return YAML(typ="safe", pure=bool(_ANCHOR.search(text))).compose(text)  # type: ignore[no-any-return]  # ruamel.yaml says Any
    except YAMLError:
        return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]  # as above


def _explain(error: YAMLError) -> Mistake:
    """Say a complaint of the parser with its line and a repair."""
    if not isinstance(error, MarkedYAMLError):
        return Mistake(1, f"this is not YAML: {str(error).splitlines()[0]}", "delete the unusual character")
    opened = any(part in (error.problem or "") for part in _OPENED)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    message = error.problem or error.context or "unreadable"
    repair = next((repair for part, repair in REPAIRS.items() if part in message), "compare with a file that works")
    return Mistake(mark.line + 1 if mark else 1, f"this is not YAML: {message}", repair)


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Parse the text of one file.

    The result is kept, so that a running bot reads again only the files that have changed; nobody may change it.
    """
    try:
        node = _compose(unicodedata.normalize("NFC", text))
    except YAMLError as error:
        return Parsed(None, {}, (_explain(error),))
    if node is None:
        return Parsed(None, {}, (Mistake(1, "the file is empty", "fill it in, or delete the file"),))
    builder = _Builder()
    value = builder.value(node, ())
    return Parsed(value, builder.lines, tuple(builder.mistakes))
