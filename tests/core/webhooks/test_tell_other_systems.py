"""Webhooks: signed, tried again, given up, switched off; never into a private network."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from core.access.rules import Refused
from core.journal.models import Entry
from core.webhooks.actions import MOST, WAITS, claim_message, make_endpoint, remove_endpoint
from core.webhooks.models import Endpoint, Message
from core.webhooks.sending import NotPublic, address_of, process_one_message
from projects.partnerships.actions import describe_project, move_partner
from tests.factories.projects import partner


@pytest.fixture
def system(settings):
    """Another system on this machine: what it heard, and with what it answers."""
    settings.WEBHOOKS_ANYWHERE = True
    heard, answers = [], [200]

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            heard.append((dict(self.headers), body))
            self.send_response(answers[-1])
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook?x=1", heard, answers
    server.shutdown()
    server.server_close()


@pytest.fixture
def endpoint(system, project, amman_officer):
    return make_endpoint(actor=amman_officer, stream=project.stream, url=system[0])


def happen(project, amman_officer, title="جديد"):
    describe_project(actor=amman_officer, project=project, values={"title": title})


def make_due():
    Message.objects.update(next_at=timezone.now() - timedelta(seconds=1))


def test_another_system_hears_and_can_check_who_spoke(
    system, endpoint, project, amman_officer, medina_officer
):
    happen(project, amman_officer)
    assert process_one_message()
    assert not process_one_message()
    [(headers, body)] = system[1]
    told = json.loads(body)
    assert told["type"] == "ProjectDescribed"
    assert told["data"]["stream"] == project.stream
    assert "جديد" not in body
    signed = {name.lower(): value for name, value in headers.items()}
    Webhook(endpoint.secret).verify(body, signed)
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(body + " ", signed)


def test_what_is_told_hours_later_is_signed_at_that_moment(
    system, endpoint, project, amman_officer
):
    happen(project, amman_officer)
    Entry.objects.update(happened_at=timezone.now() - timedelta(hours=3))
    assert process_one_message()
    [(headers, body)] = system[1]
    Webhook(endpoint.secret).verify(body, {name.lower(): text for name, text in headers.items()})


def test_a_failure_is_tried_again_later_and_given_up_in_the_end(
    system, endpoint, project, amman_officer
):
    system[2].append(503)
    happen(project, amman_officer)
    assert process_one_message()
    message = Message.objects.get()
    assert (message.status, message.attempts, message.done_at) == (503, 1, None)
    assert message.next_at > timezone.now()
    assert not process_one_message()
    for _ in WAITS:
        make_due()
        assert process_one_message()
    message.refresh_from_db()
    assert message.given_up_at is not None
    assert len(system[1]) == len(WAITS) + 1


def test_what_failed_arrives_once_the_other_system_is_back(
    system, endpoint, project, amman_officer
):
    system[2].append(500)
    happen(project, amman_officer)
    process_one_message()
    system[2].append(204)
    make_due()
    process_one_message()
    assert Message.objects.get().done_at is not None
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_gone_means_never_again(system, endpoint, project, amman_officer):
    system[2].append(410)
    happen(project, amman_officer)
    process_one_message()
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    happen(project, amman_officer, "آخر")
    assert Message.objects.count() == 1


def test_two_senders_do_not_send_one_message_twice(system, endpoint, project, amman_officer):
    happen(project, amman_officer)
    assert claim_message() is not None
    assert claim_message() is None


def test_a_sender_that_died_leaves_the_message_to_the_next(
    system, endpoint, project, amman_officer
):
    happen(project, amman_officer)
    assert claim_message() is not None
    make_due()
    assert process_one_message()
    assert len(system[1]) == 1


def test_who_leaves_the_project_has_nothing_sent_any_more(
    system, project, medina, medina_officer, medina_focal_point, amman_officer
):
    made = make_endpoint(actor=medina_officer, stream=project.stream, url=system[0])
    happen(project, amman_officer)
    move_partner(actor=medina_focal_point, partner=partner(project, medina), move="partner.leave")
    while process_one_message():
        pass
    assert system[1] == []
    made.refresh_from_db()
    assert not made.is_active


def test_a_stranger_follows_nothing(project, tunis_officer, visitor):
    for person in (tunis_officer, visitor):
        with pytest.raises(Refused):
            make_endpoint(actor=person, stream=project.stream, url="https://example.org/")


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "https://a:b@example.org/", "ftp://example.org", "https:///x"],
)
def test_only_plain_https_addresses_are_taken(project, amman_officer, url):
    with pytest.raises(ValidationError):
        make_endpoint(actor=amman_officer, stream=project.stream, url=url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "0.0.0.0"],
)
def test_no_message_goes_into_a_private_network(host):
    with pytest.raises(NotPublic):
        address_of(host, 443)


def test_a_private_address_is_written_into_the_log(project, amman_officer):
    make_endpoint(actor=amman_officer, stream=project.stream, url="https://127.0.0.1/")
    happen(project, amman_officer)
    assert process_one_message()
    assert "NotPublic" in Message.objects.get().error


def test_there_are_not_more_than_ten(project, amman_officer):
    for number in range(MOST):
        url = f"https://example.org/{number}"
        first = make_endpoint(actor=amman_officer, stream=project.stream, url=url)
        assert make_endpoint(actor=amman_officer, stream=project.stream, url=url) == first
    with pytest.raises(ValidationError):
        make_endpoint(actor=amman_officer, stream=project.stream, url="https://example.org/x")


def test_by_program(client_of, system, project, amman_officer, medina_officer):
    client = client_of(amman_officer)
    body = {"stream": project.stream, "url": system[0]}
    made = client.post("/api/v1/webhooks", body, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    happen(project, amman_officer)
    process_one_message()
    one = f"/api/v1/webhooks/{made.json()['id']}"
    log = client.get(one).json()["log"]
    assert [(row["type"], row["status"]) for row in log] == [("ProjectDescribed", 200)]
    assert "secret" not in client.get("/api/v1/webhooks").json()[0]
    assert client_of(medina_officer).get(one).status_code == 404
    assert client.delete(one).status_code == 204
    assert not Endpoint.objects.exists()


def test_only_its_owner_removes_it(endpoint, medina_officer):
    remove_endpoint(actor=medina_officer, endpoint=endpoint)
    assert Endpoint.objects.exists()
