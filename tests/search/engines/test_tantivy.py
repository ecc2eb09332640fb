import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from search.engines.protocol import Document, Dropped, NoIndex, Query, Words
from search.engines.tantivy import TantivyEngine

ROOT = Path(__file__).resolve().parents[3]


def doc(key, title, body="", *, lang="ar", version=1, **values):
    return Document(
        key=key,
        version=version,
        kind="practice",
        words={lang: Words(title=title, body=body)},
        **values,
    )


@pytest.fixture
def engine(tmp_path):
    made = TantivyEngine(tmp_path / "index")
    made.prepare("one")
    made.switch("one")
    return made


def keys(engine, text, lang="ar", **values):
    return engine.search(Query(lang=lang, text=text, **values)).keys


def test_before_there_is_an_index_nothing_is_found_and_it_is_said(tmp_path):
    engine = TantivyEngine(tmp_path / "none")
    with pytest.raises(NoIndex):
        engine.search(Query(lang="ar"))
    with pytest.raises(NoIndex):
        engine.write([doc("a", "x")])
    assert not engine.health().is_reachable


def test_an_older_version_changes_nothing(engine):
    engine.write([doc("a", "حديقة", version=5)])
    written = engine.write([doc("a", "مدرسة", version=4)])
    assert written.outdated == ("a",)
    assert keys(engine, "حديقة") == ("a",)
    engine.write([], [Dropped(key="a", version=6)])
    assert engine.write([doc("a", "حديقة", version=5)]).outdated == ("a",)
    assert keys(engine, "حديقة") == ()
    engine.write([doc("a", "حديقة", version=7)])
    assert keys(engine, "حديقة") == ("a",)


def test_browsing_counts_each_document_once_in_every_language(engine):
    both = {"ar": Words(title="حديقة"), "en": Words(title="Garden")}
    engine.write(
        [
            Document(key="a", version=1, kind="practice", words=both, day=date(2024, 1, 1)),
            doc("b", "Jardin", lang="fr", day=date(2025, 1, 1)),
        ]
    )
    for lang in ("ar", "en", "fr"):
        found = engine.search(Query(lang=lang, facets=["language"]))
        assert found.keys == ("b", "a")
        assert found.total == 2
        assert found.facets["language"] == {"ar": 1, "en": 1, "fr": 1}


def test_a_reader_sees_what_their_words_allow(engine):
    engine.write([doc("a", "حديقة", audience=["city:1"]), doc("b", "حديقة الحي")])
    assert keys(engine, "حديقة") == ("b",)
    assert set(keys(engine, "حديقة", audience=["public", "city:1"])) == {"a", "b"}
    assert keys(engine, "") == ("b",)
    assert [hit.key for hit in engine.complete("حد", lang="ar")] == ["b"]


def test_facets_are_counted_under_the_filters_of_the_others(engine):
    engine.write(
        [
            doc("a", "حديقة", facets={"theme": ["GRN"], "country": ["JO"]}),
            doc("b", "حديقة", facets={"theme": ["INC"], "country": ["JO"]}),
            doc("c", "حديقة", facets={"theme": ["INC"], "country": ["EG"]}),
        ]
    )
    found = engine.search(
        Query(lang="ar", text="حديقة", filters={"theme": ["INC"]}, facets=["theme", "country"])
    )
    assert set(found.keys) == {"b", "c"}
    assert found.facets == {"theme": {"GRN": 1, "INC": 2}, "country": {"JO": 1, "EG": 1}}


def test_the_tail_is_cut_and_counted(engine):
    engine.write([doc("a", "محو الأمية", "محو الأمية للكبار"), doc("b", "حديقة", "محول كهرباء")])
    found = engine.search(Query(lang="ar", text="محو الأمية"))
    assert found.keys == ("a",)
    assert found.weaker == 1
    assert set(keys(engine, "محو الأمية", cut=0.0)) == {"a", "b"}


def test_titles_and_texts_can_be_searched_alone(engine):
    engine.write([doc("a", "حديقة"), doc("b", "مدرسة", "حديقة")])
    assert keys(engine, "حديقة", scope="title") == ("a",)
    assert keys(engine, "حديقة", scope="body") == ("b",)


def test_stop_words_alone_still_find_something(engine):
    engine.write([doc("a", "في المدينة")])
    assert keys(engine, "في") == ("a",)


def test_a_name_is_found_in_the_other_script(engine):
    engine.write([doc("a", "A plan of Marrakech", lang="en")])
    assert keys(engine, "مراكش", lang="en", asked_in="ar") == ("a",)


def test_half_typed_titles_are_completed(engine):
    engine.write([doc("a", "المدرسة الخضراء"), doc("b", "حديقة")])
    for typed in ("مدر", "المدر", "مَدر", "المدرسه الخ", "خضر"):
        assert [hit.key for hit in engine.complete(typed, lang="ar")] == ["a"], typed


def test_a_rebuild_takes_writes_of_the_meantime_and_switches_in_one_step(engine):
    engine.write([doc("a", "حديقة")])
    engine.prepare("two")
    engine.write([doc("b", "حديقة", version=2)])
    engine.write([doc("a", "حديقة")], into=["two"])
    assert engine.switch("two") == "one"
    assert set(keys(engine, "حديقة")) == {"a", "b"}
    engine.discard("one")
    assert engine.health().building == ()


def test_another_process_sees_what_was_written(engine, tmp_path):
    other = TantivyEngine(tmp_path / "index")
    assert keys(other, "حديقة") == ()
    engine.write([doc("a", "حديقة")])
    assert keys(other, "حديقة") == ("a",)


def write_many(folder, prefix, count):
    engine = TantivyEngine(Path(folder))
    for number in range(count):
        engine.write([doc(f"{prefix}{number}", f"حديقة {number}")])


def test_two_processes_write_at_once_and_lose_nothing(engine, tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=write_many, args=(str(tmp_path / "index"), prefix, 6))
        for prefix in "xy"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert engine.search(Query(lang="ar", text="حديقة", limit=50)).total == 12


VICTIM = """
import sys; sys.path.insert(0, {root!r})
from pathlib import Path
from search.engines.protocol import Document, Words
from search.engines.tantivy import TantivyEngine
engine = TantivyEngine(Path({folder!r}))
number = 0
while True:
    engine.write([Document(key=f"k{{number}}", version=1, kind="practice",
                           words={{"ar": Words(title=f"حديقة {{number}}")}})])
    print(number, flush=True)
    number += 1
"""


def test_a_writer_killed_in_mid_write_loses_nothing_that_it_acknowledged(engine, tmp_path):
    code = VICTIM.format(root=str(ROOT), folder=str(tmp_path / "index"))
    victim = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}
    )
    for _ in range(3):
        victim.stdout.readline()
    time.sleep(0.03)
    victim.send_signal(signal.SIGKILL)
    acknowledged = 3 + len(victim.stdout.read().splitlines())
    victim.wait()
    found = set(engine.search(Query(lang="ar", text="حديقة", limit=500, cut=0.0)).keys)
    assert {f"k{number}" for number in range(acknowledged)} <= found
    engine.write([doc(f"k{acknowledged}", "حديقة أخرى"), doc("after", "حديقة")])
    again = set(engine.search(Query(lang="ar", text="حديقة", limit=500, cut=0.0)).keys)
    assert {f"k{acknowledged}", "after"} <= again
    assert len(again) == len(engine.versions())
