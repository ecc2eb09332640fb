"""How fast the journal is drained, and that nothing is lost or done twice; run by hand:

python tests/load/journal_bench.py [number of facts, default 10000]

On PostgreSQL, which is started for it: facts with three handlers each, drained by four processes. Each handler
leaves a row in the transaction of its delivery. Then 600 facts more, while two of the processes are killed (-9);
their leases run out after a minute.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "platform" / "config" / "commands")]
WORKERS, STREAMS = 4, 20

BEGIN = """
import django; django.setup()
from django.db import connection, transaction
from core.access.rules import SYSTEM
from core.journal.actions import record
from core.journal.facts import fact, on
from core.journal.models import Delivery, Entry, Stream

@fact
class Benched:
    number: int

def leave(name):
    def handler(entry):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench VALUES (%s, %s)", [entry.pk, name])
    handler.__name__ = name
    handler.__module__ = "bench"
    return on(Benched)(handler)

for each in ("one", "two", "three"):
    leave(each)
"""
FILL = """
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE bench (entry bigint, handler text)")
for start in range(0, {count}, 500):
    with transaction.atomic():
        for number in range(start, min(start + 500, {count})):
            record(Benched(number), stream=f"bench:{{number % {streams}}}", actor=SYSTEM)
"""
DRAIN = """
import time
from core.journal.drain import deliver_some
while Delivery.objects.filter(done_at=None, parked_at=None, entry__kind="Benched").exists():
    if not deliver_some():
        time.sleep(0.05)
"""
CHECK = """
from django.db.models import Count, Max
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*), count(DISTINCT (entry, handler)) FROM bench")
    rows, distinct = cursor.fetchone()
holes = [s.name for s in Stream.objects.annotate(n=Count("entries"), m=Max("entries__position")) if s.n and s.n != s.m]
parked = Delivery.objects.exclude(parked_at=None).count()
print(f"{rows} effects, {distinct} different; streams with holes: {len(holes)}; parked: {parked}")
"""


def run(script: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", BEGIN + script], cwd=ROOT, env=environment)


def main(count: int) -> None:
    import lanes

    with (
        tempfile.TemporaryDirectory() as folder,
        lanes.postgres(Path(lanes.postgres_folder() or "")) as url,
    ):
        (Path(folder) / "broker" / "queue").mkdir(parents=True)
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "JUSOOR_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
        }
        migrate = [sys.executable, "platform/manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        assert run(FILL.format(count=count, streams=STREAMS), environment).wait() == 0
        began = time.perf_counter()
        for worker in [run(DRAIN, environment) for _ in range(WORKERS)]:
            worker.wait()
        taken = time.perf_counter() - began
        print(
            f"{count} facts, three handlers each, {WORKERS} workers: {count / taken:.0f} facts a second "
            f"({count * 3 / taken:.0f} deliveries a second)"
        )
        more = FILL.split("\n", 3)[3]
        assert run(more.format(count=600, streams=STREAMS), environment).wait() == 0
        workers = [run(DRAIN, environment) for _ in range(WORKERS)]
        time.sleep(2.5)
        for worker in workers[:2]:
            worker.send_signal(signal.SIGKILL)
        for worker in workers:
            worker.wait()
        print("600 more with two workers killed on the way:")
        run(CHECK, environment).wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
