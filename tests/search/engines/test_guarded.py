"""Search goes on while the usual engine is away."""

import signal
import time

import pytest

from search.engines.guarded import FAILURES, OPEN_FOR, PAUSE, WITHIN, Breaker, Guarded
from search.engines.protocol import NoIndex, Query, Unavailable
from search.engines.tantivy import TantivyEngine
from tests.nodes import STARTER, Node
from tests.search.engines.documents import doc


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_one_failure_gives_a_moment_of_rest_and_some_give_a_longer_one():
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.may_ask()
    for _ in range(FAILURES):
        breaker.note_failure()
        assert not breaker.may_ask()
        clock.now += PAUSE + 0.1
    assert not breaker.may_ask()
    clock.now += OPEN_FOR
    assert breaker.may_ask()
    assert not breaker.may_ask()  # one tries, the others wait for its luck
    breaker.note_success()
    assert breaker.may_ask()


def test_rare_failures_do_not_add_up():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES * 2):
        breaker.note_failure()
        clock.now += WITHIN + 1
        assert breaker.may_ask()


class Away:
    asked = 0

    def search_all(self, queries, *, index=None):
        Away.asked += 1
        raise Unavailable("away")

    def complete(self, *args, **kwargs):
        raise NoIndex


def test_the_local_index_answers_and_says_so(tmp_path):
    local = TantivyEngine(tmp_path / "local")
    local.prepare("one")
    local.switch("one")
    local.write([doc("a", "حديقة")])
    guarded = Guarded(Away(), local)
    for _ in range(20):
        [found] = guarded.search_all([Query(lang="ar", text="حديقه")])
        assert found.keys == ("a",)
        assert found.is_local
    assert Away.asked == 1
    assert [each.key for each in guarded.complete("حد", lang="ar")] == ["a"]


@pytest.fixture
def node(tmp_path):
    if not STARTER.exists():
        pytest.skip("there is no node to start")
    made = Node(tmp_path / "node")
    yield made
    made.stop()


@pytest.mark.elasticsearch
def test_a_node_that_hangs_or_dies_costs_one_short_wait(node, tmp_path):
    from search.engines.elastic import ElasticEngine

    local = TantivyEngine(tmp_path / "local")
    usual = ElasticEngine(node.url)
    for engine in (local, usual):
        engine.prepare("one")
        engine.switch("one")
        engine.write([doc("a", "حديقة", facets={"theme": ["GRN"]})])
    guarded = Guarded(usual, local)
    asked = [Query(lang="ar", text="حديقة", facets=["theme"])] * 3

    def ask():
        began = time.monotonic()
        found = guarded.search_all(asked)
        assert all(hits.keys == ("a",) for hits in found)
        assert all(hits.facets == {"theme": {"GRN": 1}} for hits in found)
        return found[0].is_local, time.monotonic() - began

    for _ in range(5):
        ask()
    assert ask()[0] is False
    node.signal(signal.SIGSTOP)
    waits = [ask() for _ in range(20)]
    assert all(is_local for is_local, _ in waits)
    assert max(wait for _, wait in waits) < 1.5
    assert sum(wait > 0.5 for _, wait in waits) == 1
    node.signal(signal.SIGCONT)
    time.sleep(1.2)
    assert any(ask()[0] is False for _ in range(10) if not time.sleep(0.3))
    node.signal(signal.SIGKILL)
    assert all(ask()[0] for _ in range(10))
    node.start()
    guarded.breaker.note_success()
    assert ask()[0] is False
