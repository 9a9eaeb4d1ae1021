"""Every word the bot says itself, in German, each under a key that never changes.

Babel extracts this file into `bot.po`: the key is the context, so that a changed German text marks its translations as
outdated and loses none. A comment that begins with `Translators:` reaches the translator. Buttons stay short (about
30 characters). Placeholders like `%(quarter)s` are filled in with names, which stay German in every language.
"""

from __future__ import annotations

from bot.core.speech import Message

# --- start, language, quarter ------------------------------------------------------------------------------------

# Translators: the first message; the city's name is filled in
WELCOME = Message(
    "welcome",
    "Willkommen! Ich helfe Ihnen beim Ankommen in %(city)s: Deutsch lernen, Briefe vom Amt, Kita, Wohnung, Arzt, "
    "Arbeit. Schreiben Sie mir in Ihrer Sprache, was Sie brauchen. Ein paar Wörter genügen.",
)
WELCOME_TITLE = Message("welcome-title", "Guten Tag!")
EMERGENCY_LINE = Message("emergency-line", "In Gefahr? Rufen Sie sofort an: %(numbers)s.")
CHOOSE_LANGUAGE = Message("choose-language", "Welche Sprache möchten Sie lesen?")
LANGUAGE_SET = Message("language-set", "Gut, ich schreibe Ihnen jetzt auf Deutsch.")
# Translators: asked after the language; a quarter (Quartier, Stadtteil) is a small part of the city
CHOOSE_QUARTER = Message(
    "choose-quarter",
    "In welchem Quartier (Stadtteil) wohnen Sie? Dann zeige ich zuerst, was in Ihrer Nähe ist. "
    "Wählen Sie den Stadtbezirk, oder schreiben Sie den Namen oder die Postleitzahl.",
)
CHOOSE_QUARTER_IN = Message("choose-quarter-in", "Welches Quartier in %(district)s?")
WHICH_QUARTER = Message("which-quarter", "Welches Quartier meinen Sie?")
QUARTER_SET = Message("quarter-set", "Ihr Quartier: %(quarter)s. Angebote in Ihrer Nähe zeige ich ab jetzt zuerst.")
QUARTER_NEAREST = Message(
    "quarter-nearest", "Sie sind wohl in %(quarter)s. Das habe ich gespeichert; Ihren genauen Ort speichere ich nicht."
)
# Translators: above buttons with other quarters near the shared location
QUARTER_NOT_RIGHT = Message("quarter-not-right", "Stimmt das nicht? Dann wählen Sie:")
QUARTER_NONE_SET = Message("quarter-none-set", "Gut, ich suche in der ganzen Stadt.")
QUARTER_UNKNOWN = Message(
    "quarter-unknown",
    "Dieses Quartier kenne ich nicht. Bitte wählen Sie den Stadtbezirk, oder schreiben Sie die Postleitzahl.",
)
OUTSIDE_CITY = Message("outside-city", "Dieser Ort liegt wohl nicht in %(city)s. Bitte wählen Sie einen Stadtbezirk.")
SHARE_LOCATION = Message("share-location", "Drücken Sie unten auf den Knopf, um Ihren Standort einmal zu senden.")
LOCATION_DONE = Message("location-done", "Danke.")
YOUR_QUARTER = Message("your-quarter", "Ihr Quartier: %(quarter)s")
QUARTER_PAGE_NEAR = Message("quarter-page-near", "Was es hier gibt")
QUARTER_CONTACT = Message("quarter-contact", "Ansprechpartner für das Quartier")
READY = Message("ready", "Was brauchen Sie? Schreiben Sie es mit Ihren Worten, oder wählen Sie ein Thema.")

BUTTON_CHANGE_LANGUAGE = Message("button-change-language", "Sprache")
BUTTON_CHANGE_QUARTER = Message("button-change-quarter", "Quartier wählen")
BUTTON_OTHER_QUARTER = Message("button-other-quarter", "Anderes Quartier")
BUTTON_LOCATION = Message("button-location", "Standort senden")
BUTTON_WHOLE_CITY = Message("button-whole-city", "Ganze Stadt")
BUTTON_CANCEL = Message("button-cancel", "Abbrechen")
BUTTON_BACK = Message("button-back", "Zurück")
BUTTON_TOPICS = Message("button-topics", "Themen")
BUTTON_HUMAN = Message("button-human", "Mit einem Menschen sprechen")
BUTTON_MY_QUARTER = Message("button-my-quarter", "Hier wohne ich")
# Translators: opens the page of a quarter
BUTTON_QUARTER_PAGE = Message("button-quarter-page", "Mein Quartier")
# Translators: offers to continue in another language; its own name is filled in
BUTTON_SWITCH_LANGUAGE = Message("button-switch-language", "Auf %(language)s")

# --- answers -----------------------------------------------------------------------------------------------------

TOPICS_TITLE = Message("topics-title", "Themen")
CHOOSE_TOPIC = Message("choose-topic", "Wählen Sie ein Thema.")
CHOOSE_CONCERN = Message("choose-concern", "Was brauchen Sie?")
STEPS = Message("steps", "Schritt für Schritt")
PAPERS = Message("papers", "Das bringen Sie mit")
# Translators: heading over the plain meaning of an office word; the word stays German
TERM = Message("term", "„%(word)s“")
# Translators: headings that say how near the offers below are
RUNG_QUARTER = Message("rung-quarter", "In Ihrem Quartier %(quarter)s")
# Translators: the person asked about this part of the city; they may not live there
RUNG_NAMED = Message("rung-named", "In %(quarter)s")
RUNG_NEIGHBOUR = Message("rung-neighbour", "Gleich nebenan in %(quarter)s")
RUNG_DISTRICT = Message("rung-district", "In Ihrem Stadtbezirk %(district)s")
RUNG_CITY = Message("rung-city", "In %(city)s, für die ganze Stadt")
RUNG_REMOTE = Message("rung-remote", "Am Telefon oder online")
WIDENED_CITY = Message(
    "widened-city", "In %(quarter)s und nebenan kenne ich dazu nichts. Darum zeige ich Angebote von weiter weg."
)
NO_OFFER = Message("no-offer", "Dazu kenne ich kein eigenes Angebot vor Ort.")
MORE_OFFERS_TITLE = Message("more-offers-title", "Weitere Angebote: %(concern)s")
DID_YOU_MEAN_TITLE = Message("did-you-mean-title", "Ich bin nicht sicher.")
DID_YOU_MEAN = Message("did-you-mean", "Meinen Sie eines davon?")
PROVIDERS_FOUND = Message("providers-found", "Diese Angebote passen zu dem Namen:")
NOTHING_FOUND_TITLE = Message("nothing-found-title", "Das habe ich nicht verstanden.")
NOTHING_FOUND = Message(
    "nothing-found",
    "Dazu habe ich leider keine Antwort. Versuchen Sie es mit anderen, kurzen Wörtern, oder wählen Sie ein Thema. "
    "Hier hilft Ihnen ein Mensch weiter:",
)
NO_TEXT = Message("no-text", "Ich kann leider nur Text und Standorte lesen. Schreiben Sie mir bitte ein paar Wörter.")
TEXT_TOO_LONG = Message("text-too-long", "Das ist sehr lang. Ich habe nur den Anfang gelesen.")
FALLBACK_NOTE = Message("fallback-note", "Diesen Text gibt es noch nicht auf Deutsch. Er steht hier auf %(language)s.")
THANKS_UP = Message("thanks-up", "Danke! Das hilft uns.")
THANKS_DOWN = Message("thanks-down", "Danke! Wir sehen uns das an.")
OUTDATED_BUTTON = Message("outdated-button", "Diesen Knopf gibt es nicht mehr. Bitte fragen Sie noch einmal.")

BUTTON_STEPS = Message("button-steps", "Schritte und Papiere")
BUTTON_MORE = Message("button-more", "Mehr Angebote (%(n)s)", "Mehr Angebote (%(n)s)")
BUTTON_HELPFUL = Message("button-helpful", "Hat geholfen")
BUTTON_NOT_HELPFUL = Message("button-not-helpful", "Hat nicht geholfen")
BUTTON_SOMETHING_ELSE = Message("button-something-else", "Etwas anderes")
BUTTON_RESPONSIBLE = Message("button-responsible", "Zuständig: %(office)s")

# --- offers ------------------------------------------------------------------------------------------------------

OPEN_ALWAYS = Message("open-always", "rund um die Uhr erreichbar")
# Translators: %(time)s is a time such as 16:00
OPEN_UNTIL = Message("open-until", "jetzt geöffnet bis %(time)s")
OPEN_UNTIL_DAY = Message("open-until-day", "jetzt geöffnet bis %(day)s, %(time)s")
OPENS_TODAY = Message("opens-today", "geschlossen, öffnet heute um %(time)s")
OPENS_TOMORROW = Message("opens-tomorrow", "geschlossen, öffnet morgen um %(time)s")
OPENS_DAY = Message("opens-day", "geschlossen, öffnet %(day)s um %(time)s")
CLOSED = Message("closed", "zurzeit geschlossen")
HOLIDAY = Message("holiday", "Heute ist Feiertag.")
BY_APPOINTMENT = Message("by-appointment", "nur mit Termin")
HOURS_UNKNOWN = Message("hours-unknown", "Öffnungszeiten nicht bekannt")
HOURS_AS_OF = Message("hours-as-of", "Zeiten von %(date)s, bitte vorher fragen")
PHONE_HOURS = Message("phone-hours", "Telefon: %(hours)s")
SPEAKS = Message("speaks", "Sprachen: %(languages)s")
AUDIENCE = Message("audience", "Für: %(audience)s")
COST = Message("cost", "Kosten: %(cost)s")
COURSES = Message("courses", "Kurse")
LEVELS = Message("levels", "Niveau %(levels)s")
LEVEL_LITERACY = Message("level-literacy", "Lesen und Schreiben lernen")
COURSE_TIMES = Message("course-times", "Zeiten: %(times)s")
COURSE_START = Message("course-start", "Beginn: %(start)s")
CHILDCARE = Message("childcare", "mit Kinderbetreuung")
CALL_FIRST = Message("call-first", "Bitte fragen Sie vorher nach, ob das noch stimmt.")
SOURCE_DATED = Message("source-dated", "Stand der Quelle: %(date)s.")
SOURCE_UNDATED = Message("source-undated", "Die Quelle nennt kein Datum.")
CHECKED_ON = Message("checked-on", "Zuletzt geprüft: %(date)s.")
OFFER_GONE = Message("offer-gone", "Dieses Angebot gibt es nicht mehr. Bitte fragen Sie noch einmal.")
MAP_APPROXIMATE = Message("map-approximate", "Der Punkt zeigt die Mitte des Quartiers. Es gilt die Adresse.")

BUTTON_MAP = Message("button-map", "Karte")
BUTTON_ROUTE = Message("button-route", "Weg suchen")
BUTTON_WEBSITE = Message("button-website", "Webseite")
BUTTON_COPY_PHONE = Message("button-copy-phone", "Nummer kopieren")
BUTTON_WRONG = Message("button-wrong", "Stimmt nicht")

# --- help, privacy, human, errors --------------------------------------------------------------------------------

HELP_TITLE = Message("help-title", "So geht es")
HELP = Message(
    "help",
    "Schreiben Sie mit Ihren Worten, was Sie brauchen: „Deutschkurs“, „Brief vom Jobcenter“, „mein Kind braucht einen "
    "Kindergarten“. Fehler beim Schreiben machen nichts. Oder tippen Sie auf die Knöpfe.",
)
HELP_COMMANDS = Message(
    "help-commands",
    "/topics Themen\n/language Sprache\n/quarter Quartier\n/human mit einem Menschen sprechen\n"
    "/privacy Datenschutz\n/forget meine Daten löschen",
)
HELP_MISTAKES = Message(
    "help-mistakes",
    "Ich bin ein Programm und kann mich irren. Die Texte können Fehler enthalten, auch in der Übersetzung. "
    "Bitte melden Sie Fehler: %(address)s",
)
PRIVACY_TITLE = Message("privacy-title", "Datenschutz")
PRIVACY = Message(
    "privacy",
    "Ich speichere nur zwei Dinge: Ihre Sprache und Ihr Quartier. Ihren Namen, Ihren Standort und Ihre Nachrichten "
    "speichere ich nicht. Gezählt wird nur, wonach gefragt wird, ohne Person. Telegram selbst sieht Ihre Nachrichten. "
    "Verantwortlich: %(office)s.",
)
PRIVACY_TEXTS_KEPT = Message(
    "privacy-texts-kept",
    "Fragen, die ich nicht beantworten kann, werden ohne Ihren Namen %(n)s Tag aufgehoben, damit wir besser werden.",
    "Fragen, die ich nicht beantworten kann, werden ohne Ihren Namen %(n)s Tage aufgehoben, damit wir besser werden.",
)
FORGET_ASK = Message("forget-ask", "Soll ich Ihre Sprache und Ihr Quartier löschen?")
FORGOTTEN = Message("forgotten", "Gelöscht. Ich weiß nichts mehr über Sie. Mit /start beginnen Sie neu.")
BUTTON_FORGET = Message("button-forget", "Meine Daten löschen")
BUTTON_PRIVACY = Message("button-privacy", "Datenschutz")
HUMAN_TITLE = Message("human-title", "Mit einem Menschen sprechen")
HUMAN = Message("human", "Ich bin ein Programm. Hier erreichen Sie Menschen, die Ihnen helfen:")
SORRY = Message(
    "sorry", "Entschuldigung, da ist bei mir etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal."
)

# --- the list of commands ----------------------------------------------------------------------------------------

# Translators: descriptions in Telegram's command menu, at most about 40 characters
COMMAND_START = Message("command-start", "Neu beginnen")
COMMAND_TOPICS = Message("command-topics", "Themen")
COMMAND_QUARTER = Message("command-quarter", "Quartier wählen")
COMMAND_LANGUAGE = Message("command-language", "Sprache wählen")
COMMAND_HUMAN = Message("command-human", "Mit einem Menschen sprechen")
COMMAND_HELP = Message("command-help", "Hilfe")
COMMAND_PRIVACY = Message("command-privacy", "Datenschutz")
COMMAND_FORGET = Message("command-forget", "Meine Daten löschen")

# --- the terminal ------------------------------------------------------------------------------------------------

TERMINAL_HINT = Message(
    "terminal-hint", "Schreiben Sie eine Frage oder die Nummer eines Knopfes. Mit /quit ist Schluss."
)
TERMINAL_BYE = Message("terminal-bye", "Auf Wiedersehen!")
TERMINAL_LOCATION = Message("terminal-location", "Schreiben Sie hier Ihr Quartier oder Ihre Postleitzahl.")
TERMINAL_COPY = Message("terminal-copy", "Nummer: %(number)s")
TERMINAL_OPEN = Message("terminal-open", "Adresse im Netz: %(url)s")

ALL: tuple[Message, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Message))
"""Every message, in the order of this file."""
