"""Numbers, dates and lists as the reader's language writes them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext

from core.design.numerals import in_digits

# Both names that Arab states use for a month (UN usage), so that nobody has to guess.
ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)


def number(value: float | Decimal, *, language: str) -> str:
    """`value` grouped and in the reader's digits."""
    text = format_decimal(value, locale=language[:2], numbering_system="latn")
    return in_digits(text, language=language)


def day(value: date | datetime, *, language: str) -> str:
    """A date in words: ``24 أيار/مايو 2023``, ``24 May 2023``, ``24 mai 2023``."""
    if language.startswith("ar"):
        text = f"{value.day} {ARABIC_MONTHS[value.month - 1]} {value.year}"
        return in_digits(text, language=language)
    locale = "en_GB" if language.startswith("en") else language[:2]
    return format_date(value, format="long", locale=locale)


def joined(items: Iterable[object], *, language: str) -> str:
    """A list in a sentence: ``أ وب وج``, ``a, b and c``, ``a, b et c``."""
    locale = "en_GB" if language.startswith("en") else language[:2]
    return format_list([str(item) for item in items], locale=locale)


def too_long(text: str, *, limit: int) -> str:
    """The sentence that says by how much a text is over its limit; empty when it is not."""
    over = len(text) - limit
    if over <= 0:
        return ""
    language = get_language() or "ar"
    sentence = ngettext(
        "%(over)s character too long; the limit is %(limit)s.",
        "%(over)s characters too long; the limit is %(limit)s.",
        over,
    )
    return sentence % {
        "over": in_digits(str(over), language=language),
        "limit": in_digits(str(limit), language=language),
    }
