from django.core.management import call_command

from core.journal.models import Entry
from knowledge.library.models import Level, PracticePage, PracticeStanding
from knowledge.library.queries import public_originals


def test_the_convention_is_published_in_three_languages(convention):
    assert public_originals().count() == 29
    assert PracticePage.objects.filter(live=True).count() == 87
    assert set(PracticeStanding.objects.values_list("level", flat=True)) == {Level.INITIATIVE}
    codes = public_originals().filter(partner_network__isnull=False)
    assert codes.count() == 4


def test_loading_twice_changes_nothing(convention):
    from wagtail.models import Revision

    before = (Entry.objects.count(), Revision.objects.count())
    call_command("load_convention", stdout=open("/dev/null", "w"))  # noqa: SIM115
    assert (Entry.objects.count(), Revision.objects.count()) == before


def test_facts_stand_on_the_original_only(convention):
    translation = PracticePage.objects.filter(is_translation=True).first()
    assert not translation.themes.exists()
    assert translation.original.themes.exists()
    assert not translation.is_behind_its_original


def test_the_pages_of_the_convention_answer_in_three_languages(convention, client):
    for page in PracticePage.objects.filter(city__slug="damietta"):
        answer = client.get(page.get_url())
        assert answer.status_code == 200
        text = answer.content.decode()
        assert page.title in text
        assert f'lang="{page.locale.language_code}"' in text


def test_the_start_page_and_a_city_need_few_queries(
    convention, client, django_assert_max_num_queries
):
    client.get("/ar/")
    with django_assert_max_num_queries(30):
        assert client.get("/ar/").status_code == 200
    with django_assert_max_num_queries(30):
        answer = client.get("/ar/cities/yanbu/")
    assert answer.content.decode().count('class="card"') == 8


def test_a_practice_page_needs_few_queries(convention, client, django_assert_max_num_queries):
    page = public_originals().filter(city__slug="amman").first()
    client.get(page.get_url())
    with django_assert_max_num_queries(40):
        assert client.get(page.get_url()).status_code == 200


def test_the_api_lists_practices_without_more_queries_for_more_rows(convention, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(size):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            answer = client.get(f"/api/v1/practices?page_size={size}")
        assert len(answer.json()["results"]) == size
        return len(caught)

    count(2)
    assert count(25) == count(2)


def test_the_api_answers_an_unknown_practice_with_a_problem(convention, client):
    answer = client.get("/api/v1/practices/00000000-0000-0000-0000-000000000000")
    assert answer.status_code == 404
    assert answer["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404
