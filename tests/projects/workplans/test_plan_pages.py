"""The pages of a plan, as each person sees them."""

import datetime

import pytest

from projects.partnerships.models import Project
from projects.workplans.actions import fill_from_template, move_item, write_item
from projects.workplans.kinds import KINDS
from projects.workplans.models import Task
from tests.factories.projects import in_state, refetched, row
from tests.projects.workplans.pages import here, page

PAGES = (
    "plan/",
    "tasks/",
    "tasks/?view=list",
    "tasks/?view=calendar&month=2026-11",
    "tasks/?view=calendar&month=never",
    "tasks/?who=mine&q=x",
    "indicators/",
    "contributions/",
)


@pytest.mark.parametrize("rest", PAGES)
def test_every_page_opens_empty_and_full_for_a_partner_only(
    client_of, project, medina, medina_officer, amman_officer, tunis_officer, rest
):
    client = client_of(medina_officer)
    for language in ("ar", "en", "fr"):
        page(client, here(project, rest, language))
    Project.objects.update(starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2027, 6, 30))
    fill_from_template(actor=amman_officer, project=refetched(project))
    for kind in ("task", "deliverable", "risk", "contribution"):
        row(medina_officer, project, kind, city=medina)
    for language in ("ar", "en", "fr"):
        assert page(client, here(project, rest, language))
    assert client_of(tunis_officer).get(here(project, rest)).status_code == 404


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_row_is_written_on_a_page(
    client_of, running, medina, amman_officer, medina_officer, kind
):
    actor = amman_officer if kind in ("package", "milestone", "indicator") else medina_officer
    client = client_of(actor)
    data = {
        "title": "صف", "kind": {"contribution": "staff", "change": "minor"}.get(kind, "report"),
        "quantity": "٤٠", "unit": "ساعة", "likelihood": "2", "impact": "3", "code": "J01",
        "reason": "سبب", "checklist": "أولًا\nثانيًا",
    }  # fmt: skip
    if kind == "contribution":
        data["city"] = medina.pk
    assert client.get(here(running, f"items/{kind}/new/")).status_code == 200
    wrong = client.post(here(running, f"items/{kind}/new/"), {**data, "title": ""})
    assert wrong.status_code == 422
    made = client.post(here(running, f"items/{kind}/new/"), data)
    assert made.status_code == 302, made.context["form"].errors
    item = KINDS[kind].model.objects.get()
    text = page(client, here(running, f"items/{kind}/{item.public_id}/"))
    assert "صف" in text
    if kind == "task":
        assert [point["text"] for point in item.checklist] == ["أولًا", "ثانيًا"]


def test_two_people_on_one_task_see_both_values(client_of, task, project, amman_officer):
    client = client_of(amman_officer)
    address = here(project, f"items/task/{task.public_id}/")
    assert client.post(address, {"title": "الأول", "revision": "1"}).status_code == 302
    second = client.post(address, {"title": "الثاني", "revision": "1"})
    assert second.status_code == 409
    text = second.content.decode()
    assert "الأول" in text
    assert "الثاني" in text


def test_the_second_of_two_writers_sees_every_value_of_the_first(
    client_of, project, medina, medina_officer, amman_officer
):
    first = row(amman_officer, project, "task", title="الأولى")
    task = row(amman_officer, project, "task", title="الثانية")
    values = {
        "checklist": [{"text": "نقطة مخزنة", "done": True}],
        "after": [first],
        "city": medina,
        "due_on": datetime.date(2027, 2, 1),
    }
    write_item(actor=amman_officer, item=task, values=values)
    address = here(project, f"items/task/{task.public_id}/", language="en")
    stale = client_of(medina_officer).post(address, {"title": "الثانية", "revision": "1"})
    assert stale.status_code == 409
    conflict = stale.content.decode().partition('role="alert"')[2].partition("</section>")[0]
    for stored in ("نقطة مخزنة", "الأولى", "Medina", "1 February 2027"):
        assert stored in conflict, stored
    assert "الثانية" not in conflict


def test_a_refused_act_shows_what_was_typed(client_of, project, task, tunis_officer, amman_officer):
    move_item(actor=amman_officer, item=task, move="task.finish")
    act = here(project, f"items/task/{task.public_id}/act/")
    answer = client_of(amman_officer).post(act, {"verb": "task.block", "words": "ننتظر القاعة"})
    assert answer.status_code == 409
    assert "ننتظر القاعة" in answer.content.decode()


def test_a_plan_begins_from_the_usual_one_by_a_button(client_of, project, amman_officer):
    client = client_of(amman_officer)
    client.post(here(project, "plan/fill/"))
    assert project.workpackages.count() == 4
    again = client.post(here(project, "plan/fill/"), follow=True)
    assert again.status_code == 200
    assert project.workpackages.count() == 4


def test_acts_on_rows_by_buttons(
    client_of, running, medina, medina_officer, amman_officer, medina_focal_point
):
    pledge = row(medina_officer, running, "contribution", city=medina)
    milestone = row(amman_officer, running, "milestone")

    def act(who, item, kind, **data):
        return client_of(who).post(here(running, f"items/{kind}/{item.public_id}/act/"), data)

    act(medina_focal_point, pledge, "contribution", verb="contribution.confirm")
    act(medina_officer, pledge, "contribution", verb="deliver", delivered="10")
    assert refetched(pledge).state == "partly"
    act(amman_officer, pledge, "contribution", verb="acknowledge")
    assert refetched(pledge).acknowledged_at is not None
    act(medina_officer, milestone, "milestone", verb="propose")
    assert refetched(milestone).proposed_at is not None
    assert "Confirm the milestone" in page(client_of(amman_officer), here(running, "", "en"))
    assert act(medina_officer, milestone, "milestone", verb="milestone.reach").status_code == 403
    assert act(medina_officer, milestone, "milestone", verb="fly").status_code == 404


def test_a_figure_is_entered_on_its_page(client_of, running, medina, medina_officer, amman_officer):
    item = row(amman_officer, running, "indicator", code="J01")
    client = client_of(medina_officer)
    address = here(running, f"indicators/{item.public_id}/measure/")
    data = {
        "city": medina.pk,
        "until": "٢٨/١١/٢٠٢٦",
        "value": "٣٥",
        "quality": "measured",
        "women": "40",
    }
    assert client.post(address, data).status_code == 422
    assert client.post(address, {**data, "women": "20"}).status_code == 302
    assert "35" in page(client, here(running, "indicators/", "en"))


def test_the_overview_and_the_board_of_a_large_project_keep_their_bounds(
    client_of, running, amman_officer, medina_officer, amman, django_assert_max_num_queries
):
    Task.objects.bulk_create(
        Task(project=running, title=f"مهمة رقم {n} في المشروع المشترك", city=amman,
             state=("todo", "doing", "blocked", "done")[n % 4])
        for n in range(500)
    )  # fmt: skip
    client = client_of(medina_officer)
    client.get(here(running))
    with django_assert_max_num_queries(20):
        client.get(here(running))
    with django_assert_max_num_queries(20):
        answer = client.get(here(running, "tasks/"))
    assert len(answer.content) <= 150_000


def test_a_row_of_another_project_is_not_found(client_of, project, task, amman, amman_focal_point):
    from projects.partnerships.actions import begin_project
    from tests.factories.projects import PLAN

    other = begin_project(actor=amman_focal_point, lead_city=amman, values=PLAN)
    client = client_of(amman_focal_point)
    assert client.get(here(other, f"items/task/{task.public_id}/")).status_code == 404
    assert client.get(here(project, f"items/song/{task.public_id}/")).status_code == 404
    assert in_state(task, "done").state == "done"
