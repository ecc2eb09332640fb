"""What a text becomes before it is compared with another text. Pure Python, one set of tables for every engine."""

from search.analysis.folding import fold
from search.analysis.languages import LANGUAGES, Language
from search.analysis.tokens import Token, tokens, words

__all__ = ["LANGUAGES", "Language", "Token", "fold", "tokens", "words"]
