"""A new index beside the one in use, checked before one step makes it the one in use; and the way back."""

import time
from collections.abc import Sequence

from search.analysis.languages import LANGUAGES, Language
from search.documents.kinds import every_key
from search.engines.protocol import Key, NoIndex, Query, SearchEngine
from search.indexing.writing import Tell, fill, mend, silent, teach
from search.queries import most_asked

SAMPLED = 150
FOUND_WITHIN = 10
LEAST_FOUND = 0.95


class NotSwitched(Exception):
    """The new index failed its checks; the former one stays in use. The text says which."""


class NothingBefore(Exception):
    """No former index is kept."""


def rebuild(*, engine: SearchEngine, tell: Tell = silent) -> int:
    """Make the index anew beside the one in use, check it, then switch in one step.

    What changes meanwhile goes to both, so nothing is lost; searches go on undisturbed. The former index
    stays and is written to as well, so that `roll_back` can take it again at once.

    Args:
        tell: called with how many documents are done, of how many.

    Returns:
        The number of documents in the new index.

    Raises:
        NotSwitched: a check failed.
    """
    name = f"{engine.settings_hash()}-{time.time_ns() // 1_000_000:013d}"
    engine.prepare(name)
    fill(engine=engine, into=name, tell=tell)
    mend(engine=engine, index=name)
    check(engine=engine, index=name)
    teach(engine=engine)
    former = engine.switch(name)
    for old in {*engine.health().building} - {former, name}:
        engine.discard(old)
    return engine.health().documents


def roll_back(*, engine: SearchEngine) -> str:
    """Use the former index again, after bringing it to what the database says.

    Returns:
        The name of the index that is in use now.

    Raises:
        NothingBefore: there is none.
    """
    kept = sorted(engine.health().building, key=lambda name: name.rpartition("-")[2])
    if not kept:
        raise NothingBefore
    mend(engine=engine, index=kept[-1])
    engine.switch(kept[-1])
    return kept[-1]


def check(*, engine: SearchEngine, index: str) -> None:
    """Counts; whether titles find what they are the title of; whether what readers ask most, and had
    an answer in the index in use, has one in the new one.

    Raises:
        NotSwitched: the index lacks documents, or does not find them.
    """
    there, wanted = set(engine.versions(index=index)), every_key()
    if missing := set(wanted) - there:
        raise NotSwitched(
            f"{len(missing)} of {len(wanted)} documents are missing, such as {min(missing)}"
        )
    sample = wanted[:: max(1, len(wanted) // SAMPLED)]
    for lang in LANGUAGES:
        titles = _titles(engine, index, sample, lang)
        asked = [Query(lang=lang, text=title, limit=FOUND_WITHIN) for title in titles.values()]
        answers = engine.search_all(asked, index=index)
        found = [key in hits.keys for key, hits in zip(titles, answers, strict=True)]
        _refuse_below(found, f"titles in {lang} find their document")
        _refuse_below(
            _still_answered(engine, index, lang), f"questions in {lang} still have answers"
        )


def _titles(
    engine: SearchEngine, index: str, keys: Sequence[Key], lang: Language
) -> dict[Key, str]:
    """The titles that these documents have in one language."""
    found = {}
    for hit in engine.search(Query(lang=lang, only=keys, limit=len(keys)), index=index).hits:
        shown = hit.payload.get("shown")
        if isinstance(shown, dict) and lang in shown:
            found[hit.key] = shown[lang]["title"]
    return found


def _still_answered(engine: SearchEngine, index: str, lang: Language) -> list[bool]:
    """For each of the most asked questions that the index in use answers, whether the new one does."""
    asked = [Query(lang=lang, text=text, limit=1) for text in most_asked(lang, most=SAMPLED)]
    try:
        before = engine.search_all(asked)
    except NoIndex:
        return []
    after = engine.search_all(asked, index=index)
    return [bool(new.total) for old, new in zip(before, after, strict=True) if old.total]


def _refuse_below(found: Sequence[bool], what: str) -> None:
    if found and sum(found) / len(found) < LEAST_FOUND:
        raise NotSwitched(f"only {sum(found)} of {len(found)} {what}")
