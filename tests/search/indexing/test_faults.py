"""What goes wrong in production, really done: nothing is lost, and no search fails meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from search.engines.guarded import Guarded
from search.engines.protocol import Document, Dropped, Query, Unavailable, Unfit, Words
from search.engines.tantivy import TantivyEngine
from tests import databases
from tests.nodes import STARTER, Node
from tests.search.engines.documents import doc, keys

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.elasticsearch

SITE = """
import os, sys
sys.path[:0] = [{root!r}, {root!r} + "/platform"]
import django; django.setup()
"""
SETUP = (
    SITE
    + """
from core.access.rules import SYSTEM
from core.cities.actions import register_city
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine, local_engine
for number in range(20):
    names = {{"ar": f"مدينة {{number}}", "en": f"City {{number}}", "fr": f"Ville {{number}}"}}
    facts = {{"names": names, "country": "JO", "latitude": 31, "longitude": 35}}
    register_city(actor=SYSTEM, slug=f"city-{{number}}", facts=facts)
rebuild(engine=installed_engine())
rebuild(engine=local_engine())
"""
)
EDITS = (
    SITE
    + """
from core.access.rules import SYSTEM
from core.cities.actions import register_city
for number in range({count}):
    names = {{"ar": f"مدينة النسخة {{number}}", "en": f"City edit {{number}}", "fr": f"Ville {{number}}"}}
    register_city(actor=SYSTEM, slug=f"city-{{number % 20}}", facts={{"names": names}})
    if number % 50 == 0:
        print(number, flush=True)
"""
)
WORKER = (
    SITE
    + """
import time
from core.journal.drain import drain_all
while True:
    if not drain_all():
        time.sleep(0.05)
"""
)
COMPARE = (
    SITE
    + """
from core.journal.models import Delivery
from search.documents.kinds import documents, every_key, version_now
from search.engines.protocol import Document
from search.installed import installed_engine
waiting = Delivery.objects.filter(done_at=None).count()
wanted = {{d.key: d.digest for d in documents(every_key(), version=version_now()) if isinstance(d, Document)}}
there = installed_engine().digests()
differing = [key for key in wanted.keys() | there.keys() if wanted.get(key) != there.get(key)]
print("waiting", waiting, "documents", len(wanted), "differing", len(differing), flush=True)
"""
)


@pytest.fixture
def node(tmp_path):
    if not STARTER.exists():
        pytest.skip("there is no node to start")
    made = Node(tmp_path / "node")
    yield made
    made.stop()


@pytest.fixture
def site(tmp_path, node, django_db_setup):
    """A site of its own in other processes: a database file, a local index, and the node."""
    data = tmp_path / "data"
    data.mkdir()
    template = databases.cached("migrated.sqlite3", databases.SCHEMA)
    (data / "jusoor.sqlite3").write_bytes(template.read_bytes())
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "CELERY_BROKER_URL")},
        "JUSOOR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "JUSOOR_ELASTICSEARCH_URL": node.url,
        "JUSOOR_LOG": "ERROR",
    }
    running = []

    def python(code, **values):
        made = subprocess.Popen(
            [sys.executable, "-c", code.format(root=str(ROOT), **values)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(made)
        return made

    yield python, data
    for each in running:
        if each.poll() is None:
            each.kill()
            each.wait()


def done(process):
    said, _ = process.communicate(timeout=200)
    assert process.returncode == 0
    return said


def settled(python, *, within):
    """The comparison once nothing waits any more."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        said = done(python(COMPARE)).split()
        if said[1] == "0":
            return said
        time.sleep(1)
    raise AssertionError(f"still waiting: {said}")


def test_a_killed_node_and_killed_workers_lose_no_edit_and_fail_no_search(site, node):
    python, data = site
    done(python(SETUP))
    from search.engines.elastic import ElasticEngine

    guarded = Guarded(ElasticEngine(node.url), TantivyEngine(data / "index"))
    stop, failures, answers = threading.Event(), [], []

    def search():
        while not stop.is_set():
            try:
                found = guarded.search(Query(lang="ar", text="مدينة", kinds=["city"]))
                answers.append(found.is_local)
                if found.total != 20:
                    failures.append(found.total)
            except Exception as error:
                failures.append(error)
            time.sleep(0.02)

    reader = threading.Thread(target=search)
    reader.start()
    edits, worker = python(EDITS, count=1000), python(WORKER)
    for line in edits.stdout:
        number = int(line)
        if number == 200:
            node.signal(signal.SIGKILL)
        if number in (400, 600):
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = python(WORKER)
        if number == 800:
            node.start()
    assert edits.wait(60) == 0
    # A killed worker's claim lasts a minute.
    said = settled(python, within=150)
    stop.set()
    reader.join()
    assert said == ["waiting", "0", "documents", "20", "differing", "0"]
    assert not failures, failures[:3]
    assert True in answers
    assert len(answers) > 100


def test_two_workers_at_once_do_nothing_twice_and_do_not_block_each_other(site):
    python, _ = site
    done(python(SETUP))
    workers = [python(WORKER), python(WORKER)]
    done(python(EDITS, count=200))
    said = settled(python, within=60)
    assert said[-1] == "0"
    assert all(worker.poll() is None for worker in workers)


def test_a_rebuild_under_load_fails_doubles_and_loses_nothing(bare_elastic):
    engine = bare_elastic
    engine.prepare("one")
    engine.switch("one")
    engine.write([doc(f"k{n:03}", f"حديقة {n}") for n in range(200)])
    stop, wrong, version = threading.Event(), [], [2]

    def search():
        while not stop.is_set():
            found = engine.search(Query(lang="ar", text="حديقة", limit=300, cut=0.0))
            if found.total != 200 or len(set(found.keys)) != 200:
                wrong.append((found.total, len(set(found.keys))))

    def edit():
        while not stop.is_set():
            number = version[0]
            version[0] += 1
            engine.write([doc(f"k{number % 200:03}", f"حديقة {number}", version=number)])

    threads = [threading.Thread(target=search), threading.Thread(target=edit)]
    for thread in threads:
        thread.start()
    for round_ in range(3):
        name = f"round-{round_}"
        engine.prepare(name)
        before = engine.digests()
        assert len(before) == 200
        engine.write([doc(f"k{n:03}", f"حديقة {n}") for n in range(200)], into=[name])
        former = engine.switch(name)
        time.sleep(0.3)
        engine.discard(former)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]
    expected = {f"k{n:03}": doc(f"k{n:03}", f"حديقة {n}").digest for n in range(200)}
    for number in range(2, version[0]):
        key = f"k{number % 200:03}"
        expected[key] = doc(key, f"حديقة {number}").digest
    assert engine.digests() == expected


def test_a_document_that_is_refused_holds_no_other(bare_elastic):
    engine = bare_elastic
    engine.prepare("one")
    engine.switch("one")
    poison = doc("poison", "حديقة", facets={"theme": ["x" * 40_000]})
    with pytest.raises(Unfit) as refused:
        engine.write([doc("a", "حديقة"), poison, doc("b", "حديقة")], [Dropped(key="c", version=1)])
    assert set(refused.value.reasons) == {"poison"}
    assert set(keys(engine, "حديقة")) == {"a", "b"}


def test_a_read_only_index_tells_the_operator_and_takes_writes_again_afterwards(bare_elastic):
    engine = bare_elastic
    engine.prepare("one")
    engine.switch("one")
    client = engine._writing
    block = "index.blocks.read_only_allow_delete"
    client.indices.put_settings(index=engine.prefix, settings={block: True})
    with pytest.raises(Unavailable, match="disk is full"):
        engine.write([doc("a", "حديقة")])
    client.indices.put_settings(index=engine.prefix, settings={block: None})
    engine.write([doc("a", "حديقة")])
    assert keys(engine, "حديقة") == ("a",)


@pytest.fixture
def small_disk(tmp_path):
    """Makes folders on disks of their own that are soon full."""
    mounted = []

    def make(megabytes):
        place = tmp_path / f"disk-{len(mounted)}"
        place.mkdir()
        options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
        if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
            pytest.skip("this machine mounts nothing")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place, *, but=4096):
    free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
    (place / "ballast").write_bytes(b"x" * (free - but))


def big(key):
    body = " ".join(f"كلمة{n}" for n in range(20_000))
    words = {"ar": Words(title="حديقة", body=body)}
    return Document(key=key, version=2, kind="practice", words=words)


def write_on(engine):
    for number in range(20):
        engine.write([big(f"b{number}")])


def test_a_full_disk_of_elasticsearch_stops_writes_with_clear_words(small_disk):
    place = small_disk(60)
    node = Node(place / "node")
    from search.engines.elastic import ElasticEngine

    engine = ElasticEngine(node.url, read_timeout=5)
    try:
        engine.prepare("one")
        engine.switch("one")
        engine.write([doc("a", "حديقة")])
        fill(place)
        with pytest.raises(Unavailable, match="Elasticsearch"):
            write_on(engine)
        (place / "ballast").unlink()
        node.stop()
        node.start()
        engine.write([big("b")])
        assert {"a", "b"} <= set(keys(engine, "حديقة", cut=0.0))
    finally:
        node.stop()


def test_a_full_disk_of_the_embedded_index_loses_nothing(small_disk):
    place = small_disk(3)
    engine = TantivyEngine(place / "index")
    engine.prepare("one")
    engine.switch("one")
    engine.write([doc("a", "حديقة")])
    assert keys(engine, "حديقة") == ("a",)
    fill(place)
    with pytest.raises(Unavailable, match="disk"):
        engine.write([big("b")])
    assert keys(engine, "حديقة") == ("a",)
    (place / "ballast").unlink()
    engine.write([big("b")])
    assert set(keys(engine, "حديقة", cut=0.0)) == {"a", "b"}
