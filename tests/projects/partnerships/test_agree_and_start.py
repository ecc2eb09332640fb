"""Plan ticked, note accepted, plan handed in, registered, started: each partner in its own name."""

import pytest
from django.core.exceptions import ValidationError

from core.access.checking import Stale
from core.access.rules import Refused
from projects.partnerships import parts
from projects.partnerships.actions import (
    accept_note,
    begin_project,
    describe_partner,
    describe_project,
    invite_city,
    move_partner,
    move_project,
    tick_plan,
    write_note,
)
from projects.partnerships.models import PlanVersion, Project
from projects.partnerships.queries import differences, words_changed
from tests.factories.projects import in_state, partner, refetched

TEXTS = {"ar": "نعمل معًا سنة واحدة.", "en": "We work together for one year."}


@pytest.fixture
def planned(monkeypatch):
    """Nothing is missing in the plan; what a plan needs is tested with the work plan."""
    monkeypatch.setattr(parts, "needs", lambda project: [])


def ticked(project, *pairs):
    for person, city in pairs:
        tick_plan(actor=person, project=project, city=city)


def test_ticking_twice_is_one_tick(project, amman, amman_focal_point, journal_kinds):
    ticked(project, (amman_focal_point, amman), (amman_focal_point, amman))
    assert partner(project, amman).ticked_at is not None
    assert journal_kinds() == ["PlanTicked"]


def test_nobody_ticks_for_another_city(project, medina, amman_focal_point, amman_officer, amman):
    with pytest.raises(Refused):
        tick_plan(actor=amman_focal_point, project=project, city=medina)
    with pytest.raises(Refused):
        tick_plan(actor=amman_officer, project=project, city=amman)


def test_the_plan_is_handed_in_when_all_have_ticked(
    project, amman, medina, amman_focal_point, medina_focal_point, planned, journal_kinds
):
    ticked(project, (amman_focal_point, amman))
    with pytest.raises(Refused):
        move_project(actor=amman_focal_point, project=project, move="project.hand_in")
    ticked(project, (medina_focal_point, medina))
    move_project(actor=amman_focal_point, project=project, move="project.hand_in")
    assert refetched(project).state == "review"
    assert journal_kinds() == ["PlanTicked", "PlanTicked", "ProjectMoved", "PlanFrozen"]
    assert project.plans.get().gate == "handed_in"


def test_a_plan_sent_back_is_ticked_anew(
    project, amman, medina, amman_focal_point, medina_focal_point, secretariat, planned
):
    ticked(project, (amman_focal_point, amman), (medina_focal_point, medina))
    move_project(actor=amman_focal_point, project=project, move="project.hand_in")
    with pytest.raises(ValidationError):
        move_project(actor=secretariat, project=project, move="project.send_back")
    move_project(
        actor=secretariat, project=project, move="project.send_back", words="أين المؤشرات؟"
    )
    assert refetched(project).reason == "أين المؤشرات؟"
    assert not project.partners.exclude(ticked_at=None).exists()


def test_nobody_decides_on_a_project_of_the_own_city(project, secretariat, medina):
    from tests.cast import person

    both = person("both", city=medina, role="member", office="secretariat")
    there = in_state(project, "review")
    with pytest.raises(Refused):
        move_project(actor=both, project=there, move="project.register")
    move_project(actor=secretariat, project=there, move="project.register", words="")
    assert refetched(project).state == "ready"


def test_the_same_note_again_is_the_same_version(project, amman_officer, journal_kinds):
    first = write_note(actor=amman_officer, project=project, texts=TEXTS)
    again = write_note(actor=amman_officer, project=project, texts=TEXTS)
    other = write_note(actor=amman_officer, project=project, texts={"ar": "نعمل معًا سنتين."})
    assert (first.pk, first.number, other.number) == (again.pk, 1, 2)
    assert journal_kinds() == ["NoteWritten", "NoteWritten"]


@pytest.mark.parametrize("texts", [{}, {"ar": "  "}, {"de": "Text"}, {"ar": "ا" * 6001}])
def test_a_note_that_says_nothing_is_refused(project, amman_officer, texts):
    with pytest.raises(ValidationError):
        write_note(actor=amman_officer, project=project, texts=texts)


def test_a_city_accepts_the_version_that_it_read(
    project, medina, medina_focal_point, amman_officer, journal_kinds
):
    write_note(actor=amman_officer, project=project, texts=TEXTS)
    write_note(actor=amman_officer, project=project, texts={"ar": "نص جديد"})
    with pytest.raises(ValidationError):
        accept_note(actor=medina_focal_point, project=project, city=medina, number=1)
    first = accept_note(
        actor=medina_focal_point, project=project, city=medina, number=2, authority="أمين المدينة"
    )
    again = accept_note(actor=medina_focal_point, project=project, city=medina, number=2)
    assert (first.pk, first.person, first.authority) == (
        again.pk, medina_focal_point, "أمين المدينة"
    )  # fmt: skip
    assert journal_kinds() == ["NoteWritten", "NoteWritten", "NoteAccepted"]


def test_the_project_starts_when_every_partner_accepted_the_present_note(
    project, amman, medina, amman_focal_point, medina_focal_point
):
    ready = in_state(project, "ready")
    with pytest.raises(Refused):
        move_project(actor=amman_focal_point, project=ready, move="project.start")
    write_note(actor=amman_focal_point, project=ready, texts=TEXTS)
    for person, city in ((amman_focal_point, amman), (medina_focal_point, medina)):
        with pytest.raises(Refused):
            move_project(actor=amman_focal_point, project=ready, move="project.start")
        accept_note(actor=person, project=ready, city=city, number=1)
    move_project(actor=amman_focal_point, project=ready, move="project.start")
    assert refetched(project).state == "running"
    assert set(project.partners.values_list("state", flat=True)) == {"active"}


def test_a_city_that_joins_later_is_a_partner_once_it_accepts_the_note(
    project, tunis, tunis_focal_point, amman_focal_point
):
    write_note(actor=amman_focal_point, project=project, texts=TEXTS)
    running = in_state(project, "running")
    running.partners.create(city=tunis)
    move_partner(actor=tunis_focal_point, partner=partner(running, tunis), move="partner.accept")
    assert partner(running, tunis).state == "accepted"
    accept_note(actor=tunis_focal_point, project=refetched(running), city=tunis, number=1)
    assert partner(running, tunis).state == "active"


@pytest.mark.parametrize("what", ["words", "partner", "newcomer"])
def test_a_plan_that_changed_is_ticked_anew(
    project, amman, amman_officer, amman_focal_point, tunis, tunis_focal_point, what
):
    ticked(project, (amman_focal_point, amman))
    describe_project(actor=amman_officer, project=refetched(project), values={"title": "مشروع"})
    same = {"title": refetched(project).title}
    ticked(refetched(project), (amman_focal_point, amman))
    describe_project(actor=amman_officer, project=refetched(project), values=same)
    assert partner(project, amman).ticked_at is not None
    match what:
        case "words":
            values = {"summary": "نص جديد"}
            describe_project(actor=amman_officer, project=refetched(project), values=values)
        case "partner":
            values = {"tasks": "القاعة والضيافة"}
            describe_partner(actor=amman_officer, partner=partner(project, amman), values=values)
        case "newcomer":
            asked = invite_city(actor=amman_officer, project=refetched(project), city=tunis)
            move_partner(actor=tunis_focal_point, partner=asked, move="partner.accept")
    assert partner(project, amman).ticked_at is None


def test_a_plan_that_was_handed_in_keeps_what_partners_do_but_not_who_is_their_contact(
    project, amman, amman_officer
):
    in_state(project, "review")
    row = partner(project, amman)
    with pytest.raises(Refused):
        describe_partner(actor=amman_officer, partner=row, values={"tasks": "أخرى"})
    describe_partner(actor=amman_officer, partner=row, values={"contact": amman_officer})
    assert partner(project, amman).contact == amman_officer


def test_nobody_is_invited_who_could_not_answer(amman, amman_focal_point, tunis):
    with pytest.raises(ValidationError):
        begin_project(
            actor=amman_focal_point,
            lead_city=amman,
            values={"acronym": "أ", "title": "ب"},
            partners=[tunis],
        )
    assert not Project.objects.exists()


def test_versions_of_the_plan_tell_what_changed(project, amman_officer, secretariat):
    there = in_state(project, "review")
    move_project(actor=secretariat, project=there, move="project.register")
    values = {"title": "اسم آخر", "ends_on": None}
    with pytest.raises(Refused):
        describe_project(actor=amman_officer, project=refetched(project), values=values)
    planned = in_state(project, "planning")
    describe_project(actor=amman_officer, project=planned, values=values)
    in_state(project, "review")
    move_project(actor=secretariat, project=project, move="project.register", words="بشرط")
    one, two = PlanVersion.objects.order_by("number")
    assert one.digest != two.digest
    [change] = differences(one, two)
    assert (change.part, change.what) == ("project", "changed")
    assert change.fields == {"title": (project.title, "اسم آخر")}


def test_the_same_plan_has_the_same_fingerprint(project, secretariat):
    for _round in range(2):
        in_state(project, "review")
        move_project(actor=secretariat, project=project, move="project.register")
    one, two = PlanVersion.objects.order_by("number")
    assert one.digest == two.digest
    assert differences(one, two) == []


def test_words_that_changed_are_marked_one_by_one():
    assert words_changed("نعمل معًا سنة", "نعمل معًا سنتين كاملتين") == [
        ("same", "نعمل معًا"),
        ("removed", "سنة"),
        ("added", "سنتين كاملتين"),
    ]
    assert words_changed("", "") == []


def test_two_people_who_describe_at_once_do_not_overwrite_each_other(
    project, amman_officer, amman_focal_point
):
    read = project.revision
    describe_project(actor=amman_officer, project=project, values={"title": "الأول"}, revision=read)
    with pytest.raises(Stale):
        describe_project(
            actor=amman_focal_point, project=project, values={"title": "الثاني"}, revision=read
        )
    assert refetched(project).title == "الأول"


def test_a_pause_has_a_reason_and_an_end(project, amman_officer):
    running = in_state(project, "running")
    with pytest.raises(ValidationError):
        move_project(actor=amman_officer, project=running, move="project.pause")
    move_project(actor=amman_officer, project=running, move="project.pause", words="موسم الحج")
    assert refetched(project).reason == "موسم الحج"
    move_project(actor=amman_officer, project=running, move="project.resume")
    assert refetched(project).reason == ""
