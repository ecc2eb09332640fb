"""The words of a query as weighted terms. Every engine asks for the same ones, so that they answer alike."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from search.analysis.dictionary import SURE, Dictionary
from search.analysis.languages import LATIN, Language
from search.analysis.names import name_keys_of_query, name_keys_of_text
from search.analysis.stems import stems
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import words
from search.analysis.trigrams import trigrams_of_query, trigrams_of_words
from search.engines.protocol import Scope

TITLE, BODY, WORDS, TRIGRAMS, NAMES = "title", "body", "words", "trigrams", "names"
TITLE_TRIGRAMS = "title_trigrams"
# Chosen on one half of the judged set; docs/figures.md quotes all of it.
WEIGHTS = {TITLE: 1.5, BODY: 1.0, WORDS: 0.8, TRIGRAMS: 0.5, NAMES: 1.0}

# Between languages pieces of words mislead more often than they help.
TRIGRAMS_ABROAD = WEIGHTS[TRIGRAMS] / 3
# More pieces cost time and find nothing more: on the judged set 16 do as well as all of them.
MOST_TRIGRAMS = 16
ALSO = 0.5
NO_DICTIONARY = Dictionary()


class Clause(NamedTuple):
    field: str
    term: str
    weight: float


def clauses(
    text: str,
    *,
    lang: Language,
    asked_in: Language | None = None,
    scope: Scope = "all",
    dictionary: Dictionary = NO_DICTIONARY,
    also: Collection[str] = (),
) -> list[Clause]:
    """Terms to look for in the documents' words of `lang`; any of them may match. Empty when `text` has no word.

    Args:
        also: other words for the same, in the language of the question; they count ALSO of their weight.
    """
    found = _clauses(text, lang=lang, asked_in=asked_in, scope=scope, dictionary=dictionary)
    known = {(clause.field, clause.term) for clause in found}
    for other in also if found else ():
        more = _clauses(other, lang=lang, asked_in=asked_in, scope=scope, dictionary=dictionary)
        for clause in more:
            if clause.field not in (TRIGRAMS, TITLE_TRIGRAMS) and clause[:2] not in known:
                known.add(clause[:2])
                found.append(clause._replace(weight=clause.weight * ALSO))
    return found


def _clauses(
    text: str, *, lang: Language, asked_in: Language | None, scope: Scope, dictionary: Dictionary
) -> list[Clause]:
    is_abroad = asked_in is not None and asked_in != lang
    if asked_in is not None and is_abroad:
        text = _without_stop_words(text, asked_in)
    stemmed = Counter(stems(text, lang))
    pieces = Counter(_spread(trigrams_of_query(text), MOST_TRIGRAMS)).items()
    weight = TRIGRAMS_ABROAD if is_abroad else WEIGHTS[TRIGRAMS]
    if scope == "title":
        found = [Clause(TITLE, term, WEIGHTS[TITLE] * n) for term, n in stemmed.items()]
        return found + [Clause(TITLE_TRIGRAMS, term, weight * n) for term, n in pieces]
    if scope == "body":
        return [Clause(BODY, term, WEIGHTS[BODY] * n) for term, n in stemmed.items()]
    found = [
        Clause(field, term, WEIGHTS[field] * n)
        for field in (TITLE, BODY)
        for term, n in stemmed.items()
    ]
    found += [
        Clause(WORDS, term, WEIGHTS[WORDS] * n) for term, n in Counter(words(text, lang)).items()
    ]
    found += [Clause(TRIGRAMS, term, weight * n) for term, n in pieces]
    if asked_in is not None and is_abroad:
        found += _translated(text, asked_in=asked_in, lang=lang, dictionary=dictionary)
    return found


def _spread(pieces: Sequence[str], most: int) -> Sequence[str]:
    """At most so many pieces, from all over the question."""
    if len(pieces) <= most:
        return pieces
    return [pieces[at * len(pieces) // most] for at in range(most)]


def _translated(
    text: str, *, asked_in: Language, lang: Language, dictionary: Dictionary
) -> list[Clause]:
    """What each word stands for in `lang`; its name key where no translation is sure."""
    found: list[Clause] = []
    for word in words(text, asked_in):
        for stem_ in stems(word, asked_in):
            meant = dictionary.translations(stem_, source=asked_in, target=lang)
            found += [
                Clause(field, other, WEIGHTS[field] * share)
                for other, share in meant
                for field in (TITLE, BODY)
            ]
            if not {lang, asked_in} <= LATIN and not any(share >= SURE for _, share in meant):
                keys = dict.fromkeys(name_keys_of_query(word, asked_in))
                found += [Clause(NAMES, key, WEIGHTS[NAMES]) for key in keys]
    return found


def _without_stop_words(text: str, lang: Language) -> str:
    """Of a foreign query only words of content; all of them when there are no others."""
    said = words(text, lang)
    return " ".join([word for word in said if word not in STOP_WORDS[lang]] or said)


def terms(text: str, *, lang: Language, role: str) -> list[str]:
    """What a document's `text` becomes in one field."""
    match role:
        case "title" | "body":
            return stems(text, lang)
        case "words":
            return words(text, lang)
        case "trigrams":
            return trigrams_of_words(text, lang)
        case "names":
            return name_keys_of_text(text, lang)
    raise ValueError(f"No such field: {role}")
