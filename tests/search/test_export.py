import csv
import io

from openpyxl import load_workbook

from search.export import plain


def rows(client, query=""):
    answer = client.get(f"/ar/library/practices.csv{query}")
    assert answer["content-type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_the_whole_list_and_a_filtered_one_can_be_taken_along(convention, client):
    assert len(rows(client)) == 1 + 29
    filtered = rows(client, "?theme=LIT")
    assert len(filtered) == 2
    assert "الأمية" in filtered[1][0]
    assert filtered[1][5].startswith("http://testserver/ar/library/ifrane/")


def test_a_cell_is_never_a_formula():
    assert plain("=1+1") == "'=1+1"
    assert plain("مدينة") == "مدينة"


def test_the_feed_speaks_the_language_of_its_address(convention, client):
    for language, word in (("ar", "المدينة"), ("fr", "ville"), ("en", "city")):
        feed = client.get(f"/{language}/library/feed/")
        assert feed["content-type"].startswith("application/rss+xml")
        text = feed.content.decode()
        assert text.count("<item>") == 20
        assert f"/{language}/library/" in text
        assert word in text


def test_the_feed_needs_few_queries(convention, client, django_assert_max_num_queries):
    client.get("/ar/library/feed/")
    with django_assert_max_num_queries(8):
        client.get("/ar/library/feed/")


def test_without_an_index_the_page_explains(library, client):
    assert client.get("/ar/library/practices.csv")["location"] == "/ar/library/"


def sheet(client, language, query=""):
    answer = client.get(f"/{language}/library/practices.xlsx{query}")
    assert answer["content-type"].endswith("spreadsheetml.sheet")
    return load_workbook(io.BytesIO(answer.content)).active


def test_an_arabic_sheet_runs_from_right_to_left(convention, client):
    arabic = sheet(client, "ar")
    assert arabic.sheet_view.rightToLeft
    assert arabic.max_row == 1 + 29
    assert arabic["A1"].value == "العنوان"
    assert not sheet(client, "fr").sheet_view.rightToLeft
    assert sheet(client, "ar", "?theme=LIT").max_row == 2


def test_no_cell_of_a_sheet_is_a_formula(convention, client):
    assert {cell.data_type for row in sheet(client, "en") for cell in row} <= {"s", "n"}
