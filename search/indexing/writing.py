"""Bring an index to what the database says. Called by the worker and by commands, never by a request."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from search.analysis.dictionary import aligned, learned
from search.analysis.languages import Language
from search.analysis.lessons import Lessons
from search.analysis.spelling import spelling_of
from search.documents.kinds import documents, every_key, kinds, version_now
from search.documents.practice import practice_documents
from search.engines.protocol import PRACTICE, PUBLIC, Document, Dropped, Key, SearchEngine
from search.indexing.vocabulary import imported_texts, known_texts

log = logging.getLogger(__name__)
BATCH = 200
MOST_TAUGHT = 300
MOST_IMPORTED = 30_000

type Tell = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Mended:
    """How many documents an index lacked or had otherwise, and how many it had too many."""

    written: int
    dropped: int


def bring(keys: Iterable[Key], *, engine: SearchEngine) -> None:
    """Write or drop these documents as they are now.

    Raises:
        NoIndex: there is none to write to.
        Unfit: the engine refuses some of them; the others are written.
        Unavailable: the engine takes no writes now.
    """
    version = version_now()
    write(documents(keys, version=version), engine=engine)


def write(
    found: Iterable[Document | Dropped],
    *,
    engine: SearchEngine,
    into: Sequence[str] | None = None,
) -> None:
    """Hand documents to an engine."""
    put, drop = [], []
    for each in found:
        if isinstance(each, Document):
            put.append(each)
        else:
            drop.append(each)
    engine.write(put, drop, into=into)


def fill(*, engine: SearchEngine, into: str, tell: Tell = silent) -> list[Key]:
    """Write everything that is to be found into one index.

    Args:
        tell: called with how many documents are done, of how many.

    Returns:
        The keys of all documents.
    """
    keys = every_key()
    for number, batch in enumerate(batched(keys, BATCH)):
        version = version_now()
        write(documents(batch, version=version), engine=engine, into=(into,))
        tell(min((number + 1) * BATCH, len(keys)), len(keys))
    return keys


def mend(*, engine: SearchEngine, index: str | None = None) -> Mended:
    """Compare every document with the database and write what differs.

    Whatever an index missed, it has afterwards; nothing is written where nothing differs.

    Raises:
        NoIndex: there is none.
    """
    into = (index,) if index else None
    before = engine.digests(index=index)
    there: set[Key] = set()
    written = 0
    for batch in batched(every_key(), BATCH):
        version = version_now()
        found = documents(batch, version=version)
        differing = [
            each
            for each in found
            if (
                before.get(each.key) != each.digest
                if isinstance(each, Document)
                else each.key in before
            )
        ]
        there.update(each.key for each in found if isinstance(each, Document))
        if differing:
            write(differing, engine=engine, into=into)
            written += len(differing)
    gone = [key for key in before if key not in there]
    for batch in batched(gone, BATCH):
        version = version_now()
        write(documents(batch, version=version), engine=engine, into=into)
    return Mended(written, len(gone))


def teach(*, engine: SearchEngine) -> None:
    """Learn translations from the vocabularies and from the library's own, and the words that public
    documents use."""
    texts = []
    practices = next(kind for kind in kinds() if kind.code == PRACTICE)
    keys = [UUID(key) for key in practices.every()[:MOST_TAUGHT]]
    for document in practice_documents(keys, version=0):
        if isinstance(document, Document):
            shown: Any = document.payload["shown"]
            for part in ("title", "summary", "text"):
                texts += aligned({lang: said[part] for lang, said in shown.items()})
    imported = learned(imported_texts(), most=MOST_IMPORTED)
    dictionary = learned(known_texts()).merged(learned(texts)).merged(imported)
    engine.teach(Lessons(dictionary, spelling_of(_public_texts())))


def _public_texts() -> Iterator[tuple[Language, str]]:
    for batch in batched(every_key(), BATCH):
        for document in documents(batch, version=0):
            if isinstance(document, Document) and PUBLIC in document.audience:
                for lang, said in document.words.items():
                    yield lang, f"{said.title}\n{said.body}"
