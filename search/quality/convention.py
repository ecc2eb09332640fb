"""The judged set's documents: the convention's practices, from their files, without a database."""

import json
from pathlib import Path

from core.cities.queries import names_in_files
from knowledge.library.loading.convention import files
from search.engines.protocol import SearchEngine
from search.engines.tantivy import TantivyEngine
from search.quality.measure import index_convention


def convention_engine(folder: Path) -> SearchEngine:
    """An engine over the convention's practices alone, made in `folder`."""
    engine = TantivyEngine(folder)
    engine.prepare("quality")
    engine.switch("quality")
    texts = [json.loads(path.read_text("utf-8")) for path in files()]
    index_convention(texts, names=names_in_files(), engine=engine)
    return engine
