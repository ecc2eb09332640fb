"""Stems: what forms of one word share."""

from functools import lru_cache
from threading import Lock

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.french_stemmer import FrenchStemmer

from search.analysis.arabic import stem_arabic
from search.analysis.languages import Language
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import words

# Named classes, not snowballstemmer.stemmer(): that one takes another implementation when it finds one installed.
_SNOWBALL = {"en": EnglishStemmer(), "fr": FrenchStemmer()}
_one_at_a_time = Lock()  # a snowball stemmer keeps the word it works on in itself


@lru_cache(maxsize=1 << 16)
def stem(word: str, lang: Language) -> str:
    """`word` must be folded and free of elisions and possessives, as `words` gives it."""
    if lang == "ar":
        return stem_arabic(word)
    with _one_at_a_time:
        return _SNOWBALL[lang].stemWord(word)


def stems(text: str, lang: Language) -> list[str]:
    """Stems of the words of `text` in their order, stop words left out."""
    stop = STOP_WORDS[lang]
    return [stem(word, lang) for word in words(text, lang) if word not in stop]
