"""Bring the index to what the database says. Called by the worker and by commands, never by a
request."""

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from itertools import batched
from typing import Any
from uuid import UUID

from knowledge.library import queries
from search.analysis.dictionary import aligned, learned
from search.documents.practice import practice_documents, version_now
from search.engines.protocol import Document, Dropped, NoIndex, SearchEngine
from search.indexing.vocabulary import known_texts

log = logging.getLogger(__name__)
BATCH = 200
MOST_TAUGHT = 300


def bring_practices(keys: Iterable[UUID], *, engine: SearchEngine) -> None:
    """Write or drop these practices as they are now; makes the index when there is none."""
    version = version_now()
    found = practice_documents(keys, version=version)
    try:
        _write(found, engine=engine, into=None)
    except NoIndex:
        log.warning("There is no index; making it from the database.")
        rebuild(engine=engine)


def is_covered(key: str, *, entry_id: int, engine: SearchEngine) -> bool:
    """Whether the index holds this practice as it was after that entry, or later."""
    try:
        return engine.versions().get(key, -1) >= entry_id
    except NoIndex:
        return False


def _write(
    found: Iterable[Document | Dropped], *, engine: SearchEngine, into: tuple[str, ...] | None
) -> None:
    put, drop = [], []
    for each in found:
        if isinstance(each, Document):
            put.append(each)
        else:
            drop.append(each)
    engine.write(put, drop, into=into)


def teach(*, engine: SearchEngine) -> None:
    """Learn the dictionary from the vocabularies and from the library's own translations."""
    texts = []
    keys = public_keys()[:MOST_TAUGHT]
    for document in practice_documents(keys, version=0):
        if isinstance(document, Document):
            shown: Any = document.payload["shown"]
            for part in ("title", "summary", "text"):
                texts += aligned({lang: said[part] for lang, said in shown.items()})
    engine.teach(learned(known_texts()).merged(learned(texts)))


def public_keys() -> list[UUID]:
    """The keys of all public practices, in the order in which they were made."""
    rows = queries.public_originals().order_by("pk").values_list("translation_key", flat=True)
    return list(rows)


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def rebuild(*, engine: SearchEngine, tell: Callable[[int, int], None] = silent) -> int:
    """Make the index anew beside the one in use, then switch in one step.

    What changes meanwhile goes to both, so nothing is lost; searches go on undisturbed.

    Args:
        tell: called with how many practices are done, of how many.

    Returns:
        The number of practices in the new index.
    """
    name = f"{int(time.time())}-{secrets.token_hex(3)}"
    engine.prepare(name)
    keys = public_keys()
    for number, batch in enumerate(batched(keys, BATCH)):
        version = version_now()
        _write(practice_documents(batch, version=version), engine=engine, into=(name,))
        tell(min((number + 1) * BATCH, len(keys)), len(keys))
    teach(engine=engine)
    former = engine.switch(name)
    for old in {former, *engine.health().building} - {None, name}:
        engine.discard(str(old))
    return engine.health().documents
