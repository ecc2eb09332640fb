"""One open document in one process: what is known of it, who is in it, and what waits to be stored.

Everything here runs on one event loop. An edit is checked, applied to the text in memory, stored, and only
then acknowledged and shown; whoever asks for the whole text gets it between two commits.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, merge_updates

from projects.documents import wire
from projects.documents.models import Level
from projects.documents.presence import Who
from projects.documents.schema import LARGEST as LARGEST_DOCUMENT
from projects.documents.store import Loaded
from projects.documents.updates import Update, lacks, read_update, splits
from projects.documents.wire import Bad

log = logging.getLogger(__name__)

MALFORMED, ANONYMOUS, FORBIDDEN, UNKNOWN, GONE = 4400, 4401, 4403, 4404, 4410
TOO_LARGE, NOT_ALLOWED, TOO_FAST, FAILED, RESTARTING, TOO_SLOW = 4413, 4422, 4429, 4500, 4503, 4508

LARGEST_UPDATE = 512 * 1024
READ_ON_LOOP = 32 * 1024
MOST_WAITING, MOST_WAITING_BYTES = 2000, 4 * 1024 * 1024


@dataclass(eq=False, slots=True)
class Member:
    """One connection in a room.

    Attributes:
        send: hands one frame to the browser.
        close: ends the connection with a code.
        level: what the person may do, as asked when the rights of the document were those of `epoch`.
        client: the client id of its presence, once known.
        ask: asks anew what the person may do, and at which epoch.
    """

    who: Who
    city: int | None
    send: Callable[[bytes], Awaitable[None]]
    close: Callable[[int], Awaitable[None]]
    level: Level = Level.NOTHING
    epoch: int = 0
    client: int | None = None
    clock: int = 0
    caret: Any = None
    ask: Callable[[], Awaitable[tuple[Level, int]]] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edit that was checked and waits for its commit; empty: it brings nothing new."""

    member: Member
    n: int
    payload: bytes


@dataclass(eq=False)
class Room:
    """A document with its members."""

    document: int
    public_id: str
    project: int = 0
    stream: str = ""
    seq: int = 0
    epoch: int = 0
    state: str = ""
    doc: Doc = field(default_factory=Doc)
    known: dict[int, int] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    authors: dict[int, int] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    size: int = 0
    is_ready: bool = False
    # Carets in other processes: client → clock, state, when it was heard.
    elsewhere: dict[int, tuple[int, str, float]] = field(default_factory=dict)
    moved: set[Member] = field(default_factory=set)
    left: list[tuple[int, int]] = field(default_factory=list)
    news: set[int] = field(default_factory=set)
    written_at: float = 0.0
    first_undrawn_at: float = 0.0
    has_news: bool = False
    unfolded: int = 0

    def __post_init__(self) -> None:
        self.lock = asyncio.Lock()
        self._whole: bytes | None = None
        self._event: bytes = b""
        self._watch: Any = None

    # — the text in memory —

    def fill(self, loaded: Loaded) -> None:
        """Begin anew from what the database holds."""
        self.forget()
        self.project, self.stream, self.seq = loaded.project, loaded.stream, loaded.seq
        self.epoch, self.state = loaded.epoch, loaded.state
        self.authors = dict(loaded.authors)
        self.doc = Doc()
        self.known, self.pairs = {}, set()
        for payload in loaded.payloads:
            self._take(payload)
        self._watch = self.doc.observe(self._heard)
        self.size = sum(map(len, loaded.payloads))
        self.unfolded = len(loaded.payloads)
        self._whole = None
        self.is_ready = True

    def forget(self) -> None:
        """Let the text go; an observer that stays would keep it in memory for ever."""
        if self._watch is not None:
            self.doc.unobserve(self._watch)
            self._watch = None
        self.is_ready = False
        # What waited built on a text that may not be there; it is asked for again.
        self.waiting.clear()

    def _heard(self, event: Any) -> None:
        self._event = bytes(event.update)

    def _take(self, payload: bytes) -> None:
        """Apply what is stored already."""
        self._note(read_update(payload, is_ours=True))
        self.doc.apply_update(payload)

    def _note(self, update: Update) -> None:
        for client, clock, length in update.structs:
            if clock + length > self.known.get(client, 0):
                self.known[client] = clock + length
        if update.pairs:
            self.pairs.update(update.pairs)

    def expect(self, update: Update) -> None:
        """A checked edit waits for its commit; what comes next may build on it."""
        self._note(update)

    def place(self, payload: bytes) -> bytes:
        """Apply a checked edit of a browser and return what is new in it; empty when nothing is.

        Raises:
            Bad: the library cannot place it; the room has to be filled again.
        """
        self._event = b""
        try:
            self.doc.apply_update(payload)
        except BaseException as error:  # its panics are no Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit, asyncio.CancelledError)):
                raise
            raise Bad("It cannot be applied.") from error
        new, self._event = self._event, b""
        return new

    def take_stored(self, payloads: Sequence[bytes], upto: int) -> None:
        """Apply what others stored meanwhile; `upto` is where the document stands then."""
        for payload in payloads:
            self._take(payload)
        self.size += sum(map(len, payloads))
        self.seq = upto
        self._whole = None

    def stored(self, payloads: Sequence[bytes], last: int) -> None:
        """The edits that were applied are in the database now."""
        self.size += sum(map(len, payloads))
        self.unfolded += len(payloads)
        self.seq = last
        self._whole = None

    def wrote(self) -> None:
        """Somebody has just written."""
        now = time.monotonic()
        self.written_at, self.has_news = now, True
        self.first_undrawn_at = self.first_undrawn_at or now

    def is_drawing_due(self, now: float, *, after: float, at_latest: float) -> bool:
        """Whether readers should get the text anew; asked once, it is not due again."""
        if not self.first_undrawn_at:
            return False
        if now - self.written_at < after and now - self.first_undrawn_at < at_latest:
            return False
        self.first_undrawn_at = 0.0
        return True

    def lacking(self, state: bytes) -> bytes:
        """What a browser with this state vector lacks; ask under `lock` only, between commits."""
        if state != b"\x00":
            return bytes(self.doc.get_update(state))
        if self._whole is None:
            self._whole = bytes(self.doc.get_update())
        return self._whole

    def state_vector(self) -> bytes:
        return bytes(self.doc.get_state())

    # — what comes in —

    def check(self, member: Member, update: Update) -> None:
        """Whether this edit may be placed here, as far as it can be said without the database.

        Raises:
            Refusal: with the code for the browser.
        """
        for client in update.clients:
            if self.authors.get(client, member.who.id) != member.who.id:
                raise Refusal(NOT_ALLOWED, "author")
        if splits(update, self.pairs):
            raise Refusal(MALFORMED, "half")

    def lacks(self, update: Update) -> bool:
        return lacks(update, self.known)

    def would_be_too_large(self, payload: bytes) -> bool:
        """Whether the text would be larger than can be kept. The log grows with every letter that comes
        and goes, so when it seems too large the text itself is measured."""
        if self.size + len(payload) > LARGEST_DOCUMENT:
            self.size = len(self.doc.get_update())
        return self.size + len(payload) > LARGEST_DOCUMENT

    @property
    def is_full(self) -> bool:
        """Whether so much waits to be stored that no more is taken."""
        return (
            len(self.waiting) >= MOST_WAITING
            or sum(len(one.payload) for one in self.waiting) >= MOST_WAITING_BYTES
        )

    # — what goes out —

    async def send_all(self, frame: bytes) -> None:
        """Hand one frame to everybody; a connection that is going away is no reason to stop."""
        for member in list(self.members):
            with contextlib.suppress(Exception):
                await member.send(frame)

    async def show(self, payloads: Sequence[bytes]) -> None:
        """Show stored edits to everybody in one frame."""
        if payloads and self.members:
            one = payloads[0] if len(payloads) == 1 else bytes(merge_updates(*payloads))
            await self.send_all(wire.sync(wire.UPDATE, one))

    async def resync(self) -> None:
        """Ask everybody for what is missing here, after the text was read anew."""
        await self.send_all(wire.told(wire.RESYNC, self.state_vector()))


class Refusal(Exception):
    """An edit is not taken: the code for the browser, and a word for the log."""

    def __init__(self, code: int, key: str) -> None:
        super().__init__(key)
        self.code, self.key = code, key


async def read_submitted(payload: bytes) -> Update:
    """Read an edit of a browser; a large one beside the event loop.

    Raises:
        Refusal: it is too large or damaged.
    """
    if len(payload) > LARGEST_UPDATE:
        raise Refusal(TOO_LARGE, "large")
    try:
        if len(payload) <= READ_ON_LOOP:
            return read_update(payload)
        return await asyncio.to_thread(read_update, payload)
    except Bad as bad:
        raise Refusal(MALFORMED, str(bad)) from bad
