"""Certainty beside speed: while somebody is connected, each web process looks now and then how far the
followed streams are, so that what another process wrote, or a lost message, arrives as well."""

import asyncio
import logging
from collections import Counter
from contextvars import Context
from typing import Any

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings

from core.live.replay import positions
from core.live.telling import group_of

log = logging.getLogger(__name__)


class Watch:
    """One for each event loop: which streams are followed here, and how far each was told."""

    def __init__(self) -> None:
        self._followed: Counter[str] = Counter()
        self._told: dict[str, int] = {}
        self._task: asyncio.Task[None] | None = None

    def follow(self, name: str, position: int) -> None:
        """Somebody here follows `name` from `position` on."""
        self._followed[name] += 1
        self._told[name] = max(self._told.get(name, 0), position)
        if self._task is None or self._task.done():
            # A context of its own: the thread of the one who came first ends with their connection.
            loop = asyncio.get_running_loop()
            self._task = loop.create_task(self._look(), context=Context())

    def leave(self, name: str) -> None:
        """Somebody here no longer follows `name`."""
        self._followed[name] -= 1
        if self._followed[name] <= 0:
            del self._followed[name]
            self._told.pop(name, None)

    def heard(self, name: str, position: int) -> None:
        """A message about `name` arrived."""
        if name in self._told:
            self._told[name] = max(self._told[name], position)

    async def _look(self) -> None:
        read = database_sync_to_async(positions)
        while self._followed:
            await asyncio.sleep(settings.LIVE_LOOK_EVERY)
            try:
                now = await read(list(self._followed))
            except Exception:
                log.warning("The database could not be asked how far streams are.")
                continue
            for name, position in now.items():
                if position > self._told.get(name, position):
                    await self._tell(name, position)

    async def _tell(self, name: str, position: int) -> None:
        self._told[name] = position
        layer: Any = get_channel_layer()
        message = {
            "type": "told",
            "topic": name,
            "position": position,
            "kind": "",
            "asks_again": True,
        }
        await layer.group_send(group_of(name), message)


_watches: dict[int, Watch] = {}


def watch() -> Watch:
    """The one of the running event loop."""
    return _watches.setdefault(id(asyncio.get_running_loop()), Watch())
