"""The strict reader of Yjs updates: what an update holds, and whether it can be placed.

Everything is checked before the library that merges texts sees a byte of it: that library believes what it
is told, and waits without a word for what it cannot place.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from projects.documents.schema import ELEMENTS, MARKS, ROOT
from projects.documents.wire import Bad, Reader

DEEPEST = 12
MOST_ATTRIBUTE = 20_000
GC, DELETED, JSON_, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)
XML_ELEMENT, XML_TEXT = 3, 6
ORIGIN, RIGHT_ORIGIN, PARENT_SUB = 0x80, 0x40, 0x20


@dataclass(slots=True)
class Update:
    """What an update holds.

    Attributes:
        structs: (client, first clock, length) of everything new, in the order of the update.
        origins: (client, clock) after which something was put.
        rights: (client, clock) before which something was put.
        parents: (client, clock) of elements that something was put into.
        deletions: (client, first clock, length).
        pairs: (client, clock) of the second halves of UTF-16 pairs that it brings.
        strings: (client, first clock, length) of every piece of text.
    """

    structs: list[tuple[int, int, int]] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    rights: list[tuple[int, int]] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    deletions: list[tuple[int, int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    strings: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.structs and not self.deletions

    @property
    def clients(self) -> set[int]:
        """Who wrote what is new in it."""
        return {client for client, _clock, _length in self.structs}


def read_update(data: bytes, *, is_ours: bool = False) -> Update:
    """Read an update and refuse all that no editor of ours writes.

    Args:
        is_ours: it comes from the database, where also gaps and collected things are in place.

    Raises:
        Bad: it is damaged, or holds what the schema does not know.
    """
    reader, found = Reader(data), Update()
    for _client in range(reader.count(3)):
        structs = reader.count()
        client = reader.number()
        clock = reader.number()
        for _struct in range(structs):
            length = _struct_of(reader, found, client, clock, is_ours=is_ours)
            if length < 1:
                raise Bad("A piece has no length.")
            clock += length
            if clock > 2**53 - 1:
                raise Bad("A number is too large.")
    for _client in range(reader.count(2)):
        client = reader.number()
        for _range in range(reader.count(2)):
            first, length = reader.number(), reader.number()
            if length < 1:
                raise Bad("A deletion has no length.")
            found.deletions.append((client, first, length))
    reader.finish()
    return found


def _struct_of(reader: Reader, found: Update, client: int, clock: int, *, is_ours: bool) -> int:
    info = reader.byte()
    content = info & 0x1F
    if content in (GC, SKIP):
        length = reader.number()
        if not is_ours and content == SKIP:
            raise Bad("It has a gap.")
        if content == GC:
            found.structs.append((client, clock, length))
        return length
    if info & ORIGIN:
        found.origins.append((reader.number(), reader.number()))
    if info & RIGHT_ORIGIN:
        found.rights.append((reader.number(), reader.number()))
    name = None
    if not info & (ORIGIN | RIGHT_ORIGIN):
        if reader.number() == 1:
            if reader.text() != ROOT:
                raise Bad("Only the body is written.")
        else:
            found.parents.append((reader.number(), reader.number()))
        if info & PARENT_SUB:
            name = reader.text()
            if name not in ATTRIBUTES:
                raise Bad("An attribute is not known.")
    length = _content(reader, found, client, clock, content, is_attribute=bool(info & PARENT_SUB))
    found.structs.append((client, clock, length))
    return length


ATTRIBUTES = frozenset(name for names in ELEMENTS.values() for name in names)


def _content(
    reader: Reader, found: Update, client: int, clock: int, content: int, *, is_attribute: bool
) -> int:
    """The content of an item; returns how many clocks it takes."""
    match content:
        case 1:  # deleted
            return reader.number()
        case 4:  # string
            text = reader.text()
            at = clock + len(text)
            if not text.isascii() and max(text) > "\uffff":
                at = clock
                for sign in text:
                    at += 1
                    if sign > "\uffff":
                        found.pairs.append((client, at))
                        at += 1
            found.strings.append((client, clock, at - clock))
            return at - clock
        case 6:  # format
            _check_mark(reader.text(), reader.text())
            return 1
        case 7:  # type
            kind = reader.number()
            if kind == XML_ELEMENT:
                if reader.text() not in ELEMENTS:
                    raise Bad("An element is not known.")
            elif kind != XML_TEXT:
                raise Bad("This kind of content is not known.")
            return 1
        case 8 if is_attribute:  # any
            count = reader.count()
            for _value in range(count):
                _any(reader, 0)
            return count
        case _:
            raise Bad("This kind of content is not known.")


def _check_mark(key: str, value: str) -> None:
    """A mark begins or ends: its name (overlapping ones carry a fingerprint behind two dashes) and
    attributes."""
    known = MARKS.get(key.partition("--")[0])
    if known is None or len(value) > MOST_ATTRIBUTE:
        raise Bad("A mark is not known.")
    try:
        attributes: Any = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise Bad("A mark cannot be read.") from error
    if attributes is None or attributes is True:
        return
    if not isinstance(attributes, dict) or not set(attributes) <= known:
        raise Bad("A mark has attributes that are not known.")
    if any(isinstance(value, (dict, list)) for value in attributes.values()):
        raise Bad("A mark has attributes that are not known.")


def _any(reader: Reader, depth: int) -> None:
    """Step over a value as `writeAny` has it."""
    if depth > DEEPEST:
        raise Bad("It is nested too deeply.")
    match reader.byte():
        case 127 | 126 | 121 | 120:
            return
        case 125:
            reader.signed()
        case 124:
            _skip(reader, 4)
        case 123 | 122:
            _skip(reader, 8)
        case 119:
            if len(reader.text()) > MOST_ATTRIBUTE:
                raise Bad("An attribute is too long.")
        case 118:
            for _each in range(reader.count(2)):
                reader.text()
                _any(reader, depth + 1)
        case 117:
            for _each in range(reader.count()):
                _any(reader, depth + 1)
        case _:
            raise Bad("A value is of a kind that is not known.")


def _skip(reader: Reader, size: int) -> None:
    if reader.left < size:
        raise Bad("It ends too early.")
    reader.at += size


def lacks(update: Update, state: Mapping[int, int]) -> bool:
    """Whether it refers to what is not known yet: it could be placed only later.

    Args:
        state: client → how many of its clocks are known.
    """
    known = dict(state)
    for client, clock, length in update.structs:
        if clock > known.get(client, 0):
            return True
        known[client] = max(known.get(client, 0), clock + length)
    for listed in (update.origins, update.rights, update.parents):
        for client, clock in listed:
            if clock >= known.get(client, 0):
                return True
    return any(first + length > known.get(client, 0) for client, first, length in update.deletions)


def splits(update: Update, pairs: Collection[tuple[int, int]]) -> bool:
    """Whether it cuts a character that takes two units of UTF-16 in half.

    Args:
        pairs: (client, clock) of the second halves in the text so far.
    """
    halves = {*update.pairs} if update.pairs else set()

    def is_half(client: int, clock: int) -> bool:
        return (client, clock) in pairs or (client, clock) in halves

    return (
        any(is_half(client, clock + 1) for client, clock in update.origins)
        or any(is_half(client, clock) for client, clock in update.rights)
        or any(is_half(client, clock) for client, clock, _length in update.strings)
        or any(
            is_half(client, first) or is_half(client, first + length)
            for client, first, length in update.deletions
        )
    )


def letters_of(state: bytes) -> dict[int, int]:
    """Units of text that stand in a whole state, by the client that wrote them."""
    update = read_update(state, is_ours=True)
    gone: dict[int, list[tuple[int, int]]] = {}
    for client, first, length in update.deletions:
        gone.setdefault(client, []).append((first, first + length))
    found: dict[int, int] = {}
    for client, clock, length in update.strings:
        left = length
        for first, end in gone.get(client, ()):
            left -= max(0, min(end, clock + length) - max(first, clock))
        found[client] = found.get(client, 0) + left
    return found
