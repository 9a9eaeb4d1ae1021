"""The README tells the truth about settings, folders and commands."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bot.settings import Settings
from tests.factories import ROOT

README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name.upper()}`" in README


def test_every_setting_in_the_readme_exists() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)

    assert {name.lower() for name in table} == set(Settings.model_fields)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?!http)[^)#]+)\)", README))))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_command_in_the_readme_exists() -> None:
    commands = set(re.findall(r"run_bot\.py (\w+)", README))
    out = subprocess.run(
        [sys.executable, str(ROOT / "run_bot.py"), "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout

    assert commands
    assert all(command in out for command in commands)
