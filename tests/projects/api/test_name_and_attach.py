"""Programs name people, attach files, write calls, and move things only from the state they saw."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from projects.concepts.models import Call
from projects.discussions.models import Comment
from projects.workplans.models import Task
from tests.factories.projects import in_state

CALL = {
    "titles": {"ar": "حدائق تتعلم", "en": "Gardens that learn"},
    "opens_on": "2026-12-01",
    "closes_on": "٣١/١٢/٢٠٢٦",
    "themes": [],
}


def test_the_secretariat_writes_and_opens_a_call_and_nobody_else_does(
    api, secretariat, amman_focal_point
):
    refused = api(amman_focal_point, "post", "calls", CALL, accept_language="en")
    assert refused.status_code == 403
    assert refused.json()["title"]
    made = api(secretariat, "post", "calls", CALL, idempotency_key="c1")
    again = api(secretariat, "post", "calls", CALL, idempotency_key="c1")
    assert again.json() == made.json()
    assert Call.objects.count() == 1
    assert str(Call.objects.get().closes_on) == "2026-12-31"
    here = f"calls/{made.json()['id']}"
    assert api(amman_focal_point, "get", here).status_code == 404
    changed = api(secretariat, "patch", here, {"minimum_cities": 3}).json()
    assert changed["minimum_cities"] == 3
    assert changed["titles"]["en"] == "Gardens that learn"
    assert api(secretariat, "post", f"{here}/open").json()["state"] == "open"
    assert api(secretariat, "post", f"{here}/open").status_code == 409
    assert api(secretariat, "post", f"{here}/burn").status_code == 404
    assert api(amman_focal_point, "get", here).json()["abilities"]["call.close"]["reason"]
    assert api(amman_focal_point, "post", f"{here}/close").status_code == 403
    assert len(api(amman_focal_point, "get", "calls").json()["results"]) == 1


def test_a_call_that_makes_no_sense_is_refused_by_field(api, secretariat):
    backwards = {**CALL, "closes_on": "2026-11-01"}
    assert "closes_on" in api(secretariat, "post", "calls", backwards).json()["errors"]
    unnamed = {**CALL, "titles": {"ar": " "}}
    assert "titles" in api(secretariat, "post", "calls", unnamed).json()["errors"]
    foreign = {**CALL, "titles": {"de": "Gärten"}}
    assert "titles" in api(secretariat, "post", "calls", foreign).json()["errors"]
    assert not Call.objects.exists()


def test_a_city_says_what_it_offers_in_codes_of_the_lists(
    api, client, amman, medina, medina_focal_point
):
    words = {"languages": ["ar", "fr"], "population": 1_400_000}
    answer = api(medina_focal_point, "patch", "cities/medina", {"strengths": ["no such theme"]})
    assert answer.status_code == 400
    assert "strengths" in answer.json()["errors"]
    said = api(medina_focal_point, "patch", "cities/medina", words).json()
    assert said["population"] == words["population"]
    assert client.get("/api/v1/cities/medina").json()["languages"] == ["ar", "fr"]
    unsigned = client.patch("/api/v1/cities/medina", words, content_type="application/json")
    assert unsigned.status_code == 401
    assert api(medina_focal_point, "patch", "cities/amman", words).status_code == 403


def test_people_of_the_project_are_listed_and_can_be_named(
    api, project, amman_officer, medina_officer, tunis_officer
):
    one = f"projects/{project.public_id}"
    people = api(amman_officer, "get", f"{one}/people").json()
    assert {"id": medina_officer.pk, "name": str(medina_officer), "city": "medina"} in people
    assert tunis_officer.pk not in {person["id"] for person in people}
    assert api(tunis_officer, "get", f"{one}/people").status_code == 404
    asked = {"title": "القاعة", "text": "متى؟", "people": [medina_officer.pk], "cities": ["medina"]}
    thread = api(amman_officer, "post", f"{one}/threads", asked).json()
    [said] = api(amman_officer, "get", f"{one}/threads/{thread['id']}/comments").json()["results"]
    assert (said["people"], said["cities"]) == ([medina_officer.pk], ["medina"])
    asked["people"] = [tunis_officer.pk]
    assert "people" in api(amman_officer, "post", f"{one}/threads", asked).json()["errors"]


def test_a_file_is_attached_and_fetched_only_by_those_who_see_the_project(
    api, client_of, project, amman_officer, medina_officer, tunis_officer
):
    one = f"projects/{project.public_id}"
    thread = api(amman_officer, "post", f"{one}/threads", {"title": "ق", "text": "م"}).json()
    place = f"/api/v1/{one}/threads/{thread['id']}/comments"
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    picture = SimpleUploadedFile("قاعة.png", content.getvalue(), content_type="image/png")
    sent = client_of(amman_officer).post(place, {"text": "صورة", "files": [picture]})
    assert sent.status_code == 201, sent.json()
    [file] = sent.json()["files"]
    fetched = api(medina_officer, "get", f"{one}/files/{file['id']}")
    assert b"".join(fetched.streaming_content) == content.getvalue()
    assert fetched["Content-Disposition"].startswith("attachment")
    assert api(tunis_officer, "get", f"{one}/files/{file['id']}").status_code == 404
    Comment.objects.filter(attachments__isnull=False).update(removed_at="2026-11-28T10:00:00Z")
    assert api(medina_officer, "get", f"{one}/files/{file['id']}").status_code == 404


def test_a_dated_row_made_with_a_key_is_given_again_as_it_was(api, project, amman_officer):
    address = f"projects/{project.public_id}/items/task"
    ask = {"title": "مهمة", "due_on": "2027-02-01"}
    first = api(amman_officer, "post", address, ask, idempotency_key="k1")
    again = api(amman_officer, "post", address, ask, idempotency_key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert Task.objects.count() == 1


def test_a_move_from_what_is_no_longer_so_is_412(
    api, project, concept, amman_officer, amman_focal_point
):
    in_state(project, "running")
    for address, move in (
        (f"projects/{project.public_id}", "moves/pause"),
        (f"concepts/{concept.public_id}", "withdraw"),
    ):
        read = api(amman_focal_point, "get", address)["ETag"]
        assert api(amman_officer, "patch", address, {"title": "ب"}).status_code == 200
        stale = api(amman_focal_point, "post", f"{address}/{move}", {}, if_match=read)
        assert stale.status_code == 412, stale.json()
        assert stale.json()["current"]["title"] == "ب"


def test_a_report_that_changed_is_not_handed_in_unseen(api, project, amman_officer):
    in_state(project, "running")
    place = f"projects/{project.public_id}/reports"
    made = api(amman_officer, "post", place, {"kind": "progress"})
    here = f"{place}/{made.json()['id']}"
    api(amman_officer, "patch", here, {"words": {"done": "x"}})
    stale = api(amman_officer, "post", f"{here}/submit", {}, if_match=made["ETag"])
    assert stale.status_code == 412
    assert stale.json()["current"]["words"] == {"done": "x"}
