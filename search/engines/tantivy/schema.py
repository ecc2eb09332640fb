"""Fields of one language's index. Texts arrive as terms of our own analysis, joined by spaces."""

from functools import cache
from pathlib import Path

import tantivy

from search.analysis.beginnings import beginnings, title_beginnings
from search.analysis.fingerprint import fingerprint
from search.analysis.languages import Language
from search.analysis.trigrams import trigrams_of_words
from search.engines.clauses import TITLE_TRIGRAMS, terms
from search.engines.protocol import Words

NUMBER, AUDIENCE, KIND = "number", "audience", "kind"
BEGINNINGS, TITLE_BEGINNINGS = "beginnings", "title_beginnings"
TEXTS = (
    "title",
    "body",
    "words",
    "trigrams",
    "names",
    BEGINNINGS,
    TITLE_BEGINNINGS,
    TITLE_TRIGRAMS,
)

# Raise it when fields are added or filled otherwise.
FIELDS = 2


def settings() -> str:
    return f"{FIELDS}-{fingerprint()}"


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    for name in (AUDIENCE, KIND):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def create(folder: Path) -> None:
    folder.mkdir()
    tantivy.Index(schema(), path=str(folder), reuse=False)


def entry(
    number: int, said: Words, *, lang: Language, audience: str, kind: str
) -> tantivy.Document:
    whole = f"{said.title}\n{said.body}"
    texts = {
        "title": terms(said.title, lang=lang, role="title"),
        "body": terms(said.body, lang=lang, role="body"),
        "words": terms(whole, lang=lang, role="words"),
        "trigrams": terms(whole, lang=lang, role="trigrams"),
        "names": terms(whole, lang=lang, role="names"),
        BEGINNINGS: beginnings(said.title, lang),
        TITLE_BEGINNINGS: title_beginnings(said.title, lang),
        TITLE_TRIGRAMS: trigrams_of_words(said.title, lang),
    }
    made = tantivy.Document()
    made.add_unsigned(NUMBER, number)
    made.add_text(AUDIENCE, audience)
    made.add_text(KIND, kind)
    for name, found in texts.items():
        made.add_text(name, " ".join(found))
    return made
