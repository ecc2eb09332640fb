"""Frames of the protocol ``jusoor.v1`` and the strict reader of what they carry.

Integers are unsigned with seven bits a byte, lowest first; ``bytes`` is a length and so many bytes. The
format of updates is that of Yjs 13 (``encodeStateAsUpdate``, version 1).
"""

import zlib
from collections.abc import Iterable

SYNC, PRESENCE = 0, 1
STEP_1, STEP_2, UPDATE = 0, 1, 2
SUBMIT, ACK, REFUSED, HELLO, MODE, RESYNC, MARK, PACKED, ASK_PACKED = range(0x40, 0x49)
LONGEST_INTEGER = 8
LARGEST = 2**53 - 1


class Bad(Exception):
    """What was sent is not what the protocol says; `str()` says what, without a word of the text."""


class Reader:
    """Reads one piece of bytes from front to back, never beyond its end."""

    __slots__ = ("at", "data", "end")

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.end = data, 0, len(data)

    @property
    def left(self) -> int:
        return self.end - self.at

    def byte(self) -> int:
        if self.at >= self.end:
            raise Bad("It ends too early.")
        value = self.data[self.at]
        self.at += 1
        return value

    def number(self) -> int:
        """An integer of at most 53 bits in at most eight bytes."""
        data, at = self.data, self.at
        if at < self.end and (first := data[at]) < 0x80:
            self.at = at + 1
            return first
        value = shift = 0
        last = min(self.end, at + LONGEST_INTEGER)
        while at < last:
            part = data[at]
            at += 1
            value |= (part & 0x7F) << shift
            if part < 0x80:
                if value > LARGEST:
                    raise Bad("A number is too large.")
                self.at = at
                return value
            shift += 7
        raise Bad("A number is too long.")

    def count(self, each: int = 1) -> int:
        """How many things follow; each has at least `each` bytes, so there cannot be more than fit."""
        found = self.number()
        if found * each > self.left:
            raise Bad("It announces more than there is.")
        return found

    def signed(self) -> None:
        """Step over an integer with a sign, as `writeAny` has it."""
        part = self.byte()
        more = LONGEST_INTEGER
        while part & 0x80:
            more -= 1
            if not more:
                raise Bad("A number is too long.")
            part = self.byte()

    def bytes(self) -> bytes:
        size = self.count()
        self.at += size
        return self.data[self.at - size : self.at]

    def text(self) -> str:
        try:
            return self.bytes().decode()
        except UnicodeDecodeError as error:
            raise Bad("A text is not written in UTF-8.") from error

    def finish(self) -> None:
        if self.at != self.end:
            raise Bad("Something stands after the end.")


def number(value: int) -> bytes:
    """`value` as the format writes it."""
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def sized(data: bytes) -> bytes:
    """`data` with its length before it."""
    return number(len(data)) + data


def sync(kind: int, data: bytes) -> bytes:
    """A frame of the synchronisation: `STEP_1`, `STEP_2` or `UPDATE`."""
    return bytes((SYNC, kind)) + sized(data)


def packed(frame: bytes) -> bytes:
    """A long frame made small (raw DEFLATE), for whoever asked by `ASK_PACKED` in place of step 1."""
    maker = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return bytes((PACKED,)) + sized(maker.compress(frame) + maker.flush())


def presence(data: bytes) -> bytes:
    """A frame of presence."""
    return bytes((PRESENCE,)) + sized(data)


def ack(n: int, seq: int) -> bytes:
    """Everything of this connection up to `n` is stored; the document stands at `seq`."""
    return bytes((ACK,)) + number(n) + number(seq)


def refused(n: int, code: int, key: str) -> bytes:
    """What was sent as `n` is not stored and never will be."""
    return bytes((REFUSED,)) + number(n) + number(code) + sized(key.encode())


def told(kind: int, data: bytes) -> bytes:
    """A frame of `HELLO`, `MODE`, `RESYNC` or `MARK`."""
    return bytes((kind,)) + sized(data)


def read_frame(frame: bytes) -> tuple[int, int, bytes]:
    """One frame of a browser: its type, the number of a SUBMIT or the kind of a sync, and the payload.

    Raises:
        Bad: it is none that a browser may send.
    """
    reader = Reader(frame)
    kind = reader.number()
    if kind == SYNC:
        part = reader.number()
        if part != STEP_1:
            raise Bad("Only step 1 is asked for; content comes by SUBMIT.")
    elif kind == ASK_PACKED:
        kind, part = SYNC, ASK_PACKED
    elif kind == SUBMIT:
        part = reader.number()
    elif kind == PRESENCE:
        part = 0
    else:
        raise Bad("This kind of message is not known.")
    data = reader.bytes()
    reader.finish()
    return kind, part, data


def read_state(data: bytes) -> dict[int, int]:
    """A state vector: client → how many of its clocks are known.

    Raises:
        Bad: it is none.
    """
    reader = Reader(data)
    found: dict[int, int] = {}
    for _each in range(reader.count(2)):
        client = reader.number()
        found[client] = reader.number()
    reader.finish()
    return found


def write_state(state: Iterable[tuple[int, int]]) -> bytes:
    """A state vector as bytes."""
    rows = list(state)
    return number(len(rows)) + b"".join(number(c) + number(k) for c, k in rows)
