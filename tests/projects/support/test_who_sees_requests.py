"""What a stranger may not see is on no page, in no API, in no search, in no feed and on no socket."""

import json

import pytest

from core.live.topics import topic_of
from projects.support import actions
from projects.support.models import Openness, PeerRequest
from search.documents.request import KIND, key_of
from tests.projects.support.test_go_the_whole_way import here

JSON = "application/json"


@pytest.fixture
def secret(open_request, peer):
    """Only chosen cities may read it; Medina is one."""
    PeerRequest.objects.update(openness=Openness.CHOSEN)
    open_request.refresh_from_db()
    return open_request


def test_a_chosen_request_is_nowhere_for_a_stranger(
    client_of, secret, tunis_officer, medina_officer, amman_officer, secretariat, visitor
):
    key = key_of(secret.public_id)
    for person, sees in (
        (tunis_officer, False),
        (visitor, False),
        (medina_officer, True),
        (amman_officer, True),
        (secretariat, True),
    ):
        client = client_of(person)
        assert (client.get(here(secret)).status_code == 200) == sees, person
        assert (secret.title in client.get("/ar/support/").content.decode()) == sees
        one = client.get(f"/api/v1/support/{secret.public_id}")
        assert (one.status_code == 200) == sees
        listed = client.get("/api/v1/support").json()["results"]
        assert (len(listed) == 1) == sees
        assert (KIND.seen(person, [key]) == {key}) == sees
        joined = topic_of(secret.stream)
        assert joined.may_join(person, secret.stream) == sees
    document = KIND.build([key], 1)[0]
    assert "public" not in document.audience
    assert "network" not in document.audience


def test_what_is_between_the_cities_stays_there(
    client_of, held, medina, medina_officer, tunis_officer, amman_focal_point
):
    actions.add_advice(
        actor=medina_officer, request=held, city=medina, values={"text": "سر بين مدينتين"}
    )
    for language in ("ar", "en", "fr"):
        page = client_of(tunis_officer).get(here(held, language=language)).content.decode()
        assert held.title in page
        assert "سر بين مدينتين" not in page
        assert "نتعلم منكم" not in page
    client = client_of(tunis_officer)
    base = f"/api/v1/support/{held.public_id}"
    assert "terms" not in client.get(base).json()
    for rest in ("recommendations", "sessions"):
        assert client.get(f"{base}/{rest}").status_code == 404
    assert client.get(f"{base}/cities").json() == []
    assert client.post(here(held, "advice/"), {"verb": "add", "text": "x"}).status_code == 404


def test_drafts_are_of_their_city_alone(
    client_of, asked, secretariat, medina_officer, amman_officer
):
    assert client_of(amman_officer).get(here(asked)).status_code == 200
    for person in (secretariat, medina_officer):
        assert client_of(person).get(here(asked)).status_code == 404


def test_everybody_reads_what_is_for_everybody(client_of, question, visitor, tunis_officer):
    assert client_of(visitor).get(here(question)).status_code == 404
    assert client_of(tunis_officer).get(here(question)).status_code == 200
    PeerRequest.objects.update(openness=Openness.ALL)
    assert client_of(visitor).get(here(question)).status_code == 200
    document = KIND.build([key_of(question.public_id)], 1)[0]
    assert "public" in document.audience


def test_programs_do_what_pages_do(
    client_of, amman_focal_point, medina_focal_point, secretariat, amman, medina
):
    def api(person, method, address, body=None, **headers):
        client = client_of(person)
        sent = {} if body is None else {"data": json.dumps(body), "content_type": JSON}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(client, method)(f"/api/v1/support{address}", headers=named, **sent)

    made = api(
        amman_focal_point, "post", "", {"city": "amman", "title": "سؤال"}, idempotency_key="s1"
    )
    assert made.status_code == 201, made.content
    one = f"/{made.json()['id']}"
    assert api(amman_focal_point, "post", f"{one}/moves/ask", {}).status_code == 403
    changed = api(amman_focal_point, "patch", one, {"themes": ["INC"]}, if_match=made["ETag"])
    assert changed.json()["themes"] == ["INC"]
    assert (
        api(amman_focal_point, "patch", one, {"title": "x"}, if_match=made["ETag"]).status_code
        == 412
    )
    assert api(amman_focal_point, "post", f"{one}/moves/ask", {}).json()["state"] == "matching"
    assert api(amman_focal_point, "get", f"{one}/suggested").json()[0]["city"] == "medina"
    assert api(medina_focal_point, "get", f"{one}/suggested").status_code == 404
    assert api(amman_focal_point, "post", f"{one}/cities", {"city": "medina"}).status_code == 201
    said = api(medina_focal_point, "post", f"{one}/cities/medina/accept", {"words": "نعم"})
    assert said.json()["state"] == "accepted"
    answer = {"city": "medina", "text": "نحو عشرين ألفًا"}
    assert api(medina_focal_point, "post", f"{one}/answers", answer).status_code == 201
    assert api(amman_focal_point, "get", f"{one}/answers").json()[0]["city"] == "medina"
    assert api(amman_focal_point, "post", f"{one}/moves/thank", {}).json()["state"] == "closed"
    assert api(amman_focal_point, "post", f"{one}/moves/thank", {}).status_code in (403, 409)
    offer = {"theme": "INC", "formats": ["talk"], "languages": ["ar"]}
    client = client_of(medina_focal_point)
    address = "/api/v1/cities/medina/offers"
    assert client.post(address, json.dumps(offer), content_type=JSON).status_code == 201
    assert client.get(address).json()[0]["theme"] == "INC"
