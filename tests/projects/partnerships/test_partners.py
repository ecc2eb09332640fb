"""Cities come and go: asked, accepting, leaving, silent; the lead changes hands."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.access.rules import SYSTEM, Refused, can, visible
from core.cities.actions import end_membership
from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.partnerships.actions import (
    agree_to_stop,
    begin_project,
    describe_partner,
    invite_city,
    move_partner,
    move_project,
    offer_lead,
    take_lead,
)
from projects.partnerships.models import Partner, Project
from tests.cast import person
from tests.factories.projects import PLAN, in_state, partner, refetched


def test_the_lead_invites_a_city_once(project, tunis, tunis_officer, amman_officer, journal_kinds):
    first = invite_city(actor=amman_officer, project=project, city=tunis, role="نشر")
    again = invite_city(actor=amman_officer, project=project, city=tunis)
    assert (first.pk, first.state, first.role) == (again.pk, "invited", "نشر")
    assert journal_kinds() == ["PartnerInvited"]


def test_a_partner_cannot_invite_others(project, tunis, tunis_officer, medina_focal_point):
    with pytest.raises(Refused, match="lead city|المدينة القائدة"):
        invite_city(actor=medina_focal_point, project=project, city=tunis)
    assert not Partner.objects.filter(city=tunis).exists()


def test_a_city_without_people_cannot_be_asked(project, tunis, amman_officer):
    with pytest.raises(ValidationError):
        invite_city(actor=amman_officer, project=project, city=tunis)


def test_an_invited_city_sees_the_workspace_and_answers(
    project, tunis, tunis_focal_point, amman_officer, journal_kinds
):
    assert not visible(tunis_focal_point, Project.objects.all())
    invite_city(actor=amman_officer, project=project, city=tunis)
    assert visible(tunis_focal_point, Project.objects.all())
    assert not can(tunis_focal_point, "project.describe", refetched(project))
    move_partner(actor=tunis_focal_point, partner=partner(project, tunis), move="partner.accept")
    assert partner(project, tunis).joined_at is not None
    assert journal_kinds() == ["PartnerInvited", "PartnerMoved"]


def test_leaving_is_free_and_keeps_what_was_written(
    project, medina, medina_focal_point, amman_officer
):
    describe_partner(
        actor=amman_officer, partner=partner(project, medina), values={"role": "تدريب"}
    )
    move_partner(
        actor=medina_focal_point, partner=partner(project, medina), move="partner.leave", words="نشكركم"
    )  # fmt: skip
    gone = partner(project, medina)
    assert (gone.state, gone.role, gone.words) == ("left", "تدريب", "نشكركم")
    assert not visible(medina_focal_point, Project.objects.all())
    invite_city(actor=amman_officer, project=project, city=medina)
    assert partner(project, medina).state == "invited"


def test_the_lead_does_not_leave_before_handing_over(project, amman, amman_focal_point):
    with pytest.raises(Refused):
        move_partner(actor=amman_focal_point, partner=partner(project, amman), move="partner.leave")


def test_the_lead_is_handed_over_in_two_steps(
    project, amman, medina, amman_focal_point, medina_focal_point, journal_kinds
):
    with pytest.raises(Refused):
        take_lead(actor=medina_focal_point, project=project)
    offer_lead(actor=amman_focal_point, project=project, city=medina)
    with pytest.raises(Refused):
        take_lead(actor=amman_focal_point, project=project)
    take_lead(actor=medina_focal_point, project=project)
    now = refetched(project)
    assert (now.lead_city, now.offered_to) == (medina, None)
    assert can(medina_focal_point, "project.describe", now)
    assert not can(amman_focal_point, "project.describe", now)
    move_partner(actor=amman_focal_point, partner=partner(now, amman), move="partner.leave")
    assert journal_kinds() == ["LeadOffered", "LeadHandedOver", "PartnerMoved"]


def test_the_lead_goes_to_a_city_that_takes_part(project, tunis, amman, amman_focal_point):
    for city in (tunis, amman):
        with pytest.raises(ValidationError):
            offer_lead(actor=amman_focal_point, project=project, city=city)


def test_the_secretariat_helps_when_the_lead_is_silent(
    project, medina, secretariat, medina_focal_point
):
    offer_lead(actor=secretariat, project=project, city=medina)
    take_lead(actor=medina_focal_point, project=project)
    assert refetched(project).lead_city == medina


def test_a_new_focal_point_goes_on_where_the_old_one_stopped(
    project, medina, medina_focal_point, secretariat
):
    successor = person("medina-new", city=medina, role="focal_point")
    end_membership(actor=secretariat, membership=medina_focal_point.memberships.get(city=medina))
    medina_focal_point.__dict__.pop("_roles", None)
    assert can(successor, "project.tick", refetched(project))
    assert not can(medina_focal_point, "project.tick", refetched(project))


def test_a_partner_that_never_answers_can_be_released_after_two_weeks(
    project, medina, amman_officer
):
    row = partner(project, medina)
    with pytest.raises(Refused):
        move_partner(actor=amman_officer, partner=row, move="partner.release", words="لم يصل رد")
    long_ago = timezone.now() - timedelta(days=15)
    Partner.objects.update(joined_at=long_ago, asked_at=long_ago)
    Project.objects.update(moved_at=long_ago)
    row = partner(project, medina)
    with pytest.raises(ValidationError):
        move_partner(actor=amman_officer, partner=row, move="partner.release")
    move_partner(actor=amman_officer, partner=row, move="partner.release", words="لم يصل رد")
    assert partner(project, medina).state == "left"


def test_an_invitation_can_be_taken_back_with_words(project, tunis, tunis_officer, amman_officer):
    row = invite_city(actor=amman_officer, project=project, city=tunis)
    move_partner(actor=amman_officer, partner=row, move="partner.call_back", words="تغيرت الخطة")
    assert partner(project, tunis).state == "declined"


def test_stopping_needs_more_than_half_and_lessons(
    project, amman, medina, amman_focal_point, medina_focal_point, journal_kinds
):
    running = in_state(project, "running")
    agree_to_stop(actor=amman_focal_point, project=running, city=amman)
    with pytest.raises(Refused):
        move_project(actor=amman_focal_point, project=running, move="project.stop", words="درس")
    agree_to_stop(actor=medina_focal_point, project=running, city=medina)
    agree_to_stop(actor=medina_focal_point, project=running, city=medina)
    with pytest.raises(ValidationError):
        move_project(actor=amman_focal_point, project=running, move="project.stop")
    move_project(actor=amman_focal_point, project=running, move="project.stop", words="درس")
    assert refetched(project).lessons == "درس"
    assert journal_kinds() == ["StopAgreed", "StopAgreed", "ProjectMoved"]


def test_the_secretariat_stops_only_what_has_been_silent_for_a_year(project, secretariat):
    with pytest.raises(Refused):
        move_project(actor=secretariat, project=project, move="project.stop", words="صمت")
    Project.objects.update(moved_at=timezone.now() - timedelta(days=366))
    move_project(actor=secretariat, project=refetched(project), move="project.stop", words="صمت")
    assert refetched(project).state == "stopped"


def test_the_contact_belongs_to_the_city(project, medina, medina_officer, amman_officer):
    row = partner(project, medina)
    with pytest.raises(ValidationError):
        describe_partner(actor=amman_officer, partner=row, values={"contact": amman_officer})
    describe_partner(actor=medina_officer, partner=row, values={"contact": medina_officer})
    assert partner(project, medina).contact == medina_officer


def test_a_city_is_told_when_it_is_asked_and_never_twice(
    amman, medina, medina_focal_point, amman_officer
):
    begin_project(actor=SYSTEM, lead_city=amman, values=PLAN, partners=[medina])
    drain_all()
    drain_all()
    assert Note.objects.filter(person=medina_focal_point, kind="project_asks").count() == 1
