"""Writes one generation: the catalogue remembers what was begun, the indexes follow, then it ends."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

from search.analysis.languages import LANGUAGES, Language
from search.engines.protocol import Document, Dropped, Written
from search.engines.tantivy import schema
from search.engines.tantivy.catalogue import Begun, Catalogue

HEAP = 30_000_000


def write_generation(folder: Path, changes: Sequence[Document | Dropped]) -> Written:
    """Put and drop together; the caller holds the lock of the writers."""
    catalogue = Catalogue.open(folder / "catalogue.sqlite3")
    try:
        begun = catalogue.begin(changes)
        for lang in LANGUAGES:
            _write_language(folder / lang, lang, [each for each in begun if lang in each.touched])
        catalogue.finish(begun)
    finally:
        catalogue.close()
    done = {each.change.key for each in begun}
    return Written(
        put=tuple(c.key for c in changes if isinstance(c, Document) and c.key in done),
        dropped=tuple(c.key for c in changes if isinstance(c, Dropped) and c.key in done),
        outdated=tuple(c.key for c in changes if c.key not in done),
    )


def _write_language(folder: Path, lang: Language, begun: Sequence[Begun]) -> None:
    if not begun:
        return
    index = tantivy.Index.open(str(folder))  # anew each time: long-open writers leak files
    writer = index.writer(HEAP, 1)
    for each in begun:
        # By query: a term made from a Python number is a signed one and matches nothing.
        old = tantivy.Query.term_query(schema.schema(), schema.NUMBER, each.number, "basic")
        writer.delete_documents_by_query(old)
        if isinstance(each.change, Document) and (said := each.change.words.get(lang)):
            audience = " ".join(sorted(each.change.audience))
            writer.add_document(
                schema.entry(each.number, said, lang=lang, audience=audience, kind=each.change.kind)
            )
    writer.commit()
    writer.wait_merging_threads()
