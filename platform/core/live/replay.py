"""What somebody missed: entries after a position, or that there were too many."""

from dataclasses import dataclass

from core.journal.models import Entry, Stream

MOST = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """Entries in their order, the present position, and whether everything has to be read anew."""

    entries: list[tuple[int, str]]
    position: int
    is_too_much: bool = False


def position_of(name: str) -> int:
    """How far a stream is; nought when nothing was recorded yet."""
    return Stream.objects.filter(name=name).values_list("position", flat=True).first() or 0


def positions(names: list[str]) -> dict[str, int]:
    """How far many streams are. One query."""
    return dict(Stream.objects.filter(name__in=names).values_list("name", "position"))


def missed(name: str, *, since: int | None) -> Missed:
    """What was recorded after the position `since`; None: nothing was seen yet, so nothing was missed."""
    now = position_of(name)
    if since is None or since == now:
        return Missed([], now)
    if since > now or now - since > MOST:
        return Missed([], now, is_too_much=True)
    rows = Entry.objects.filter(stream__name=name, position__gt=since, position__lte=now)
    return Missed(list(rows.order_by("position").values_list("position", "kind")), now)
