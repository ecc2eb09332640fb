"""What Django tells at the start of a command or a server."""

from typing import Any

from django.core import checks

from search.installed import OUTDATED, warnings


def watch() -> None:
    """Have Django tell it with the checks of the database."""
    checks.register(search_index, checks.Tags.database)


def search_index(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[checks.Warning]:
    """An index that was made with other settings than this code has."""
    if not databases:
        return []
    return [checks.Warning(text, id="search.W001") for text in warnings() if text == OUTDATED]
