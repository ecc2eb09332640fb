"""What every engine promises: the same cases with the same expected keys."""

import re
from datetime import date
from html import unescape

import pytest

from search.analysis.dictionary import learned
from search.analysis.lessons import Lessons
from search.analysis.spelling import spelling_of
from search.analysis.stems import stems
from search.engines.protocol import Document, Dropped, NoIndex, Query, Unavailable, Words
from search.querying.highlight import asked_stems, marked
from tests.search.engines.documents import doc, keys


def test_before_there_is_an_index_nothing_is_found_and_it_is_said(bare_engine):
    with pytest.raises(NoIndex):
        bare_engine.search(Query(lang="ar"))
    with pytest.raises(NoIndex):
        bare_engine.write([doc("a", "x")])
    assert not bare_engine.health().is_reachable


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


def test_a_kind_alone_has_its_own_best_score(engine):
    engine.write(
        [
            doc("city", "دبي", kind="city"),
            doc("practice", "حديقة", "مدينة دبي تزرع حدائق كثيرة للأطفال والكبار في كل حي"),
        ]
    )
    only = engine.search(Query(lang="ar", text="دبي", kinds=["practice"], facets=["kind"]))
    assert only.keys == ("practice",)
    assert only.facets["kind"] == {"practice": 1}
    assert only.best == only.hits[0].score
    assert keys(engine, "دبي", kinds=["city"]) == ("city",)
    assert set(keys(engine, "", kinds=["city"])) == {"city"}


def test_several_questions_are_answered_in_their_order(engine):
    engine.write([doc("a", "حديقة"), doc("b", "Garden", lang="en")])
    found = engine.search_all(
        [
            Query(lang="en", text="garden"),
            Query(lang="ar", text="ققققققق"),
            Query(lang="ar", text="حديقة"),
            Query(lang="fr"),
        ]
    )
    assert [set(hits.keys) for hits in found] == [{"b"}, set(), {"a"}, {"a", "b"}]


def test_filters_lower_the_total_but_not_the_best_score(engine):
    engine.write(
        [
            doc("a", "محو الأمية", "محو الأمية للكبار", facets={"theme": ["GRN"]}),
            doc("b", "محو الأمية", "للصغار وغيرهم من الناس", facets={"theme": ["INC"]}),
            doc("c", "حديقة", "محول كهرباء", facets={"theme": ["INC"]}),
        ]
    )
    found = engine.search(Query(lang="ar", text="محو الأمية", filters={"theme": ["INC"]}))
    assert found.keys == ("b",)
    assert found.weaker == 1
    assert found.best > found.hits[0].score


def test_lowered_documents_come_last_in_a_list_and_lose_score_in_a_search(engine):
    engine.write(
        [
            doc("old", "حديقة", facets={"mark": ["outdated"]}, day=date(2025, 1, 1)),
            doc("new", "حديقة", day=date(2020, 1, 1)),
        ]
    )
    low = {"mark": ("outdated",)}
    assert keys(engine, "", lowered=low) == ("new", "old")
    found = engine.search(Query(lang="ar", text="حديقة", lowered=low, cut=0.0))
    assert found.keys == ("new", "old")
    assert found.hits[1].score == pytest.approx(found.hits[0].score * 0.6, rel=1e-4)


def test_the_order_can_be_by_day_or_by_reuse(engine):
    engine.write(
        [
            doc("a", "حديقة", day=date(2020, 1, 1), facets={"reused": ["2"]}),
            doc("b", "حديقة", day=date(2022, 1, 1)),
            doc("c", "حديقة", day=date(2021, 1, 1), facets={"reused": ["7"]}),
        ]
    )
    for text in ("", "حديقة"):
        assert keys(engine, text, sort="date") == ("b", "c", "a"), text
        assert keys(engine, text, sort="reuse") == ("c", "a", "b"), text


def test_pages_follow_each_other_without_gap_or_repeat(engine):
    engine.write([doc(f"k{n:02}", "حديقة", day=date(2020, 1, 1)) for n in range(25)])
    for text in ("", "حديقة"):
        seen = []
        for offset in (0, 10, 20, 30):
            seen += keys(engine, text, offset=offset, limit=10)
        assert seen == sorted(seen)
        assert len(set(seen)) == 25


def test_digests_tell_what_a_document_says_not_which_version(engine):
    first, again = doc("a", "حديقة"), doc("a", "حديقة", version=9)
    engine.write([first])
    assert engine.digests() == {"a": again.digest}
    engine.write([doc("a", "مدرسة", version=10)])
    assert engine.digests() != {"a": again.digest}
    engine.write([], [Dropped(key="a", version=11)])
    assert engine.digests() == {}


def test_what_was_taught_translates_questions(engine):
    engine.write([doc("a", "A garden for all", lang="en")])
    lessons = Lessons(
        learned([{"ar": "حديقة", "en": "garden"}]), spelling_of([("ar", "مدرسة خضراء")])
    )
    engine.teach(lessons)
    assert engine.lessons() == lessons
    assert keys(engine, "حديقة", lang="en", asked_in="ar") == ("a",)


def test_a_very_long_question_is_answered(engine):
    engine.write([doc("a", "حديقة")])
    words = " ".join(f"كلمة{n} word{n}" for n in range(120))
    assert keys(engine, f"حديقة {words}"[:1000], cut=0.0) == ("a",)
    assert keys(engine, f"{words} حديقة"[-1000:], lang="en", asked_in="ar") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "title:حديقة",
        "حديقة AND (",
        '"حديقة',
        "حديقة~9",
        "*",
        "ar.all:*",
        "{}",
        "/.*/",
        "\u202eحديقة",
    ],
)
def test_the_syntax_of_engines_is_only_words(engine, typed):
    engine.write([doc("a", "حديقة"), doc("b", "مدرسة", audience=["city:1"])])
    assert set(keys(engine, typed)) <= {"a"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("مَدْرَسَةٌ للموهوبين", "المدرسة"),
        ("<script>alert('حديقة')</script> & حديقة", "حديقة"),
        ("لا بيت هنا. المـــدرسة الخضراء! \u202eحديقة\u202c", "مدرسه حديقه"),
    ],
)
def test_marks_cover_whole_words_and_never_break_html(engine, text, asked):
    engine.write([doc("a", text, text)])
    query = Query(lang="ar", text=asked, fragments=True, cut=0.0)
    [hit] = engine.search(query).hits
    for part in ("title", "body"):
        html = hit.fragments.get(part) or marked(text, asked_stems(asked, "ar"), "ar")
        assert "<mark>" in html
        bare = re.sub("</?mark>", "", html)
        assert "<" not in bare
        assert unescape(bare) in text
        for word in re.findall("<mark>(.*?)</mark>", html):
            assert stems(unescape(word), "ar")[0] in asked_stems(asked, "ar")


def refusal(engine, documents):
    """What the engine says against documents; None when it takes them."""
    try:
        engine.write(documents)
    except Exception as refused:
        return refused
    return None


def test_a_document_that_cannot_be_written_down_is_not_taken_for_an_absence(engine):
    assert not isinstance(refusal(engine, [doc("a", "حديقة \ud800")]), Unavailable)
    engine.write([doc("b", "حديقة")])
    assert "b" in keys(engine, "حديقة")
