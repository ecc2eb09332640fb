"""Files and pictures in the guided form: the content decides, words go with each, nothing leaks."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.access.rules import Refused
from core.design.uploads import OFFICE, OPEN_OFFICE
from knowledge.library.actions import (
    approve_for_city,
    assign_reviewers,
    attach_file,
    submit_practice,
    translate_practice,
    write_practice,
)
from knowledge.library.actions.filing import MOST_ROWS
from knowledge.library.models import PracticePage
from tests.factories.library import review_of

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    """Real files: what is served is read from a folder."""
    settings.MEDIA_ROOT = tmp_path
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


def jpeg(width=64, height=48, kind="JPEG"):
    made = io.BytesIO()
    Pillow.new("RGB", (width, height), "teal").save(made, kind)
    return made.getvalue()


def packed(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, content in members.items():
            folder.writestr(name, content)
    return made.getvalue()


def office(kind):
    if kind in OFFICE:
        return packed(**{"[Content_Types].xml": "<Types/>", OFFICE[kind]: "<a/>"})
    return packed(mimetype=OPEN_OFFICE[kind], **{"content.xml": "<a/>"})


def upload(name, content):
    return SimpleUploadedFile(name, content)


def at(practice, step):
    return reverse(
        "desk:step", args=[practice.translation_key, practice.locale.language_code, step]
    )


def latest(practice):
    return PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()


def loaded(answer):
    return re.search(r'name="loaded" value="(\w+)"', answer.content.decode()).group(1)


@pytest.fixture
def officer(client_of, amman_officer):
    return client_of(amman_officer)


def send(client, practice, step, file, **words):
    values = {"loaded": loaded(client.get(at(practice, step))), "rows": "0", "more": "1"}
    values |= {f"new-{name}": value for name, value in words.items()}
    return client.post(at(practice, step), {**values, "new-file": file})


def test_a_document_is_added_with_its_title_and_licence(officer, draft, amman):
    file = upload("دليل المتطوعين.pdf", PDF)
    answer = send(
        officer, draft, "materials", file, title="دليل", licence="CC-BY-4.0", language="ar"
    )
    assert answer.status_code == 302
    [row] = latest(draft).materials.all()
    assert (row.title, row.licence, row.language) == ("دليل", "CC-BY-4.0", "ar")
    assert row.document.collection.name == "city:amman"
    assert row.document.file.read() == PDF
    assert row.document.filename.endswith(".pdf")
    assert row.document.filename in officer.get(at(draft, "materials")).content.decode()


@pytest.mark.parametrize("kind", [*OFFICE, *OPEN_OFFICE])
def test_office_files_are_kept(amman_officer, draft, kind):
    file = upload(f"form.{kind}", office(kind))
    attach_file(
        actor=amman_officer, practice=draft, relation="materials", file=file, values={"title": "x"}
    )
    assert latest(draft).materials.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", HTML),
        ("drawing.svg", SVG),
        ("program.exe", b"MZ" + b"\0" * 100),
        ("page.pdf", HTML),
        ("drawing.pdf", SVG),
        ("page.csv", HTML),
        ("program.csv", b"MZ\0\0" * 40),
        ("text.docx", PDF),
        ("sheet.docx", office("xlsx")),
        ("macros.docx", packed(**{"word/document.xml": "a", "word/vbaProject.bin": "b"})),
        ("broken.docx", b"PK\x03\x04" + b"\0" * 80),
        ("wide.csv", "<script>alert(1)</script>".encode("utf-16")),
        ("sheet.odt", office("ods")),
        ("empty.pdf", b""),
        ("nothing", PDF),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_the_words_stay(officer, draft, name, content):
    answer = send(officer, draft, "materials", upload(name, content), title="دليل العمل")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="دليل العمل"' in text
    assert "field-errors" in text or "errorlist" in text
    assert not latest(draft).materials.all()
    assert not get_document_model().objects.exists()


def test_a_file_over_the_limit_is_refused_with_both_sizes(officer, draft, settings):
    settings.MOST_BYTES = 2048
    answer = send(officer, draft, "materials", upload("a.pdf", PDF + b"x" * 4096), title="دليل")
    assert answer.status_code == 422
    assert "2.0" in answer.content.decode()
    assert not get_document_model().objects.exists()


def test_twenty_megabytes_are_the_limit(settings):
    assert settings.MOST_BYTES == settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == settings.MOST_BYTES


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.PNG"), ("WEBP", "a.webp")]
)
def test_a_picture_is_added_with_words_for_those_who_do_not_see_it(officer, draft, kind, name):
    file = upload(name, jpeg(kind=kind))
    answer = send(officer, draft, "pictures", file, alt="نساء في درس مسائي", credit="بلدية عمّان")
    assert answer.status_code == 302
    [row] = latest(draft).pictures.all()
    assert (row.alt, row.credit) == ("نساء في درس مسائي", "بلدية عمّان")
    assert (row.image.width, row.image.height) == (64, 48)
    assert row.image.filename.partition(".")[0] != "a"
    assert "<img" in officer.get(at(draft, "pictures")).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("page.jpg", HTML),
        ("cut.jpg", jpeg()[:200]),
        ("really-png.jpg", jpeg(kind="PNG")),
        ("text.jpg", b"just words"),
    ],
)
def test_a_picture_that_is_none_is_refused_and_the_words_stay(officer, draft, name, content):
    answer = send(officer, draft, "pictures", upload(name, content), alt="درس مسائي")
    assert answer.status_code == 422
    assert "درس مسائي" in answer.content.decode()
    assert not get_image_model().objects.exists()


def test_a_picture_without_words_is_asked_for_them(officer, draft):
    assert send(officer, draft, "pictures", upload("a.jpg", jpeg())).status_code == 422
    assert not get_image_model().objects.exists()


def test_words_without_a_picture_are_not_lost(officer, draft):
    answer = send(officer, draft, "pictures", "", alt="درس مسائي")
    assert answer.status_code == 422
    assert "درس مسائي" in answer.content.decode()


def test_a_huge_picture_is_refused_before_it_is_unpacked(officer, draft, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    answer = send(officer, draft, "pictures", upload("a.jpg", jpeg()), alt="درس")
    assert answer.status_code == 422


def test_saving_by_itself_adds_no_file(officer, draft):
    values = {"loaded": loaded(officer.get(at(draft, "pictures"))), "rows": "0", "new-alt": "درس"}
    values["new-file"] = upload("a.jpg", jpeg())
    answer = officer.post(at(draft, "pictures"), values, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert not latest(draft).pictures.all()


def test_the_words_of_a_picture_change_and_the_picture_stays(officer, draft):
    send(officer, draft, "pictures", upload("a.jpg", jpeg()), alt="درس")
    [row] = latest(draft).pictures.all()
    address = at(draft, "pictures")
    values = {"loaded": loaded(officer.get(address)), "rows": "1", "row-0-alt": "درس مسائي"}
    values["row-0-key"] = row.translation_key.hex
    assert officer.post(address, values).status_code == 302
    [changed] = latest(draft).pictures.all()
    assert (changed.alt, changed.image) == ("درس مسائي", row.image)
    values |= {"loaded": loaded(officer.get(address)), "row-0-alt": "", "row-0-remove": "on"}
    assert officer.post(address, values).status_code == 302
    assert not latest(draft).pictures.all()


@pytest.mark.parametrize("step", ["pictures", "materials"])
def test_words_that_are_written_anew_lose_no_file(officer, draft, step):
    """The form saves itself while a field is empty for a moment."""
    files = {"pictures": ("a.jpg", jpeg(), "alt"), "materials": ("a.pdf", PDF, "title")}
    name, content, words = files[step]
    send(officer, draft, step, upload(name, content), **{words: "درس"})
    [row] = getattr(latest(draft), step).all()
    values = {"loaded": loaded(officer.get(at(draft, step))), "rows": "1", f"row-0-{words}": ""}
    values["row-0-key"] = row.translation_key.hex
    answer = officer.post(at(draft, step), values, headers={"X-Autosave": "1"})
    assert answer.status_code == 422
    assert f"row-0-{words}" in answer.json()["errors"]
    assert getattr(latest(draft), step).get().translation_key == row.translation_key


def test_a_row_that_names_an_unknown_picture_is_refused_in_words(officer, draft):
    values = {"loaded": "", "rows": "1", "row-0-alt": "درس", "row-0-key": "0" * 32}
    assert officer.post(at(draft, "pictures"), values).status_code == 422
    answer = officer.post(at(draft, "pictures"), values, headers={"X-Autosave": "1"})
    assert answer.json()["reason"]


def test_a_thirteenth_picture_is_refused_with_its_words(officer, draft, monkeypatch):
    monkeypatch.setitem(MOST_ROWS, "pictures", 1)
    send(officer, draft, "pictures", upload("a.jpg", jpeg()), alt="درس")
    [row] = latest(draft).pictures.all()
    rows = {"rows": "1", "row-0-key": row.translation_key.hex, "row-0-alt": "درس مسائي"}
    values = {"loaded": loaded(officer.get(at(draft, "pictures"))), **rows, "new-alt": "مكتبة"}
    values["new-file"] = upload("b.jpg", jpeg())
    answer = officer.post(at(draft, "pictures"), values)
    assert answer.status_code == 422
    assert "مكتبة" in answer.content.decode()
    assert get_image_model().objects.count() == 1
    # What the page holds now can be saved: it speaks of the rows as they are.
    assert latest(draft).pictures.get().alt == "درس مسائي"
    values = {"loaded": loaded(answer), **rows}
    assert officer.post(at(draft, "pictures"), values).status_code == 302


def test_strangers_add_nothing_and_a_checked_text_is_frozen(persona, submitted, amman_officer):
    picture = {"practice": submitted, "relation": "pictures", "values": {"alt": "درس"}}
    for actor in (persona("tunis_officer"), amman_officer):
        with pytest.raises(Refused):
            attach_file(actor=actor, file=upload("a.jpg", jpeg()), **picture)


def test_a_translation_tells_the_picture_in_its_own_words(officer, amman_officer, draft, publish):
    send(officer, draft, "pictures", upload("a.jpg", jpeg()), alt="درس مسائي", credit="بلدية عمّان")
    practice = publish(PracticePage.objects.get(pk=draft.pk))
    english = translate_practice(actor=amman_officer, practice=practice, language="en")
    [row] = practice.pictures.all()
    address = at(english, "pictures")
    assert "درس مسائي" in officer.get(address).content.decode()
    values = {"loaded": loaded(officer.get(address)), "row-0-alt": "An evening class"}
    values["row-0-key"] = row.translation_key.hex
    assert officer.post(address, values).status_code == 302
    [told] = latest(english).pictures.all()
    assert (told.alt, told.credit, told.image) == ("An evening class", "بلدية عمّان", row.image)


def test_words_of_no_picture_are_refused_to_programs(amman_officer, draft):
    rows = {"pictures": [{"alt": "درس"}]}
    with pytest.raises(Exception, match="pictures"):
        write_practice(actor=amman_officer, practice=draft, values={}, rows=rows)


def test_readers_see_pictures_and_files_once_the_text_is_public(client, officer, draft, publish):
    send(officer, draft, "pictures", upload("a.jpg", jpeg()), alt="درس مسائي", credit="بلدية عمّان")
    send(officer, draft, "materials", upload("guide.pdf", PDF), title="دليل")
    document = latest(draft).materials.get().document
    assert client.get(document.url).status_code == 403
    assert client.get(f"/media/{document.file.name}").status_code == 404
    image = latest(draft).pictures.get().image
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert officer.get(document.url).status_code == 200
    practice = publish(PracticePage.objects.get(pk=draft.pk))
    page = client.get(practice.get_url()).content.decode()
    assert 'alt="درس مسائي"' in page
    assert "بلدية عمّان" in page
    shown = re.search(r'src="(/media/images/[^"]+\.webp)"', page).group(1)
    assert client.get(shown).status_code == 200
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF


def test_those_who_check_a_text_open_its_files_and_other_cities_do_not(
    officer,
    client_of,
    draft,
    amman_officer,
    amman_focal_point,
    reviewer,
    secretariat,
    tunis_officer,
):
    send(officer, draft, "materials", upload("guide.pdf", PDF), title="دليل")
    address = latest(draft).materials.get().document.url
    reads = {who: client_of(who).get(address).status_code for who in (reviewer, tunis_officer)}
    assert reads == {reviewer: 403, tunis_officer: 403}
    page = client_of(tunis_officer).get(address, headers={"Accept-Language": "en"})
    assert "لم يُنشر بعد" in page.content.decode()
    submit_practice(actor=amman_officer, practice=PracticePage.objects.get(pk=draft.pk))
    approve_for_city(actor=amman_focal_point, review=review_of(draft))
    day = timezone.localdate() + timedelta(days=7)
    assign_reviewers(actor=secretariat, review=review_of(draft), reviewers=[reviewer], due_on=day)
    for who, status in ((reviewer, 200), (secretariat, 200), (tunis_officer, 403)):
        assert client_of(who).get(address).status_code == status, who


@pytest.mark.parametrize(
    ("door", "name", "content"),
    [
        ("wagtaildocs:add", "page.pdf", HTML),
        ("wagtaildocs:add", "drawing.svg", SVG),
        ("wagtailimages:add", "drawing.svg", SVG),
        ("wagtailimages:add", "cut.jpg", jpeg()[:200]),
    ],
)
def test_the_doors_of_the_cms_check_the_content_too(officer, branch, amman, door, name, content):
    branch(amman)
    answer = officer.post(reverse(door), {"title": "x", "file": upload(name, content)})
    assert answer.status_code == 200
    assert not get_document_model().objects.exists()
    assert not get_image_model().objects.exists()
    good = upload("a.pdf", PDF) if "docs" in door else upload("a.jpg", jpeg())
    assert officer.post(reverse(door), {"title": "x", "file": good}).status_code == 302
