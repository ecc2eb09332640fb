"""A project as a folder, opened again; and as fields for an application."""

import csv
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile

from projects.discussions.actions import start_thread
from projects.documents.actions import begin_document, share_document
from projects.documents.models import Level
from projects.meetings.actions import ask_decision
from projects.partnerships.actions import write_note
from projects.takeaway.content import everything
from projects.workplans.actions import fill_from_template
from projects.workplans.kinds import KINDS
from tests.factories.projects import row
from tests.projects.discussions.test_discuss import PDF


@pytest.fixture
def full(project, medina, amman_officer, medina_officer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fill_from_template(actor=amman_officer, project=project)
    for kind in ("task", "deliverable", "risk", "contribution"):
        row(medina_officer, project, kind, city=medina)
    write_note(actor=amman_officer, project=project, texts={"ar": "نعمل معًا"})
    ask_decision(actor=amman_officer, project=project, title="=نبدأ")
    start_thread(
        actor=medina_officer,
        project=project,
        title="القاعة",
        text="مرفق",
        files=[SimpleUploadedFile("خطة.pdf", PDF)],
    )
    return project


def opened(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_folder_holds_everything_and_opens_again(client_of, full, medina_officer):
    answer = client_of(medina_officer).get(f"/ar/projects/{full.public_id}/folder.zip")
    assert answer.status_code == 200
    folder = opened(answer)
    assert folder.testzip() is None
    data = json.loads(folder.read("project.json"))
    assert data["title"] == full.title
    assert {code: len(rows) for code, rows in data["plan"].items()} == {
        kind: KINDS[kind].model.objects.filter(project=full).count() for kind in KINDS
    }
    assert data["conversations"][0]["comments"][0]["text"] == "مرفق"
    [name] = [n for n in folder.namelist() if n.startswith("files/")]
    assert folder.read(name) == PDF
    assert name.removeprefix("files/") in data["conversations"][0]["comments"][0]["files"]
    assert {"project.pdf", "project.html"} & set(folder.namelist())
    assert data["notes"][0]["texts"] == {"ar": "نعمل معًا"}


def test_it_says_the_same_however_often_it_is_asked(full):
    assert json.dumps(everything(full), default=str) == json.dumps(everything(full), default=str)


def test_the_fields_are_a_table_without_formulas(client_of, full, amman_officer):
    full.title = "=HYPERLINK(1)"
    full.save()
    answer = client_of(amman_officer).get(f"/en/projects/{full.public_id}/fields.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Part", "Field", "Value"]
    assert {line[0] for line in rows[1:]} == {"A", "B", "C", "D", "E"}
    assert not [cell for line in rows for cell in line if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("name", ["folder.zip", "fields.csv"])
def test_a_stranger_takes_nothing_along(client_of, project, tunis_officer, name):
    address = f"/ar/projects/{project.public_id}/{name}"
    assert client_of(tunis_officer).get(address).status_code == 404
    assert client_of(None).get(address).status_code == 302


def test_the_folder_holds_the_texts_that_the_person_may_read(
    client_of, full, amman_officer, medina, medina_officer
):
    values = {"title": "خطة القراءة", "kind": "plan", "language": "ar"}
    text = begin_document(actor=amman_officer, project=full, values=values)
    hidden = begin_document(actor=amman_officer, project=full, values={**values, "title": "سر"})
    share_document(actor=amman_officer, document=hidden, cities={medina: Level.NOTHING})
    folder = opened(client_of(medina_officer).get(f"/ar/projects/{full.public_id}/folder.zip"))
    names = [name for name in folder.namelist() if name.startswith("documents/")]
    assert names == ["documents/01-خطة-القراءة.docx", "documents/01-خطة-القراءة.md"]
    assert "# الغاية" in folder.read(names[1]).decode()
    assert WordFile(io.BytesIO(folder.read(names[0]))).paragraphs[0].text == text.title
