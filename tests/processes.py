"""Starts `run_bot.py` as a process of its own, as an operator would."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.factories import ROOT

PATIENCE_S = 90.0
HERE = Path(tempfile.gettempdir())
"""Where processes run: a `.env` of the developer beside the README must not reach them."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A clean environment in which everything the bot writes goes into a folder."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    return kept | {
        "DATABASE_URL": f"sqlite:///{folder}/bot.sqlite3",
        "CACHE_DIR": str(Path(tempfile.gettempdir()) / f"quartierlotse-tests-{os.getpid()}"),
        "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "LOCALES_DIR": str(ROOT / "locales"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        **more,
    }


async def start(*arguments: str, env: Mapping[str, str]) -> asyncio.subprocess.Process:
    """Start the program; its output and errors can be read."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "run_bot.py"), *arguments), cwd=HERE, env=env, stdin=pipe, stdout=pipe, stderr=pipe
    )


async def run(*arguments: str, env: Mapping[str, str], typed: str = "") -> tuple[int, str, str]:
    """Run the program to its end; gives its status, output and errors."""
    process = await start(*arguments, env=env)
    out, err = await asyncio.wait_for(process.communicate(typed.encode()), PATIENCE_S)
    return process.returncode or 0, out.decode(), err.decode()


async def end(process: asyncio.subprocess.Process, number: int = signal.SIGTERM) -> tuple[int, str]:
    """Send a signal and wait for the end; gives the status, and all that was logged."""
    with suppress(ProcessLookupError):
        process.send_signal(number)
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    return process.returncode or 0, (out + err).decode()
