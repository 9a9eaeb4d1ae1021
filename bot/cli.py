"""The command line: what the program is asked to do."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot import logs
from bot.app import chat, now, serve
from bot.core import messages
from bot.errors import LocalesError, QuartierlotseError, Severity
from bot.knowledge.checking import check
from bot.knowledge.export import export_lines
from bot.knowledge.reading import read_folder
from bot.knowledge.translating import texts
from bot.languages.catalogues import read, speakers
from bot.languages.checking import check_locales
from bot.languages.extraction import templates
from bot.languages.previewing import SAMPLES, preview
from bot.languages.reporting import as_data, as_text, progress
from bot.languages.updating import update_all
from bot.loading import load_resources
from bot.settings import Settings, load
from bot.surfaces.asking import (
    Asking,
    as_json,
    ask_once,
    batch,
    known_language,
    quarter_of,
    unanswered_questions,
    why,
)
from bot.surfaces.terminal import Painter

_MESSAGES = Path(messages.__file__)
_TERMINAL_ONLY = (
    "No TELEGRAM_TOKEN is set, so this is the same conversation in your terminal. To go live on Telegram, get a token "
    "from @BotFather and write TELEGRAM_TOKEN=... into the file .env."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = load()
        logs.configure(settings.log_level, settings.log_format, settings.secrets)
        return int(options.run(options, settings) or 0)
    except QuartierlotseError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_bot.py",
        description="Quartierlotse answers newcomers to a city from knowledge that city staff curate.",
        epilog="Without a command it serves on Telegram if TELEGRAM_TOKEN is set, else it chats in the terminal.",
    )
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    commands.add_parser("serve", help="serve on Telegram, or chat in the terminal without a token (default)")
    commands.add_parser("chat", help="chat in the terminal").set_defaults(run=_chat)
    _add_ask(commands.add_parser("ask", help="answer one question, or a file of questions"))
    checking = commands.add_parser(
        "check", help="check the knowledge and the translations; status 1 if there is an error"
    )
    checking.add_argument("--quiet", action="store_true", help="leave out warnings")
    checking.set_defaults(run=_check)
    translations = commands.add_parser("translations", help="how complete each language is, and what to do next")
    translations.add_argument(
        "--update", action="store_true", help="first extract the German texts and update all files"
    )
    translations.add_argument("--json", action="store_true", help="print the report as JSON")
    translations.set_defaults(run=_translations)
    preview = commands.add_parser(
        "preview", help="show every message of a language with real values and all plural forms"
    )
    preview.add_argument("--language", metavar="CODE", required=True, help="such as tr")
    preview.set_defaults(run=_preview)
    export = commands.add_parser("export", help="write all phrases, and all offers in HSDS 3 fields, as JSON lines")
    export.set_defaults(run=_export)
    return parser


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", help="the question, in any language")
    parser.add_argument(
        "--language", metavar="CODE", help="the person's language, such as tr; unknown ones count as none"
    )
    parser.add_argument(
        "--quarter", metavar="NAME", help="where the person lives, such as an id, a name or a postal code"
    )
    parser.add_argument("--json", action="store_true", help="print what was understood as JSON")
    parser.add_argument("--why", action="store_true", help="show which words met which phrase, and what came second")
    parser.add_argument(
        "--batch", type=Path, metavar="FILE", help='answer a file: a JSON object a line, {"text": ..., "language": ...}'
    )
    parser.set_defaults(run=_ask)


def _serve(options: argparse.Namespace, settings: Settings) -> None:
    if settings.telegram_token is None:
        print(_TERMINAL_ONLY + "\n")  # noqa: T201
        _chat(options, settings)
    else:
        asyncio.run(serve(settings))


def _chat(_: argparse.Namespace, settings: Settings) -> None:
    """Chat; between the lines of a conversation only warnings are logged."""
    if settings.log_level == "INFO":
        logs.configure("WARNING", settings.log_format, settings.secrets)
    asyncio.run(chat(settings))


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if bool(options.question) == bool(options.batch):
        print('Give either a question, such as ask "Deutschkurs", or --batch FILE.', file=sys.stderr)  # noqa: T201
        return 2
    resources = load_resources(settings)
    if options.batch:
        try:
            with options.batch.open(encoding="utf-8") as lines:
                for line in batch(lines, resources, now=now(), name=str(options.batch)):
                    print(line)  # noqa: T201
        except (OSError, UnicodeDecodeError) as error:
            print(f"{options.batch}: cannot be read: {error}", file=sys.stderr)  # noqa: T201
            return 1
        return 0
    quarter = quarter_of(options.quarter, resources)
    if options.quarter and quarter is None:
        print(f'The quarter "{options.quarter}" is unknown or means several.', file=sys.stderr)  # noqa: T201
        return 2
    question = Asking(" ".join(options.question), known_language(options.language), quarter)
    answered = ask_once(question, resources, now=now())
    if options.why:
        print("\n".join(why(question, resources)))  # noqa: T201
    elif options.json:
        print(json.dumps(as_json(answered, resources), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        painter = Painter(sys.stdout.isatty())
        print("\n\n".join(painter.reply(reply) for reply in answered.turn.replies))  # noqa: T201
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    today = datetime.now(UTC).date()
    files = read_folder(settings.knowledge_dir)
    problems = check(files, today)
    try:
        problems += check_locales(settings.locales_dir, {t.key: t.limit for t in texts(files) if t.limit})
    except LocalesError as error:
        print(error)  # noqa: T201
        return 1
    if not any(p.severity is Severity.ERROR for p in problems):
        problems += unanswered_questions(settings.knowledge_dir, load_resources(settings))
    errors = [p for p in problems if p.severity is Severity.ERROR]
    for problem in problems if not options.quiet else errors:
        print(problem)  # noqa: T201
    warnings = len(problems) - len(errors)
    print(f"{len(errors)} errors, {warnings} warnings" if problems else "no errors, no warnings")  # noqa: T201
    return 1 if errors else 0


def _translations(options: argparse.Namespace, settings: Settings) -> None:
    found = templates(_MESSAGES, settings.knowledge_dir)
    if options.update:
        update_all(settings.locales_dir, found)
    report = progress(settings.locales_dir, found)
    print(json.dumps(as_data(report), ensure_ascii=False, indent=2) if options.json else as_text(report))  # noqa: T201


def _preview(options: argparse.Namespace, settings: Settings) -> int:
    speakers_by_code = speakers(read(settings.locales_dir))
    speaker = speakers_by_code.get(options.language)
    if speaker is None:
        print(f"No words in {options.language!r}; there are {', '.join(speakers_by_code)}.", file=sys.stderr)  # noqa: T201
        return 2
    for key, text in preview(speaker, SAMPLES):
        print(f"{key}\n    " + text.replace("\n", "\n    "))  # noqa: T201
    return 0


def _export(_: argparse.Namespace, settings: Settings) -> None:
    for line in export_lines(load_resources(settings).knowledge, datetime.now(UTC).date()):
        print(line)  # noqa: T201
