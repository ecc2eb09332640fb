"""What Elasticsearch's failures mean to the rest of the project."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, SerializationError, TransportError

from search.engines.protocol import NoIndex, Unavailable

NOT_FOUND, CONFLICT, TOO_MANY, FORBIDDEN, UNKNOWN_USER = 404, 409, 429, 403, 401
READ_ONLY = (
    "Elasticsearch takes no writes: the index is read-only. Most often its disk is full: free some, then it "
    "goes on by itself, or by PUT <index>/_settings with index.blocks.read_only_allow_delete: null. "
    "Nothing is lost: every change waits in the journal. It said: {reason}"
)


@contextmanager
def told() -> Generator[None]:
    """Turns failures of the client into ours.

    Raises:
        NoIndex: the index is not there.
        Unavailable: no connection, no answer in time, or a server that cannot answer now.
    """
    try:
        yield
    except ApiError as error:
        status = error.meta.status
        if status == NOT_FOUND and "not_found" in str(error.error):
            raise NoIndex from error
        if status == FORBIDDEN and "cluster_block" in str(error.error):
            raise Unavailable(READ_ONLY.format(reason=error.message)) from error
        if status in (TOO_MANY, FORBIDDEN, UNKNOWN_USER) or status >= 500:
            raise Unavailable(f"Elasticsearch: {status} {error.message}") from error
        raise
    except SerializationError:
        raise  # a document that cannot be written down is not an absence of the server
    except TransportError as error:
        raise Unavailable(f"Elasticsearch cannot be reached: {error.message}") from error


def is_read_only(item: dict[str, Any]) -> bool:
    """Whether one line of a bulk answer was refused because the index takes no writes."""
    return "cluster_block" in str(item.get("error", {}).get("type", ""))
