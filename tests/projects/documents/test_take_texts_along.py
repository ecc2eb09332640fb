"""Texts come in from files and go out into files, papers and reports."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from docx import Document as WordFile
from docx.oxml.ns import qn

from projects.documents import actions, imports, render, store
from projects.documents.models import Document
from projects.partnerships import parts, presentation
from tests.projects.documents.test_store_and_fold import Hand
from tests.projects.documents.writers import here

JSON = "application/json"


def test_a_file_of_a_word_processor_is_brought_along_and_taken_away(
    client_of, project, amman_officer
):
    made = WordFile()
    made.add_heading("خطة المكتبة", 1)
    made.add_paragraph("نص ").add_run("مهم").bold = True
    made.add_paragraph("أول", style="List Bullet")
    made.add_paragraph("ثان", style="List Bullet")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "عمّان", "2027"
    content = BytesIO()
    made.save(content)
    client = client_of(amman_officer)
    base = f"/ar/projects/{project.public_id}/documents/new/"
    file = SimpleUploadedFile("خطة.docx", content.getvalue())
    ask = {"title": "خطة", "kind": "free", "language": "ar"}
    document = Document.objects.get(
        public_id=client.post(base, {**ask, "file": file}).url.strip("/").split("/")[-1]
    )
    tree = document.projection.content
    kinds = [node["type"] for node in tree["content"]]
    assert kinds == ["heading", "paragraph", "bulletList", "table"]
    assert "<strong>مهم</strong>" in render.html_of(tree)
    answer = client.get(here(document, "text.docx"))
    back = WordFile(BytesIO(answer.content))
    arabic = [p for p in back.paragraphs if p.text.startswith("خطة")]
    assert all(p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in arabic)
    runs = [run for p in arabic for run in p.runs]
    assert all(run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in runs)
    for bad in (b"PK\x03\x04 no file", b"plain"):
        file = SimpleUploadedFile("x.docx", bad)
        assert client.post(base, {**ask, "file": file}).status_code == 422
    file = SimpleUploadedFile("x.exe", b"MZ")
    assert client.post(base, {**ask, "file": file}).status_code == 422


def test_markdown_goes_in_and_comes_out_the_same():
    text = (
        "# عنوان\n\nفقرة **غليظة** و*مائلة* و[رابط](<https://example.org/>).\n\n- أول\n- ثان\n\n"
        "1. one\n2. two\n\n- [ ] مهمة\n- [x] تمت\n\n| أ | ب |\n| --- | --- |\n| 1 | 2 |\n\n> قول\n"
    )
    from projects.documents import exports

    tree = imports.brought("x.md", text.encode()).tree
    assert exports.markdown_of(tree) == text
    hostile = imports.brought("x.md", b"<script>alert(1)</script> [x](javascript:alert(1))").tree
    html = render.html_of(hostile)
    assert "<script" not in html
    assert "javascript:" not in html.partition("<a")[2].partition(">")[0]


def test_a_file_that_makes_too_large_a_text_is_refused_and_nothing_begins(project, amman_officer):
    tree = imports.brought("x.md", ("س" * 1000 + "\n\n").encode() * 2500).tree
    values = {"title": "كبير", "kind": "free", "language": "ar"}
    with pytest.raises(ValidationError):
        actions.begin_document(actor=amman_officer, project=project, values=values, tree=tree)
    assert not Document.objects.exists()


def test_a_report_says_whose_words_stand_in_the_documents(
    client_of, document, amman_officer, medina_officer, amman, medina
):
    for person, city, words in (
        (amman_officer, amman, "ثلاث كلمات هنا"),
        (medina_officer, medina, "كلمة"),
    ):
        hand = Hand(document, person)
        store.bind_author(document.pk, hand.doc.client_id, person.pk, city.pk)
        hand.stores(words)
    actions.draw_document(document.pk)
    told = parts.figures(document.project)["texts"]
    assert told == {"texts": 1, "texts_agreed": 0, "text_shares": {"amman": 78, "medina": 22}}
    with override("ar"):
        rows = dict(presentation.figures({"texts": told}))
    assert any("78" in value and "عمّان" in value for value in rows.values()), rows


def test_the_paper_holds_the_comments_when_asked(client_of, written, amman_officer, medina_officer):
    actions.write_comment(
        actor=medina_officer, document=written, text="نراجع الموعد", quote="نلتقي كل شهر"
    )
    client = client_of(amman_officer)
    assert "نراجع الموعد" not in client.get(here(written, "text.html")).content.decode()
    paper = client.get(here(written, "text.html") + "?comments").content.decode()
    assert "نراجع الموعد" in paper
    assert "نلتقي كل شهر" in paper
    assert client.get(here(written, "text.pdf") + "?comments").content.startswith(b"%PDF")
    assert "?comments" in client.get(here(written)).content.decode()


def test_numbers_of_a_list_begin_where_the_file_began():
    tree = imports.brought("x.md", b"3. trois\n4. quatre\n").tree
    assert tree["content"][0]["attrs"] == {"start": 3}
    assert '<ol start="3">' in render.html_of(tree)
