"""The pages and the API of documents: begin, share, keep, compare, bring back, agree."""

import json
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.documents import actions, compacting, store
from projects.documents.lifecycle import DOCUMENT
from projects.documents.models import Document, DocumentVersion, Level
from tests.factories.projects import in_state, refetched
from tests.projects.documents.test_store_and_fold import Hand, text_of
from tests.projects.documents.writers import here

JSON = "application/json"


def test_a_document_begins_with_the_headings_of_its_kind(client_of, project, amman_officer):
    client = client_of(amman_officer)
    base = f"/ar/projects/{project.public_id}/documents/"
    assert "لا مستند بعد" in client.get(base).content.decode()
    ask = {"title": "مذكرتنا", "kind": "note", "language": "fr", "new_folder": "اتفاقات"}
    asked = client.get(f"{base}new/").content.decode()
    assert "اختياري" not in asked.partition('for="id_title"')[2].partition("</label>")[0]
    assert client.post(f"{base}new/", {**ask, "title": ""}).status_code == 422
    made = client.post(f"{base}new/", ask)
    page = client.get(made.url).content.decode()
    assert "Notre intention" in page
    assert '<h2 dir="auto">' in page
    listed = client.get(base).content.decode()
    assert "اتفاقات" in listed
    assert "مذكرتنا" in listed


@pytest.mark.parametrize("rest", ["", "about/", "versions/", "text.docx", "text.md", "text.html"])
def test_pages_open_for_partners_and_are_not_there_for_others(
    client_of, written, amman_officer, medina_officer, tunis_officer, rest
):
    actions.keep_version(actor=amman_officer, document=written, name="أولى")
    for language in ("ar", "en", "fr"):
        answer = client_of(amman_officer).get(here(written, rest, language))
        assert answer.status_code == 200, language
    expected = 403 if rest == "about/" else 200
    assert client_of(medina_officer).get(here(written, rest)).status_code == expected
    assert client_of(tunis_officer).get(here(written, rest)).status_code == 404


def test_what_a_city_may_not_read_is_on_no_page(
    client_of, written, amman_officer, medina, medina_officer
):
    actions.share_document(actor=amman_officer, document=written, cities={medina: Level.NOTHING})
    client = client_of(medina_officer)
    assert client.get(here(written)).status_code == 404
    listed = client.get(f"/ar/projects/{written.project.public_id}/documents/")
    assert written.title not in listed.content.decode()


def test_rights_are_given_on_the_page(client_of, written, amman_officer, medina, medina_officer):
    client = client_of(amman_officer)
    ask = {"what": "share", "team_level": "1", f"city-{medina.pk}": "2"}
    ask[f"person-{medina_officer.pk}"] = "4"
    assert client.post(here(written, "about/"), ask).status_code == 302
    document = refetched(written)
    assert (document.team_level, document.access_epoch) == (Level.READ, 1)
    assert can(medina_officer, "document.write", document)
    bad = client.post(here(written, "about/"), {**ask, "team_level": "9"})
    assert bad.status_code == 422


def test_the_second_who_renames_a_document_sees_what_the_first_wrote(
    client_of, written, amman_officer, amman_focal_point
):
    ask = {"what": "describe", "kind": "free", "language": "ar", "revision": "1"}
    first = client_of(amman_officer).post(here(written, "about/"), {**ask, "title": "الأول"})
    assert first.status_code == 302
    second = client_of(amman_focal_point).post(here(written, "about/"), {**ask, "title": "الثاني"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "الأول" in page.partition('role="alert"')[2].partition("</section>")[0]
    assert "الثاني" in page
    assert refetched(written).title == "الأول"


def test_versions_are_kept_compared_and_brought_back(client_of, written, amman_officer):
    client = client_of(amman_officer)
    client.post(here(written, "versions/keep/"), {"name": "أُرسلت إلى المدينة"})
    hand = Hand(written, amman_officer)
    hand.stores("فقرة ثالثة")
    actions.draw_document(written.pk)
    page = client.get(here(written, "versions/?from=1")).content.decode()
    assert "<ins>فقرة ثالثة</ins>" in page
    assert "أُرسلت إلى المدينة" in page
    client.post(here(written, "versions/keep/"), {"restore": "1"})
    assert text_of(written) == "الفقرة الأولى\nالفقرة الثانية"
    kinds = DocumentVersion.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["named", "restore"]
    again = DocumentVersion.objects.get(kind="restore")
    client.post(here(written, "versions/keep/"), {"restore": str(again.number)})
    assert "فقرة ثالثة" in text_of(written)
    assert client.post(here(written, "versions/keep/"), {"restore": "77"}).status_code == 404


def test_bringing_back_spares_what_somebody_writes_offline(written, amman_officer, medina_officer):
    version = actions.keep_version(actor=amman_officer, document=written)
    offline = Hand(written, medina_officer)
    edit = offline.types("كُتب بلا اتصال")
    Hand(written, amman_officer).stores("زيادة")
    actions.restore_version(actor=amman_officer, document=written, version=version)
    document = refetched(written)
    batch = store.Batch(document.pk, document.project_id, document.head_seq, 0, [edit])
    assert store.append([batch])[document.pk].last
    lines = text_of(written).split("\n")
    assert sorted(lines) == ["الفقرة الأولى", "الفقرة الثانية", "كُتب بلا اتصال"]


def test_an_automatic_version_is_kept_only_of_something_new(written, amman_officer):
    for _time in range(3):
        actions.keep_version(actor=amman_officer, document=written, kind="session")
    assert DocumentVersion.objects.count() == 1


def test_every_city_agrees_to_one_fixed_version(
    client_of, written, amman_officer, amman_focal_point, medina_officer, medina_focal_point
):
    office, medina_voice = client_of(amman_officer), client_of(medina_focal_point)
    office.post(here(written, "act/"), {"verb": "document.offer"})
    offered = DocumentVersion.objects.get()
    ask = {"verb": "agree", "number": str(offered.number)}
    client_of(amman_focal_point).post(here(written, "act/"), {**ask, "city": "amman"})
    assert refetched(written).state == "offered"
    assert (
        client_of(medina_officer).post(here(written, "act/"), {**ask, "city": "medina"}).status_code
        == 403
    )
    old = medina_voice.post(
        here(written, "act/"), {**ask, "city": "medina", "number": "9"}, follow=True
    )
    assert "نسخة أخرى" in old.content.decode()
    for _twice in range(2):
        medina_voice.post(here(written, "act/"), {**ask, "city": "medina"})
    assert refetched(written).state == "agreed"
    assert offered.agreements.count() == 2
    signed = office.get(here(written, f"text.json?version={offered.number}")).content
    assert sha256(signed).hexdigest() == offered.digest
    page = office.get(here(written)).content.decode()
    assert offered.digest in page


def test_a_text_that_is_offered_anew_is_agreed_to_anew(
    written, amman_officer, amman, amman_focal_point
):
    actions.move_document(actor=amman_officer, document=written, move="document.offer")
    actions.agree_text(actor=amman_focal_point, document=written, city=amman, number=1)
    actions.move_document(actor=amman_officer, document=written, move="document.draft_again")
    Hand(written, amman_officer).stores("تغيير", epoch=2)
    actions.move_document(actor=amman_officer, document=written, move="document.offer")
    with pytest.raises(ValidationError):
        actions.agree_text(actor=amman_focal_point, document=written, city=amman, number=1)
    assert DocumentVersion.objects.order_by("-number")[0].agreements.count() == 0


def test_moves_and_writes_in_the_wrong_state_are_refused(written, amman_officer, medina_officer):
    with pytest.raises(WrongState):
        actions.move_document(actor=amman_officer, document=written, move="document.take_out")
    with pytest.raises(Refused):
        actions.move_document(actor=medina_officer, document=written, move="document.offer")
    with pytest.raises(Refused):
        actions.move_document(actor=amman_officer, document=written, move="document.settle")
    in_state(written.project, "closed")
    ended = Document.objects.select_related("project").get(pk=written.pk)
    for verb in ("document.write", "document.describe", "document.keep_version"):
        assert not can(amman_officer, verb, ended), verb
    assert set(DOCUMENT.moves) >= {"document.offer", "document.settle"}


def test_programs_do_what_pages_do(
    client_of, project, amman_officer, amman_focal_point, medina_focal_point, tunis_officer, medina
):
    def api(person, method, address, body=None, **headers):
        client = client_of(person)
        sent = {} if body is None else {"data": json.dumps(body), "content_type": JSON}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        base = f"/api/v1/projects/{project.public_id}/documents"
        return getattr(client, method)(f"{base}{address}", headers=named, **sent)

    made = api(amman_officer, "post", "", {"title": "نص", "folder": "أوراق"}, idempotency_key="d1")
    assert made.status_code == 201, made.content
    one = f"/{made.json()['id']}"
    assert api(tunis_officer, "get", one).status_code == 404
    changed = api(amman_officer, "patch", one, {"title": "آخر"}, if_match=made["ETag"])
    assert changed.json()["title"] == "آخر"
    assert (
        api(amman_officer, "patch", one, {"title": "x"}, if_match=made["ETag"]).status_code == 412
    )
    shared = api(
        amman_officer,
        "post",
        f"{one}/share",
        {"team_level": "read", "cities": {"medina": "comment"}},
    )
    assert shared.status_code == 200
    assert api(medina_focal_point, "get", one).json()["level"] == "comment"
    assert (
        api(
            amman_officer, "post", f"{one}/share", {"people": {str(tunis_officer.pk): "read"}}
        ).status_code
        == 400
    )
    assert "content" in api(medina_focal_point, "get", f"{one}/text").json()
    assert api(amman_officer, "post", f"{one}/versions", {"name": "أ"}).json()["number"] == 1
    assert api(medina_focal_point, "post", f"{one}/versions", {}).status_code == 403
    assert api(medina_focal_point, "get", f"{one}/versions").json()["results"][0]["name"] == "أ"
    assert api(amman_officer, "get", f"{one}/versions/1").json()["content"]["type"] == "doc"
    assert api(amman_officer, "post", f"{one}/versions/1").status_code == 201
    assert api(amman_officer, "post", f"{one}/moves/offer").json()["state"] == "offered"
    assert api(amman_officer, "post", f"{one}/moves/offer").status_code == 409
    number = api(amman_officer, "get", f"{one}/versions").json()["results"][0]["number"]
    for person, city in ((amman_focal_point, "amman"), (medina_focal_point, "medina")):
        answer = api(person, "post", f"{one}/agree", {"city": city, "number": number})
        assert answer.status_code == 201, answer.content
    assert api(amman_officer, "get", "").json()["results"][0]["state"] == "agreed"


def test_a_document_is_drawn_from_the_log_only_and_never_backwards(document, amman_officer, amman):
    hand = Hand(document, amman_officer)
    store.bind_author(document.pk, hand.doc.client_id, amman_officer.pk, amman.pk)
    hand.stores("كلام")
    seq = actions.draw_document(document.pk)
    assert actions.draw_document(document.pk) == seq == 2
    shown = refetched(document).projection
    assert (shown.text, shown.letters) == ("كلام", {"amman": 4})
    compacting.compact(document.pk)
    assert actions.draw_document(document.pk) == 2
