"""Welcome, help, privacy, a human being, and other things said about the bot itself."""

from __future__ import annotations

from bot.core import messages as m
from bot.core.conversation import Block, Button, Card, Style
from bot.core.dialogue import actions
from bot.core.dialogue.menus import language_rows, topics_card
from bot.core.dialogue.offers import brief_blocks, offer_buttons
from bot.core.dialogue.scene import Scene, note
from bot.core.quarters import Placed, ladder


def emergency_line(scene: Scene) -> Block:
    """The numbers to call in danger, from the first urgent guide."""
    for guide in scene.knowledge.guides.values():
        if guide.urgent and guide.numbers:
            text, _ = scene.guide_text(guide)
            pairs = zip(guide.numbers, text.number_labels, strict=False)
            numbers = ", ".join(f"{scene.speaker.latin(number)} ({label})" for number, label in list(pairs)[:2])
            return note(f"🆘 {scene.speaker.say(m.EMERGENCY_LINE, numbers=numbers)}")
    return Block(())


def welcome_card(scene: Scene) -> Card:
    """The first message, with the languages to choose from."""
    say = scene.speaker.say
    blocks = (Block((say(m.WELCOME, city=scene.knowledge.city.name),)), emergency_line(scene))
    return Card(f"👋 {say(m.WELCOME_TITLE)}", (*blocks, Block((say(m.CHOOSE_LANGUAGE),))), language_rows(scene))


def home_card(scene: Scene, *, line: str = "", replaces: bool = False) -> Card:
    """Where a conversation goes on from: what may be asked, the topics, the person's choices."""
    say = scene.speaker.say
    home = scene.home
    lines = [line] if line else []
    lines.append(say(m.READY))
    card = topics_card(scene)
    quarter = Button(f"📍 {home.name if home else say(m.BUTTON_CHANGE_QUARTER)}", data=actions.QUARTERS)
    language = Button(f"🌍 {say(m.BUTTON_CHANGE_LANGUAGE)}", data=actions.LANGUAGES)
    rows: list[tuple[Button, ...]] = [*card.buttons, (quarter, language)]
    if home:
        data = actions.encode(actions.QUARTER_PAGE, home.quarters[0])
        rows.insert(-1, (Button(f"🏘 {say(m.BUTTON_QUARTER_PAGE)}", data=data),))
    return Card("", (Block(tuple(lines)),), tuple(rows), replaces)


def help_card(scene: Scene) -> Card:
    """How to use the bot, and how to report a mistake."""
    say = scene.speaker.say
    report = scene.speaker.latin(scene.knowledge.city.report)
    return Card(
        f"💡 {say(m.HELP_TITLE)}",
        (
            Block((say(m.HELP),)),
            Block(tuple(say(m.HELP_COMMANDS).splitlines())),
            emergency_line(scene),
            Block((say(m.HELP_MISTAKES, address=report),), style=Style.NOTE),
        ),
        (
            (Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),),
            (Button(f"🔒 {say(m.BUTTON_PRIVACY)}", data=actions.PRIVACY),),
        ),
    )


def privacy_card(scene: Scene) -> Card:
    """What is stored, and the button that deletes it."""
    say = scene.speaker.say
    lines = [say(m.PRIVACY, office=scene.knowledge.city.responsible)]
    if scene.resources.keeps_texts_days:
        lines.append(say(m.PRIVACY_TEXTS_KEPT, n=scene.resources.keeps_texts_days))
    forget = (Button(f"🗑 {say(m.BUTTON_FORGET)}", data=actions.FORGET_YES),)
    return Card(f"🔒 {say(m.PRIVACY_TITLE)}", (Block(tuple(lines)),), (forget,))


def forget_card(scene: Scene) -> Card:
    """Ask before deleting."""
    say = scene.speaker.say
    yes = Button(f"🗑 {say(m.BUTTON_FORGET)}", data=actions.FORGET_YES)
    return Card("", (Block((say(m.FORGET_ASK),)),), ((yes,), (Button(say(m.BUTTON_CANCEL), data=actions.HOME),)))


def human_offers(scene: Scene) -> tuple[Placed, ...]:
    """Where human beings help with everything: the city's office for it, and the contact in the quarter."""
    city = scene.knowledge.city
    human = [scene.knowledge.offers[city.human]] if city.human in scene.knowledge.offers else []
    contacts = scene.placed_offers(city.quarter_contact)[:1]
    offers = {offer.id: offer for offer in (*human, *(p.offer for p in contacts))}
    return ladder(scene.knowledge, offers.values(), scene.circumstances)


def human_card(scene: Scene, *, replaces: bool = False) -> Card:
    """Who helps when a program cannot."""
    say = scene.speaker.say
    offers = human_offers(scene)
    blocks = (Block((say(m.HUMAN),)), *brief_blocks(scene, offers), emergency_line(scene))
    topics = (Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),)
    return Card(f"🙋 {say(m.HUMAN_TITLE)}", blocks, (*offer_buttons(offers, ""), topics), replaces)


def nothing_found_card(scene: Scene) -> Card:
    """Nothing was understood: say so, and show topics and people who help."""
    say = scene.speaker.say
    offers = human_offers(scene)
    blocks = (Block((say(m.NOTHING_FOUND),)), *brief_blocks(scene, offers))
    topics = (Button(f"🗂 {say(m.BUTTON_TOPICS)}", data=actions.TOPICS),)
    return Card(f"🤔 {say(m.NOTHING_FOUND_TITLE)}", blocks, (topics, *offer_buttons(offers, "")))
