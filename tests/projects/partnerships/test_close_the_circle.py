"""A project that closes leaves the draft of a practice in the library, once."""

import datetime

from core.journal.drain import drain_all
from knowledge.library.models import PracticePage
from projects.partnerships.actions import begin_report, draft_practice, move_project, write_report
from projects.partnerships.models import Partner, Project
from tests.factories.projects import in_state, refetched


def closing(project, amman_officer, medina):
    Project.objects.update(
        summary="ثلاث مدن",
        objective="ألف متعلم",
        starts_on=datetime.date(2026, 1, 1),
        licence="CC-BY-4.0",
    )
    Partner.objects.filter(city=medina).update(role="تدريب")
    there = in_state(project, "closing")
    report = begin_report(actor=amman_officer, project=there, kind="closure")
    words = {"results": "وصلنا إلى ألف متعلم", "lessons": "ابدؤوا باكرًا", "people": "كبار السن"}
    write_report(actor=amman_officer, report=report, words=words)
    in_state(report, "accepted")
    return there


def test_the_draft_says_what_the_project_learnt(
    library, project, medina, amman, amman_officer, amman_focal_point, secretariat
):
    there = closing(project, amman_officer, medina)
    move_project(actor=secretariat, project=there, move="project.close")
    drain_all()
    drain_all()
    page = PracticePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (page.city, page.live, page.owner) == (amman, False, amman_officer)
    assert draft.description == "وصلنا إلى ألف متعلم"
    assert draft.difficulties == "ابدؤوا باكرًا"
    assert "المدينة المنورة (تدريب)" in draft.partner_names
    assert refetched(project).harvest == page.translation_key


def test_nothing_is_drafted_before_the_project_closes(library, project, amman_officer, medina):
    there = closing(project, amman_officer, medina)
    assert draft_practice(there) is None
    assert not PracticePage.objects.exists()


def test_a_writer_who_left_is_replaced_by_the_focal_point(
    library, project, medina, amman_officer, amman_focal_point
):
    there = closing(project, amman_officer, medina)
    amman_officer.memberships.all().delete()
    in_state(there, "closed")
    assert draft_practice(refetched(there)) is not None
    assert PracticePage.objects.get().owner == amman_focal_point
