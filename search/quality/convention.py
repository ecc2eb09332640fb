"""The judged set's documents: the convention's practices, from their files, without a database."""

import json

from core.cities.queries import names_in_files
from knowledge.library.loading.convention import files
from search.analysis.lessons import Lessons
from search.analysis.spelling import Spelling, spelling_of
from search.engines.protocol import Document, SearchEngine
from search.quality.measure import convention_documents


def documents() -> list[Document]:
    """The convention's practices as the site indexes them, keyed by their codes."""
    texts = [json.loads(path.read_text("utf-8")) for path in files()]
    return convention_documents(texts, names=names_in_files())


def filled(engine: SearchEngine) -> SearchEngine:
    """`engine` with an index of the convention's practices alone."""
    engine.prepare("quality")
    engine.switch("quality")
    engine.write(documents())
    engine.teach(Lessons(spelling=own_words()))
    return engine


def own_words() -> Spelling:
    """The words that the convention's practices use."""
    return spelling_of(
        (lang, f"{said.title}\n{said.body}")
        for document in documents()
        for lang, said in document.words.items()
    )
