"""All open documents of one process: enter, submit, leave."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

from celery import current_app
from channels.layers import get_channel_layer
from django.db import DatabaseError, connection

from core.live.telling import EVERYBODY
from projects.documents import store, wire
from projects.documents.carets import Carets
from projects.documents.committing import Committer, ask
from projects.documents.models import OPEN, Level
from projects.documents.neighbours import InStep, News
from projects.documents.room import (
    FAILED,
    FORBIDDEN,
    NOT_ALLOWED,
    TOO_FAST,
    TOO_LARGE,
    Member,
    Refusal,
    Room,
    Waiting,
    read_submitted,
)

log = logging.getLogger(__name__)

KEPT_OPEN = 30.0
# Readers see a text three seconds after the last edit, and every fifteen while it goes on.
TEND_EVERY, DRAWN_AFTER, DRAWN_AT_LATEST = 1.0, 3.0, 15.0
FOLDED_AFTER = 500
MOST_ROOMS = 2000
READERS = 2


def in_thread(function: Callable[..., Any], *args: Any) -> Any:
    """Run something that asks the database. The connection of the thread is kept, unless it failed."""
    try:
        return function(*args)
    except DatabaseError:
        connection.close()
        raise


class Rooms(InStep):
    """The rooms of one event loop."""

    def __init__(self, *, writers: int = 1) -> None:
        self.rooms: dict[int, Room] = {}
        self.name = uuid4().hex
        self.layer: Any = get_channel_layer()
        self.channel = ""
        self._writers = [ThreadPoolExecutor(1, "documents-write") for _each in range(writers)]
        self._readers = ThreadPoolExecutor(READERS, "documents-read")
        self.committers = [Committer(partial(self._in, pool), self.tell) for pool in self._writers]
        self.carets = Carets(self._share)
        self.untold: dict[int, list[News]] = {}
        self.has_untold = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._opening: dict[int, asyncio.Lock] = {}

    # — work that goes on —

    async def start(self) -> None:
        """Begin to commit, to listen and to look; once for each loop."""
        if self._tasks:
            return
        self.channel = await self.layer.new_channel("documents")
        await self.layer.group_add(EVERYBODY, self.channel)
        works = [committer.work for committer in self.committers]
        others = (self.carets.work, self._speak, self._listen, self._look, self._ask, self._tend)
        for work in (*works, *others):
            self._tasks.append(asyncio.create_task(self._supervised(work)))

    async def _supervised(self, work: Callable[[], Awaitable[None]]) -> None:
        """A dead committer would be the worst: people would write on and nothing would be stored."""
        while True:
            try:
                await work()
            except Exception:
                log.exception("%s ended and begins again.", work)
                await asyncio.sleep(0.5)

    async def stop(self) -> None:
        """End the work; connections are closed by their server."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        for room in self.rooms.values():
            room.forget()
        self.rooms.clear()
        for pool in (*self._writers, self._readers):
            pool.submit(connection.close)
            pool.shutdown(wait=True)

    async def _in(self, pool: ThreadPoolExecutor, function: Callable[..., Any], *args: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, in_thread, function, *args)

    async def read(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function that only reads the database."""
        return await self._in(self._readers, function, *args)

    def committer_of(self, room: Room) -> Committer:
        return self.committers[room.document % len(self.committers)]

    # — people —

    async def enter(self, document: int, public_id: str, member: Member) -> Room:
        """Open the document, or join those who have it open.

        Raises:
            Refusal: this process holds as many documents as it can.
        """
        await self.start()
        async with self._opening.setdefault(document, asyncio.Lock()):
            room = self.rooms.get(document)
            if room is None:
                if len(self.rooms) >= MOST_ROOMS:
                    raise Refusal(FAILED, "full")
                room = Room(document, public_id)
                await self._join(room)
                self.rooms[document] = room
            if not room.is_ready:
                try:
                    async with room.lock:
                        room.fill(await self.read(store.load, document))
                    await self._follow(room)
                except Exception:
                    await self._forget(room)
                    raise
            room.members.append(member)
        return room

    async def leave(self, room: Room, member: Member) -> None:
        """Somebody goes; the room is kept for a while, for whoever loads the page anew."""
        if member in room.members:
            room.members.remove(member)
        if member.client is not None:
            room.left.append((member.client, member.clock + 1))
            room.moved.discard(member)
            self.carets.stir(room)
        if not room.members:
            asyncio.get_running_loop().call_later(
                KEPT_OPEN, lambda: asyncio.ensure_future(self._close(room))
            )

    async def _close(self, room: Room) -> None:
        async with self._opening.setdefault(room.document, asyncio.Lock()):
            if room.members or room.waiting or self.rooms.get(room.document) is not room:
                return
            await self._forget(room)
            if room.has_news:
                await self._order("end_session", room)

    async def _forget(self, room: Room) -> None:
        room.forget()
        self.rooms.pop(room.document, None)
        await self._part(room)

    async def submit(self, room: Room, member: Member, n: int, payload: bytes) -> None:
        """Take an edit; it is acknowledged once it is stored.

        Raises:
            Refusal: it is not taken.
        """
        if member.epoch != room.epoch:
            await ask(member)
        if member.level < Level.WRITE:
            raise Refusal(FORBIDDEN, "forbidden")
        if room.state not in OPEN:
            await member.send(wire.refused(n, NOT_ALLOWED, "closed"))
            return
        if room.is_full:
            raise Refusal(TOO_FAST, "fast")
        update = await read_submitted(payload)
        if room.would_be_too_large(payload):
            await member.send(wire.refused(n, TOO_LARGE, "document"))
            return
        committer = self.committer_of(room)
        for client in update.clients - room.authors.keys():
            person = await committer.run(
                store.bind_author, room.document, client, member.who.id, member.city
            )
            room.authors[client] = person
        if room.lacks(update):
            await self.catch_up(room)
            if room.lacks(update):
                await member.send(wire.told(wire.RESYNC, room.state_vector()))
                return
        # From here on nothing is awaited, so that what was checked is what is committed.
        if not room.is_ready:
            raise Refusal(FAILED, "failed")
        room.check(member, update)
        room.expect(update)
        room.wrote()
        committer.add(room, Waiting(member, n, b"" if update.is_empty else payload))

    async def lacking(self, room: Room, state: bytes) -> bytes:
        """What a browser lacks, as stored: never an edit of which it is not yet known."""
        async with room.lock:
            return room.lacking(state)

    def moved(self, room: Room, member: Member, client: int, clock: int, caret: Any) -> None:
        """Somebody's caret moved."""
        self.carets.moved(room, member, client, clock, caret)

    async def show_present(self, room: Room, member: Member) -> None:
        """Tell a newcomer who is there."""
        await self.carets.show(room, member)

    async def _tend(self) -> None:
        """Have texts drawn and logs folded by the workers."""
        while True:
            await asyncio.sleep(TEND_EVERY)
            now = time.monotonic()
            for room in list(self.rooms.values()):
                if room.is_drawing_due(now, after=DRAWN_AFTER, at_latest=DRAWN_AT_LATEST):
                    await self._order("draw_document", room)
                if room.unfolded >= FOLDED_AFTER:
                    room.unfolded = 0
                    await self._order("fold_document", room)

    async def _order(self, task: str, room: Room) -> None:
        """Ask the workers; what is lost is done by the next round of `tend_documents`."""
        with contextlib.suppress(Exception):
            await self.read(
                current_app.send_task, f"projects.documents.tasks.{task}", (room.document,)
            )


_rooms: dict[int, Rooms] = {}


def rooms() -> Rooms:
    """The rooms of the running event loop."""
    loop = id(asyncio.get_running_loop())
    if loop not in _rooms:
        _rooms[loop] = Rooms(writers=1 if connection.vendor == "sqlite" else 4)
    return _rooms[loop]
