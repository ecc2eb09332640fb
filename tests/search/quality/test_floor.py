"""The library is found: floors under the figures of `manage.py search_quality`."""

import pytest

from search.analysis.dictionary import learned
from search.analysis.lessons import Lessons
from search.engines.tantivy import TantivyEngine
from search.indexing.vocabulary import known_texts
from search.management.commands.search_quality import JUDGED
from search.quality.convention import filled, own_words
from search.quality.measure import across, answers_of, interval, judged_from, measure, ndcg
from search.quality.variants import KINDS, variant

FLOOR = {"ar": 0.88, "en": 0.90, "fr": 0.90}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return filled(TantivyEngine(tmp_path_factory.mktemp("quality") / "index"))


def test_the_set_is_large_and_names_known_practices():
    queries = judged_from(JUDGED)
    assert len(queries) >= 200
    assert len({(query.lang, query.text) for query in queries}) == len(queries)
    known = {f"P{number:02}" for number in range(1, 30)}
    assert all(set(query.grades) <= known for query in queries)
    assert all(1 <= grade <= 3 for query in queries for grade in query.grades.values())


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_relevance_and_losses_stay_inside_their_limits(library, lang):
    report = measure(judged_from(JUDGED), lang=lang, ask=answers_of(library))
    assert report.ndcg >= FLOOR[lang]
    assert report.mean_loss <= 0.03
    assert report.worst_loss <= 0.12
    assert report.no_answer <= 0.005


def test_ndcg_knows_the_best_and_the_worst():
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert ndcg(["c"], grades) == 0


def test_an_interval_is_above_nought_only_for_a_clear_lead():
    better, equal = [0.9, 0.8, 0.9, 1.0] * 10, [0.5, 0.4, 0.6, 0.5] * 10
    assert interval(better, equal)[0] > 0
    low, high = interval([0.5, 0.6] * 10, [0.6, 0.5] * 10)
    assert low < 0 < high


def test_a_variant_is_the_same_every_time():
    for kind in KINDS["ar"]:
        made = {variant("محو الأمية في المدينة", lang="ar", kind=kind) for _ in range(3)}
        assert len(made) == 1


@pytest.mark.parametrize(
    ("asked", "target", "floor"),
    [
        ("ar", "en", 0.6),
        ("en", "ar", 0.6),
        ("ar", "fr", 0.6),
        ("fr", "ar", 0.5),
        ("en", "fr", 0.75),
    ],
)
def test_a_question_finds_texts_of_another_language_by_the_vocabularies_alone(
    library, asked, target, floor
):
    library.teach(Lessons(learned(known_texts()), own_words()))
    mean = across(judged_from(JUDGED), source=asked, target=target, engine=library)
    assert mean >= floor
