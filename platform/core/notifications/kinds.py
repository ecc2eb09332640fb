"""The kinds of notes: what each is called, how it is sent unless a person chose, what it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.notifications.models import Pace

if TYPE_CHECKING:
    from core.notifications.models import Note


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees of a note: the thing it is about, one sentence, and where it leads."""

    title: str
    sentence: str
    address: str


type Tell = Callable[[Iterable[Note], Any, str], Mapping[int, Line]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note; `tell` makes the lines of many notes at once, without those that their
    person may no longer see: ``(notes, person, language) -> {note id: line}``."""

    code: str
    label: Any
    pace: Pace
    tell: Tell


_kinds: dict[str, Kind] = {}


def kind(code: str, *, label: Any, pace: Pace) -> Callable[[Tell], Tell]:
    """Register a kind; a doubled code fails at start."""

    def register(tell: Tell) -> Tell:
        if code in _kinds:
            raise ValueError(f"The kind {code!r} is registered twice.")
        _kinds[code] = Kind(code, label, pace, tell)
        return tell

    return register


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of their registration."""
    return tuple(_kinds.values())


def kind_of(code: str) -> Kind | None:
    """The kind of this code; None when a later release has dropped it."""
    return _kinds.get(code)


def leading(
    notes: Iterable["Note"],
    *,
    key: str,
    rows: Callable[[set[int]], Iterable[Any]],
    sentence: Callable[["Note"], Any],
    title: Callable[[Any], str] = str,
) -> dict[int, Line]:
    """Lines that lead to the thing each note is about, for whoever may still see it.

    Args:
        key: under which name the facts hold the number of the thing.
        rows: the things with these numbers that the reader may see; each knows its own address.
        sentence: what a note says; nothing leaves the note out.
    """
    listed = list(notes)
    found = {row.pk: row for row in rows({note.entry.values[key] for note in listed})}
    told = {}
    for note in listed:
        thing = found.get(note.entry.values[key])
        if thing is not None and (words := sentence(note)):
            told[note.pk] = Line(title(thing), str(words), thing.get_absolute_url())
    return told


def lines(notes: Iterable["Note"], person: Any, language: str) -> dict[int, Line]:
    """The lines of notes of any kinds; those that cannot be told any more are left out."""
    by_kind: dict[str, list[Note]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(note)
    told: dict[int, Line] = {}
    for code, listed in by_kind.items():
        found = _kinds.get(code)
        if found is not None:
            told.update(found.tell(listed, person, language))
    return told
