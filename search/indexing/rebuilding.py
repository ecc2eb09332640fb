"""A new index beside the one in use, checked before one step makes it the one in use; and the way back."""

import time
from collections.abc import Sequence

from search.analysis.languages import LANGUAGES, Language
from search.documents.kinds import every_key
from search.engines.protocol import Hits, Key, Query, SearchEngine
from search.indexing.writing import Tell, fill, mend, silent, teach

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
    """Counts, and whether titles find what they are the title of.

    Raises:
        NotSwitched: the index lacks documents, or does not find them.
    """
    there, wanted = set(engine.versions(index=index)), set(every_key())
    if missing := wanted - there:
        raise NotSwitched(
            f"{len(missing)} of {len(wanted)} documents are missing, such as {min(missing)}"
        )
    for lang in LANGUAGES:
        asked = _titles(engine, index, lang)
        if not asked:
            continue
        queries = [Query(lang=lang, text=title, limit=FOUND_WITHIN) for _, title in asked]
        share = _share_found(engine.search_all(queries, index=index), [key for key, _ in asked])
        if share < LEAST_FOUND:
            raise NotSwitched(f"only {share:.0%} of the titles in {lang} find their document")


def _titles(engine: SearchEngine, index: str, lang: Language) -> list[tuple[Key, str]]:
    """Up to SAMPLED titles of one language, spread over the whole index."""
    total = engine.search(Query(lang=lang, limit=0), index=index).total
    step = max(1, total // SAMPLED)
    found = []
    for offset in range(0, total, step):
        [hit] = engine.search(Query(lang=lang, offset=offset, limit=1), index=index).hits or (None,)
        shown = hit.payload.get("shown", {}) if hit else {}
        said = shown.get(lang) if isinstance(shown, dict) else None
        if hit and said:
            found.append((hit.key, said["title"]))
    return found


def _share_found(answers: Sequence[Hits], keys: Sequence[Key]) -> float:
    """Share of answers that hold their key, or a document of the same score as their last one."""
    return sum(key in answer.keys for answer, key in zip(answers, keys, strict=True)) / len(keys)
