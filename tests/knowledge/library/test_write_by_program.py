"""The whole life of a practice through the API, with keys; the same rules as on the pages."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.accounts.actions import make_token
from knowledge.library.models import Criterion, PracticePage, ReviewStage
from tests.factories.library import ENGLISH, FULL, review_of

WORDS = {"title": "محو أمية الكبار", **FULL}


class Program:
    """A program with the key of a person."""

    def __init__(self, client, user):
        scopes = ("read", "write", "review")
        _token, key = make_token(actor=user, name="test", scopes=scopes, days=30)
        self.client, self.headers = client, {"Authorization": f"Bearer {key}"}

    def send(self, method, path, data=None):
        call = getattr(self.client, method)
        return call(f"/api/v1/{path}", data, "application/json", headers=self.headers)

    def post(self, path, data=None, status=200):
        answer = self.send("post", path, data or {})
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def patch(self, path, data, status=200):
        answer = self.send("patch", path, data)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def get(self, path, status=200):
        answer = self.client.get(f"/api/v1/{path}", headers=self.headers)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()


@pytest.fixture
def program(client):
    return lambda user: Program(client, user)


@pytest.fixture
def begun(program, amman_officer, amman, branch):
    """An officer's program and the draft that it began."""
    branch(amman)
    officer = program(amman_officer)
    start = {"city": "amman", "language": "ar", "title": WORDS["title"]}
    return officer, officer.post("drafts", start, status=201)


def at(draft, language="ar"):
    return f"drafts/{draft['key']}/{language}"


def test_a_practice_lives_through_the_api(
    begun, program, amman_focal_point, reviewer, secretariat, medina, medina_focal_point
):
    officer, draft = begun
    rows = [{"words": "متعلمون", "figure": "120", "source": "سجل", "measured_on": "2025-05-01"}]
    written = {**WORDS, "sdgs": ["4"], "key_features": ["1.1"], "evidence": rows}
    saved = officer.patch(at(draft), written)
    assert saved["values"]["evidence"][0]["figure"] == "120"
    assert saved["state"] == "draft"
    review = officer.post(f"{at(draft)}/submit")["review"]
    focal = program(amman_focal_point)
    assert [one["id"] for one in focal.get("reviews")["to_approve"]] == [review]
    assert focal.post(f"reviews/{review}/approve_for_city")["stage"] == "submitted"
    secretary = program(secretariat)
    secretary.post(f"reviews/{review}/assign", {"reviewers": [reviewer.pk]})
    reader = program(reviewer)
    assert [one["id"] for one in reader.get("reviews")["to_read"]] == [review]
    scores = {code: {"score": 2, "comment": "جيد"} for code in Criterion.values}
    grid = {"scores": scores, "has_no_conflict": True, "is_final": True}
    said = reader.post(f"reviews/{review}/advise", grid)
    assert said["advice"][0]["total"] == 12
    assert officer.get(f"reviews/{review}")["advice"] == []
    assert secretary.post(f"reviews/{review}/accept")["stage"] == "accepted"
    assert "reviewer" not in officer.get(f"reviews/{review}")["advice"][0]
    public = officer.get(f"practices/{draft['key']}")
    assert (public["level"], public["words"]["ar"]["title"]) == ("good_practice", WORDS["title"])

    english = officer.post(f"{at(draft)}/translate-en")
    assert english["is_translation"]
    officer.patch(at(draft, "en"), {**ENGLISH, "sdgs": ["1"]})
    review = officer.post(f"{at(draft, 'en')}/submit")["review"]
    focal.post(f"reviews/{review}/approve_for_city")
    assert set(officer.get(f"practices/{draft['key']}")["words"]) == {"ar", "en"}

    yanbu = program(medina_focal_point)
    reuse = yanbu.post("reuses", {"practice": draft["key"], "city": "medina"}, status=201)
    focal.post(f"reuses/{reuse['id']}/confirm_contact")
    yanbu.post(f"reuses/{reuse['id']}/understand")
    yanbu.patch(f"reuses/{reuse['id']}", {"result": "نجحت"})
    yanbu.post(f"reuses/{reuse['id']}/confirm_as_adopter")
    focal.post(f"reuses/{reuse['id']}/confirm_as_source")
    assert officer.get(f"practices/{draft['key']}")["reuses"][0]["result"] == "نجحت"
    assert focal.post(f"{at(draft)}/archive")["state"] == "archived"


def test_a_stale_write_changes_nothing_and_shows_what_is_there(begun):
    officer, draft = begun
    mark = officer.get(at(draft))["loaded"]["context"]
    officer.patch(at(draft), {"context": "نص أول", "loaded": mark})
    answer = officer.patch(at(draft), {"context": "نص ثان", "loaded": mark}, status=409)
    assert answer["values"]["context"] == "نص أول"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"context": "ك" * 1201}, "context"),
        ({"title": "ك" * 101}, "title"),
        ({"sdgs": ["99"]}, "sdgs"),
        ({"kind": "secret"}, "kind"),
        ({"starts_on": "2024-02-01", "ends_on": "2023-01-01"}, "ends_on"),
        ({"evidence": [{"words": "ك" * 300, "figure": "1"}]}, "evidence"),
        ({"evidence": [{"words": "نص", "figure": "1", "page": 3}]}, "evidence"),
        ({"building_blocks": [{"title": "جزء", "text": "ك" * 1300}]}, "building_blocks"),
        ({"materials": [{"title": "دليل", "address": "javascript:alert(1)"}]}, "materials"),
    ],
)
def test_wrong_values_are_named_and_nothing_is_written(begun, sent, field):
    officer, draft = begun
    before = officer.get(at(draft))
    problem = officer.patch(at(draft), sent, status=400)
    assert field in problem["errors"]
    assert officer.get(at(draft)) == before


def test_what_is_missing_is_named_when_it_is_handed_over(begun):
    officer, draft = begun
    problem = officer.post(f"{at(draft)}/submit", status=400)
    assert {"summary", "context", "sdgs"} <= set(problem["errors"])


def test_a_stranger_finds_nothing_and_a_refusal_says_why(
    begun, program, tunis_officer, secretariat
):
    _officer, draft = begun
    stranger = program(tunis_officer)
    for method, path in (
        ("get", at(draft)),
        ("patch", at(draft)),
        ("delete", at(draft)),
        ("post", f"{at(draft)}/submit"),
    ):
        assert stranger.send(method, path, {}).status_code == 404
    answer = program(secretariat).send("post", f"{at(draft)}/submit", {})
    assert answer.status_code == 403
    assert answer.json()["title"]
    assert stranger.post("drafts", {"city": "amman", "language": "ar", "title": "x"}, status=404)


def test_a_wrong_state_is_a_conflict(begun, program, amman_focal_point):
    _officer, draft = begun
    assert program(amman_focal_point).post(f"{at(draft)}/archive", status=409)


def test_nobody_writes_without_signing_in(begun, client):
    _officer, draft = begun
    client.logout()
    for path in ("drafts", at(draft), "reviews", "reuses"):
        assert client.get(f"/api/v1/{path}").status_code == 401
    assert client.post("/api/v1/drafts", {}, "application/json").status_code == 401


def test_a_draft_is_thrown_away(begun):
    officer, draft = begun
    assert officer.send("delete", at(draft)).status_code == 204
    assert not PracticePage.objects.exists()


def test_a_review_is_refused_as_on_its_page(submitted, program, amman_officer, medina_focal_point):
    review = review_of(submitted).public_id
    assert program(amman_officer).post(f"reviews/{review}/approve_for_city", status=403)
    assert program(medina_focal_point).post(f"reviews/{review}/approve_for_city", status=404)
    assert program(amman_officer).post(f"reviews/{review}/return_to_author", status=403)
    assert program(amman_officer).post(f"reviews/{review}/unknown", status=404)
    assert review_of(submitted).stage == ReviewStage.CITY


def test_a_program_adds_files_and_pictures(begun, client, settings, tmp_path):
    officer, draft = begun
    path = f"/api/v1/{at(draft)}/files"

    def send(name, content, **words):
        file = SimpleUploadedFile(name, content)
        return client.post(path, {**words, "file": file}, headers=officer.headers)

    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    pdf = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF"
    added = send("a.png", made.getvalue(), relation="pictures", alt="درس مسائي")
    assert added.status_code == 201, added.content.decode()
    assert added.json()["values"]["pictures"][0]["alt"] == "درس مسائي"
    assert send("a.pdf", pdf, relation="materials", title="دليل").status_code == 201
    for name, content, words in (
        ("a.svg", b"<svg/>", {"relation": "pictures", "alt": "x"}),
        ("a.pdf", b"<html>", {"relation": "materials", "title": "x"}),
        ("a.pdf", pdf, {"relation": "materials"}),
        ("a.pdf", pdf, {"relation": "materials", "title": "x", "licence": "MINE"}),
        ("a.png", made.getvalue(), {"relation": "pictures"}),
        ("a.png", made.getvalue(), {"relation": "evidence", "alt": "x"}),
    ):
        assert send(name, content, **words).status_code == 400, (name, words)
    assert client.post(path, {"relation": "pictures"}).status_code == 401
    [row] = officer.get(at(draft))["values"]["pictures"]
    changed = {"pictures": [{"key": row["key"], "alt": "درس آخر"}]}
    assert officer.patch(at(draft), changed)["values"]["pictures"][0]["alt"] == "درس آخر"
