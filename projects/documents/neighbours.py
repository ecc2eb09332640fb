"""In step with the other processes that have the same documents open.

A message of another process is a hint only. What counts is the log: each process looks every two seconds
how far its documents are and reads what it lacks.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from secrets import randbelow
from typing import Any

from core.live import telling
from projects.documents import store
from projects.documents.carets import Carets
from projects.documents.committing import Committer, ask_again
from projects.documents.room import Room

LOOK_EVERY, ASK_EVERY = 2.0, 60.0
LARGEST_HINT = 64 * 1024
# After these facts of a project, state or rights of its documents are read anew.
RIGHTS = ("DocumentMoved", "DocumentShared")


def group_of(document: int) -> str:
    return f"document.{document}"


@dataclass(frozen=True, slots=True)
class News:
    """Edits of one document that were stored one after the other."""

    first: int
    last: int
    payloads: Sequence[bytes]


class InStep:
    """The part of the rooms of a process that speaks with others."""

    rooms: dict[int, Room]
    carets: Carets
    layer: Any
    name: str
    channel: str
    untold: dict[int, list[News]]
    has_untold: asyncio.Event
    read: Callable[..., Awaitable[Any]]
    committer_of: Callable[[Room], Committer]

    async def _join(self, room: Room) -> None:
        """Hear of this document."""
        await self.layer.group_add(group_of(room.document), self.channel)

    async def _follow(self, room: Room) -> None:
        """Hear of moves and rights in the project of the document."""
        await self.layer.group_add(telling.group_of(room.stream), self.channel)

    async def _part(self, room: Room) -> None:
        """Hear no more of it, nor of its project unless another document of it is open."""
        await self.layer.group_discard(group_of(room.document), self.channel)
        if room.stream and not any(other.stream == room.stream for other in self.rooms.values()):
            await self.layer.group_discard(telling.group_of(room.stream), self.channel)

    async def _share(self, room: Room, carets: list[tuple[int, int, str]]) -> None:
        message = {"type": "document.carets", "document": room.document, "carets": carets}
        with contextlib.suppress(Exception):
            await self.layer.group_send(group_of(room.document), {**message, "from": self.name})

    def tell(self, room: Room, last: int, payloads: Sequence[bytes]) -> None:
        """Have the other processes told what was stored; the next commit does not wait for it."""
        first = last - len(payloads) + 1
        news = self.untold.setdefault(room.document, [])
        if news and news[-1].last + 1 == first:
            first, payloads = news[-1].first, [*news[-1].payloads, *payloads]
            news.pop()
        news.append(News(first, last, payloads))
        self.has_untold.set()

    async def _speak(self) -> None:
        """Tell what was stored; what is stored while one message travels goes with the next."""
        while True:
            await self.has_untold.wait()
            self.has_untold.clear()
            for document in list(self.untold):
                for news in self.untold.pop(document, ()):
                    await self._say(document, news)

    async def _say(self, document: int, news: News) -> None:
        small = sum(map(len, news.payloads)) <= LARGEST_HINT
        with contextlib.suppress(Exception):  # a lost hint costs two seconds, never an edit
            await self.layer.group_send(
                group_of(document),
                {
                    "type": "document.stored",
                    "document": document,
                    "first": news.first,
                    "last": news.last,
                    "payloads": list(news.payloads) if small else [],
                    "from": self.name,
                },
            )

    async def _listen(self) -> None:
        while True:
            message = await self.layer.receive(self.channel)
            if message["type"] in ("told", "asked_again"):
                await self._facts(message)
                continue
            room = self.rooms.get(message.get("document", 0))
            if room is None or message.get("from") == self.name or not room.is_ready:
                continue
            if message["type"] == "document.carets":
                self.carets.heard(room, [tuple(one) for one in message["carets"]])
                continue
            await self._hint(room, message)

    async def _facts(self, message: Any) -> None:
        """Something happened that may have changed who may do what."""
        told = [
            room
            for room in self.rooms.values()
            if message["type"] == "asked_again" or message["topic"] == room.stream
        ]
        if message["type"] == "asked_again" or message["asks_again"]:
            for room in told:
                await ask_again(room)
        elif message["kind"] in RIGHTS:
            await self.compare(told)

    async def _hint(self, room: Room, message: Any) -> None:
        async with room.lock:
            if message["last"] <= room.seq:
                return
            if message["first"] == room.seq + 1 and message["payloads"]:
                payloads = [bytes(payload) for payload in message["payloads"]]
                room.take_stored(payloads, message["last"])
                await room.show(payloads)
                return
        await self.catch_up(room)

    async def catch_up(self, room: Room) -> None:
        """Read what is in the log and not here."""
        async with room.lock:
            head, payloads = await self.read(store.read_since, room.document, room.seq)
            if payloads is None:
                await self.committer_of(room).refill(room)
            elif payloads:
                room.take_stored(payloads, head)
                await room.show(payloads)

    async def _look(self) -> None:
        while True:
            # A quarter more or less, so that processes do not all ask in the same moment.
            await asyncio.sleep(LOOK_EVERY * (0.75 + randbelow(501) / 1000))
            await self.compare(list(self.rooms.values()))

    async def compare(self, rooms: Sequence[Room]) -> None:
        """Bring rooms to where the database is: edits, state and rights."""
        if not rooms:
            return
        heads = await self.read(store.heads, [room.document for room in rooms])
        for room in rooms:
            head, epoch = heads.get(room.document, (0, -1))
            if room.is_ready and head > room.seq:
                await self.catch_up(room)
            if room.is_ready and epoch != room.epoch:
                await self.rights_changed(room)

    async def rights_changed(self, room: Room) -> None:
        """State or rights may have changed: read them, and ask for everybody again."""
        async with room.lock:
            await self.committer_of(room).refill(room)
        await ask_again(room)

    async def _ask(self) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY)
            for room in list(self.rooms.values()):
                await ask_again(room)
