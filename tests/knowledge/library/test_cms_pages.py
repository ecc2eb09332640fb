"""The CMS beside the desk: whom it lets in, where it leads, and the checks as its own workflow."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from core.access.rules import Refused
from knowledge.library.actions import approve_for_city, submit_practice
from knowledge.library.models import PracticePage, ReviewStage
from tests.factories.library import advised, drafted, review_of


@pytest.mark.parametrize("who", ["newcomer", "reviewer"])
def test_whom_the_cms_does_not_let_in_reads_why(client_of, persona, who):
    answer = client_of(persona(who)).get("/cms/", follow=True)
    assert answer.status_code == 403
    assert "أمانة الشبكة" in answer.content.decode()


def test_a_visitor_is_led_to_the_sign_in_and_back(db, client):
    answer = client.get("/cms/practices/", follow=True)
    assert answer.redirect_chain[-1][0] == "/ar/account/login/?next=/cms/practices/"


@pytest.mark.parametrize(
    ("who", "is_shown"), [("reviewer", False), ("newcomer", False), ("amman_officer", True)]
)
def test_the_profile_leads_to_the_cms_only_whom_it_lets_in(client_of, persona, who, is_shown):
    page = client_of(persona(who)).get("/ar/account/profile/").content.decode()
    assert ('href="/cms/"' in page) == is_shown


@pytest.mark.parametrize(
    ("name", "who", "there"),
    [
        ("library_practices", "amman_officer", "/ar/library/mine/"),
        ("library_waiting", "secretariat", "/ar/library/reviews/"),
        ("library_waiting", "amman_focal_point", "/ar/library/reviews/"),
    ],
)
def test_the_menu_leads_to_the_desk(client_of, persona, library, name, who, there):
    client = client_of(persona(who))
    assert reverse(name) in client.get("/cms/").content.decode()
    assert client.get(reverse(name))["Location"] == there


def state_of(practice):
    return TaskState.objects.get(
        workflow_state__object_id=str(practice.pk), status=TaskState.STATUS_IN_PROGRESS
    ).specific


def action(page, name, state):
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])


def test_the_focal_point_may_also_approve_in_the_cms(submitted, client_of, amman_focal_point):
    state = state_of(submitted)
    client_of(amman_focal_point).post(action(submitted, "approve", state))
    assert review_of(submitted).stage == ReviewStage.SUBMITTED


def test_changes_asked_in_the_cms_need_a_reason(submitted, client_of, amman_focal_point):
    client = client_of(amman_focal_point)
    address = action(submitted, "reject", state_of(submitted))
    assert client.post(address, {"comment": ""}).status_code in (200, 302, 403)
    assert review_of(submitted).stage == ReviewStage.CITY
    client.post(address, {"comment": "أضف المصدر"})
    assert review_of(submitted).stage == ReviewStage.CHANGES_ASKED
    assert review_of(submitted).reason == "أضف المصدر"


@pytest.mark.parametrize(
    "who", ["tunis_officer", "medina_focal_point", "reviewer", "newcomer", "operator", "visitor"]
)
def test_no_stranger_acts_on_a_check(submitted, client_of, persona, who):
    client = client_of(persona(who))
    client.raise_request_exception = False
    state = state_of(submitted)
    for name in ("approve", "reject", "decline"):
        answer = client.post(action(submitted, name, state), {"comment": "x"})
        assert answer.status_code < 500
    assert review_of(submitted).stage == ReviewStage.CITY


def test_the_page_of_the_address_opens_no_other_text(
    submitted, branch, medina, medina_officer, medina_focal_point, client_of
):
    """Wagtail checks the page of the address and acts on the task of the address."""
    own = drafted(actor=medina_officer, branch=branch(medina), title="ممارسة المدينة")
    submit_practice(actor=medina_officer, practice=own)
    client = client_of(medina_focal_point)
    client.raise_request_exception = False
    client.post(action(own, "approve", state_of(submitted)))
    assert review_of(submitted).stage == ReviewStage.CITY
    state = state_of(submitted)
    with pytest.raises(Refused):
        state.task.specific.on_action(state, medina_focal_point, "approve")


def test_the_secretariat_publishes_in_the_cms_only_on_positive_advice(
    submitted, client_of, amman_focal_point, reviewer, secretariat
):
    approve_for_city(actor=amman_focal_point, review=review_of(submitted))
    client = client_of(secretariat)
    client.raise_request_exception = False
    client.post(action(submitted, "approve", state_of(submitted)))
    assert not PracticePage.objects.get(pk=submitted.pk).live
    advised(review=review_of(submitted), reviewer=reviewer, secretariat=secretariat)
    client.post(action(submitted, "approve", state_of(submitted)))
    assert PracticePage.objects.get(pk=submitted.pk).live


@pytest.mark.parametrize("button", ["action-cancel-workflow", "action-restart-workflow"])
def test_the_buttons_of_the_workflow_do_nothing_behind_our_back(
    submitted, client_of, amman_officer, button
):
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    client_of(amman_officer).post(address, {button: "1"})
    review = review_of(submitted)
    state = review.workflow_state
    assert review.is_open == (state.status == state.STATUS_IN_PROGRESS)


def test_a_check_cancelled_in_the_cms_counts_as_called_back(submitted, amman_officer):
    review_of(submitted).workflow_state.cancel(user=amman_officer)
    assert review_of(submitted).stage == ReviewStage.CALLED_BACK


def test_the_history_of_the_cms_says_it_in_words(submitted, client_of, amman_officer):
    address = reverse("wagtailadmin_pages:history", args=[submitted.pk])
    answer = client_of(amman_officer).get(address)
    assert answer.status_code == 200, answer.headers
    assert "سُلّمت للمراجعة" in answer.content.decode()


@pytest.mark.parametrize("who", ["amman_officer", "amman_focal_point", "secretariat"])
def test_a_frozen_text_opens_in_the_editor_and_cannot_be_saved(submitted, client_of, persona, who):
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    client = client_of(persona(who))
    assert client.get(address).status_code == 200
    client.post(address, {"title": "تغيير", "summary": "تغيير"})
    page = PracticePage.objects.get(pk=submitted.pk)
    assert page.get_latest_revision_as_object().title == submitted.title
    assert page.latest_revision_id == submitted.latest_revision_id
