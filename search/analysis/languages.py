from typing import Literal

type Language = Literal["ar", "en", "fr"]

LANGUAGES: tuple[Language, ...] = ("ar", "en", "fr")
LATIN: frozenset[Language] = frozenset(("en", "fr"))


def written_in(text: str) -> frozenset[Language]:
    """Languages whose script occurs in `text`; none for digits, signs and foreign scripts."""
    found: set[Language] = set()
    for sign in text:
        if "\u0600" <= sign <= "\u08ff" or "\ufb50" <= sign <= "\ufeff":
            found.add("ar")
        elif sign.isalpha() and sign < "\u0250":
            found |= LATIN
    return frozenset(found)
