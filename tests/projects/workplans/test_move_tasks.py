"""Tasks on the board and in the list: moved one by one or many at once, ticked, filtered."""

import datetime
from urllib.parse import parse_qs, urlsplit

from projects.workplans.actions import move_item
from projects.workplans.models import Task, WorkPackage
from tests.factories.projects import refetched, row
from tests.projects.workplans.pages import here, page


def test_a_task_is_moved_on_the_board_with_and_without_script(
    client_of, task, project, medina_officer
):
    client = client_of(medina_officer)
    move = here(project, "tasks/move/")
    quiet = client.post(move, {"go": f"{task.public_id}:doing"}, headers={"accept": "text/plain"})
    assert quiet.status_code == 204
    loud = client.post(move, {"go": f"{task.public_id}:done"}, follow=True)
    assert loud.status_code == 200
    assert refetched(task).state == "done"
    for wrong in ("x:done", f"{task.public_id}:fly", ""):
        assert client.post(move, {"go": wrong}).status_code == 404
    blocked = client.post(
        move, {"go": f"{task.public_id}:blocked"}, headers={"accept": "text/plain"}
    )
    assert blocked.status_code == 409


def test_a_task_is_blocked_on_the_board_with_a_reason_only(
    client_of, task, project, medina_officer
):
    client = client_of(medina_officer)
    move, ask = here(project, "tasks/move/"), {"go": f"{task.public_id}:blocked"}
    silent = client.post(move, ask, headers={"accept": "text/plain"})
    assert silent.status_code == 422
    assert silent.content.decode()
    assert client.post(move, ask, follow=True).status_code == 200
    assert refetched(task).state == "todo"
    told = client.post(move, {**ask, "words": "ننتظر القاعة"}, headers={"accept": "text/plain"})
    assert told.status_code == 204
    assert (refetched(task).state, refetched(task).words) == ("blocked", "ننتظر القاعة")


def test_points_of_the_checklist_are_ticked_to_the_state_that_was_seen(
    client_of, task, project, medina_officer
):
    Task.objects.update(checklist=[{"text": "أ", "done": False}])
    client = client_of(medina_officer)
    tick = here(project, f"tasks/{task.public_id}/tick/")
    assert "0:done" in page(client, here(project, f"items/task/{task.public_id}/"))
    for _twice in range(2):
        client.post(tick, {"point": "0:done"})
        assert refetched(task).checklist[0]["done"]
    client.post(tick, {"point": "0:open"})
    assert not refetched(task).checklist[0]["done"]
    assert client.post(tick, {"point": "7:done"}, follow=True).status_code == 200
    assert client.post(tick, {"point": "0"}).status_code == 404


def test_a_move_leads_back_to_this_site_only(client_of, task, project, medina_officer):
    client = client_of(medina_officer)
    move = here(project, "tasks/move/")
    for back, leads in (("https://evil.example/", move.replace("move/", "")), ("/ar/x", "/ar/x")):
        answer = client.post(move, {"go": f"{task.public_id}:doing", "back": back})
        assert answer.url == leads


def test_many_tasks_are_changed_at_once(client_of, project, amman, amman_officer):
    tasks = [row(amman_officer, project, "task") for _ in range(3)]
    client = client_of(amman_officer)
    place = here(project, "tasks/?view=list&q=صف")
    asked = {"task": [t.public_id for t in tasks], "state": "done", "city": amman.pk, "days": ""}
    answer = client.post(place, asked)
    assert parse_qs(urlsplit(answer.url).query) == {"view": ["list"], "q": ["صف"]}
    assert set(Task.objects.values_list("state", "city")) == {("done", amman.pk)}


def test_what_cannot_be_done_with_all_is_done_with_none_and_nothing_typed_is_lost(
    client_of, project, amman_officer
):
    tasks = [row(amman_officer, project, "task") for _ in range(3)]
    move_item(actor=amman_officer, item=tasks[1], move="task.finish")
    client = client_of(amman_officer)
    place = here(project, "tasks/?view=list")
    ticked = [str(task.public_id) for task in tasks[:2]]
    answer = client.post(place, {"task": ticked, "state": "blocked", "words": "ننتظر المفتاح"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ننتظر المفتاح" in text
    assert text.count(" checked>") == 2
    assert Task.objects.filter(state="blocked").count() == 0
    unticked = client.post(place, {"state": "done"})
    assert unticked.status_code == 422
    assert client.post(place, {"task": ["x"], "state": "done"}).status_code == 404


def test_lists_are_filtered(client_of, project, medina, medina_officer, amman_officer):
    package = row(amman_officer, project, "package")
    row(amman_officer, project, "task", title="الأولى", package=package)
    row(amman_officer, project, "task", title="الثانية", person=medina_officer)
    late = row(amman_officer, project, "task", title="الثالثة", city=medina)
    Task.objects.filter(pk=late.pk).update(due_on=datetime.date(2020, 1, 1))
    client = client_of(medina_officer)

    def shown(query):
        text = page(client, here(project, f"tasks/?view=list&{query}"))
        return [name for name in ("الأولى", "الثانية", "الثالثة") if f">{name}<" in text]

    assert shown("who=mine") == ["الثانية"]
    assert shown("who=city") == ["الثالثة"]
    assert shown("who=late") == ["الثالثة"]
    assert shown("q=الأول") == ["الأولى"]
    assert shown(f"package={WorkPackage.objects.get().public_id}") == ["الأولى"]


def test_the_board_shows_who_is_late(client_of, project, amman_officer):
    task = row(amman_officer, project, "task")
    Task.objects.update(due_on=datetime.date(2020, 1, 1))
    assert "task-late" in page(client_of(amman_officer), here(project, "tasks/"))
    move_item(actor=amman_officer, item=refetched(task), move="task.finish")
    assert "task-late" not in page(client_of(amman_officer), here(project, "tasks/"))
