"""Who is told of what happens in a plan; each is safe to run twice."""

from core.access.rules import holders
from core.accounts.models import User
from core.cities.queries import focal_points, secretaries
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.partnerships.models import Project
from projects.workplans.facts import (
    ChangeVoiced,
    DeliveryRecorded,
    ItemAdded,
    ItemMoved,
    ItemWritten,
    MilestoneProposed,
)
from projects.workplans.models import ChangeKind, ChangeRequest, Deliverable, Task


def _project(entry: Entry) -> Project | None:
    return Project.objects.filter(pk=entry.fact.project_id).first()


def _subject(entry: Entry) -> str:
    return f"{entry.fact.kind}:{entry.fact.item_id}"


@on(ItemAdded, ItemWritten)
def tell_whoever_does_it(entry: Entry) -> None:
    """A person hears once of each task that is theirs."""
    if entry.fact.kind != "task":
        return
    task = Task.objects.filter(pk=entry.fact.item_id).select_related("person").first()
    if task is not None and task.person is not None and task.state != "done":
        from core.notifications.models import Note

        known = Note.objects.filter(
            person=task.person, kind="task_mine", subject=_subject(entry)
        ).exclude(entry=entry)
        if not known.exists():
            notify("task_mine", to=[task.person], about=entry, subject=_subject(entry))


@on(ItemMoved)
def tell_of_the_move(entry: Entry) -> None:
    project = _project(entry)
    if project is None:
        return
    kind, state = entry.fact.kind, entry.fact.state
    if kind == "task" and state == "done":
        settle("task_mine", subject=_subject(entry))
        waiting = Task.objects.filter(after__pk=entry.fact.item_id, person__is_active=True)
        people = [task.person for task in waiting.select_related("person")]
        notify("task_free", to=people, about=entry, subject=_subject(entry))
    elif kind == "task" and state == "blocked":
        people = focal_points(project.lead_city_id)
        notify("plan_moves", to=people, about=entry, subject=_subject(entry))
    elif kind == "milestone":
        people = holders("project.team", project)
        notify("plan_moves", to=people, about=entry, subject=_subject(entry))
    elif kind == "deliverable" and state == "quality":
        people = holders("project.team", project)
        notify("plan_asks", to=people, about=entry, subject=_subject(entry))
    elif kind == "deliverable":
        settle("plan_asks", subject=_subject(entry))
        found = Deliverable.objects.filter(pk=entry.fact.item_id).select_related("sent_by").first()
        people = [found.sent_by] if found and found.sent_by else []
        notify("plan_moves", to=people, about=entry, subject=_subject(entry))
    elif kind == "change":
        settle("plan_asks", subject=_subject(entry))
        people = holders("project.accept_note", project)
        notify("plan_moves", to=people, about=entry, subject=_subject(entry))


@on(ItemAdded)
def ask_about_a_change(entry: Entry) -> None:
    if entry.fact.kind != "change":
        return
    change = ChangeRequest.objects.filter(pk=entry.fact.item_id).select_related("project").first()
    if change is not None:
        code = "plan_asks" if change.kind == ChangeKind.MAJOR else "plan_moves"
        people = holders("change.voice", change)
        notify(code, to=people, about=entry, subject=_subject(entry))


@on(ChangeVoiced)
def a_city_has_answered(entry: Entry) -> None:
    """Its people need not answer any more; the secretariat hears when all have."""
    for person in focal_points(entry.fact.city_id):
        settle("plan_asks", subject=_subject(entry), person_id=person.pk)
    change = ChangeRequest.objects.filter(pk=entry.fact.item_id).select_related("project").first()
    if change is not None and change.voices.filter(agrees=True).count() >= len(
        change.project.partners.filter(state__in=("accepted", "active"))
    ):
        notify("project_waits", to=secretaries(), about=entry, subject=_subject(entry))


@on(MilestoneProposed, DeliveryRecorded)
def ask_the_lead(entry: Entry) -> None:
    project = _project(entry)
    if project is not None:
        people = User.objects.filter(
            memberships__city_id=project.lead_city_id, memberships__is_active=True, is_active=True
        )
        notify("plan_moves", to=people, about=entry, subject=_subject(entry))
