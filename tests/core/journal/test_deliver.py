import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from core.access.rules import SYSTEM
from core.cities.facts import CityChanged
from core.journal import drain, facts
from core.journal.actions import record
from core.journal.models import Delivery, Entry

ROOT = Path(__file__).resolve().parents[3]


def each(run):
    """A handler's function for many from one for a single entry."""
    return lambda entries: [run(entry) for entry in entries]


@pytest.fixture
def heard(monkeypatch, db):
    """A handler of its own for one fact, and what it heard."""
    calls = []

    def listen(run=calls.append, *, is_atomic=True):
        handler = facts.Handler(each(run), is_atomic)
        monkeypatch.setitem(facts._handlers, "CityChanged", {"tests.listen": handler})
        return calls

    return listen


def tell(stream="city:1", key=None):
    with transaction.atomic():
        return record(CityChanged(1), stream=stream, actor=SYSTEM, key=key)


def test_a_fact_is_delivered_once_to_each_handler(heard):
    calls = heard()
    entry = tell()
    assert drain.drain_all() == 1
    assert [call.pk for call in calls] == [entry.pk]
    assert drain.drain_all() == 0


def test_positions_of_a_stream_follow_each_other(heard):
    heard()
    assert [tell().position for _ in range(3)] == [1, 2, 3]
    assert tell(stream="city:2").position == 1


def test_a_key_is_recorded_once(heard):
    heard()
    assert tell(key="once") is not None
    assert tell(key="once") is None
    assert Entry.objects.filter(key="once").count() == 1


@pytest.mark.django_db(transaction=False)
def test_a_fact_carries_ids_and_codes_only(heard):
    heard()
    with transaction.atomic(), pytest.raises(TypeError):
        record(CityChanged(["a list"]), stream="city:1", actor=SYSTEM)
    with transaction.atomic(), pytest.raises(TypeError):
        record("a sentence", stream="city:1", actor=SYSTEM)


def test_a_broken_handler_is_retried_and_parked_and_holds_nobody_up(heard, monkeypatch, caplog):
    def broken(entry):
        raise ValueError("broken")

    heard()
    fine = []
    handlers = {
        "tests.broken": facts.Handler(each(broken)),
        "tests.fine": facts.Handler(each(fine.append)),
    }
    monkeypatch.setitem(facts._handlers, "CityChanged", handlers)
    tell()
    drain.drain_all()
    assert len(fine) == 1
    delivery = Delivery.objects.get(handler="tests.broken")
    for attempt in range(1, len(drain.DELAYS) + 1):
        assert delivery.attempts == attempt
        assert delivery.parked_at is None
        Delivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now())
        drain.drain_all()
        delivery.refresh_from_db()
    assert delivery.parked_at is not None
    assert "broken" in delivery.error
    assert drain.drain_all() == 0


def test_a_handler_that_fails_leaves_nothing_behind(heard):
    def half(entry):
        tell(stream="half done")
        raise ValueError

    heard(half)
    tell()
    drain.deliver_some()
    assert not Entry.objects.filter(stream__name="half done").exists()


def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(heard):
    heard()
    tell()
    [claimed] = drain.claim()
    assert drain.claim() == []
    Delivery.objects.filter(pk=claimed.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    assert drain.claim() == [claimed]


def test_a_delivery_for_a_dropped_handler_is_done(heard, monkeypatch):
    heard()
    tell()
    monkeypatch.setitem(facts._handlers, "CityChanged", {})
    assert drain.deliver_some()
    assert Delivery.objects.get().done_at is not None


def batched(monkeypatch, run):
    made = facts.Handler(run, is_atomic=False, is_batched=True)
    monkeypatch.setitem(facts._handlers, "CityChanged", {"tests.many": made})


def test_what_waits_for_one_handler_is_handed_over_together(db, monkeypatch):
    calls = []
    batched(monkeypatch, lambda entries: calls.append(len(entries)))
    for _ in range(5):
        tell()
    assert drain.drain_all() == 5
    assert calls == [5]
    assert not Delivery.objects.filter(done_at=None).exists()


def test_one_broken_entry_of_many_is_postponed_alone(db, monkeypatch, caplog):
    entries = []

    def run(given):
        if entries[2] in [entry.pk for entry in given]:
            raise ValueError("poison")

    batched(monkeypatch, run)
    entries += [tell().pk for _ in range(5)]
    drain.drain_all()
    left = Delivery.objects.get(done_at=None)
    assert left.entry_id == entries[2]
    assert left.attempts == 1


def test_a_service_that_is_away_parks_nothing_however_long_it_takes(db, monkeypatch):
    def run(given):
        raise facts.NotNow("away")

    batched(monkeypatch, run)
    entry = tell()
    Entry.objects.filter(pk=entry.pk).update(happened_at=timezone.now() - timedelta(days=3))
    for _ in range(20):
        Delivery.objects.update(next_at=timezone.now())
        drain.drain_all()
    delivery = Delivery.objects.get()
    assert delivery.parked_at is None
    assert delivery.attempts == 0
    assert delivery.error == "away"
    assert delivery.next_at <= timezone.now() + timedelta(seconds=drain.LATEST * 1.2)
    batched(monkeypatch, lambda given: None)
    Delivery.objects.update(next_at=timezone.now())
    drain.drain_all()
    assert Delivery.objects.get().done_at is not None


WORKER = """
import sys, time
sys.path[:0] = [{root!r}, {platform!r}]
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
import django; django.setup()
from core.journal import drain
from core.journal import facts
def slow(entry):
    print("began", flush=True)
    time.sleep({seconds})
    print("ended", flush=True)
facts._handlers["CityChanged"] = {{"tests.slow": facts.Handler(lambda entries: [slow(entry) for entry in entries], False)}}
drain.drain_all()
"""


def test_a_worker_killed_in_mid_delivery_loses_nothing(tmp_path):
    data = tmp_path / "data"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "JUSOOR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
    }
    from tests import databases

    template = databases.cached("migrated.sqlite3", databases.SCHEMA)
    if not template.exists():
        pytest.skip("the migrated database is made by the first test that needs one")
    data.mkdir()
    (data / "jusoor.sqlite3").write_bytes(template.read_bytes())

    def python(code, **kwargs):
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, **kwargs)

    def worker(seconds):
        paths = {"root": str(ROOT), "platform": str(ROOT / "platform")}
        return python(WORKER.format(seconds=seconds, **paths))

    import sqlite3

    database = sqlite3.connect(data / "jusoor.sqlite3", isolation_level=None)
    database.execute("INSERT INTO journal_stream (id, name, position) VALUES (1, 's', 1)")
    database.execute(
        "INSERT INTO journal_entry (id, stream_id, position, kind, 'values', happened_at)"
        " VALUES (1, 1, 1, 'CityChanged', '{\"city_id\": 1}', '2026-01-01 00:00:00')"
    )
    database.execute(
        "INSERT INTO journal_delivery (id, entry_id, handler, next_at, attempts, error)"
        " VALUES (1, 1, 'tests.slow', '2026-01-01 00:00:00', 0, '')"
    )
    victim = worker(60)
    assert victim.stdout.readline() == b"began\n"
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert database.execute("SELECT done_at FROM journal_delivery").fetchone() == (None,)

    early = worker(0)
    assert early.communicate()[0] == b""  # the lease still runs
    database.execute("UPDATE journal_delivery SET next_at = '2026-01-01 00:00:00'")
    late = worker(0)
    assert late.communicate()[0] == b"began\nended\n"
    assert database.execute("SELECT done_at FROM journal_delivery").fetchone() != (None,)
