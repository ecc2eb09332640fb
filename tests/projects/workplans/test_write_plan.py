"""Rows of a plan: added, written, removed, filled from a template or another plan."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.access.checking import Stale
from core.access.rules import Refused
from projects.partnerships.actions import begin_project, move_project, tick_plan
from projects.partnerships.models import Project
from projects.workplans.actions import (
    add_item,
    change_tasks,
    copy_plan,
    fill_from_template,
    remove_item,
    write_item,
)
from projects.workplans.actions.items import _reaches
from projects.workplans.models import Task
from tests.factories.projects import PLAN, in_state, partner, refetched, row


def test_a_task_belongs_to_a_city_that_takes_part(project, tunis, amman_officer, journal_kinds):
    with pytest.raises(ValidationError) as caught:
        row(amman_officer, project, "task", city=tunis)
    assert "city" in caught.value.message_dict
    assert journal_kinds() == []


def test_a_task_is_given_to_somebody_of_the_partners(
    project, medina, amman_officer, medina_officer, newcomer
):
    task = row(amman_officer, project, "task", city=medina, person=medina_officer)
    assert task.person == medina_officer
    with pytest.raises(ValidationError):
        write_item(actor=amman_officer, item=task, values={"person": newcomer})


def test_work_packages_are_numbered_by_themselves(project, amman_officer):
    numbers = [row(amman_officer, project, "package").number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_the_end_is_not_before_the_start(project, amman_officer):
    days = {"starts_on": datetime.date(2027, 5, 1), "due_on": datetime.date(2027, 4, 1)}
    with pytest.raises(ValidationError):
        row(amman_officer, project, "task", **days)


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "ا" * 201},
        {"wrong": 1},
        {"checklist": [{"text": "x"}] * 51},
        {"checklist": [{"text": "ا" * 201}]},
    ],
)
def test_what_does_not_fit_is_refused(project, amman_officer, values):
    with pytest.raises(ValidationError):
        add_item(
            actor=amman_officer, project=project, kind="task", values={"title": "مهمة", **values}
        )
    assert not Task.objects.exists()


@pytest.mark.parametrize("quantity", [Decimal(0), Decimal(-1)])
def test_a_pledge_is_of_something(project, medina, medina_officer, quantity):
    with pytest.raises(ValidationError):
        row(medina_officer, project, "contribution", city=medina, quantity=quantity)


def test_nobody_pledges_for_another_city(project, amman, medina_officer):
    with pytest.raises(Refused):
        row(medina_officer, project, "contribution", city=amman)


def test_two_people_change_one_task_and_the_second_gets_what_is_stored(
    project, task, amman_officer, medina_officer
):
    write_item(actor=medina_officer, item=task, values={"title": "الأول"}, revision=1)
    with pytest.raises(Stale) as caught:
        write_item(actor=amman_officer, item=task, values={"title": "الثاني"}, revision=1)
    assert caught.value.thing.title == "الأول"
    assert refetched(task).title == "الأول"


def test_tasks_do_not_wait_for_each_other_in_a_circle(project, amman_officer):
    one, two, three = (row(amman_officer, project, "task") for _ in range(3))
    write_item(actor=amman_officer, item=two, values={"after": [one]})
    write_item(actor=amman_officer, item=three, values={"after": [two]})
    with pytest.raises(ValidationError):
        write_item(actor=amman_officer, item=one, values={"after": [three]})
    assert not one.after.exists()


@given(st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 6), max_size=3), max_size=7))
def test_a_circle_is_found_exactly_when_there_is_one(edges):
    def walk(here, seen):
        return any(n == 0 or (n not in seen and walk(n, seen | {n})) for n in edges.get(here, ()))

    assert _reaches(edges, 0) == walk(0, frozenset())


def test_a_change_of_the_plan_asks_every_partner_again(
    project, amman, amman_focal_point, medina_officer, medina
):
    tick_plan(actor=amman_focal_point, project=project, city=amman)
    row(medina_officer, project, "risk", city=medina)
    assert partner(project, amman).ticked_at is None


def test_what_the_plan_needs_is_said_one_by_one(project, amman_officer, amman_focal_point):
    wanted = []
    for kind in ("package", "milestone", "indicator", "task"):
        with pytest.raises(Refused) as caught:
            move_project(actor=amman_focal_point, project=project, move="project.hand_in")
        wanted.append(str(caught.value))
        row(amman_officer, project, kind)
    assert len(set(wanted)) == 4


def test_the_usual_plan_fills_an_empty_one_once(project, amman_officer, journal_kinds):
    Project.objects.update(starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 12, 31))
    count = fill_from_template(actor=amman_officer, project=refetched(project))
    assert count == 11
    assert project.workpackages.count() == 4
    last = project.milestones.last()
    assert last.due_on == datetime.date(2027, 12, 31)
    assert journal_kinds()[-1] == "PlanFilled"
    with pytest.raises(ValidationError):
        fill_from_template(actor=amman_officer, project=project)


def test_a_plan_that_worked_is_copied_with_its_days_shifted(
    project, amman, amman_officer, amman_focal_point
):
    Project.objects.update(starts_on=datetime.date(2026, 1, 1))
    package = row(amman_officer, project, "package", ends_on=datetime.date(2026, 6, 30))
    one = row(
        amman_officer, project, "task", package=package, checklist=["نقطة"],
        due_on=datetime.date(2026, 3, 1),
    )  # fmt: skip
    two = row(amman_officer, project, "task", after=[one])
    in_state(two, "done")
    row(amman_officer, project, "milestone", due_on=datetime.date(2026, 2, 1))
    row(amman_officer, project, "deliverable", package=package)
    target = begin_project(
        actor=amman_focal_point,
        lead_city=amman,
        values={**PLAN, "starts_on": datetime.date(2027, 1, 1)},
    )
    assert copy_plan(actor=amman_officer, project=target, source=refetched(project)) == 5
    copied = target.tasks.get(package__isnull=False)
    assert copied.due_on == datetime.date(2027, 3, 1)
    assert copied.package.project == target
    follower = target.tasks.get(package=None)
    assert (follower.state, list(follower.after.all())) == ("todo", [copied])


def test_a_plan_that_one_may_not_see_is_not_copied(
    project, tunis, tunis_focal_point, amman_officer
):
    row(amman_officer, project, "package")
    target = begin_project(actor=tunis_focal_point, lead_city=tunis, values=PLAN)
    with pytest.raises(Refused):
        copy_plan(actor=tunis_focal_point, project=target, source=project)


def test_many_tasks_change_together_or_not_at_all(project, amman, amman_officer, medina_officer):
    day = datetime.date(2027, 3, 1)
    tasks = [row(amman_officer, project, "task", due_on=day) for _ in range(3)]
    count = change_tasks(
        actor=medina_officer, project=project, tasks=tasks, move="task.finish", city=amman, days=7
    )
    assert count == 3
    assert {(t.state, t.city, t.due_on.day) for t in project.tasks.all()} == {("done", amman, 8)}
    with pytest.raises(ValidationError):
        change_tasks(actor=medina_officer, project=project, tasks=tasks, move="task.block")
    assert set(project.tasks.values_list("state", flat=True)) == {"done"}


def test_rows_are_removed_as_long_as_the_project_does_not_run(project, amman_officer):
    milestone = row(amman_officer, project, "milestone")
    kept = row(amman_officer, project, "milestone")
    remove_item(actor=amman_officer, item=milestone)
    in_state(project, "running")
    with pytest.raises(Refused):
        remove_item(actor=amman_officer, item=refetched(kept))


def test_a_row_of_another_project_is_not_pointed_to(
    project, amman, amman_officer, amman_focal_point
):
    other = begin_project(actor=amman_focal_point, lead_city=amman, values=PLAN)
    package = row(amman_officer, other, "package")
    with pytest.raises(ValidationError):
        row(amman_officer, project, "task", package=package)
    foreign = row(amman_officer, other, "task")
    with pytest.raises(ValidationError):
        row(amman_officer, project, "task", after=[foreign])
