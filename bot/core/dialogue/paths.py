"""Paths: several concerns in their order, ticked off as one goes.

What is ticked stands in the buttons of the message itself, as a number whose bits are the steps: nothing about the
person is stored.
"""

from __future__ import annotations

from bot.core import messages as m
from bot.core.conversation import Block, Button, Card, Style
from bot.core.dialogue import actions
from bot.core.dialogue.actions import encode
from bot.core.dialogue.scene import Scene
from bot.core.model import Path


def paths_card(scene: Scene) -> Card:
    """All paths to choose from."""
    rows = [
        (Button(f"{path.emoji} {_title(scene, path.leads)}", data=encode(actions.PATH, path.id)),)
        for path in _known(scene)
    ]
    back = (Button(f"🗂 {scene.speaker.say(m.BUTTON_TOPICS)}", data=actions.TOPICS),)
    return Card(f"🧭 {scene.speaker.say(m.STEPS)}", (Block((scene.speaker.say(m.CHOOSE_CONCERN),)),), (*rows, back))


def path_button(scene: Scene, concern: str) -> tuple[tuple[Button, ...], ...]:
    """The button to the path that leads from a concern; no row where there is none."""
    label = f"🧭 {scene.speaker.say(m.STEPS)}"
    found = [path for path in _known(scene) if path.leads == concern]
    return tuple((Button(label, data=encode(actions.PATH, path.id)),) for path in found)


def path_card(scene: Scene, path: Path, ticked: int) -> Card:
    """A path with its steps; the first that is not ticked shows the papers to bring."""
    steps = [step for step in path.steps if step in scene.knowledge.guides]
    done = [bool(ticked >> n & 1) for n in range(len(steps))]
    lines = tuple(f"{'✅' if done[n] else '▫️'} {n + 1}. {_title(scene, step)}" for n, step in enumerate(steps))
    rows = [
        (
            Button("✅" if done[n] else f"▫️ {n + 1}", data=encode(actions.PATH, path.id, str(ticked ^ 1 << n))),
            Button(_button(scene, step), data=encode(actions.CONCERN, step)),
        )
        for n, step in enumerate(steps)
    ]
    back = (Button(f"◀️ {scene.speaker.say(m.BUTTON_BACK)}", data=actions.PATHS),)
    title = f"{path.emoji} {_title(scene, path.leads)}"
    return Card(title, (Block(lines), *_papers(scene, steps, done)), (*rows, back), replaces=True)


def _papers(scene: Scene, steps: list[str], done: list[bool]) -> tuple[Block, ...]:
    nearest = next((step for step, finished in zip(steps, done, strict=True) if not finished), None)
    if nearest is None:
        return ()
    text, _ = scene.guide_text(scene.knowledge.guides[nearest])
    if not text.papers:
        return ()
    heading = f"{scene.speaker.say(m.PAPERS)} ({steps.index(nearest) + 1}.)"
    return (Block(text.papers, heading=heading, style=Style.BULLETS),)


def _known(scene: Scene) -> list[Path]:
    return [path for path in scene.knowledge.paths.values() if path.leads in scene.knowledge.guides]


def _title(scene: Scene, concern: str) -> str:
    return scene.guide_text(scene.knowledge.guides[concern])[0].title


def _button(scene: Scene, concern: str) -> str:
    return scene.guide_text(scene.knowledge.guides[concern])[0].button
