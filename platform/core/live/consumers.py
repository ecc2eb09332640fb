"""The one JSON socket: join topics, hear positions, see who is here. It knows no domain.

From the browser: ``{"join": name, "position": n}``, ``{"leave": name}``, ``{"here": true}``.
To the browser: ``{"joined": name, "position": n}``, ``{"topic": name, "position": n, "kind": k}`` for each
fact in order, ``{"refetch": name, "position": n}``, ``{"refused": name}``, ``{"here": name, "who": [...]}``.
"""

import json
import time
from collections import deque
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model

from core.live.replay import Missed, missed
from core.live.telling import EVERYBODY, group_of
from core.live.topics import topic_of
from core.live.watching import watch

LONGEST = 2048
MOST_TOPICS = 20
MOST_MESSAGES, WITHIN = 40, 10.0
ANONYMOUS, REFUSED, MALFORMED, TOO_LARGE, FLOOD = 4401, 4403, 4400, 4413, 4429


class LiveConsumer(AsyncWebsocketConsumer):
    """One connection of one person."""

    async def connect(self) -> None:
        self.topics: dict[str, int] = {}
        self.times: deque[float] = deque(maxlen=MOST_MESSAGES)
        self.person: Any = self.scope.get("user")
        if self.person is None or not self.person.is_authenticated:
            # Accepted first: a browser learns the code of a refusal only then.
            await self.accept()
            await self.close(code=ANONYMOUS)
            return
        await self.accept()
        await self.channel_layer.group_add(EVERYBODY, self.channel_name)

    async def disconnect(self, code: int) -> None:
        for name in list(self.topics):
            await self._leave(name)
        await self.channel_layer.group_discard(EVERYBODY, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        now = time.monotonic()
        if len(self.times) == MOST_MESSAGES and now - self.times[0] < WITHIN:
            await self.close(code=FLOOD)
            return
        self.times.append(now)
        if text_data is None or len(text_data) > LONGEST:
            await self.close(code=TOO_LARGE if text_data or bytes_data else MALFORMED)
            return
        try:
            asked = json.loads(text_data)
        except (ValueError, RecursionError):
            asked = None
        match asked:
            case {"join": str(name), "position": int(position)} if not isinstance(position, bool):
                await self._join(name, position)
            case {"join": str(name)} if "position" not in asked:
                await self._join(name, None)
            case {"leave": str(name)}:
                await self._leave(name)
            case {"here": True}:
                await self._still_here()
            case _:
                await self.close(code=MALFORMED)

    async def _join(self, name: str, since: int | None) -> None:
        if len(self.topics) >= MOST_TOPICS and name not in self.topics:
            await self.close(code=FLOOD)
            return
        if not await self._may_join(name):
            await self._say({"refused": name})
            return
        # In the group before reading: what happens between is heard twice, never missed.
        await self.channel_layer.group_add(group_of(name), self.channel_name)
        found = await self._missed(name, since)
        if name not in self.topics:
            watch().follow(name, found.position)
        self.topics[name] = found.position
        await self._say({"joined": name, "position": found.position})
        if found.is_too_much:
            await self._say({"refetch": name, "position": found.position})
        for position, kind in found.entries:
            await self._say({"topic": name, "position": position, "kind": kind})
        await self._announce(name, answer=True)

    async def _leave(self, name: str) -> None:
        if name in self.topics:
            del self.topics[name]
            watch().leave(name)
            await self.channel_layer.group_discard(group_of(name), self.channel_name)

    async def _still_here(self) -> None:
        """The page says that it is there; whoever signed out or was switched off meanwhile is not."""
        if not await self._is_signed_in():
            await self.close(code=ANONYMOUS)
            return
        for name in list(self.topics):
            await self._announce(name, answer=False)

    async def _announce(self, name: str, *, answer: bool) -> None:
        message = {
            "type": "present",
            "topic": name,
            "who": {"id": self.person.pk, "name": str(self.person)},
            "from": self.channel_name,
            "answer": answer,
        }
        await self.channel_layer.group_send(group_of(name), message)

    # — messages of the layer —

    async def told(self, event: dict[str, Any]) -> None:
        name, position = event["topic"], event["position"]
        watch().heard(name, position)
        if name not in self.topics:
            return
        if event["asks_again"] and not await self._may_join(name):
            await self._leave(name)
            await self._say({"refused": name})
            await self.close(code=REFUSED)
            return
        known = self.topics.get(name)
        if known is None or position <= known:
            return
        if position == known + 1 and event["kind"]:
            self.topics[name] = position
            await self._say({"topic": name, "position": position, "kind": event["kind"]})
            return
        # Something between did not arrive: all of it is read from the journal, in order.
        found = await self._missed(name, known)
        self.topics[name] = max(found.position, self.topics.get(name, 0))
        if found.is_too_much:
            await self._say({"refetch": name, "position": found.position})
        for each, kind in found.entries:
            await self._say({"topic": name, "position": each, "kind": kind})

    async def asked_again(self, event: dict[str, Any]) -> None:
        """Roles have changed somewhere: ask every rule again."""
        for name in list(self.topics):
            if not await self._may_join(name):
                await self._leave(name)
                await self._say({"refused": name})
                await self.close(code=REFUSED)
                return

    async def present(self, event: dict[str, Any]) -> None:
        if event["topic"] not in self.topics or event["from"] == self.channel_name:
            return
        await self._say({"here": event["topic"], "who": [event["who"]]})
        if event["answer"]:
            await self.channel_layer.send(
                event["from"],
                {
                    "type": "present",
                    "topic": event["topic"],
                    "who": {"id": self.person.pk, "name": str(self.person)},
                    "from": self.channel_name,
                    "answer": False,
                },
            )

    # — the database, in a thread —

    async def _say(self, message: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(message, ensure_ascii=False))

    @database_sync_to_async
    def _may_join(self, name: str) -> bool:
        found = topic_of(name)
        if found is None or not self._refreshed():
            return False
        return found.may_join(self.person, name)

    @database_sync_to_async
    def _missed(self, name: str, since: int | None) -> Missed:
        return missed(name, since=since)

    @database_sync_to_async
    def _is_signed_in(self) -> bool:
        session = self.scope.get("session")
        if session is not None and session.session_key and not session.exists(session.session_key):
            return False
        return self._refreshed()

    def _refreshed(self) -> bool:
        """The person as they are now, without what was read of their roles before."""
        found = get_user_model().objects.filter(pk=self.person.pk, is_active=True).first()
        if found is None:
            return False
        self.person = found
        return True
