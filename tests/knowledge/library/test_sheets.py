"""The form as a file: filled, brought back whole or not at all, and the same after a round trip."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from knowledge.library.actions import write_practice
from knowledge.library.fingerprints import values_of
from knowledge.library.models import (
    BuildingBlock,
    EvidenceRow,
    PracticePage,
    PracticeStanding,
    ResourceRow,
)
from knowledge.library.sheets.columns import COLUMNS, by_heading
from knowledge.library.sheets.reading import MOST_ROWS, Unreadable, read
from knowledge.library.sheets.writing import form
from tests.factories.library import drafted, terms

NAMES = [column.code for column in COLUMNS]


def sheet(*rows, headings=("title", "summary", "sdgs", "starts_on")):
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def table(*rows, headings=("title", "summary"), encoding="utf-8-sig", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


@pytest.fixture
def officer(client_of, amman_officer, amman, branch):
    branch(amman)
    return client_of(amman_officer)


def bring(client, data, name="practices.xlsx", language="ar"):
    file = SimpleUploadedFile(name, data)
    sent = {"file": file, "language": language, "city": "amman"}
    return client.post("/ar/library/bring/", sent)


def test_every_heading_is_known_in_every_language():
    names = [column.heading(code) for column in COLUMNS for code in ("ar", "en", "fr")]
    assert all(by_heading()[" ".join(name.split()).casefold()] for name in names)
    for code in ("ar", "en", "fr"):
        listed = [column.heading(code) for column in COLUMNS]
        assert len(set(listed)) == len(listed), code


def full(actor, branch):
    practice = drafted(actor=actor, branch=branch)
    values = {
        "themes": terms("theme", "LIT", "INC"),
        "objectives": terms("objective", "O11"),
        "starts_on": date(2022, 3, 1),
        "is_ongoing": True,
        "kind": "lesson",
        "cost": "low",
        "partnering": "looking",
        "description": "خطوة أولى\nخطوة ثانية",
        "context": "=1+1",
        "evidence": [
            EvidenceRow(words="متعلمون", figure="120", baseline="40", measured_on=date(2024, 5, 2)),
            EvidenceRow(words="نسبة | حضور", figure="80 %", source="سجل"),
        ],
        "resources": [ResourceRow(kind="staff", quantity="3", words="معلمات")],
        "building_blocks": [BuildingBlock(title="دليل", text="سطر\nآخر")],
    }
    write_practice(actor=actor, practice=practice, values=values)
    return PracticePage.objects.get(pk=practice.pk)


def said(page):
    """What a practice says, without the identities of its rows."""
    found = values_of(page.get_latest_revision_as_object(), NAMES)
    for value in found.values():
        if isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    row.pop("key")
    return found


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_file_brought_into_an_empty_library_says_the_same(
    officer, amman_officer, amman, branch, language
):
    before = said(full(amman_officer, branch(amman)))
    data = officer.get("/ar/library/mine/practices-ar.xlsx").content
    if language != "ar":
        pages = PracticePage.objects.filter(is_translation=False)
        data = form(language=language, practices=pages)
    for page in PracticePage.objects.all():
        page.delete()
    PracticeStanding.objects.all().delete()
    assert bring(officer, data).status_code == 302
    assert said(PracticePage.objects.get()) == before


def test_an_arabic_form_runs_from_right_to_left_and_names_the_codes(officer):
    book = load_workbook(io.BytesIO(officer.get("/ar/library/bring/form-ar.xlsx").content))
    first, codes = book.worksheets
    assert first.sheet_view.rightToLeft
    assert first["A1"].value == by_heading()["title"].heading("ar")
    assert first["A1"].comment.text
    assert codes.max_row > 50
    french = load_workbook(io.BytesIO(officer.get("/ar/library/bring/form-fr.xlsx").content))
    assert not french.worksheets[0].sheet_view.rightToLeft
    assert officer.get("/ar/library/bring/form-xx.xlsx").status_code == 404
    headings = officer.get("/ar/library/bring/form-en.csv").content.decode("utf-8-sig")
    assert headings.startswith('"title","summary"')


def test_rows_become_drafts_of_the_city(officer, amman):
    data = sheet(
        ("حدائق", "ملخص", "4; 11", "٢٠٢٤-٠٣-٠١"),
        ("مكتبة", "ملخص", "التعليم الجيد", date(2023, 1, 2)),
        (None, None, None, None),
    )
    assert bring(officer, data).status_code == 302
    first, second = PracticePage.objects.order_by("pk")
    draft = first.get_latest_revision_as_object()
    assert (draft.starts_on, first.city, first.live) == (date(2024, 3, 1), amman, False)
    assert {term.code for term in draft.sdgs.all()} == {"4", "11"}
    second = second.get_latest_revision_as_object()
    assert [term.code for term in second.sdgs.all()] == ["4"]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (("حدائق", "ك" * 260, "", ""), "summary", "10"),
        (("حدائق", "", "99", ""), "sdgs", "99"),
        (("حدائق", "", "", "أمس"), "starts_on", "2026-03-31"),
        (("", "ملخص بلا عنوان", "", ""), "title", "اسم"),
    ],
)
def test_one_error_keeps_the_whole_file_out_and_is_named(officer, cells, column, reason):
    good = ("مكتبة", "ملخص", "4", "2024-03-01")
    answer = bring(officer, sheet(good, good, cells))
    assert answer.status_code == 422
    assert not PracticePage.objects.exists()
    page = answer.content.decode()
    assert "<td>4</td>" in page
    assert by_heading()[column].heading("ar") in page
    assert reason in page


def test_all_errors_are_named_at_once_and_unknown_columns_too():
    data = sheet(
        ("", "x", "", ""), ("y", "x", "99", "?"), headings=("title", "حجم", "sdgs", "ends_on")
    )
    _found, problems = read(data, language="en")
    assert [(one.row, one.column) for one in problems] == [
        (1, "حجم"),
        (2, "title"),
        (3, "sustainable development goals"),
        (3, "end"),
    ]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t"), ("cp1256", ";")],
)
def test_tables_are_read_as_programs_write_them(encoding, delimiter):
    data = table(("حدائق التعلّم".replace("ّ", ""), "ملخص"), encoding=encoding, delimiter=delimiter)
    [found], problems = read(data, language="ar")
    assert problems == []
    assert found.values["title"] == "حدائق التعلم"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a sheet",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"a,b\n1,2\n",
        b"title\n",
        b"<html><body>title</body></html>",
    ],
)
def test_what_is_not_the_form_is_refused_with_a_reason(officer, data):
    with pytest.raises(Unreadable):
        read(data, language="ar")
    if data:
        answer = bring(officer, data)
        assert answer.status_code == 422
        assert "field-errors" in answer.content.decode()
    assert not PracticePage.objects.exists()


def test_a_file_of_too_many_rows_is_refused(officer):
    rows = [(f"ممارسة {number}", "", "", "") for number in range(MOST_ROWS + 1)]
    _found, problems = read(sheet(*rows), language="ar")
    assert [one.row for one in problems] == [MOST_ROWS + 2]


def test_only_people_of_a_city_bring_files(client_of, persona, library):
    for who in ("newcomer", "reviewer"):
        assert client_of(persona(who)).get("/ar/library/bring/").status_code == 403
