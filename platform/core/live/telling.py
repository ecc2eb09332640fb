"""The one exit to sockets: what was recorded is told to those who follow it, once it is stored.

Only a name, a position and a kind are told; pages and programs read the rest by their usual way, where
rights and language are decided.
"""

import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from core.live.topics import is_access_of_all, topic_of

log = logging.getLogger(__name__)
EVERYBODY = "everybody"


def group_of(name: str) -> str:
    """The layer's name of those who follow a stream."""
    return name.replace(":", ".")


def tell_after_commit(entry: Any) -> None:
    """Tell of an entry when its transaction is stored; a layer that is away costs nothing but speed."""
    name, position, kind = entry.stream.name, entry.position, entry.kind
    found = topic_of(name)
    if found is not None:
        asks_again = kind in found.access
        transaction.on_commit(
            lambda: tell(name, position, kind, asks_again=asks_again), robust=True
        )
    if is_access_of_all(kind):
        transaction.on_commit(ask_all_again, robust=True)


def tell(name: str, position: int, kind: str, *, asks_again: bool = False) -> None:
    """Send one message to everybody who follows the stream `name`."""
    message = {
        "type": "told",
        "topic": name,
        "position": position,
        "kind": kind,
        "asks_again": asks_again,
    }
    _send(group_of(name), message)


def ask_all_again() -> None:
    """Every connection asks its rules again."""
    _send(EVERYBODY, {"type": "asked_again"})


def _send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        async_to_sync(layer.group_send)(group, message)
    except Exception:
        log.warning("The socket layer could not be told; followers catch up by themselves.")
