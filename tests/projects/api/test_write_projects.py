"""Projects by program: the same actions as the pages, with versions, keys and reasons."""

from core.accounts.actions import make_token
from projects.concepts.models import ConceptNote, Interest
from projects.partnerships.models import Project
from projects.workplans.kinds import KINDS
from projects.workplans.models import Task
from tests.factories.projects import in_state, partner, refetched, row

JSON = "application/json"


def test_a_key_of_a_program_acts_within_its_scopes(client, project, amman_officer):
    _row, reading = make_token(actor=amman_officer, name="r", scopes=["read"], days=30)
    _row, writing = make_token(actor=amman_officer, name="w", scopes=["read", "write"], days=30)
    address = f"/api/v1/projects/{project.public_id}"
    for key, status in ((reading, 403), (writing, 200)):
        headers = {"authorization": f"Bearer {key}"}
        assert client.get(address, headers=headers).status_code == 200
        answer = client.patch(address, {"title": "ب"}, content_type=JSON, headers=headers)
        assert answer.status_code == status
    assert client.get(address).status_code == 401


def test_abilities_come_with_their_reasons(api, project, medina_officer):
    answer = api(medina_officer, "get", f"projects/{project.public_id}", accept_language="en")
    ability = answer.json()["abilities"]["project.invite_city"]
    assert ability == {"allowed": False, "reason": "Only people of the lead city do this."}


def test_a_stranger_finds_nothing(api, project, tunis_officer):
    for rest in ("", "/partners", "/items/task", "/threads", "/meetings", "/activity", "/plans"):
        answer = api(tunis_officer, "get", f"projects/{project.public_id}{rest}")
        assert answer.status_code == 404, rest
    assert api(tunis_officer, "get", "projects").json()["results"] == []


def test_a_stale_change_is_412_with_what_is_stored(api, project, amman_officer):
    address = f"projects/{project.public_id}"
    tag = api(amman_officer, "get", address)["ETag"]
    first = api(amman_officer, "patch", address, {"title": "أول"}, if_match=tag)
    assert first.status_code == 200
    second = api(amman_officer, "patch", address, {"title": "ثان"}, if_match=tag)
    assert second.status_code == 412
    assert second.json()["current"]["title"] == "أول"
    assert second["ETag"] == first["ETag"]
    third = api(amman_officer, "patch", address, {"title": "ثان"}, if_match=second["ETag"])
    assert third.status_code == 200
    assert api(amman_officer, "patch", address, {"title": "x"}, if_match='"abc"').status_code == 412


def test_the_same_creation_asked_twice_is_done_once(api, project, amman_officer, medina_officer):
    address = f"projects/{project.public_id}/items/task"
    ask = {"title": "مهمة"}
    first = api(amman_officer, "post", address, ask, idempotency_key="k1")
    again = api(amman_officer, "post", address, ask, idempotency_key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotent-Replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]
    assert Task.objects.count() == 1
    assert (
        api(amman_officer, "post", address, {"title": "أخرى"}, idempotency_key="k1").status_code
        == 422
    )
    assert api(medina_officer, "post", address, ask, idempotency_key="k1").status_code == 201
    assert api(amman_officer, "post", address, ask, idempotency_key="x" * 101).status_code == 400
    bad = api(amman_officer, "post", address, {"title": ""}, idempotency_key="k2")
    assert bad.status_code == 400
    assert api(amman_officer, "post", address, ask, idempotency_key="k2").status_code == 201


def test_every_kind_of_row_is_made_changed_and_read(
    api, project, medina, medina_officer, amman_officer
):
    running = in_state(project, "running")
    bodies = {
        "package": {"aim": "غاية"},
        "task": {"city": "medina", "checklist": [{"text": "نقطة"}], "due_on": "٠١/٠٢/٢٠٢٧"},
        "milestone": {"criterion": "كتب المحضر"},
        "deliverable": {"kind": "guide", "languages": ["ar"]},
        "contribution": {"city": "medina", "kind": "staff", "quantity": "40", "unit": "ساعة"},
        "risk": {"likelihood": 3, "impact": 1},
        "indicator": {"code": "J01"},
        "change": {"kind": "minor", "reason": "سبب"},
    }
    assert set(bodies) == set(KINDS)
    for kind, body in bodies.items():
        actor = amman_officer if kind in ("package", "milestone", "indicator") else medina_officer
        address = f"projects/{running.public_id}/items/{kind}"
        made = api(actor, "post", address, {"title": "صف", **body})
        assert made.status_code == 201, (kind, made.json())
        one = f"{address}/{made.json()['id']}"
        assert api(actor, "get", one)["ETag"] == made["ETag"]
        if kind != "change":
            assert api(actor, "patch", one, {"title": "آخر"}).json()["title"] == "آخر"
        assert len(api(actor, "get", address).json()["results"]) == 1
        assert api(actor, "post", address, {"title": "x" * 201, **body}).status_code == 400
    assert str(Task.objects.get().due_on) == "2027-02-01"


def test_rows_are_filtered_and_come_in_pages_by_cursor(api, project, medina, amman_officer):
    Task.objects.bulk_create(Task(project=project, title=f"{n}") for n in range(120))
    row(amman_officer, project, "task", city=medina)
    address = f"projects/{project.public_id}/items/task"
    first = api(amman_officer, "get", address).json()
    assert len(first["results"]) == 50
    second = api(amman_officer, "get", address + "?" + first["next"].split("?")[1]).json()
    seen = {r["id"] for r in first["results"]} & {r["id"] for r in second["results"]}
    assert seen == set()
    assert len(api(amman_officer, "get", f"{address}?city=medina").json()["results"]) == 1
    assert api(amman_officer, "get", f"{address}?package=x").json()["results"] == []
    assert api(amman_officer, "get", f"{address}?cursor=rubbish").status_code == 404


def test_moves_and_refusals_have_their_codes(
    api, task, project, medina_officer, medina, medina_focal_point
):
    one = f"projects/{project.public_id}/items/task/{task.public_id}"
    assert api(medina_officer, "post", f"{one}/finish", {}).json()["state"] == "done"
    assert api(medina_officer, "post", f"{one}/block", {"words": "x"}).status_code == 409
    assert api(medina_officer, "post", f"{one}/fly", {}).status_code == 404
    assert (
        api(medina_officer, "post", f"projects/{project.public_id}/moves/register", {}).status_code
        == 403
    )
    row_id = partner(project, medina).public_id
    left = api(
        medina_focal_point, "post", f"projects/{project.public_id}/partners/{row_id}/leave", {}
    )
    assert left.json()["state"] == "left"
    assert api(medina_officer, "get", one).status_code == 404


def test_a_concept_goes_its_whole_way_by_program(
    api, amman, medina, amman_focal_point, medina_focal_point, secretariat
):
    body = {
        "city": "amman", "title": "بيوت", "acronym": "B", "summary": "x", "issue": "x", "objective": "x",
        "added_value": "x", "sdgs": ["4"], "wanted": [{"profile": "مدينة"}], "language": "ar",
    }  # fmt: skip
    made = api(amman_focal_point, "post", "concepts", body, idempotency_key="c")
    assert made.status_code == 201
    one = f"concepts/{made.json()['id']}"
    api(amman_focal_point, "post", f"{one}/submit", {})
    api(secretariat, "post", f"{one}/check", {})
    assert api(secretariat, "post", f"{one}/ask_changes", {}).status_code == 400
    api(secretariat, "post", f"{one}/open", {})
    sent = api(medina_focal_point, "post", f"{one}/interests", {"city": "medina", "role": "شريك"})
    assert sent.status_code == 201
    interest = Interest.objects.get()
    assert (
        api(medina_focal_point, "post", f"interests/{interest.public_id}/accept", {}).status_code
        == 403
    )
    api(amman_focal_point, "post", f"interests/{interest.public_id}/accept", {"words": "أهلًا"})
    api(amman_focal_point, "post", f"{one}/form", {})
    begun = api(amman_focal_point, "post", f"{one}/become_project", {})
    assert Project.objects.get().public_id.hex == begun.json()["project"].replace("-", "")
    assert ConceptNote.objects.get().state == "project"


def test_note_reports_plans_and_words_by_program(
    api, project, amman, amman_focal_point, medina_focal_point, amman_officer
):
    one = f"projects/{project.public_id}"
    assert (
        api(amman_officer, "post", f"{one}/notes", {"texts": {"ar": "نعمل معًا"}}).status_code == 201
    )
    accepted = api(
        medina_focal_point, "post", f"{one}/notes/accept", {"city": "medina", "number": 1}
    )
    assert accepted.status_code == 201
    assert api(amman_officer, "get", f"{one}/notes").json()[0]["accepted_by"][0]["city"] == "medina"
    assert api(amman_focal_point, "post", f"{one}/words/tick", {"city": "amman"}).status_code == 200
    assert partner(project, amman).ticked_at is not None
    assert (
        api(
            amman_officer, "post", f"{one}/associates", {"name": "جامعة", "sector": "academia"}
        ).status_code
        == 201
    )
    [organisation] = api(amman_officer, "get", f"{one}/associates").json()
    assert api(amman_officer, "delete", f"{one}/associates/{organisation['id']}").status_code == 204
    in_state(project, "running")
    report = api(amman_officer, "post", f"{one}/reports", {"kind": "progress"}).json()
    written = api(
        amman_officer,
        "patch",
        f"{one}/reports/{report['id']}",
        {"words": {"done": "x"}},
        if_match='"1"',
    )
    assert written.status_code == 200
    stale = api(
        amman_officer,
        "patch",
        f"{one}/reports/{report['id']}",
        {"words": {"done": "y"}},
        if_match='"1"',
    )
    assert stale.json()["current"]["words"] == {"done": "x"}
    assert api(amman_officer, "get", f"{one}/activity").json()["results"][0]["kind"]
    assert api(amman_officer, "get", f"{one}/plans").json()["results"] == []


def test_conversations_meetings_and_decisions_by_program(
    api, project, amman_officer, amman_focal_point, medina_focal_point, medina_officer
):
    one = f"projects/{project.public_id}"
    thread = api(
        medina_officer, "post", f"{one}/threads", {"title": "القاعة", "text": "متى؟"}
    ).json()
    said = api(
        amman_officer, "post", f"{one}/threads/{thread['id']}/comments", {"text": "الأحد"}
    ).json()
    comment = f"{one}/threads/{thread['id']}/comments/{said['id']}"
    assert api(medina_officer, "patch", comment, {"text": "x"}).status_code == 403
    assert api(amman_officer, "patch", comment, {"text": "الاثنين"}).json()["text"] == "الاثنين"
    assert api(amman_officer, "delete", comment).status_code == 204
    assert api(amman_officer, "post", f"{one}/threads/{thread['id']}/resolve").json()["is_settled"]
    meeting = api(
        amman_officer,
        "post",
        f"{one}/meetings",
        {"title": "لقاء", "starts_at": "2026-12-01T10:00:00Z"},
    ).json()
    place = f"{one}/meetings/{meeting['id']}"
    assert api(amman_officer, "patch", place, {"minutes": "x"}, if_match='"1"').status_code == 200
    assert api(amman_officer, "patch", place, {"minutes": "y"}, if_match='"1"').status_code == 412
    assert api(amman_officer, "post", f"{place}/hold").json()["state"] == "held"
    decision = api(amman_officer, "post", f"{one}/decisions", {"title": "نبدأ"}).json()
    here = f"{one}/decisions/{decision['id']}"
    for who, city in ((amman_focal_point, "amman"), (medina_focal_point, "medina")):
        assert (
            api(who, "post", f"{here}/positions", {"city": city, "stance": "for"}).status_code
            == 201
        )
    assert (
        api(amman_officer, "post", f"{here}/adopt", {"words": "معًا"}).json()["state"] == "adopted"
    )


def test_figures_and_pledges_by_program(
    api, running, medina, medina_officer, medina_focal_point, amman_officer
):
    indicator = row(amman_officer, running, "indicator", code="J01")
    values = f"projects/{running.public_id}/indicators/{indicator.public_id}/values"
    body = {"city": "medina", "until": "2026-11-28", "value": "35", "women": 20}
    assert api(medina_officer, "post", values, body).status_code == 201
    assert api(medina_officer, "get", values).json()[0]["women"] == 20
    pledge = row(medina_officer, running, "contribution", city=medina)
    one = f"projects/{running.public_id}/items/contribution/{pledge.public_id}"
    api(medina_focal_point, "post", f"{one}/confirm", {})
    assert api(medina_officer, "post", f"{one}/deliver", {}).status_code == 404
    assert api(medina_officer, "post", f"{one}/record", {}).status_code == 400
    assert (
        api(medina_officer, "post", f"{one}/record", {"delivered": "10"}).json()["state"]
        == "partly"
    )
    assert api(amman_officer, "post", f"{one}/acknowledge", {}).status_code == 200
    assert refetched(pledge).acknowledged_at is not None
