"""The digits a reader likes (123 or ١٢٣), for one request at a time."""

from contextvars import ContextVar

LATIN = "latn"
ARABIC = "arab"
COOKIE = "numerals"

_choice: ContextVar[str] = ContextVar("numerals", default=LATIN)
_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def choose(choice: str) -> None:
    """Set the digits of this request; anything but the two known names means Latin digits."""
    _choice.set(ARABIC if choice == ARABIC else LATIN)


def chosen() -> str:
    """``latn`` or ``arab``."""
    return _choice.get()


def in_digits(text: str, *, language: str) -> str:
    """`text` in the reader's digits; Arabic-Indic ones appear in Arabic pages only."""
    if language.startswith("ar") and _choice.get() == ARABIC:
        return text.translate(_TO_ARABIC)
    return text


def in_latin(text: str) -> str:
    """`text` with 0 to 9 for Arabic-Indic and Persian digits, for reading numbers and days."""
    return text.translate(_TO_LATIN)
