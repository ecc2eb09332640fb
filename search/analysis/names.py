"""Name keys: the consonants of a name, the same for its Arabic and its Latin spelling (دبي and Dubai, مراكش and Marrakech).

Coarse on purpose: sounds that are written differently in the two scripts, or by French and English ears, share a letter.
"""

import re
from functools import lru_cache

from search.analysis.arabic import without_article
from search.analysis.languages import Language
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import tokens

SHORTEST_KEY = 2

_ARABIC_SOUNDS = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhxddrsscsdtdkfkklmnh", strict=True))
    | dict.fromkeys("اويءع", "")
)
_LATIN_PAIRS = (
    ("sch", "c"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "c"),
    ("kh", "x"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
)
_LATIN_SOUNDS = {
    **dict(zip("bdfhjklmnrst", "bdfhjklmnrst", strict=True)),
    "p": "b",
    "v": "f",
    "z": "s",
    "q": "k",
    "g": "k",
    "x": "ks",
}
_LATIN = re.compile(r"sch|tch|ch|sh|kh|gh|dh|th|ph|dj|ck|c(?=[eiy])|[a-z]")
_REPEATED = re.compile(r"(.)\1+")
_ARABIC_WORD = re.compile(r"[\u0621-\u064a]+")
_LATIN_WORD = re.compile(r"[a-z']+")


def _latin_sound(match: re.Match[str]) -> str:
    found = match.group()
    if found == "c":
        follower = match.string[match.end() : match.end() + 1]
        return "s" if follower and follower in "eiy" else "k"
    return dict(_LATIN_PAIRS).get(found) or _LATIN_SOUNDS.get(found, "")


@lru_cache(maxsize=1 << 15)
def name_keys(word: str) -> tuple[str, ...]:
    """Keys of one folded word; none when too few consonants are left. A word with ج has two: it is heard as j and as g."""
    if _ARABIC_WORD.fullmatch(word):
        sounds = (
            without_article(word).removesuffix("ه").replace("تش", "ش").translate(_ARABIC_SOUNDS)
        )
    elif _LATIN_WORD.fullmatch(word):
        plain = word.replace("'", "")
        sounds = _LATIN.sub(
            _latin_sound, plain.removesuffix("h") if plain[-2:-1] in "aeiou" else plain
        )
    else:
        return ()
    spoken = {sounds, sounds.replace("j", "k")} if _ARABIC_WORD.match(word) else {sounds}
    keys = {_REPEATED.sub(r"\1", key) for key in spoken}
    return tuple(sorted(key for key in keys if len(key) >= SHORTEST_KEY))


def name_keys_of_text(text: str, lang: Language) -> list[str]:
    """For an index: keys of all words in Arabic, which has no capitals; of capitalised words in Latin script."""
    stop = STOP_WORDS[lang]
    return [
        key
        for token in tokens(text, lang)
        if token.text not in stop and (lang == "ar" or text[token.start].isupper())
        for key in name_keys(token.text)
    ]


def name_keys_of_query(text: str, lang: Language) -> list[str]:
    stop = STOP_WORDS[lang]
    return [
        key
        for token in tokens(text, lang)
        if token.text not in stop
        for key in name_keys(token.text)
    ]
