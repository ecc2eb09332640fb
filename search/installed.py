"""The engine of this installation."""

import logging
from functools import cache
from pathlib import Path
from threading import Thread

from django.conf import settings

from search.engines.guarded import Guarded
from search.engines.protocol import SearchEngine, Unavailable
from search.engines.tantivy import TantivyEngine

log = logging.getLogger(__name__)
REBUILD = "./jusoor manage rebuild_search"
OUTDATED = f"The search index was made with other settings than this code has. Run {REBUILD}."


@cache
def _local(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)


@cache
def _guarded(url: str, prefix: str, folder: Path) -> Guarded:
    # Only here: the package is an extra that a site without Elasticsearch does not need.
    from search.engines.elastic import ElasticEngine

    return Guarded(ElasticEngine(url, prefix=prefix), _local(folder))


def local_engine() -> SearchEngine:
    """The embedded engine over the folder that the settings name; one object for each process."""
    return _local(Path(settings.SEARCH_INDEX))


def installed_engine() -> SearchEngine:
    """Elasticsearch, guarded by the embedded engine, where the settings name one; else the latter alone."""
    if settings.ELASTICSEARCH_URL:
        return _guarded(
            settings.ELASTICSEARCH_URL,
            settings.ELASTICSEARCH_PREFIX,
            Path(settings.SEARCH_INDEX),
        )
    return local_engine()


def forget() -> None:
    """Make engines anew when they are next asked for; for settings that change."""
    _local.cache_clear()
    _guarded.cache_clear()


def tell_warnings() -> None:
    """Log what an operator should know, without holding up the start of a server."""

    def tell() -> None:
        for text in warnings():
            log.warning(text)

    Thread(target=tell, name="search warnings", daemon=True).start()


def warnings() -> list[str]:
    """What an operator should know at the start; nothing when search is as it should be."""
    engine = installed_engine()
    try:
        health = engine.health()
    except Unavailable as away:
        return [str(away)]
    if not health.is_reachable:
        return [f"There is no search index yet. Run {REBUILD}."]
    return [] if health.is_current else [OUTDATED]
