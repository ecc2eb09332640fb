"""What documents cost that are there: memory, opening, bytes, visits, long absence, people who are cut off."""

from pathlib import Path
from typing import Any

from tests.load.coauthoring.rounds import ALONE, spread, standing
from tests.load.coauthoring.servers import Ours, load

SIZES = (10_000, 30_000, 100_000)
ALIKE = 10
WARM, VISITS = 1000, 3000
AWAY, CUTS = 2000, 150

# What the worker does beside the server, which is measured alone.
FOLD = """
import json, django; django.setup()
from projects.documents import compacting
from projects.documents.models import Document
for document in Document.objects.filter(head_seq__gt=1):
    compacting.compact(document.pk)
print(json.dumps(None))
"""
STORED = """
import json, django; django.setup()
from django.db.models import Sum
from django.db.models.functions import Length
from projects.documents.models import Document, DocumentSnapshot, DocumentUpdate
found = Document.objects.get(public_id="%s")
rows = DocumentUpdate.objects.filter(document=found).aggregate(size=Sum(Length("payload")))["size"] or 0
states = DocumentSnapshot.objects.filter(document=found).aggregate(size=Sum(Length("state")))["size"] or 0
print(json.dumps(rows + states))
"""


def states(count: int) -> None:
    """Print the table of what lasts.

    Args:
        count: rounds of everything that is short; long documents are written once and opened in each round.
    """
    # One that warms up, ten of 10,000 edits, two longer ones, then one for each of the other questions.
    needed = 1 + ALIKE + 2 + 1 + 2 * count
    with standing(ALONE, needed) as systems:
        for name in ALONE:
            print(name, flush=True)
            of_one(name.partition(" ")[0], systems[name], count)


def of_one(kind: str, server: Any, count: int) -> None:
    """Everything about one system."""

    def ask(what: str, numbers: list[int], **more: Any) -> dict[str, Any]:
        asked = {
            "kind": kind,
            "url": server.urls[0],
            "documents": [server.named(range(n, n + 1))[0] for n in numbers],
            "what": what,
            "pids": [process.pid for process in server.processes],
            **more,
        }
        return load(asked, "grow.mjs")

    def say(words: str, value: str) -> None:
        print(f"  {words:<52} {value}", flush=True)

    alike = list(range(1, ALIKE + 1))
    server.start()
    live = ask("fill", [0, *alike], count=SIZES[0])["each"]
    say("KiB for an open document of 10,000 edits, live", f"{live:.0f}")
    for number, size in zip((ALIKE + 1, ALIKE + 2), SIZES[1:], strict=True):
        ask("fill", [0, number], count=size)
    server.kill()
    if isinstance(server, Ours):
        server.ask(FOLD)

    again: list[float] = []
    opened: dict[int, list[dict[str, Any]]] = {size: [] for size in SIZES}
    for _round in range(count):
        server.start()
        again.append(ask("open", [0, *alike], count=SIZES[0], stays=True)["each"])
        server.kill()
        for number, size in zip((1, ALIKE + 1, ALIKE + 2), SIZES, strict=True):
            server.start()
            opened[size] += ask("open", [0, number], count=size)["times"]
            server.kill()
    say("the same after a restart", spread(again, 0))
    for size, rows in opened.items():
        complete = spread([row["complete"] for row in rows], 0)
        said = spread([row["said"] for row in rows], 0)
        say(f"ms until {size:,} edits are there, and until it says so", f"{complete} / {said}")
    state = opened[SIZES[-1]][0]["state"]
    stored = _stored(server, ALIKE + 2)
    if stored:
        say("bytes kept of 100,000 edits, times the encoded text", f"{stored / state:.2f}")
    server.start()
    grown = ask("visit", [ALIKE + 3], count=VISITS, warm=WARM)["each"]
    say(f"KiB for each of {VISITS:,} visits", f"{grown:.2f}")
    _absences(kind, ask, say, count)
    server.kill()


def _stored(server: Any, number: int) -> int | None:
    if isinstance(server, Ours):
        return int(server.ask(STORED % server.documents[number]))
    kept = Path(server.kept) / f"d{number}"
    return kept.stat().st_size if kept.is_file() else None


def _absences(kind: str, ask: Any, say: Any, count: int) -> None:
    first = ALIKE + 4
    merged = [ask("merge", [first + number], count=AWAY) for number in range(count)]
    same = all(one["texts"] == 1 and not one["refused"] for one in merged)
    took = spread([one["took"] for one in merged], 0)
    say(
        f"ms to merge 3 x {AWAY:,} edits of a day without a line",
        f"{took}{'' if same else ', NOT EQUAL'}",
    )
    if kind == "jusoor":
        cut = [ask("leave", [first + count + number], count=CUTS) for number in range(count)]
        lost, told = sum(one["lost"] for one in cut), sum(one["acknowledged"] for one in cut)
        say(f"lost of {told:,} acknowledged edits of people cut off", str(lost))
