"""Tell where carets stand: all that moved within a tenth of a second in one frame."""

import asyncio
import contextlib
import time
from typing import Any

from projects.documents import presence
from projects.documents.room import Member, Room

EVERY, FORGOTTEN_AFTER = 0.1, 30.0
GONE = "null"


class Carets:
    """The carets of all rooms of one process.

    Args:
        share: sends carets to the other processes.
    """

    def __init__(self, share: Any) -> None:
        self._share = share
        self._rooms: dict[int, Room] = {}
        self._wake = asyncio.Event()

    def moved(self, room: Room, member: Member, client: int, clock: int, caret: Any) -> None:
        """Somebody's caret moved, or is gone (None)."""
        member.client, member.clock, member.caret = client, clock, caret
        room.moved.add(member)
        self.stir(room)

    def stir(self, room: Room) -> None:
        """Something in this room has to be told."""
        self._rooms[room.document] = room
        self._wake.set()

    def heard(self, room: Room, carets: list[tuple[int, int, str]]) -> None:
        """Carets of another process."""
        now = time.monotonic()
        for client, clock, state in carets:
            room.elsewhere[client] = (clock, state, now)
        room.news.update(client for client, _clock, _state in carets)
        self.stir(room)

    async def work(self) -> None:
        """For ever: a frame for each room in which something moved."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            rooms, self._rooms = self._rooms, {}
            for room in rooms.values():
                with contextlib.suppress(Exception):  # carets are never worth a text
                    await self._tell(room)
            await asyncio.sleep(EVERY)

    async def _tell(self, room: Room) -> None:
        own = [
            (member.client, member.clock, state_of(member))
            for member in room.moved
            if member.client is not None
        ]
        own += [(client, clock, GONE) for client, clock in room.left]
        news = [(c, *room.elsewhere[c][:2]) for c in room.news if c in room.elsewhere]
        room.moved.clear()
        room.left.clear()
        room.news.clear()
        if own or news:
            await room.send_all(presence.frame([*own, *news]))
        if own:
            await self._share(room, own)
        for client, _clock, state in news:
            if state == GONE:
                room.elsewhere.pop(client, None)

    @staticmethod
    async def show(room: Room, member: Member) -> None:
        """Tell a newcomer who is there."""
        now = time.monotonic()
        for client, (_clock, _state, heard) in list(room.elsewhere.items()):
            if now - heard > FORGOTTEN_AFTER:
                del room.elsewhere[client]
        there = [
            (other.client, other.clock, state_of(other))
            for other in room.members
            if other is not member and other.client is not None
        ][-presence.MOST_SHOWN :]
        there += [(c, clock, state) for c, (clock, state, _at) in room.elsewhere.items()]
        if there:
            await member.send(presence.frame(there))


def state_of(member: Member) -> str:
    """What is told of a connection."""
    return GONE if member.caret is None else presence.state_of(member.who, member.caret)
