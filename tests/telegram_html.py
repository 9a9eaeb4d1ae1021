"""Read HTML as Telegram's servers do, and refuse what they refuse, with their words.

Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlsplit

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-spoiler": "spoiler",
}
TAG = re.compile(r"<(/?)([a-zA-Z-]*)((?:[^<>\"]|\"[^\"]*\")*)>")
ATTRIBUTES = re.compile(r"(?:\s+[a-z-]+(?:\s*=\s*\"[^\"]*\")?)*\s*")
HREF = re.compile(r"\shref\s*=\s*\"([^\"]*)\"")
REFERENCE = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
MOST_TEXT = 4096
MOST_ENTITIES = 100


class ApiError(Exception):
    """A refusal, as the Bot API words it."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def refuse(reason: str) -> ApiError:
    """Make the commonest refusal: 400 with a reason."""
    return ApiError(400, f"Bad Request: {reason}")


def units(text: str) -> int:
    """Count UTF-16 units, in which Telegram counts offsets and lengths."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Take the tags out of a text.

    Returns:
        The plain text and its entities, offsets in UTF-16 units, in the order in which they end.

    Raises:
        ApiError: A tag is unknown, unclosed or closed in the wrong order.
    """
    text: list[str] = []
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, int, dict[str, Any]]] = []
    position = length = 0
    while position < len(source):
        if source[position] != "<":
            reference = REFERENCE.match(source, position)
            piece = html.unescape(reference[0]) if reference else source[position]
            text.append(piece)
            length += units(piece)
            position = reference.end() if reference else position + 1
            continue
        at = f"at byte offset {len(source[:position].encode())}"
        tag = TAG.match(source, position)
        if tag is None:
            raise refuse(f"can't parse entities: Unclosed start tag {at}")
        if tag[1]:
            _close(tag[2].lower(), open_tags, entities, length, at)
        else:
            open_tags.append(_open(tag, length, at))
        position = tag.end()
    if open_tags:
        raise refuse(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    return "".join(text), entities


def _open(tag: re.Match[str], offset: int, at: str) -> tuple[str, int, dict[str, Any]]:
    name = tag[2].lower()
    if name not in TAGS:
        raise refuse(f'can\'t parse entities: Unsupported start tag "{name}" {at}')
    if not ATTRIBUTES.fullmatch(tag[3]):
        raise refuse(f"can't parse entities: Unexpected end of name token {at}")
    entity = {"type": TAGS[name], "offset": offset}
    if name == "a" and (href := HREF.search(tag[3])):
        entity["url"] = html.unescape(href[1])
    return name, offset, entity


def _close(
    name: str, open_tags: list[tuple[str, int, dict[str, Any]]], entities: list[dict[str, Any]], end: int, at: str
) -> None:
    if not open_tags:
        raise refuse(f"can't parse entities: Unexpected end tag {at}")
    expected, start, entity = open_tags.pop()
    if name not in ("", expected):
        raise refuse(
            f'can\'t parse entities: Unmatched end tag {at}, expected "</{expected}>", found "</{name}>"',
        )
    if end > start:
        entities.append({**entity, "length": end - start})


def read_text(source: str, parse_mode: str) -> tuple[str, list[dict[str, Any]]]:
    """Read the text of a message: parsed, trimmed and neither empty nor too long.

    Offsets are those of the trimmed text. Telegram silently drops the entities after the hundredth; we refuse them,
    so that a test notices.
    """
    if parse_mode.lower() not in ("", "html"):
        raise refuse("unsupported parse_mode")
    text, entities = parse_html(source) if parse_mode else (source, [])
    before = units(text) - units(text.lstrip())
    text = text.strip()
    if not text:
        raise refuse("message text is empty")
    if units(text) > MOST_TEXT:
        raise refuse("message is too long")
    if len(entities) > MOST_ENTITIES:
        raise refuse("ENTITIES_TOO_LONG")
    return text, [{**entity, "offset": max(0, entity["offset"] - before)} for entity in entities]


def check_url(url: str) -> None:
    """Refuse an address that a button cannot open."""
    if url.startswith("tg://"):
        return
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        raise refuse(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme not in ("http", "https"):
        why = "Unsupported URL protocol"
    elif not parts.hostname or "." not in parts.hostname or re.search(r"\s", url):
        why = "Wrong HTTP URL"
    else:
        return
    raise refuse(f"inline keyboard button URL '{url}' is invalid: {why}")


def check_inline_keyboard(rows: Any) -> None:
    """Refuse an inline keyboard that Telegram refuses."""
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise refuse('can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise refuse("reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise refuse("inline keyboard button text must be non-empty")
        actions = [key for key in ("url", "callback_data", "copy_text") if button.get(key)]
        if len(actions) != 1:
            raise refuse("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if len(button.get("callback_data", "").encode()) > 64:
            raise refuse("BUTTON_DATA_INVALID")
        if "url" in button:
            check_url(button["url"])
        if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= 256:
            raise refuse("BUTTON_COPY_TEXT_INVALID")
