"""The program as a process: on Telegram through a kill -9, in the terminal, from files, in another city."""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.factories import ROOT
from tests.processes import end, environment, run, start
from tests.telegram_server import TelegramServer

CITY = ROOT / "tests" / "city"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


async def test_killed_in_between_it_goes_on_where_it_was(telegram: TelegramServer, tmp_path: Path) -> None:
    env = environment(tmp_path, TELEGRAM_TOKEN=telegram.token, TELEGRAM_API_URL=telegram.url, LOG_LEVEL="DEBUG")
    anna = telegram.person("Annabella", language_code="en")

    process = await start(env=env)
    anna.types("/start")
    await telegram.settled()
    anna.presses("English")
    await telegram.settled()
    anna.presses("locate")
    await telegram.settled()
    anna.shares_location(51.2627, 7.1551)
    await telegram.settled()
    await end(process, signal.SIGKILL)

    anna.types("where can I get cheap clothes?")
    process = await start(env=env)
    await telegram.settled()
    anna.presses("offer:" + offers_shown(anna.transcript()[-1], anna.chat.messages)[0])
    await telegram.settled()
    with_map = [m for m in anna.chat.messages if any(b["text"].startswith("🗺") for b in anna.chat.buttons(m))]
    if with_map:
        label = next(b["callback_data"] for b in anna.chat.buttons(with_map[-1]) if b["text"].startswith("🗺"))
        anna.presses(label)
        await telegram.settled()
        assert "(venue)" in anna.transcript()[-1]
    anna.types("/forget")
    await telegram.settled()
    anna.presses("forget-yes")
    await telegram.settled()
    status, log = await end(process)

    assert status == 0
    assert "Ostersbaum" in "\n".join(anna.transcript())
    assert "Deleted" in anna.transcript()[-1]
    assert not [call for call in telegram.calls if call.error]
    for secret in (telegram.token, "Annabella", str(anna.id), "cheap clothes", "51.26"):
        assert secret not in log


def offers_shown(_: str, messages: dict[int, dict[str, object]]) -> list[str]:
    """The offers behind the buttons of the newest message."""
    found = re.findall(r'"callback_data": "offer:([^"]+)"', json.dumps(messages[max(messages)]))
    assert found
    return [str(one) for one in found]


async def test_without_a_token_it_talks_in_the_terminal(tmp_path: Path) -> None:
    typed = "/language\n1\nostersbaum\nWhere can I learn German?\n/quit\n"

    status, out, _ = await run(env=environment(tmp_path), typed=typed)

    assert status == 0
    assert "@BotFather" in out
    assert "Learn German" in out
    assert "📍" in out


async def test_the_terminal_ends_with_its_input(tmp_path: Path) -> None:
    status, _, err = await run(env=environment(tmp_path))

    assert (status, err) == (0, "")


async def test_a_question_is_answered_as_json(tmp_path: Path) -> None:
    arguments = ("ask", "--json", "--language", "en", "--quarter", "ostersbaum", "where can I learn german")

    status, out, _ = await run(*arguments, env=environment(tmp_path))

    answer = json.loads(out)
    assert status == 0
    assert answer["concern"] == "german-course"
    assert answer["answered"] == "sure"
    assert len(answer["offers"]) >= 3
    assert answer["language"] == "en"


async def test_staff_see_why_a_question_was_understood(tmp_path: Path) -> None:
    status, out, _ = await run("ask", "--why", "--language", "de", "tagesmuttar gesucht", env=environment(tmp_path))

    assert status == 0
    assert '"tagesmuttar" is read as "tagesmutter"' in out
    assert "1. kita-place" in out


async def test_a_file_of_questions_is_answered_in_order(tmp_path: Path) -> None:
    questions = [
        {"id": 1, "text": "deutschkurs", "language": "de", "quarter": "ostersbaum"},
        {"id": 2, "text": "my husband hits me", "language": "xx"},
        {"id": 3, "text": "", "extra": [1, 2]},
        {"id": 4, "text": "qwrtz plmkn"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(q) for q in questions) + "\n\n", "utf-8")

    status, out, _ = await run("ask", "--batch", str(file), env=environment(tmp_path))

    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [a["id"] for a in answers] == [1, 2, 3, 4]
    assert [a["answered"] for a in answers] == ["sure", "urgent", "none", "none"]
    assert [a["concern"] for a in answers] == ["german-course", "domestic-violence", None, None]
    assert answers[2]["extra"] == [1, 2]
    assert answers[3]["suggestions"] == []


@pytest.mark.parametrize("line", ["{broken", '{"question": "x"}', "[]"])
async def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"text": "deutschkurs"}\n' + line + "\n", "utf-8")

    status, _, err = await run("ask", "--batch", str(file), env=environment(tmp_path))

    assert status == 1
    assert f"{file}:2:" in err


async def test_another_city_runs_from_its_own_two_folders(tmp_path: Path) -> None:
    shutil.copytree(CITY / "knowledge", tmp_path / "knowledge")
    (tmp_path / "locales").mkdir()
    env = environment(tmp_path, KNOWLEDGE_DIR=str(tmp_path / "knowledge"), LOCALES_DIR=str(tmp_path / "locales"))

    checked = await run("check", "--quiet", env=env)
    _, out, _ = await run("ask", "--quarter", "Bergheim", "wo kann ich deutsch lernen", env=env)

    assert checked[0] == 0
    assert "Sprachhaus am Hafen" in out
    assert "Wuppertal" not in out


async def test_a_broken_knowledge_file_is_named_with_its_line_and_repair(tmp_path: Path) -> None:
    shutil.copytree(CITY / "knowledge", tmp_path / "knowledge")
    offer = tmp_path / "knowledge" / "offers" / "hafen" / "sprachhaus.yaml"
    offer.write_text(offer.read_text("utf-8").replace("area: [alter-hafen]", "area: [alter-hafn]"), "utf-8")
    line = offer.read_text("utf-8").splitlines().index("area: [alter-hafn]") + 1
    env = environment(tmp_path, KNOWLEDGE_DIR=str(tmp_path / "knowledge"), LOCALES_DIR=str(tmp_path / "nowhere"))

    status, out, _ = await run("check", env=env)
    served = await run("ask", "deutschkurs", env=env)

    assert status == 1
    assert f"sprachhaus.yaml:{line}:" in out
    assert '"alter-hafen"' in out
    assert served[0] == 1
    assert "alter-hafn" in served[2]


async def test_the_export_is_json_lines(tmp_path: Path) -> None:
    status, out, _ = await run("export", env=environment(tmp_path))

    kinds = [json.loads(line)["type"] for line in out.splitlines()]
    assert status == 0
    assert kinds.count("phrase") > 4000
    assert kinds.count("service") > 200


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "--help"), ("check", "--help")])
async def test_help_reads_well(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, out, _ = await run(*arguments, env=environment(tmp_path))

    assert status == 0
    assert "usage: run_bot.py" in out


async def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    status, _, err = await run("check", env=environment(tmp_path, DATABASE_URL="mysql://x"))

    assert status == 1
    assert err.startswith("DATABASE_URL:")
    assert len(err.splitlines()) == 1
