"""The same load against each system, in turns."""

import contextlib
import random
import statistics
from collections.abc import Generator, Mapping, Sequence
from typing import Any

from tests.load.coauthoring.servers import Ours, Peer, load, workplace

LOADS = {
    "10 documents x 5, 200 edits/s": {"documents": 10, "people": 5, "rate": 200},
    "400 people in one, 20 edits/s": {"documents": 1, "people": 400, "rate": 20},
    "50 documents x 5, 2,500 edits/s": {"documents": 50, "people": 5, "rate": 2500},
}
SYSTEMS = ("jusoor sqlite", "jusoor postgres", "jusoor two", "y-websocket", "hocuspocus", "hocuspocus two")  # fmt: skip
# What one process bears is asked of one process.
ALONE = ("jusoor sqlite", "y-websocket", "hocuspocus")
SESSIONS = 50


@contextlib.contextmanager
def standing(names: Sequence[str], documents: int) -> Generator[dict[str, Any]]:
    """Each system with its folder and database, not running."""
    with workplace() as folder, contextlib.ExitStack() as stack:
        found: dict[str, Any] = {}
        for name in names:
            kind, _space, how = name.partition(" ")
            place = folder / name.replace(" ", "-")
            place.mkdir()
            if kind == "jusoor":
                found[name] = Ours(how, place, people=SESSIONS, documents=documents)
            else:
                found[name] = Peer(kind, place, processes=2 if how == "two" else 1)
            stack.callback(found[name].stop)
        yield found


def compare(count: int, seconds: int) -> None:
    """Print the table of loads.

    Args:
        count: rounds that count, after one that does not.
        seconds: of each round.
    """
    chance = random.Random(5)
    needed = sum(shape["documents"] for shape in LOADS.values()) * (count + 1)
    with standing(SYSTEMS, needed) as systems:
        first = 0
        for title, shape in LOADS.items():
            names = SYSTEMS if shape["rate"] == 200 else ALONE
            found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
            for number in range(count + 1):
                order = list(names)
                chance.shuffle(order)
                numbers = range(first, first + shape["documents"])
                first = numbers.stop
                for name in order:
                    told = one_round(name.partition(" ")[0], systems[name], numbers, shape, seconds)
                    if number:
                        found[name].append(told)
            print(title, flush=True)
            for name in names:
                print(f"  {name:<16} {spreads(found[name])}", flush=True)


def one_round(
    kind: str, server: Any, numbers: range, shape: Mapping[str, int], seconds: int
) -> dict[str, float]:
    """What was seen in one round of one system."""
    server.start()
    try:
        told = load(
            {
                "kind": kind,
                "urls": server.urls,
                "documents": server.named(numbers),
                "people": shape["people"],
                "rate": shape["rate"],
                "seconds": seconds,
                "warm": 2,
                "pids": [process.pid for process in server.processes],
            }
        )
    finally:
        server.kill()
    return {**told, "share": told["seen"] / max(1, told["expected"])}


def spreads(rows: Sequence[Mapping[str, float]]) -> str:
    keys = ("seen50", "seen95", "stored95", "cpu", "share")
    return "  ".join(f"{key} {spread([row[key] for row in rows])}" for key in keys)


def spread(values: Sequence[float | None], digits: int = 1) -> str:
    """Median with quartiles."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return "–"
    low, high = known[len(known) // 4], known[len(known) * 3 // 4]
    return f"{statistics.median(known):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"
