import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_list_names_every_city_and_filters_by_country(convention, client, language):
    page = client.get(f"/{language}/cities/").content.decode()
    assert page.count('class="city-row"') == 17 + 4
    assert client.get(f"/{language}/cities/?country=QA").content.decode().count("city-row") == 5
    unknown = client.get(f"/{language}/cities/?country=XX").content.decode()
    assert "notice-warning" in unknown


def test_a_city_shows_its_names_and_what_the_source_says(convention, client):
    page = client.get("/ar/cities/al-wakra/").content.decode()
    assert "الوكرة" in page
    assert "Al Wakra" in page
    assert "2021" in page


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_an_unknown_city_is_a_translated_404(convention, client, language):
    answer = client.get(f"/{language}/cities/atlantis/")
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()


def test_an_unknown_language_is_a_404(convention, client):
    answer = client.get("/de/cities/", follow=True)
    assert answer.status_code == 404


def test_the_list_needs_few_queries(convention, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/ar/cities/")


def test_the_api_lists_cities_with_a_fixed_number_of_queries(convention, client):
    def count(size):
        with CaptureQueriesContext(connection) as caught:
            rows = client.get(f"/api/v1/cities?page_size={size}").json()["results"]
        assert len(rows) == size
        return len(caught)

    assert count(3) == count(17)
    answer = client.get("/api/v1/cities/amman").json()
    assert answer["names"]["ar"] == "عمّان"
    assert answer["focus_sdgs"] == ["3", "6", "9", "11", "13", "17"]
