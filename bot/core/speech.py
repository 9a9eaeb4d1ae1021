"""Says things in a language: messages with values and plurals, times, lists, names of languages.

The words come from the catalogues (`bot/languages`), which hand them in as plain data; a missing message is said in
the next language of the fallback chain. In a right-to-left language every inserted value is isolated (Unicode FSI ...
PDI), telephone numbers, times and addresses as left-to-right (LRI ... PDI): without, digits and Latin names tear the
sentence apart. The marks are for showing alone; they never enter links, copied numbers or button data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list

_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of ours. `locale` is the Babel locale for dates and lists; `fallback` the next languages to try."""

    code: str
    own_name: str
    rtl: bool
    plural_forms: str
    """The gettext `Plural-Forms` header: Babel's own is wrong for some languages, so ours decides."""
    locale: str
    fallback: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Something the bot says: a stable key, the German text, and for numbers the German plural.

    Placeholders are named and percent-style, `%(quarter)s`. `%(n)s` is the number that chooses the plural.
    """

    key: str
    text: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language: key to its forms (one without plural), and which form a number takes."""

    forms: Mapping[str, tuple[str, ...]]
    plural_form: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks one language. `chain` are the words to try in order, the language's own first."""

    language: Language
    chain: tuple[Words, ...]

    @property
    def code(self) -> str:
        """The code of the language."""
        return self.language.code

    def say(self, message: Message, n: int | None = None, **values: str) -> str:
        """Say a message with its values filled in; `n` chooses the plural form and fills `%(n)s`."""
        filled = {name: self.isolate(value) for name, value in values.items()}
        if n is not None:
            filled["n"] = str(n)
        return self._form(message, n) % filled

    def _form(self, message: Message, n: int | None) -> str:
        for words in self.chain:
            forms = words.forms.get(message.key)
            if forms and all(forms):
                return forms[words.plural_form(n)] if n is not None and len(forms) > 1 else forms[0]
        return message.plural if message.plural and n != 1 else message.text

    def isolate(self, value: str) -> str:
        """Shield a value of unknown direction from the sentence around it."""
        return f"{_FSI}{value}{_PDI}" if self.language.rtl and value else value

    def latin(self, value: str) -> str:
        """Shield a value that is written left to right: a telephone number, a time, an address."""
        return f"{_LRI}{value}{_PDI}" if self.language.rtl and value else value

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.locale)

    def clock(self, moment: datetime | time) -> str:
        """A time of day on the 24-hour clock: that is what stands on the doors, in whatever language one reads them."""
        return self.latin(format_time(moment, format="HH:mm", locale=self._locale))

    def day(self, day: date) -> str:
        """A date with its month in words."""
        return self.isolate(format_date(day, format="long", locale=self._locale))

    def weekday(self, number: int, *, short: bool = False) -> str:
        """The name of a weekday, Monday is 0; alone or as the beginning of a line."""
        names = get_day_names("abbreviated" if short else "wide", "stand-alone", locale=self._locale)
        return str(names[number])

    def enumerate(self, items: Sequence[str], *, alternatives: bool = False) -> str:
        """Join items as the language does: "a, b and c", or "a, b or c"."""
        return format_list(
            [self.isolate(i) for i in items], style="or" if alternatives else "standard", locale=self._locale
        )

    def language_name(self, code: str) -> str:
        """The name of a language in this language; its code in capitals where nobody has named it."""
        name = self._locale.languages.get(code) or Locale.parse("de").languages.get(code)
        return str(name) if name else code.upper()
