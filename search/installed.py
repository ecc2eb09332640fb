"""The engine of this installation."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.protocol import SearchEngine
from search.engines.tantivy import TantivyEngine


@cache
def _engine(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)


def installed_engine() -> SearchEngine:
    """The engine over the folder that the settings name; one object for each process."""
    return _engine(Path(settings.SEARCH_INDEX))
