"""Meetings, decisions with one position a city, and calendars by secret address."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from core.access.checking import Stale
from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.meetings.actions import (
    ask_decision,
    calendar_key,
    make_task,
    move_decision,
    move_meeting,
    plan_meeting,
    take_position,
    write_meeting,
)
from projects.meetings.lifecycle import DECISION, MEETING
from projects.meetings.models import Decision, Meeting
from projects.partnerships.actions import move_partner
from tests.factories.projects import partner, refetched, row
from tests.permissions.test_practice_moves import EVERYBODY

TEAM = {"amman_officer", "amman_focal_point", "medina_officer", "medina_focal_point"}
LEAD = {"amman_officer", "amman_focal_point"}
VALUES = {
    "title": "لقاء الانطلاق",
    "starts_at": datetime.datetime(2026, 12, 1, 10, 0, tzinfo=datetime.UTC),
    "agenda": "تعارف\nالخطة",
    "place": "عن بعد",
}


@pytest.fixture
def meeting(project, medina_officer):
    return plan_meeting(actor=medina_officer, project=project, values=VALUES)


@pytest.fixture
def decision(project, medina_officer):
    return ask_decision(actor=medina_officer, project=project, title="نبدأ في الربيع")


@pytest.mark.parametrize("verb", ["meeting.write", *MEETING.moves])
def test_meetings_are_for_the_partners(meeting, persona, verb):
    allowed = {who for who in EVERYBODY if can(persona(who), verb, meeting)}
    assert allowed == TEAM


@pytest.mark.parametrize(
    ("verb", "may"),
    [
        ("decision.take_position", {"amman_focal_point", "medina_focal_point"}),
        ("decision.adopt", set()),  # nobody took a position yet
        ("decision.reject", set()),
        ("decision.open_again", LEAD),
    ],
)
def test_decisions_are_for_those_whom_the_table_names(decision, persona, verb, may):
    assert {who for who in EVERYBODY if can(persona(who), verb, decision)} == may
    assert set(DECISION.moves) <= {"decision.adopt", "decision.reject", "decision.open_again"}


def test_the_partners_hear_of_a_meeting_and_of_its_end(
    meeting, amman_officer, medina_officer, journal_kinds
):
    drain_all()
    assert Note.objects.filter(person=amman_officer, kind="meeting").count() == 1
    move_meeting(actor=amman_officer, meeting=meeting, move="meeting.cancel")
    with pytest.raises(WrongState):
        move_meeting(actor=amman_officer, meeting=meeting, move="meeting.hold")
    drain_all()
    assert Note.objects.filter(person=medina_officer, kind="meeting").count() == 1
    assert journal_kinds() == ["MeetingMoved"]


def test_two_who_write_minutes_do_not_overwrite_each_other(meeting, amman_officer, medina_officer):
    write_meeting(actor=medina_officer, meeting=meeting, values={"minutes": "أول"}, revision=1)
    with pytest.raises(Stale):
        write_meeting(actor=amman_officer, meeting=meeting, values={"minutes": "ثان"}, revision=1)
    assert refetched(meeting).minutes == "أول"


def test_who_was_there_are_cities_of_the_project(meeting, tunis, amman_officer):
    present = {"medina": "ثلاثة", "tunis": "واحد"}
    write_meeting(actor=amman_officer, meeting=meeting, values={}, present=present)
    assert [(a.city.slug, a.names) for a in meeting.attendances.all()] == [("medina", "ثلاثة")]


@pytest.mark.parametrize("wrong", [{"title": ""}, {"minutes_long": 4}, {"minutes_long": 5000}])
def test_a_meeting_that_makes_no_sense_is_refused(project, medina_officer, wrong):
    with pytest.raises(ValidationError):
        plan_meeting(actor=medina_officer, project=project, values={**VALUES, **wrong})


def test_a_line_becomes_a_task_or_a_decision(meeting, medina, medina_officer, project):
    task = make_task(actor=medina_officer, meeting=meeting, line=" حجز القاعة ", city=medina)
    assert (task.title, task.city, task.project) == ("حجز القاعة", medina, project)
    asked = ask_decision(actor=medina_officer, project=project, title="ميزانية", meeting=meeting)
    assert asked.meeting == meeting
    with pytest.raises(ValidationError):
        make_task(actor=medina_officer, meeting=meeting, line="  ")


def test_one_city_has_one_position_and_may_change_it(
    decision, medina, medina_focal_point, amman_focal_point, journal_kinds
):
    with pytest.raises(Refused):
        take_position(actor=amman_focal_point, decision=decision, city=medina, stance="for")
    take_position(
        actor=medina_focal_point, decision=decision, city=medina, stance="against", reason="مبكر"
    )
    take_position(actor=medina_focal_point, decision=decision, city=medina, stance="for")
    position = decision.positions.get()
    assert (position.stance, position.reason) == ("for", "")
    with pytest.raises(ValidationError):
        take_position(actor=medina_focal_point, decision=decision, city=medina, stance="maybe")
    assert journal_kinds() == ["PositionTaken", "PositionTaken"]


def test_the_outcome_needs_more_than_half_of_the_cities(
    decision, amman, medina, amman_focal_point, medina_focal_point
):
    take_position(actor=medina_focal_point, decision=decision, city=medina, stance="for")
    with pytest.raises(Refused):
        move_decision(actor=amman_focal_point, decision=decision, move="decision.adopt")
    take_position(actor=amman_focal_point, decision=decision, city=amman, stance="abstains")
    move_decision(
        actor=amman_focal_point, decision=decision, move="decision.adopt", words="نبدأ في آذار"
    )
    made = refetched(decision)
    assert (made.state, made.outcome) == ("adopted", "نبدأ في آذار")
    with pytest.raises(Refused):
        take_position(actor=medina_focal_point, decision=made, city=medina, stance="against")


def test_a_city_that_left_no_longer_counts(
    decision, amman, medina, amman_focal_point, medina_focal_point, project
):
    take_position(actor=medina_focal_point, decision=decision, city=medina, stance="for")
    move_partner(actor=medina_focal_point, partner=partner(project, medina), move="partner.leave")
    with pytest.raises(Refused):
        move_decision(actor=amman_focal_point, decision=refetched(decision), move="decision.adopt")


def events(client, key):
    answer = client.get(f"/calendar/{key}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content)
    return {str(event["summary"]): event for event in found.walk("VEVENT")}


def test_the_calendar_of_a_project_has_what_is_due(client, meeting, project, amman_officer):
    day = timezone.localdate() + datetime.timedelta(days=9)
    row(amman_officer, project, "milestone", title="محطة", due_on=day)
    row(amman_officer, project, "task", title="مهمة", due_on=day)
    found = events(client, calendar_key(actor=amman_officer, project=project).key)
    assert len(found) == 3
    held = found["HAY: لقاء الانطلاق"]
    assert held["dtstart"].dt == VALUES["starts_at"]
    assert str(held["location"]) == "عن بعد"
    [title] = [name for name in found if name.endswith("محطة")]
    assert found[title]["dtstart"].dt == day


def test_the_calendar_of_a_person_has_their_own_tasks_only(
    client, meeting, project, amman_officer, medina_officer
):
    day = timezone.localdate()
    row(amman_officer, project, "task", title="لي", due_on=day, person=medina_officer)
    row(amman_officer, project, "task", title="لغيري", due_on=day)
    found = events(client, calendar_key(actor=medina_officer).key)
    assert any("لي" in name for name in found)
    assert not any("لغيري" in name for name in found)


def test_a_new_address_ends_the_old_one(client, project, amman_officer):
    old = calendar_key(actor=amman_officer, project=project).key
    assert calendar_key(actor=amman_officer, project=project).key == old
    new = calendar_key(actor=amman_officer, project=project, is_new=True).key
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200


def test_who_left_the_project_reads_nothing_of_it_any_more(
    client, meeting, project, medina, medina_officer, medina_focal_point
):
    key = calendar_key(actor=medina_officer, project=project).key
    assert events(client, key)
    move_partner(actor=medina_focal_point, partner=partner(project, medina), move="partner.leave")
    assert events(client, key) == {}
    medina_officer.is_active = False
    medina_officer.save()
    assert client.get(f"/calendar/{key}.ics").status_code == 404


def test_the_pages_by_hand(
    client_of, project, medina, medina_officer, amman_focal_point, medina_focal_point
):
    base = f"/ar/projects/{project.public_id}/meetings/"
    client, lead = client_of(medina_officer), client_of(amman_focal_point)
    assert client.get(base).status_code == 200
    data = {
        "title": "لقاء",
        "day": "٠١/١٢/٢٠٢٦",
        "clock": "١٠:٣٠",
        "minutes_long": "60",
        "agenda": "تعارف",
    }
    assert client.post(f"{base}new/", {**data, "clock": "25:00"}).status_code == 422
    assert client.post(f"{base}new/", data).status_code == 302
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).strftime("%d %H:%M") == "01 10:30"
    here = f"{base}{meeting.public_id}/"
    more = {
        **data,
        "minutes": "اتفقنا",
        "present": ["medina"],
        "names-medina": "ليلى",
        "revision": "1",
    }
    assert client.post(here, more).status_code == 302
    later = {**more, "present": ["amman"], "names-amman": "سامي"}
    stale = client.post(here, later)
    assert stale.status_code == 409
    assert 'value="سامي"' in stale.content.decode()
    assert f"{medina.name}: ليلى" in stale.content.decode()
    client.post(
        f"{here}act/", {"verb": "task", "line": "اتفقنا", "city": "medina", "due": "2027-01-01"}
    )
    client.post(f"{here}act/", {"verb": "decision", "line": "تعارف"})
    client.post(f"{here}act/", {"verb": "meeting.hold"})
    assert client.get(f"{here}meeting.ics").status_code == 200
    assert project.tasks.get().title == "اتفقنا"
    decision = Decision.objects.get()
    for who, city in ((lead, "amman"), (client_of(medina_focal_point), "medina")):
        who.post(
            f"{base}decisions/?decision={decision.public_id}",
            {"verb": "position", "city": city, "stance": "for", "words": "نعم"},
        )
    text = lead.get(base).content.decode()
    assert "نعم" in text
    lead.post(
        f"{base}decisions/?decision={decision.public_id}",
        {"verb": "decision.adopt", "words": "معًا"},
    )
    assert refetched(decision).state == "adopted"
    lead.post(f"{base}decisions/", {"verb": "ask", "title": "سؤال"})
    assert Decision.objects.count() == 2
    lead.post(f"{base}calendar/", {"of": "project"})
    assert lead.post(f"{base}decisions/?decision=x", {"verb": "position"}).status_code == 404
    assert client.post(f"{here}act/", {"verb": "fly"}).status_code == 404
