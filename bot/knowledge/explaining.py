"""Says in plain words what pydantic does not like about a record, and how to repair it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from bot.knowledge.parsing import Mistake, Parsed, Way
from bot.knowledge.suggesting import did_you_mean, nearest

_SHAPES = {"tuple": "a list", "dict": "a block of keys"}
_GERMAN_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")


def line_of(parsed: Parsed, path: Sequence[str | int]) -> int:
    """Find the line of a value; of one that is missing, the line of what it is missing from."""
    way: Way = tuple(path)
    while way and way not in parsed.lines:
        way = way[:-1]
    return parsed.lines.get(way, 1)


def explain_all(details: Sequence[ErrorDetails], model: type[BaseModel], parsed: Parsed) -> list[Mistake]:
    """Turn the complaints of pydantic into mistakes, without those that follow from others.

    A list whose entries are wrong is not empty, and a key that is only misspelt is not missing.
    """
    misspelt = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _keys(model, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    inside = {detail["loc"][:end] for detail in details for end in range(1, len(detail["loc"]))}
    return [
        explain(detail, model, parsed)
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in misspelt)
        and not (detail["type"] == "too_short" and detail["loc"] in inside)
    ]


def explain(error: ErrorDetails, model: type[BaseModel], parsed: Parsed) -> Mistake:
    """Turn one complaint of pydantic into a mistake with its line and repair."""
    path = tuple(error["loc"])
    name = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    message, repair = _say(error, name, model)
    return Mistake(line_of(parsed, path), message, repair)


def _say(error: ErrorDetails, name: str, model: type[BaseModel]) -> tuple[str, str]:
    """Find the message and the repair for the kind of error."""
    given, context = error["input"], error.get("ctx", {})
    message, repair = f"{name} is empty", "fill it in, or delete the line"
    match error["type"]:
        case "extra_forbidden":
            message, repair = f'key "{name}" is unknown', did_you_mean(name, _keys(model, error["loc"][:-1]))
        case "missing":
            message, repair = f'key "{name}" is missing', f'add a line "{name}: ..."'
        case "string_too_short" | "too_short":
            pass
        case _ if given is None:
            pass
        case "literal_error":
            known = re.findall(r"'([^']*)'", str(context["expected"]))
            message, repair = f'{name} "{given}" is unknown', did_you_mean(str(given), known)
        case "string_too_long":
            message = f"{name} has {len(str(given))} characters, at most {context['max_length']} are possible"
            repair = "shorten it"
        case "too_long":
            message = f"{name} has {context['actual_length']} entries, at most {context['max_length']} are possible"
            repair = "shorten the list"
        case "string_pattern_mismatch":
            message, repair = f'{name} "{given}" cannot be read', _fitting(name)
        case "greater_than_equal" | "less_than_equal":
            message, repair = f"{name} {given} is no place on the map", "write lat: 52.52 and lon: 13.40"
        case kind:
            message, repair = _wrong_type(kind, name, given)
    return message, repair


def _wrong_type(kind: str, name: str, given: Any) -> tuple[str, str]:
    """Say that a value is of another type than it must be."""
    is_not, repair = "of another kind", "compare with a file that works"
    match kind:
        case "string_type" if isinstance(given, int | float | date):
            is_not, repair = "a text", f"write it in quotes: '{given}'"
        case "string_type":
            is_not, repair = "one text", "write it on one line, without a dash"
        case "tuple_type":
            is_not, repair = "a list", 'write each entry on its own line behind "- "'
        case "bool_type":
            is_not, repair = "true or false", "write true, or delete the line"
        case "date_type":
            is_not, repair = "a day", _as_iso(str(given))
        case "float_type":
            is_not, repair = "a number", "write it with a point: 52.52"
        case "model_type":
            is_not = "a block of keys"
    shown = f'"{given}"' if isinstance(given, str | int | float | date) else _SHAPES.get(type(given).__name__, "this")
    return f"{name} must be {is_not}, not {shown}", repair


def _as_iso(text: str) -> str:
    """Say how to write a day, if possible the one that is meant."""
    german = _GERMAN_DATE.match(text.strip())
    if german:
        day, month, year = (int(part) for part in german.groups())
        try:
            return f"write {date(year, month, day).isoformat()}"
        except ValueError:
            pass
    return "write year, month and day: 2026-11-21"


def _fitting(name: str) -> str:
    """Say how to write a value that has a fixed form."""
    if name == "country":
        return "write two capital letters: DE"
    return "write '2025', '2025-03', '2025-03-14' or undated"


def _keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """List the keys that are possible in the block at a path."""
    for part in path:
        if isinstance(part, int) and issubclass(model, RootModel):
            model = _model_in(model.model_fields["root"].annotation) or model
        if isinstance(part, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        inner = _model_in(fields[part].annotation) if part in fields else None
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside `tuple[X, ...]`, `X | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Annotated, Union, tuple} or get_args(annotation):
        return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
    return None
