from dataclasses import replace

import pytest

from core.journal.drain import drain_all
from knowledge.library.actions import withdraw_practice
from knowledge.library.models import ArticlePage, ArticlesPage
from search.documents.audience import of_city
from search.documents.kinds import documents, every_key, kinds, version_now
from search.engines.protocol import PUBLIC, Query
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine


def counts(client, text, lang="ar", **values):
    context = client.get(f"/{lang}/library/", {"q": text, **values}).context
    return {tab.code: tab.count for tab in context["tabs"]}


@pytest.fixture
def article(library):
    parent = ArticlesPage.objects.get(locale__language_code="ar")
    page = parent.add_child(
        instance=ArticlePage(
            title="كيف تكتب ممارسة",
            slug="how",
            summary="خطوة خطوة",
            body="<p>ابدأ بالعنوان</p><p>ثم اكتب</p>",
        )
    )
    page.save_revision().publish()
    return page


def test_each_kind_has_its_tab_and_its_count(convention, client):
    found = counts(client, "عمّان")
    assert set(found) == {kind.code for kind in kinds()}
    assert found["city"] >= 1
    assert found["practice"] >= 1
    cities = client.get("/ar/library/", {"q": "عمان", "kind": "city"})
    assert "/ar/cities/amman/" in cities.content.decode()
    assert cities.context["results"].total == counts(client, "عمان")["city"]


def test_a_city_is_found_by_its_name_in_any_script(convention, client):
    for lang, text in (("ar", "مراكش"), ("en", "marrakesh"), ("fr", "Marrakech"), ("en", "مراكش")):
        page = client.get(f"/{lang}/library/", {"q": text, "kind": "city"}).content.decode()
        assert f"/{lang}/cities/marrakech/" in page, (lang, text)


def test_an_article_is_found_as_soon_as_it_is_public_and_no_longer(article, client):
    drain_all()
    page = client.get("/ar/library/", {"q": "كتابة ممارسه", "kind": "article"})
    assert article.get_url() in page.content.decode()
    assert counts(client, "ابدأ بالعنوان")["article"] == 1
    article.refresh_from_db()
    article.unpublish()
    drain_all()
    assert counts(client, "ابدأ بالعنوان")["article"] == 0


def test_a_draft_is_in_no_index_and_no_count(index_of_draft, client):
    assert counts(client, "أسطح المدارس الذكية") == dict.fromkeys((k.code for k in kinds()), 0)
    assert "أسطح" not in client.get("/ar/library/suggest/?q=أسط").content.decode()
    assert installed_engine().lessons().spelling.corrected("اسطح", "ar") is None


@pytest.fixture
def index_of_draft(submitted):
    submitted.title = "أسطح المدارس الذكية"
    submitted.save_revision()
    rebuild(engine=installed_engine())


def test_what_was_withdrawn_is_not_shown_even_if_the_index_still_has_it(
    published, client, secretariat
):
    rebuild(engine=installed_engine())
    withdraw_practice(actor=secretariat, practice=published)
    asked = Query(lang="ar", text="محو الأمية", kinds=["practice"])
    assert installed_engine().search(asked).keys
    assert not client.get("/ar/library/", {"q": "محو الأمية"}).context["cards"]


def test_every_document_says_who_may_see_it(convention):
    made = documents(every_key(), version=version_now())
    assert {document.kind for document in made} >= {"practice", "city"}
    assert all(list(document.audience) == [PUBLIC] for document in made)


@pytest.fixture
def private(published):
    """The index holds a title that only the people of one city may see."""
    rebuild(engine=installed_engine())
    [made] = documents([str(published.translation_key)], version=version_now() + 1)
    words = {"ar": replace(made.words["ar"], title="سرية للغاية")}
    audience = (of_city(published.city_id),)
    installed_engine().write([replace(made, words=words, audience=audience)])


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("amman_officer", True),
        ("amman_focal_point", True),
        ("medina_focal_point", False),
        ("secretariat", False),
        (None, False),
    ],
)
def test_a_private_title_is_betrayed_by_no_list_count_suggestion_or_sheet(
    private, client, request, person, sees
):
    if person:
        client.force_login(request.getfixturevalue(person))
    assert counts(client, "سرية")["practice"] == sees
    assert ("سرية" in client.get("/ar/library/suggest/?q=سري").content.decode()) == sees
    sheet = client.get("/ar/library/practices.csv?q=سرية").content.decode("utf-8-sig")
    assert len(sheet.strip().splitlines()) == 1 + sees
    assert client.get("/ar/library/", {"q": "سريه"}).context["results"].corrected is None


def test_a_misspelt_question_is_answered_as_it_was_meant_and_this_is_said(convention, client):
    page = client.get("/ar/library/", {"q": "المفتذ الصغير"})
    assert page.context["results"].corrected == "المفتش الصغير"
    assert "هل تقصد" in page.content.decode()
    lost = client.get("/en/library/", {"q": "Hamburrg"}).context["results"]
    assert lost.corrected == "Hamburg"


def test_an_empty_list_goes_down_the_ladder(convention, client):
    page = client.get("/ar/library/", {"q": "ققققق حديقة", "city": "amman", "theme": "INC"})
    text = client.get("/ar/library/", {"q": "zzzzqqqq"}).content.decode()
    assert page.status_code == 200
    assert "/ar/cities/" in text
    assert "سجّل الدخول واحفظ" in text


def test_suggestions_are_titles_cities_and_subjects(convention, client):
    page = client.get("/ar/library/suggest/?q=المدر").content.decode()
    assert 'role="option"' in page
    assert "مدرسة" in page
    assert "مراكش" in client.get("/ar/library/suggest/?q=مراك").content.decode()
    subjects = client.get("/en/library/suggest/?q=incl").content.decode()
    assert "data-url" in subjects


def test_programs_find_every_kind_and_lists_to_take_along_stay_lists_of_practices(
    convention, client
):
    for kind, text in (("practice", "الحدائق"), ("city", "مراكش")):
        rows = client.get("/api/v1/search", {"q": text, "lang": "ar", "kind": kind}).json()[
            "results"
        ]
        assert rows
        assert {row["kind"] for row in rows} == {kind}
    answer = client.get("/api/v1/search", {"q": "المفتذ الصغير", "lang": "ar"}).json()
    assert answer["did_you_mean"] == "المفتش الصغير"
    assert client.get("/ar/library/practices.csv?kind=city").status_code == 200
    assert client.get("/ar/library/practices.xlsx?kind=article").status_code == 200
