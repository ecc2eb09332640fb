"""Work as it goes: tasks, milestones, deliverables, pledges, figures, changes."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.access.rules import Refused
from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.partnerships import parts
from projects.partnerships.actions import move_project
from projects.workplans.actions import (
    acknowledge_delivery,
    mark_late_milestones,
    measure_indicator,
    move_item,
    propose_milestone,
    record_delivery,
    tick_point,
    voice_change,
    write_item,
)
from projects.workplans.queries import contributions_by_kind, figures, indicators_of
from tests.factories.projects import in_state, refetched, row

TODAY = datetime.date(2026, 11, 28)


def test_what_blocks_a_task_is_said(running, task, medina_officer):
    with pytest.raises(ValidationError):
        move_item(actor=medina_officer, item=task, move="task.block")
    moved = move_item(actor=medina_officer, item=task, move="task.block", words="ننتظر القاعة")
    assert (moved.state, moved.words) == ("blocked", "ننتظر القاعة")
    assert move_item(actor=medina_officer, item=task, move="task.begin").words == ""


def test_finishing_twice_is_one_fact(running, task, medina_officer, amman_officer, journal_kinds):
    move_item(actor=medina_officer, item=task, move="task.finish")
    move_item(actor=amman_officer, item=task, move="task.finish")
    assert journal_kinds() == ["ItemMoved"]
    assert refetched(task).done_at is not None


def test_points_of_a_checklist_are_ticked_one_by_one(running, task, medina_officer):
    write_item(actor=medina_officer, item=task, values={"checklist": ["قاعة", {"text": "دعوات"}]})
    tick_point(actor=medina_officer, item=task, number=1)
    assert [p["done"] for p in refetched(task).checklist] == [False, True]
    with pytest.raises(ValidationError):
        tick_point(actor=medina_officer, item=task, number=2)


def test_whoever_does_a_task_hears_of_it_once_and_when_it_can_begin(
    running, amman_officer, medina_officer
):
    first = row(amman_officer, running, "task")
    second = row(amman_officer, running, "task", person=medina_officer, after=[first])
    write_item(actor=amman_officer, item=second, values={"title": "اسم أوضح"})
    drain_all()
    assert Note.objects.filter(person=medina_officer, kind="task_mine").count() == 1
    move_item(actor=amman_officer, item=first, move="task.finish")
    drain_all()
    drain_all()
    assert Note.objects.filter(person=medina_officer, kind="task_free").count() == 1


def test_a_partner_proposes_and_the_lead_confirms_a_milestone(
    running, amman_officer, medina_officer, journal_kinds
):
    milestone = row(amman_officer, running, "milestone")
    propose_milestone(actor=medina_officer, item=milestone)
    propose_milestone(actor=medina_officer, item=milestone)
    with pytest.raises(Refused):
        move_item(actor=medina_officer, item=milestone, move="milestone.reach")
    reached = move_item(actor=amman_officer, item=milestone, move="milestone.reach")
    assert (reached.state, reached.proposed_at) == ("reached", None)
    assert reached.reached_on is not None
    assert journal_kinds() == ["ItemAdded", "MilestoneProposed", "ItemMoved"]


def test_a_milestone_whose_day_has_passed_becomes_late_by_itself(running, amman_officer):
    late = row(amman_officer, running, "milestone", due_on=TODAY - datetime.timedelta(1))
    row(amman_officer, running, "milestone", due_on=TODAY)
    assert mark_late_milestones(TODAY) == 1
    assert mark_late_milestones(TODAY) == 0
    assert refetched(late).state == "late"


def test_somebody_else_checks_a_deliverable(running, medina_officer, amman_officer):
    item = row(medina_officer, running, "deliverable")
    for move in ("deliverable.draft", "deliverable.send_to_check"):
        move_item(actor=medina_officer, item=item, move=move)
    with pytest.raises(Refused):
        move_item(actor=medina_officer, item=item, move="deliverable.accept")
    with pytest.raises(ValidationError):
        move_item(actor=amman_officer, item=item, move="deliverable.send_back")
    assert move_item(actor=amman_officer, item=item, move="deliverable.accept").state == "accepted"


def test_a_pledge_is_confirmed_given_in_parts_and_acknowledged(
    running, medina, medina_officer, medina_focal_point, amman_officer, journal_kinds
):
    item = row(medina_officer, running, "contribution", city=medina, quantity=Decimal(40))
    with pytest.raises(ValidationError):
        acknowledge_delivery(actor=amman_officer, item=item)
    move_item(actor=medina_focal_point, item=item, move="contribution.confirm")
    with pytest.raises(Refused):
        record_delivery(actor=amman_officer, item=item, delivered=Decimal(10))
    assert record_delivery(actor=medina_officer, item=item, delivered=Decimal(10)).state == "partly"
    assert (
        record_delivery(actor=medina_officer, item=item, delivered=Decimal(40)).state == "delivered"
    )
    acknowledge_delivery(actor=amman_officer, item=item)
    acknowledge_delivery(actor=amman_officer, item=item)
    assert journal_kinds()[2:] == ["DeliveryRecorded", "DeliveryRecorded", "DeliveryAcknowledged"]


@pytest.mark.parametrize("wrong", ["0", "-3", "NaN", "Infinity", "99999999999999"])
def test_a_delivery_is_a_number(running, medina, medina_officer, wrong):
    item = in_state(row(medina_officer, running, "contribution", city=medina), "confirmed")
    with pytest.raises(ValidationError):
        record_delivery(actor=medina_officer, item=item, delivered=Decimal(wrong))


def test_a_pledge_is_withdrawn_freely_and_counts_no_more(
    running, medina, medina_officer, medina_focal_point
):
    for unit in ("ساعة", "ساعة", "قاعة"):
        item = row(medina_officer, running, "contribution", city=medina, unit=unit)
        move_item(actor=medina_focal_point, item=item, move="contribution.confirm")
    move_item(actor=medina_focal_point, item=item, move="contribution.withdraw")
    totals = {group["unit"]: group["pledged"] for group in contributions_by_kind(running)}
    assert totals == {"ساعة": 80, "قاعة": 0}


def test_figures_are_entered_by_a_city_and_keep_their_history(
    running, medina, amman, medina_officer, amman_officer
):
    item = row(amman_officer, running, "indicator", code="J01", unit="شخص")
    day = {"until": TODAY}
    with pytest.raises(Refused):
        measure_indicator(actor=medina_officer, item=item, city=amman, values={**day, "value": 1})
    for city, actor, value in (
        (medina, medina_officer, 10),
        (medina, medina_officer, 30),
        (amman, amman_officer, 5),
    ):
        measure_indicator(actor=actor, item=item, city=city, values={**day, "value": value})
    [told] = indicators_of(running)
    assert told["total"] == 35
    assert len(told["history"]) == 3
    assert figures(running)["people_reached"] == 35


@pytest.mark.parametrize(
    "values",
    [{"value": None}, {"value": -1}, {"value": 5, "women": 6}, {"value": 5, "quality": "guess"}],
)
def test_a_figure_that_makes_no_sense_is_refused(
    running, medina, medina_officer, amman_officer, values
):
    item = row(amman_officer, running, "indicator", code="J01")
    with pytest.raises(ValidationError):
        measure_indicator(
            actor=medina_officer, item=item, city=medina, values={"until": TODAY, **values}
        )


def test_what_the_workspace_counts_is_not_entered(running, medina, medina_officer, amman_officer):
    item = row(amman_officer, running, "indicator", code="J02")
    with pytest.raises(ValidationError):
        measure_indicator(
            actor=medina_officer, item=item, city=medina, values={"until": TODAY, "value": 1}
        )


def test_a_large_change_needs_every_partner_and_the_secretariat(
    running, amman, medina, amman_focal_point, medina_focal_point, secretariat, medina_officer
):
    change = row(medina_officer, running, "change", kind="major")
    with pytest.raises(Refused):
        move_item(actor=secretariat, item=change, move="change.accept")
    voice_change(actor=amman_focal_point, item=change, city=amman, agrees=True)
    voice_change(actor=medina_focal_point, item=change, city=medina, agrees=False, words="مبكر")
    with pytest.raises(Refused):
        move_item(actor=secretariat, item=change, move="change.accept")
    voice_change(actor=medina_focal_point, item=change, city=medina, agrees=True)
    with pytest.raises(Refused):
        move_item(actor=amman_focal_point, item=change, move="change.accept")
    move_item(actor=secretariat, item=change, move="change.accept")
    assert running.plans.get().gate == "changed"


def test_a_small_change_is_accepted_by_the_lead(running, medina_officer, amman_officer):
    change = row(medina_officer, running, "change", kind="minor")
    with pytest.raises(Refused):
        move_item(actor=medina_officer, item=change, move="change.accept")
    assert move_item(actor=amman_officer, item=change, move="change.accept").state == "accepted"


def test_closing_begins_when_every_milestone_is_decided(running, amman_officer):
    one = row(amman_officer, running, "milestone")
    with pytest.raises(Refused):
        move_project(actor=amman_officer, project=running, move="project.begin_closing")
    move_item(actor=amman_officer, item=one, move="milestone.drop", words="لا حاجة")
    move_project(actor=amman_officer, project=running, move="project.begin_closing")
    assert refetched(running).state == "closing"


def test_a_report_is_filled_from_the_workspace(running, task, medina_officer, amman_officer):
    in_state(row(amman_officer, running, "milestone"), "reached")
    move_item(actor=medina_officer, item=task, move="task.finish")
    told = parts.figures(running)["workplan"]
    assert (told["tasks_done"], told["tasks_open"], told["milestones_reached"]) == (1, 0, 1)
