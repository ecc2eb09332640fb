"""One spelling for all spellings of a word. For matching only: stored and shown text keeps its own spelling.

Folding works sign by sign, so that a folded text can be led back to the places it came from.
"""

import unicodedata

DROPPED_RANGES = (
    (0x0300, 0x036F),  # combining accents
    (0x0610, 0x061A),  # Koranic honorifics
    (0x0640, 0x0640),  # tatweel
    (0x064B, 0x065F),  # tashkeel, hamza and madda written apart
    (0x0670, 0x0670),  # dagger alef
    (0x06D6, 0x06ED),  # Koranic reading marks
    (0x08CA, 0x08FF),  # extended Arabic marks
    (0x20D0, 0x20FF),  # marks for symbols
    (0xFE00, 0xFE0F),  # variation selectors
)

LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ے": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ک": "ك",
    "گ": "ك",
    "ڪ": "ك",
    "ڭ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ڤ": "ف",
    "ڥ": "ف",
    "ژ": "ز",
    "ڨ": "ق",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "ʾ": "'",
    "ʿ": "'",
    "`": "'",
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ς": "σ",
}


def is_dropped(code: int) -> bool:
    return (
        any(first <= code <= last for first, last in DROPPED_RANGES)
        or unicodedata.category(chr(code)) == "Cf"
    )


def _step(sign: str) -> str:
    if is_dropped(ord(sign)):
        return ""
    if unicodedata.category(sign) in ("Cc", "Cs"):
        return " "
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if sign in LETTERS:
        return LETTERS[sign]
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", sign).lower())
    return unicodedata.normalize("NFC", "".join(part for part in bare if not is_dropped(ord(part))))


def _fold_sign(sign: str) -> str:
    folded = _step(sign)
    for _ in range(4):  # a ligature opens into letters that fold in their turn
        again = "".join(_step(part) for part in folded)
        if again == folded:
            break
        folded = again
    return folded


class _Table(dict[int, str]):
    """Filled as signs are met: `str.translate` asks for each sign once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_sign(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Never fails, also on NUL and lone surrogates (they become spaces). Folding twice changes nothing."""
    return text.translate(_TABLE)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its signs the index in `text` of the sign it came from."""
    pieces: list[str] = []
    places: list[int] = []
    for index, sign in enumerate(text):
        piece = _TABLE[ord(sign)]
        pieces.append(piece)
        places.extend([index] * len(piece))
    return "".join(pieces), places
