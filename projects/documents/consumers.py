"""The socket of a document: who may open it, and frames from and to its room."""

import asyncio
import contextlib
import json
import logging
from collections import deque
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import prefetch_related_objects

from core.access.rules import visible
from core.cities.models import City
from projects.documents import presence, wire
from projects.documents.committing import mode_of
from projects.documents.models import Document, DocumentState, Level
from projects.documents.policy import open_level
from projects.documents.presence import Who
from projects.documents.rates import Rates
from projects.documents.room import (
    ANONYMOUS,
    FAILED,
    GONE,
    LARGEST_UPDATE,
    MALFORMED,
    NOT_ALLOWED,
    TOO_FAST,
    TOO_LARGE,
    TOO_SLOW,
    UNKNOWN,
    Member,
    Refusal,
    Room,
)
from projects.documents.rooms import rooms
from projects.documents.schema import LARGEST, VERSION
from projects.documents.wire import Bad
from projects.partnerships.team import standing_of

log = logging.getLogger(__name__)

PROTOCOL = "jusoor.v1"
LARGEST_FRAME = 640 * 1024
LARGEST_STATE = 64 * 1024
# Below this a frame is sent as it is.
SMALL = 4 * 1024
MOST_UNSENT = 4 * 1024 * 1024


class Line:
    """What still has to be sent to one browser; whoever reads too slowly has to begin anew."""

    def __init__(self, send: Any) -> None:
        self._send, self._frames, self._bytes = send, deque[bytes](), 0
        self._more = asyncio.Event()
        self.code: int | None = None

    async def put(self, frame: bytes) -> None:
        if self.code is not None:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        if self._bytes > MOST_UNSENT:
            self.code = TOO_SLOW
        self._more.set()

    async def close(self, code: int) -> None:
        """End the line after what was put before."""
        if self.code is None:
            self.code = code
        self._more.set()

    async def work(self) -> None:
        """Send until the line ends."""
        while True:
            await self._more.wait()
            self._more.clear()
            while self._frames and self.code != TOO_SLOW:
                frame = self._frames.popleft()
                self._bytes -= len(frame)
                await self._send({"type": "websocket.send", "bytes": frame})
            if self.code is not None:
                await self._send({"type": "websocket.close", "code": self.code})
                return


async def document_socket(scope: Any, receive: Any, send: Any) -> None:
    """One connection, from the handshake to its end."""
    await receive()
    if PROTOCOL not in scope.get("subprotocols", ()):
        await send({"type": "websocket.close", "code": MALFORMED})
        return
    await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
    person = scope.get("user")
    if person is None or not person.is_authenticated:
        await send({"type": "websocket.close", "code": ANONYMOUS})
        return
    line = Line(send)
    sender = asyncio.create_task(line.work())
    room: Room | None = None
    member: Member | None = None
    try:
        key: UUID = scope["url_route"]["kwargs"]["public_id"]
        session = scope.get("session")
        document, member = await rooms().read(_admitted, person.pk, key, line, session)
        if document is None or member is None:
            await line.close(UNKNOWN)
        elif document.state == DocumentState.ARCHIVED:
            await line.close(GONE)
        else:
            room = await rooms().enter(document.pk, str(document.public_id), member)
            await _greet(room, member)
        reader = asyncio.create_task(_serve(room, member, line, receive))
        await asyncio.wait({reader, sender}, return_when=asyncio.FIRST_COMPLETED)
        if not reader.done():
            reader.cancel()
        elif error := reader.exception():
            raise error
    except Exception:
        log.exception("The socket of a document ended.")
        await line.close(FAILED)
    finally:
        if room is not None and member is not None:
            await rooms().leave(room, member)
        await line.close(1000)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(sender, 10)


def _admitted(
    person_id: int, key: UUID, line: Line, session: Any
) -> tuple[Document | None, Member | None]:
    """The document as this person sees it, and their place in its room."""
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    found = visible(person, Document.objects.select_related("project")) if person else None
    document = found.filter(public_id=key).first() if found is not None else None
    if document is None:
        return None, None
    prefetch_related_objects([document], "grants")
    mine = standing_of(person, document.project).cities
    city = City.objects.filter(pk__in=mine).order_by("slug").first()
    who = Who(person_id, str(person), city.slug if city else "", city.name if city else "")

    async def ask() -> tuple[Level, int]:
        return await rooms().read(_level, person_id, document.pk, session)

    member = Member(
        who=who, city=city.pk if city else None, send=line.put, close=line.close, ask=ask
    )
    member.level, member.epoch = open_level(person, document), document.access_epoch
    return document, member


def _level(person_id: int, document_id: int, session: Any) -> tuple[Level, int]:
    """What a person may do now, and the epoch that was read before it was asked: nothing once they have
    signed out."""
    document = Document.objects.select_related("project").filter(pk=document_id).first()
    if document is None:
        return Level.NOTHING, -1
    if session is not None and session.session_key and not session.exists(session.session_key):
        return Level.NOTHING, document.access_epoch
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    level = open_level(person, document) if person else Level.NOTHING
    return level, document.access_epoch


async def _greet(room: Room, member: Member) -> None:
    """Say who and where one is, and ask what the server lacks."""
    hello = {
        "protocol": PROTOCOL,
        "schema": VERSION,
        **json.loads(mode_of(room, member)),
        "head": room.seq,
        "limits": {"update": LARGEST_UPDATE, "document": LARGEST},
        "person": member.who.told(),
    }
    await member.send(wire.told(wire.HELLO, json.dumps(hello).encode()))
    async with room.lock:
        await member.send(wire.sync(wire.STEP_1, room.state_vector()))
    await rooms().show_present(room, member)


async def _serve(room: Room | None, member: Member | None, line: Line, receive: Any) -> None:
    """Take frames until the browser ends, or is told to."""
    rates = Rates()
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        if room is None or member is None:
            continue
        frame = message.get("bytes")
        try:
            if frame is None:
                raise Refusal(MALFORMED, "text")
            if len(frame) > LARGEST_FRAME:
                raise Refusal(TOO_LARGE, "frame")
            await _take(room, member, rates, frame)
        except (Refusal, Bad) as error:
            code = error.code if isinstance(error, Refusal) else MALFORMED
            log.warning(
                "Document %s, person %s, %s bytes: %s; %s",
                room.public_id,
                member.who.id,
                len(frame or b""),
                error,
                (frame or b"")[:32].hex(),
            )
            await line.close(code)
            return


async def _take(room: Room, member: Member, rates: Rates, frame: bytes) -> None:
    """Do what one frame asks."""
    kind, part, data = wire.read_frame(frame)
    if kind == wire.SUBMIT:
        if not (rates.edits.take() and rates.bytes.take(len(data))):
            raise Refusal(TOO_FAST, "fast")
        try:
            await rooms().submit(room, member, part, data)
        except Refusal as refusal:
            await member.send(wire.refused(part, refusal.code, refusal.key))
            raise
    elif kind == wire.SYNC:
        if not rates.states.take():
            raise Refusal(TOO_FAST, "fast")
        if len(data) > LARGEST_STATE:
            raise Refusal(TOO_LARGE, "state")
        wire.read_state(data)
        whole = wire.sync(wire.STEP_2, await rooms().lacking(room, data))
        if part == wire.ASK_PACKED and len(whole) > SMALL:
            whole = await asyncio.to_thread(wire.packed, whole)
        await member.send(whole)
    else:
        if not rates.presence.take():
            raise Refusal(TOO_FAST, "fast")
        client, clock, caret = presence.read(data)
        if room.authors.get(client, member.who.id) != member.who.id or (
            member.client not in (None, client)
        ):
            raise Refusal(NOT_ALLOWED, "presence")
        rooms().moved(room, member, client, clock, caret)
