"""Help pages and articles: the secretariat writes them and translates them segment by segment."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from knowledge import library
from knowledge.library.models import ArticlePage, ArticlesPage

HELP = Path(str(library.__file__)).parent / "help" / "articles.json"


@pytest.fixture
def office(client_of, secretariat):
    return client_of(secretariat)


def articles(language="ar"):
    return ArticlesPage.objects.get(locale__language_code=language)


FORM = "application/x-www-form-urlencoded"
BODY = (
    '{"blocks": [{"key": "a", "type": "unstyled", "text": "اكتب كما تتكلم.", "depth": 0, '
    '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
)


def write(client, title="كيف تبحث", **more):
    address = reverse("wagtailadmin_pages:add", args=["library", "articlepage", articles().pk])
    values = {"title": title, "slug": "how-to-search", "kind": "help", "summary": "", "body": BODY}
    return client.post(address, {**values, "action-publish": "1", **more})


def translate(client, article, language, *, told):
    """Ask for a translation, write every segment, publish it: the pages of wagtail-localize."""
    locale = Locale.objects.get(language_code=language)
    address = f"/cms/localize/submit/page/{article.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"locales": [locale.pk]}).status_code == 302
    translation = Translation.objects.get(target_locale=locale)
    for segment in StringSegment.objects.filter(source=translation.source):
        path = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )
        answer = client.put(path, f"value=En: {segment.pk}", content_type=FORM)
        assert answer.status_code in (200, 201), answer.content
    page = article.get_translation(locale)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(address).status_code == 200
    with told():
        assert client.post(address, {"action": "publish"}).status_code == 302
    return ArticlePage.objects.get(pk=page.pk)


def test_the_secretariat_writes_and_readers_read(office, client, library):
    assert write(office).status_code == 302
    article = ArticlePage.objects.get()
    assert article.live
    assert article.get_url() == "/ar/help/how-to-search/"
    page = client.get(article.get_url()).content.decode()
    assert "اكتب كما تتكلم." in page
    assert 'href="/ar/help/how-to-search/"' in client.get("/ar/help/").content.decode()
    assert client.get("/en/help/").status_code == 200


def test_a_translation_follows_the_paragraphs_of_the_original(
    office, client, library, django_capture_on_commit_callbacks
):
    write(office)
    article = ArticlePage.objects.get()
    english = translate(
        office, article, "en", told=lambda: django_capture_on_commit_callbacks(execute=True)
    )
    assert english.live
    assert english.get_url() == "/en/help/how-to-search/"
    assert english.title.startswith("En: ")
    page = client.get(english.get_url()).content.decode()
    assert "En: " in page
    assert 'href="/ar/help/how-to-search/"' in page
    assert "اكتب" not in page.partition("<main")[2]


@pytest.mark.parametrize("who", ["amman_officer", "amman_focal_point", "reviewer", "newcomer"])
def test_others_write_no_articles(persona, client_of, library, who):
    client = client_of(persona(who))
    assert write(client).status_code in (302, 403)
    assert not ArticlePage.objects.exists()


def test_a_translation_of_a_practice_is_not_asked_for_here(office, published):
    answer = office.post(f"/cms/localize/submit/page/{published.pk}/", {"locales": [2]})
    assert answer.status_code == 403
    assert not Translation.objects.exists()
    assert published.get_translations().count() == 0


def test_city_officers_ask_for_no_translation(office, client_of, amman_officer, library):
    write(office)
    article = ArticlePage.objects.get()
    answer = client_of(amman_officer).get(f"/cms/localize/submit/page/{article.pk}/")
    assert answer.status_code == 403


def test_the_list_itself_stays(office, library):
    address = reverse("wagtailadmin_pages:delete", args=[articles().pk])
    assert office.post(address).status_code in (302, 403)
    assert articles().live


def test_the_help_that_comes_with_the_software_is_complete_in_every_language(
    client, db, capsys, django_capture_on_commit_callbacks
):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("load_articles")
    pages = json.loads(HELP.read_text("utf-8"))
    assert ArticlePage.objects.filter(live=True).count() == 3 * len(pages)
    assert StringTranslation.objects.filter(data="").count() == 0
    for language in ("ar", "en", "fr"):
        listed = client.get(f"/{language}/help/").content.decode()
        for article in ArticlePage.objects.filter(locale__language_code=language):
            assert article.title in listed
            assert client.get(article.get_url()).status_code == 200
