import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.indexing.rebuilding import rebuild
from search.installed import installed_engine


def found(client, **values):
    answer = client.get("/ar/library/", values)
    assert answer.status_code == 200
    return answer.context


def titles(context):
    return [str(card.title) for card in context["cards"]]


SPELLINGS = {
    "الامية": "الأمية",
    "محو اميه الكبار": "الأمية",
    "مدرسه": "مدرسة",
    "مَدْرَسَة": "مدرسة",
    "مدرســـة": "مدرسة",
    "مدرسة": "مدرسة",
    "المدرسة": "مدرسة",
    "المدرسه للموهوبين": "مدرسة",
    "مدرسةالموهوبين": "مدرسة",
    "مدرصة الموهوبين": "مدرسة",
    "الأمیة": "الأمية",
    "خطة حتى ٢٠٢٨": "2028",
}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_words_are_found_however_they_are_typed(convention, client, typed):
    context = found(client, q=typed)
    assert context["results"].total > 0
    text = " ".join(title.replace("<mark>", "").replace("</mark>", "") for title in titles(context))
    assert SPELLINGS[typed] in text


def test_the_first_visit_shows_every_practice_once_in_each_language(convention, client):
    for language in ("ar", "en", "fr"):
        context = client.get(f"/{language}/library/").context
        assert context["results"].total == 29
        assert {card.language for card in context["cards"]} == {language}


def test_found_words_are_marked_and_nothing_else_is(convention, client):
    context = found(client, q="الامية")
    assert "<mark>الأمية</mark>" in titles(context)[0]


def test_facets_count_what_ticking_them_gives(convention, client):
    context = found(client, theme="INC")
    groups = {group.facet: group for group in context["groups"]}
    for facet in ("theme", "country"):
        for choice in groups[facet].choices:
            if facet == "country":
                wanted = found(client, theme="INC", country=choice.code)["results"].total
            elif choice.is_chosen:
                wanted = context["results"].total
            else:
                wanted = found(client, theme=choice.code)["results"].total
            assert choice.count == wanted, choice


def test_two_codes_of_one_facet_widen_and_two_facets_narrow(convention, client):
    one = found(client, theme="INC")["results"].total
    two = found(client, theme=["INC", "GRN"])["results"].total
    both = found(client, theme="INC", country="EG")["results"].total
    assert two > one > both > 0


def test_a_chip_leads_to_the_search_without_it(convention, client):
    context = found(client, q="المدينة", theme=["INC", "GRN"])
    assert len(context["chips"]) == 2
    after = client.get(context["chips"][0].url).context
    assert list(after["asked"].filters["theme"]) == ["GRN"]
    assert after["asked"].text == "المدينة"


def test_unknown_choices_are_left_out_and_said(convention, client):
    context = found(client, theme=["INC", "<script>"], sdg="99")
    assert context["results"].total == found(client, theme="INC")["results"].total
    assert len(context["notices"]) == 2
    assert "<script>" not in client.get("/ar/library/?theme=<script>").content.decode()


def test_a_page_behind_the_last_one_is_the_last_one(convention, client):
    context = found(client, page=999)
    assert context["results"].page == context["results"].pages == 3
    assert len(context["cards"]) == 5


def test_an_empty_list_offers_a_next_step(convention, client):
    context = found(client, q="قققققققق")
    assert context["results"].total == 0
    assert "/ar/cities/" in client.get("/ar/library/?q=قققققققق").content.decode()


def test_a_question_in_another_script_is_answered_through_that_language(convention, client):
    context = found(client, q="literacy and vocational training")
    assert context["results"].total or context["abroad"][0]["cards"]


def test_titles_and_texts_can_be_searched_alone(convention, client):
    everywhere = {card.url for card in found(client, q="الأمية", weaker="1")["cards"]}
    in_titles = found(client, q="الأمية", **{"in": "title"})
    in_texts = found(client, q="المتقاعدين", **{"in": "body"})
    assert {card.url for card in in_titles["cards"]} <= everywhere
    assert all("<mark>" in str(card.title) for card in in_titles["cards"][:1])
    assert in_texts["results"].total > 0


def test_newest_first_is_an_order_of_its_own(convention, client):
    by_date = found(client, q="التعلم", sort="date", weaker="1")
    by_match = found(client, q="التعلم", weaker="1")
    assert by_date["results"].total == by_match["results"].total


def test_the_page_needs_few_queries_whatever_the_number_of_practices(library, many, amman, client):
    def count():
        rebuild(engine=installed_engine())
        client.get("/ar/library/?q=ممارسة")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/ar/library/?q=ممارسة").status_code == 200
        return len(caught)

    many(amman, 3)
    few = count()
    many(amman, 15, start=4)
    assert count() == few <= 12


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "ا" * 100_000,
        "q=%00",
        "q=%ED%A0%80",
        "q=%FF%FE",
        "q=%E2%80%AE%E2%81%A6x",
        "q=(((&page=-1",
        "page=99999999999999999999",
        "page=٣",
        "q=a&theme=" + "x" * 5000,
        "&".join(f"city=c{i}" for i in range(500)),
        "q=%",
    ],
)
def test_any_question_gets_an_answer(convention, client, query):
    assert client.get(f"/ar/library/?{query}").status_code == 200
    assert client.get(f"/api/v1/search?{query}").status_code == 200
    assert client.get(f"/ar/library/suggest/?{query}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300), code=st.text(max_size=40))
def test_any_unicode_gets_an_answer(convention, client, text, code):
    values = {"q": text.encode("utf-8", "surrogatepass"), "theme": code.encode("utf-8", "replace")}
    assert client.get("/ar/library/", values).status_code == 200


def test_without_an_index_the_page_says_so(library, client):
    answer = client.get("/ar/library/?q=x")
    assert answer.status_code == 503
    assert "rebuild_search" in answer.content.decode()
    assert client.get("/api/v1/search?q=x").status_code == 503


def test_the_api_gives_the_same_list_as_the_page(convention, client):
    page = found(client, q="الطاقة الشمسية")
    answer = client.get("/api/v1/search", {"q": "الطاقة الشمسية", "lang": "ar"}).json()
    assert answer["count"] == page["results"].total
    assert [row["title"] for row in answer["results"]] == [
        title.replace("<mark>", "").replace("</mark>", "") for title in titles(page)
    ]
