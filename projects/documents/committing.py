"""Store what waits, many documents in one transaction, then acknowledge and show it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from projects.documents import store, wire
from projects.documents.models import OPEN, Level
from projects.documents.room import (
    FAILED,
    FORBIDDEN,
    MALFORMED,
    NOT_ALLOWED,
    Member,
    Room,
    Waiting,
)
from projects.documents.store import Batch, Edit, Stored
from projects.documents.wire import Bad

log = logging.getLogger(__name__)

MOST_ROOMS, MOST_EDITS = 64, 500

type Run = Callable[..., Awaitable[Any]]


@dataclass(slots=True)
class Taken:
    """What one commit takes of a room."""

    room: Room
    waiting: Sequence[Waiting]
    edits: list[Edit] = field(default_factory=list)
    is_broken: bool = False


class Committer:
    """Commits the waiting edits of rooms; while one commit runs, the next edits gather.

    Args:
        run: runs a blocking function in the thread that writes.
        tell: tells the other processes what was stored.
    """

    def __init__(self, run: Run, tell: Callable[[Room, int, Sequence[bytes]], None]):
        self.run, self.tell = run, tell
        self.dirty: dict[int, Room] = {}
        self.wake = asyncio.Event()
        self.commits = self.edits = 0

    def add(self, room: Room, waiting: Waiting) -> None:
        """One more edit waits."""
        room.waiting.append(waiting)
        self.dirty[room.document] = room
        self.wake.set()

    async def work(self) -> None:
        """For ever: commit whatever waits."""
        while True:
            await self.wake.wait()
            self.wake.clear()
            while self.dirty:
                await self.commit()

    async def commit(self) -> None:
        """One transaction for up to `MOST_ROOMS` documents."""
        chosen = [self.dirty[key] for key in sorted(self.dirty)[:MOST_ROOMS]]
        for room in chosen:
            await room.lock.acquire()
        try:
            taken = [await self._take(room) for room in chosen]
            await self._store(taken)
        finally:
            for room in chosen:
                room.lock.release()

    async def _take(self, room: Room) -> Taken:
        """Apply what waits in this room to the text in memory, as far as it goes."""
        # A room that failed meanwhile has nothing that waits.
        found = Taken(room, room.waiting[:MOST_EDITS])
        del room.waiting[:MOST_EDITS]
        for number, one in enumerate(found.waiting):
            try:
                new = room.place(one.payload) if one.payload else b""
            except Bad:
                log.warning("An edit of person %s broke a text.", one.member.who.id)
                # What comes after may build on it, so it is asked for anew instead of acknowledged.
                found.waiting, found.is_broken = found.waiting[:number], True
                room.waiting.clear()
                await refuse(one, MALFORMED, "malformed")
                break
            if new:
                found.edits.append(Edit(new, one.member.who.id))
        if not room.waiting:
            self.dirty.pop(room.document, None)
        return found

    async def _store(self, taken: Sequence[Taken]) -> None:
        batches = {one.room.document: batch_of(one) for one in taken if one.edits}
        try:
            answers = await self.run(store.append, list(batches.values())) if batches else {}
        except Exception:
            log.exception("A commit failed; its documents are tried one by one.")
            answers = {}
            for document, batch in batches.items():
                try:
                    answers |= await self.run(store.append, [batch])
                except Exception:
                    log.exception("Document %s could not be stored.", document)
        for one in taken:
            answer = answers.get(one.room.document)
            if one.edits and answer is None:
                await self._failed(one.room)
            else:
                await self._answer(one, answer or Stored(last=one.room.seq))
        self.commits += 1
        self.edits += sum(len(one.edits) for one in taken)

    async def _answer(self, taken: Taken, answer: Stored) -> None:
        room, payloads = taken.room, [edit.payload for edit in taken.edits]
        if answer.strangers or answer.has_changed:
            await self._not_stored(taken, answer)
            return
        if answer.missed:
            room.take_stored(answer.missed, answer.last - len(payloads))
        room.stored(payloads, answer.last)
        await room.show([*answer.missed, *payloads])
        highest: dict[Member, int] = defaultdict(int)
        for one in taken.waiting:
            highest[one.member] = max(highest[one.member], one.n)
        for member, n in highest.items():
            await member.send(wire.ack(n, answer.last))
        if payloads:
            self.tell(room, answer.last, payloads)
        if answer.is_reload or taken.is_broken:
            await self.refill(room)

    async def _not_stored(self, taken: Taken, answer: Stored) -> None:
        """Rights or state changed meanwhile: everybody is asked again, and nobody saw anything."""
        room = taken.room
        await self.refill(room)
        await ask_again(room)
        is_open = room.state in OPEN
        for one in taken.waiting:
            if one.member.who.id in answer.strangers or one.member.level < Level.WRITE:
                await refuse(one, FORBIDDEN, "forbidden")
            elif not is_open:
                await one.member.send(wire.refused(one.n, NOT_ALLOWED, "closed"))

    async def refill(self, room: Room) -> None:
        """Read a room anew from the database and ask its members for what is missing there."""
        try:
            room.fill(await self.run(store.load, room.document))
        except Exception:
            log.exception("Document %s could not be read again.", room.public_id)
            await self._failed(room)
            return
        if room.state in OPEN:
            await room.resync()

    async def _failed(self, room: Room) -> None:
        """Nothing can be said of what is stored: every connection begins anew, keeping its own copy."""
        room.forget()
        for member in list(room.members):
            await member.close(FAILED)


def batch_of(taken: Taken) -> Batch:
    """What is stored of one room."""
    room = taken.room
    return Batch(room.document, room.project, room.seq, room.epoch, taken.edits)


async def refuse(one: Waiting, code: int, key: str) -> None:
    """Say that this edit is not stored and never will be, and end the connection."""
    await one.member.send(wire.refused(one.n, code, key))
    await one.member.close(code)


async def ask_again(room: Room) -> None:
    """Ask for every member what it may do now; who may not even read has to go."""
    for member in list(room.members):
        await ask(member)
        if member.level < Level.READ:
            await member.close(FORBIDDEN)
        else:
            await member.send(wire.told(wire.MODE, mode_of(room, member)))


async def ask(member: Member) -> None:
    """Ask what this member may do now."""
    if member.ask is not None:
        member.level, member.epoch = await member.ask()


def mode_of(room: Room, member: Member) -> bytes:
    """What a connection may do here, as the browser is told."""
    level = member.level if room.state in OPEN else min(member.level, Level.COMMENT)
    return b'{"mode":"%s","state":"%s"}' % (Level(level).name.lower().encode(), room.state.encode())
