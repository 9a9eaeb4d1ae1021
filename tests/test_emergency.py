"""Danger is heard, in other words and with mistakes; the same words in harmless sentences are not."""

from __future__ import annotations

import pytest

from bot.core.emergency import Group, Signals, alarms

SIGNALS = Signals(
    danger=(
        Group("fire", ("brennt",)),
        Group("violence", ("mann", "schlagt")),
        Group("crisis", ("will", "sterben")),
        Group("crisis", ("nicht", "mehr", "leben")),
    ),
    harmless=(Group("fire", ("brennt", "darauf")), Group("crisis", ("handy", "tot"))),
)
KNOWN = frozenset({"schlaft", "mann", "kurs"})


@pytest.mark.parametrize(
    ("question", "concerns"),
    [
        ("Es brennt!!!", ("fire",)),
        ("mein Mann schlägt mich", ("violence",)),
        ("MEIN MANN SCHLAEGT MICH", ("violence",)),
        ("mein mann hat mich, er schlägtt", ("violence",)),
        ("ich will einfach nur sterben", ("crisis",)),
        ("ich möchte nicht mehr leben", ("crisis",)),
        ("mein Mann schläft", ()),
        ("er brennt darauf, deutsch zu lernen", ()),
        ("deutschkurs", ()),
        ("", ()),
    ],
)
def test_signals(question: str, concerns: tuple[str, ...]) -> None:
    assert alarms(question, SIGNALS, KNOWN) == concerns


def test_words_that_stand_far_apart_mean_nothing_together() -> None:
    story = "mein mann " + "und dann " * 10 + "schlägt die uhr"

    assert alarms(story, SIGNALS, KNOWN) == ()


def test_danger_beside_a_harmless_phrase_still_counts() -> None:
    assert alarms("mein handy ist tot und ich will sterben", SIGNALS, KNOWN) == ("crisis",)
    assert alarms("er brennt darauf, mein mann schlägt mich", SIGNALS, KNOWN) == ("violence",)


def test_the_most_telling_signal_comes_first() -> None:
    assert alarms("es brennt und ich will nicht mehr leben", SIGNALS, KNOWN) == ("crisis", "fire")


def test_nobody_can_make_it_slow() -> None:
    """Repeated words do not multiply: each word of a group is tried at its first places alone."""
    assert alarms("will nicht mehr " * 500, SIGNALS, KNOWN) == ()
