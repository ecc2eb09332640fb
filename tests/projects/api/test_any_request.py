"""Requests made from the description of the API, sensible and not: no 500, no status that is not described."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

from core.accounts.actions import make_token
from projects.discussions.actions import start_thread
from projects.meetings.actions import ask_decision, plan_meeting
from projects.partnerships.actions import begin_report
from tests.factories.projects import in_state, partner, row

ROOMS = ("/projects", "/concepts", "/calls", "/interests")
VERBS = (
    "begin",
    "finish",
    "submit",
    "accept",
    "leave",
    "hold",
    "adopt",
    "resolve",
    "tick",
    "pause",
)


@pytest.fixture
def api_schema(db, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_CLASSES": [],
    }
    return schemathesis.openapi.from_wsgi(
        "/api/v1/schema/?format=json", get_wsgi_application()
    ).include(func=lambda ctx: ctx.operation.path.removeprefix("/api/v1").startswith(ROOMS))


@pytest.fixture
def known(project, medina, interest, medina_officer, amman_officer, amman_focal_point):
    """A running project with one of everything, and the key of somebody who may do much."""
    running = in_state(project, "running")
    task = row(medina_officer, running, "task", city=medina)
    indicator = row(amman_officer, running, "indicator", code="J01")
    thread = start_thread(actor=amman_officer, project=running, title="x", text="y")
    meeting = plan_meeting(
        actor=amman_officer,
        project=running,
        values={"title": "x", "starts_at": "2026-12-01T10:00:00Z"},
    )
    _row, key = make_token(actor=amman_focal_point, name="x", scopes=["read", "write"], days=30)
    return {
        "key": key,
        "projects": running.public_id,
        "concepts": interest.concept.public_id,
        "interests": interest.public_id,
        "item_id": task.public_id,
        "indicator": indicator.public_id,
        "thread_id": thread.public_id,
        "comment_id": thread.comments.get().public_id,
        "meeting_id": meeting.public_id,
        "decision_id": ask_decision(actor=amman_officer, project=running, title="x").public_id,
        "partner_id": partner(running, medina).public_id,
        "report_id": begin_report(actor=amman_officer, project=running, kind="progress").public_id,
    }


def aimed(case, known):
    """The same request at things that are there, so that it reaches further than "not found"."""
    room = case.operation.path.removeprefix("/api/v1/").split("/")[0]
    for name in case.path_parameters:
        if name == "public_id" and room in known:
            case.path_parameters[name] = str(known[room])
        elif name == "item_id" and "/indicators/" in case.operation.path:
            case.path_parameters[name] = str(known["indicator"])
        elif name in known:
            case.path_parameters[name] = str(known[name])
        elif name == "kind":
            case.path_parameters[name] = "task"
        elif name == "verb":
            case.path_parameters[name] = VERBS[len(str(case.path_parameters[name])) % len(VERBS)]
    return case


def test_no_request_breaks_it(api_schema, known):
    asked = set()
    for found in api_schema.get_all_operations():
        operation = found.ok()

        @examples(
            max_examples=5,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            answer = aimed(case, known).call_and_validate(
                headers={"Authorization": f"Bearer {known['key']}"},
                checks=[not_a_server_error, status_code_conformance],
            )
            asked.add(answer.status_code)

        ask()
    assert asked >= {200, 201, 400, 403, 404}
