"""Pictures in a text: brought, made plain, seen by its readers only, and taken along in every file."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from core.design.uploads import plain_picture
from projects.documents import actions, exports, queries, render
from projects.documents.models import Document, DocumentPicture, Level
from projects.partnerships.digests import digest_of
from tests.projects.documents.writers import here

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 200), **more) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (20, 120, 140)).save(out, kind, **more)
    return out.getvalue()


def taken_somewhere() -> bytes:
    told = Image.Exif()
    told[0x010F] = "A camera"
    told[0x0112] = 6  # lies on its side
    told.get_ifd(GPS)[1] = "N"
    return picture(exif=told)


def sends(client, document, data: bytes, name: str = "صورة.jpg"):
    return client.post(here(document, "pictures/"), {"file": SimpleUploadedFile(name, data)})


def shows(document: Document, *pictures: str) -> Document:
    """The document with its text replaced by these pictures, as somebody who writes would."""
    tree = {
        "type": "doc",
        "content": [{"type": "image", "attrs": {"src": src, "alt": "ميناء"}} for src in pictures],
    }
    document.projection.content = tree
    document.projection.save()
    return document


def test_a_picture_comes_in_upright_small_and_without_where_it_was_taken(
    client_of, written, amman_officer
):
    answer = sends(client_of(amman_officer), written, taken_somewhere())
    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert (said["width"], said["height"]) == (200, 400)
    kept = DocumentPicture.objects.get()
    assert said["src"] == kept.source
    with kept.file.open() as file:
        data = file.read()
    assert not Image.open(BytesIO(data)).getexif()
    assert b"A camera" not in data
    assert kept.digest == sha256(data).hexdigest()
    large = sends(client_of(amman_officer), written, picture("PNG", (4000, 100)), "x.png").json()
    assert large["width"] == 2000


def test_only_those_who_write_bring_pictures_and_only_readers_see_them(
    client_of, written, amman_officer, medina, medina_officer, tunis_officer
):
    src = sends(client_of(amman_officer), written, picture()).json()["src"]
    answer = client_of(medina_officer).get(here(written, src))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    assert client_of(tunis_officer).get(here(written, src)).status_code == 404
    assert sends(client_of(tunis_officer), written, picture()).status_code == 404
    actions.share_document(actor=amman_officer, document=written, cities={medina: Level.COMMENT})
    assert sends(client_of(medina_officer), written, picture()).status_code == 403
    actions.share_document(actor=amman_officer, document=written, cities={medina: Level.NOTHING})
    assert client_of(medina_officer).get(here(written, src)).status_code == 404
    kept = DocumentPicture.objects.get()
    assert client_of(tunis_officer).get(f"/media/{kept.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jpg", b"no picture"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("x.png", picture("JPEG")),
        ("x.jpg", b""),
    ],
)
def test_what_is_no_picture_is_refused_with_words(client_of, written, amman_officer, name, data):
    answer = sends(client_of(amman_officer), written, data, name)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not DocumentPicture.objects.exists()


def test_a_document_holds_so_many_pictures_and_no_more(
    client_of, written, amman_officer, monkeypatch
):
    monkeypatch.setattr("projects.documents.actions.picturing.MOST", 1)
    client = client_of(amman_officer)
    assert sends(client, written, picture()).status_code == 201
    assert sends(client, written, picture()).status_code == 422


def test_a_fixed_text_takes_no_pictures(client_of, written, amman_officer):
    actions.move_document(actor=amman_officer, document=written, move="document.offer")
    assert sends(client_of(amman_officer), written, picture()).status_code == 403


def test_every_file_takes_the_picture_along(client_of, written, amman_officer):
    client = client_of(amman_officer)
    src = sends(client, written, picture(size=(1600, 800))).json()["src"]
    shows(written, src)
    page = client.get(here(written)).content.decode()
    assert f'<img src="{src}" alt="ميناء" loading="lazy">' in page
    single = client.get(here(written, "text.html")).content.decode()
    assert 'src="data:image/jpeg;base64,' in single
    word = WordFile(BytesIO(client.get(here(written, "text.docx")).content))
    assert [shape.width for shape in word.inline_shapes] == [Cm(15)]
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "ميناء"
    paper = client.get(here(written, "text.pdf"))
    assert paper.status_code == 200
    assert b"/Subtype /Image" in paper.content or b"/Subtype/Image" in paper.content
    assert f"![ميناء]({src})" in client.get(here(written, "text.md")).content.decode()


def test_addresses_of_others_are_never_shown(written):
    strange = [
        "https://example.org/spy.png",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "media:documents/x.jpg",
        "pictures/../../secret/",
        f"pictures/{'0' * 8}-0000-0000-0000-{'0' * 12}/",
    ]
    tree = shows(written, *strange).projection.content
    html = render.html_of(tree)
    assert html.count("<img") == 1  # the last has the form of one of ours
    assert "spy" not in html
    assert "media:" not in html
    known = queries.pictures_of(written, tree)
    assert known == {}
    assert "<img" not in render.html_of(tree, {})
    assert exports.docx_of(tree, title="x", language="ar", pictures=known)


def test_a_word_file_brings_its_pictures_with_their_words(client_of, project, amman_officer):
    made = WordFile()
    made.add_paragraph("قبل")
    run = made.add_paragraph().add_run()
    run.add_picture(BytesIO(picture()))
    next(run._r.iter(qn("wp:docPr"))).set("descr", "خريطة المدينة")
    cell = made.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.paragraphs[0].add_run().add_picture(BytesIO(picture("PNG")))
    content = BytesIO()
    made.save(content)
    client = client_of(amman_officer)
    ask = {"title": "خطة", "kind": "free", "language": "ar"}
    file = SimpleUploadedFile("خطة.docx", content.getvalue())
    made_at = client.post(
        f"/ar/projects/{project.public_id}/documents/new/", {**ask, "file": file}
    ).url
    document = Document.objects.get(public_id=made_at.strip("/").split("/")[-1])
    images = [n for n in document.projection.content["content"] if n["type"] == "image"]
    assert [image["attrs"].get("alt") for image in images] == ["خريطة المدينة", ""]
    for image in images:
        assert client.get(here(document, image["attrs"]["src"])).status_code == 200
    back = client.get(here(document, "text.docx")).content
    names = zipfile.ZipFile(BytesIO(back)).namelist()
    assert sum(name.startswith("word/media/") for name in names) == 2


def test_a_drawing_that_no_page_can_show_is_said_in_its_words(client_of, project, amman_officer):
    made = WordFile()
    run = made.add_paragraph().add_run()
    run.add_picture(BytesIO(picture()))
    next(run._r.iter(qn("wp:docPr"))).set("descr", "مخطط")
    content = BytesIO()
    made.save(content)
    broken = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            is_picture = name.startswith("word/media/")
            new.writestr(name, b"not a picture" if is_picture else old.read(name))
    file = SimpleUploadedFile("x.docx", broken.getvalue())
    ask = {"title": "خطة", "kind": "free", "language": "ar", "file": file}
    answer = client_of(amman_officer).post(f"/ar/projects/{project.public_id}/documents/new/", ask)
    document = Document.objects.get(public_id=answer.url.strip("/").split("/")[-1])
    assert "[مخطط]" in document.projection.text
    assert not DocumentPicture.objects.exists()


def test_the_fingerprint_of_a_version_counts_its_pictures(client_of, project, amman_officer):
    read = plain_picture(SimpleUploadedFile("x.png", picture("PNG")))
    public_id = uuid4()
    source = f"pictures/{public_id}/"
    begun = actions.begin_document(
        actor=amman_officer,
        project=project,
        values={"title": "x", "kind": "free", "language": "ar"},
        tree={"type": "doc", "content": [{"type": "image", "attrs": {"src": source}}]},
        pictures={public_id: read},
    )
    version = actions.keep_version(actor=amman_officer, document=begun, name="أ")
    said = client_of(amman_officer).get(f"{here(begun, 'text.json')}?version=1")
    assert json.loads(said.content)["pictures"] == {source: sha256(read.data).hexdigest()}
    assert digest_of(json.loads(said.content)) == version.digest


def test_programs_bring_and_fetch_pictures(client_of, written, amman_officer, tunis_officer):
    base = f"/api/v1/projects/{written.project.public_id}/documents/{written.public_id}/pictures"
    client = client_of(amman_officer)
    made = client.post(base, {"file": SimpleUploadedFile("x.png", picture("PNG"))})
    assert made.status_code == 201, made.content
    address = f"{base}/{made.json()['src'].split('/')[1]}"
    assert client.get(address)["Content-Type"] == "image/png"
    assert client_of(tunis_officer).get(address).status_code == 404
    assert client.post(base, {"file": SimpleUploadedFile("x.png", b"x")}).status_code == 400
