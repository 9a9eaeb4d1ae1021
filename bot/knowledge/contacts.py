"""Reads telephone numbers, web addresses and e-mail addresses, and refuses what nobody could use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

from bot.core.model import Phone

GENERAL_KNOWLEDGE = "general knowledge"
"""The source of what everybody knows, instead of a web address."""

_EUROPEAN_SHORT = re.compile(r"116\d{3}")
"""Numbers of social value, the same in all of the EU: Commission decision 2007/116/EC."""
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


def read_phone(number: str, country: str) -> Phone:
    """Read a telephone number as people of a country dial it.

    Raises:
        ValueError: Nobody could reach it: too short or long, with letters, or two numbers in one.
    """
    shown = " ".join(number.split())
    digits = re.sub(r"\D", "", shown)
    if not re.fullmatch(r"\+?[\d\s/()-]+", shown):
        raise ValueError(f'phone "{number}" has other characters than digits')
    try:
        parsed = phonenumbers.parse(shown, country)
    except NumberParseException as error:
        raise ValueError(f'phone "{number}" is not a telephone number') from error
    if len(digits) <= 6:
        if _EUROPEAN_SHORT.fullmatch(digits) or shortnumberinfo.is_valid_short_number_for_region(parsed, country):
            return Phone(shown, None)
        raise ValueError(f'phone "{number}" is too short')
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(f'phone "{number}" does not exist in the plan of numbers')
    return Phone(shown, phonenumbers.format_number(parsed, PhoneNumberFormat.E164))


def is_country(code: str) -> bool:
    """Tell whether a country has telephone numbers."""
    return code in phonenumbers.SUPPORTED_REGIONS


def is_url(text: str) -> bool:
    """Tell whether a text is the address of a web page."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not re.search(r"\s", text)


def is_document(text: str) -> bool:
    """Tell whether a source is named by words instead of an address: a printed document, or general knowledge."""
    return " " in text and not re.search(r"://|^www\.|^https?:", text)


def is_email(text: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return _EMAIL.fullmatch(text) is not None
