"""How people really type: each kind changes a clean query in one way, always the same one."""

import random
import re
import zlib
from collections.abc import Callable, Mapping

from search.analysis.languages import Language

type Change = Callable[[str, random.Random], str]

TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[\u0621-\u064a]+")


def _letters(table: Mapping[str, str]) -> Change:
    translation = str.maketrans(dict(table))

    def change(text: str, chance: random.Random) -> str:
        return text.translate(translation)

    return change


def _between_letters(signs: str) -> Change:
    def change(text: str, chance: random.Random) -> str:
        made = []
        for sign, following in zip(text, [*text[1:], " "], strict=True):
            made.append(sign)
            if "\u0621" <= sign <= "\u064a" and following != " ":
                made.append(chance.choice(signs))
        return "".join(made)

    return change


def _article_added(text: str, chance: random.Random) -> str:
    return " ".join(
        word if word.startswith("ال") or len(word) < 3 else f"ال{word}" for word in text.split()
    )


def _article_dropped(text: str, chance: random.Random) -> str:
    return " ".join(
        word[2:] if word.startswith("ال") and len(word) > 4 else word for word in text.split()
    )


def _conjunction_glued(text: str, chance: random.Random) -> str:
    words = text.split()
    return " ".join([words[0], *(f"و{word}" for word in words[1:])])


def _space_lost(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) < 2:
        return text
    at = chance.randrange(1, len(words))
    return " ".join([*words[: at - 1], words[at - 1] + words[at], *words[at + 1 :]])


def _space_added(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > 6]
    if not long:
        return text
    at = chance.choice(long)
    cut = len(words[at]) // 2
    words[at] = f"{words[at][:cut]} {words[at][cut:]}"
    return " ".join(words)


def _wrong_letter(alphabet: str) -> Change:
    def change(text: str, chance: random.Random) -> str:
        words = text.split()
        long = [i for i, word in enumerate(words) if len(word) > 4]
        if not long:
            return text
        at = chance.choice(long)
        place = chance.randrange(1, len(words[at]) - 1)
        letter = chance.choice(alphabet.replace(words[at][place], ""))
        words[at] = words[at][:place] + letter + words[at][place + 1 :]
        return " ".join(words)

    return change


def _swapped(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > 4]
    if not long:
        return text
    at = chance.choice(long)
    place = chance.randrange(1, len(words[at]) - 2)
    word = words[at]
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def _upper(text: str, chance: random.Random) -> str:
    return text.upper()


def _unaccented(text: str, chance: random.Random) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


ARABIC: dict[str, Change] = {
    "alef without hamza": _letters({"أ": "ا", "إ": "ا", "آ": "ا"}),
    "heh for teh marbuta": _letters({"ة": "ه"}),
    "alef maqsura for yeh": _letters({"ي": "ى"}),
    "all three": _letters({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ي": "ى"}),
    "hamza seat": _letters({"ؤ": "و", "ئ": "ي", "ء": ""}),
    "tashkeel": _between_letters(TASHKEEL),
    "tatweel": _between_letters("\u0640"),
    "Persian letters": _letters({"ي": "ی", "ك": "ک"}),
    "direction marks": _between_letters("\u200f\u200e"),
    "article added": _article_added,
    "article dropped": _article_dropped,
    "conjunction glued on": _conjunction_glued,
    "space lost": _space_lost,
    "space added": _space_added,
    "one wrong letter": _wrong_letter(ARABIC_LETTERS),
    "two letters swapped": _swapped,
}
LATIN: dict[str, Change] = {
    "capitals": _upper,
    "space lost": _space_lost,
    "one wrong letter": _wrong_letter(LATIN_LETTERS),
    "two letters swapped": _swapped,
}
KINDS: dict[Language, dict[str, Change]] = {
    "ar": ARABIC,
    "en": LATIN,
    "fr": {**LATIN, "no accents": _unaccented},
}


def variant(text: str, *, lang: Language, kind: str) -> str:
    """`text` as somebody types it who makes this kind of change; the same for the same text."""
    chance = random.Random(zlib.crc32(f"{kind}|{text}".encode()))  # noqa: S311 (no secret)
    return KINDS[lang][kind](text, chance)
