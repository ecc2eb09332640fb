"""Days as people write them, read as one day of the Gregorian calendar."""

import re
from datetime import date

from django.utils.translation import gettext as _
from hijridate import Hijri

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MARKS = re.compile("[\u200e\u200f\u061c\u0640]|هـ|ه$|م$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.،]\s*(\d{1,2})\s*[-/.،]\s*(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.،]\s*(\d{1,2})\s*[-/.،]\s*(\d{4})")
HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables cover
YEARS = range(1900, 2200)


class Unreadable(ValueError):
    """The text is no day; the sentence tells what would be one."""


def read_day(text: str) -> date:
    """A day from ``2026-11-28``, ``28/11/2026``, ``٢٨/١١/٢٠٢٦`` or, by the Umm al-Qura calendar, ``١٨/٠٦/١٤٤٨``.

    The year tells the calendar: 1343 to 1500 is Hijri.

    Raises:
        Unreadable: it is no day of either calendar.
    """
    plain = MARKS.sub("", text.translate(DIGITS).strip()).strip()
    if found := YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
    else:
        raise Unreadable(_("Write the day as day/month/year, for example 28/11/2026."))
    try:
        if year in HIJRI_YEARS:
            return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
        if year in YEARS:
            return date(year, month, day)
    except (ValueError, OverflowError):
        pass
    raise Unreadable(_("This day does not exist in the calendar."))
