"""Invented projects for demonstration, made by the demonstration accounts through the real actions."""

import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from core.accounts.models import User
from core.cities.actions import describe_city
from core.cities.loading import demo_city, demo_focal, demo_secretary
from projects.concepts import actions as concepts
from projects.concepts.models import Call, ConceptNote
from projects.discussions.actions import start_thread, write_comment
from projects.documents.actions import begin_document
from projects.documents.actions import write_comment as write_on_text
from projects.meetings.actions import ask_decision, plan_meeting, take_position
from projects.partnerships import actions as partnerships
from projects.partnerships.models import Project
from projects.workplans import actions as workplans
from projects.workplans.lifecycle import TASK

DATA = Path(__file__).resolve().parents[1] / "demo" / "projects.json"
TEXTS = {
    "ar": "كيف نعمل معًا",
    "en": "How we work together",
    "fr": "Comment nous travaillons ensemble",
}
ASKS = {
    "ar": "هل نضيف كيف ننهي المشروع؟",
    "en": "Shall we add how we end it?",
    "fr": "Faut-il ajouter comment nous terminons ?",
}
MOVES = {move.target: name for name, move in TASK.moves.items()}


def load() -> int:
    """Make what is not there yet; returns how many projects were made."""
    data = json.loads(DATA.read_text("utf-8"))
    for slug, values in data["offers"].items():
        describe_city(actor=demo_focal(slug), city=demo_city(slug), values=values)
    if not Call.objects.filter(is_invented=True).exists():
        with transaction.atomic():
            _call(data["call"])
    for found in data["concepts"]:
        if not ConceptNote.objects.filter(title=found["words"]["title"]).exists():
            with transaction.atomic(), translation.override(found["words"]["language"]):
                _concept(found)
    made = 0
    for found in data["projects"]:
        if Project.objects.filter(title=found["words"]["title"]).exists():
            continue
        with transaction.atomic(), translation.override(found["words"]["language"]):
            _project(found)
        made += 1
    workplans.mark_late_milestones(timezone.localdate())
    return made


def _call(words: Mapping[str, Any]) -> None:
    today = timezone.localdate()
    values = {
        **words,
        "opens_on": today - timedelta(days=20),
        "closes_on": today + timedelta(days=70),
    }
    call = concepts.write_call(actor=demo_secretary(), values=values, is_invented=True)
    concepts.move_call(actor=demo_secretary(), call=call, move="call.open")


def _concept(found: Mapping[str, Any]) -> None:
    actor = demo_focal(found["city"])
    values = dict(found["words"])
    if found.get("for_call"):
        values["call"] = Call.objects.get(is_invented=True)
    note = concepts.begin_concept(
        actor=actor, city=demo_city(found["city"]), values=values, is_invented=True
    )
    concepts.move_concept(actor=actor, concept=note, move="concept.submit")
    if found["stop"] == "submitted":
        return
    for move in ("concept.check", "concept.open"):
        concepts.move_concept(actor=demo_secretary(), concept=note, move=move)
    for interest in found.get("interests", ()):
        slug = interest["city"]
        words = {name: text for name, text in interest.items() if name != "city"}
        concepts.send_interest(actor=demo_focal(slug), concept=note, city=demo_city(slug), **words)


def _project(found: Mapping[str, Any]) -> None:
    """Take one project as far as its file says."""
    lead = demo_focal(found["lead"])
    starts = timezone.localdate() + timedelta(days=found["starts_in_days"])
    values = {
        **found["words"],
        "starts_on": starts,
        "ends_on": starts + timedelta(days=found["lasts_days"]),
        "visibility": "public" if found.get("is_public") else "partners",
    }
    cities = [found["lead"], *found["partners"]]
    project = partnerships.begin_project(
        actor=lead,
        lead_city=demo_city(found["lead"]),
        values=values,
        partners=[demo_city(slug) for slug in found["partners"]],
        are_agreed=True,
        is_invented=True,
    )
    workplans.fill_from_template(actor=lead, project=project)
    packages = list(project.workpackages.all())
    tasks = [
        _task(project, packages[n % len(packages)], row) for n, row in enumerate(found["tasks"])
    ]
    partnerships.write_note(actor=lead, project=project, texts=found["note"])
    language = found["words"]["language"]
    document = begin_document(
        actor=lead,
        project=project,
        values={"title": TEXTS[language], "kind": "note", "language": language},
    )
    write_on_text(actor=demo_focal(found["partners"][0]), document=document, text=ASKS[language])
    if found["stop"] == "planning":
        partnerships.tick_plan(actor=lead, project=project, city=demo_city(found["lead"]))
        return
    for slug in cities:
        partnerships.tick_plan(actor=demo_focal(slug), project=project, city=demo_city(slug))
    partnerships.move_project(actor=lead, project=project, move="project.hand_in")
    partnerships.move_project(actor=demo_secretary(), project=project, move="project.register")
    for slug in cities:
        partnerships.accept_note(
            actor=demo_focal(slug), project=project, city=demo_city(slug), number=1
        )
    partnerships.move_project(actor=lead, project=project, move="project.start")
    _carry_out(project, found, lead, tasks)
    if found["stop"] == "closed":
        _close(project, found, lead)


def _task(project: Project, package: Any, row: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    values = {
        "title": row["title"],
        "package": package,
        "city": demo_city(row["city"]),
        "due_on": timezone.localdate() + timedelta(days=row["due"]),
        "checklist": row.get("checklist", []),
    }
    if email := row.get("person"):
        values["person"] = User.objects.get(email=email)
    actor = demo_focal(row["city"])
    return workplans.add_item(actor=actor, project=project, kind="task", values=values), row


def _carry_out(project: Project, found: Mapping[str, Any], lead: User, tasks: Any) -> None:
    """What happened since it began."""
    project.refresh_from_db()
    for task, row in tasks:
        if state := row.get("state"):
            workplans.move_item(
                actor=demo_focal(row["city"]),
                item=task,
                move=MOVES[state],
                words=row.get("words", ""),
            )
    for row in found.get("contributions", ()):
        _contribution(project, row)
    today = timezone.localdate()
    indicator = project.indicators.get(code="J01")
    for row in found.get("values", ()):
        values = {"until": today, "value": Decimal(row["value"]), "women": row["women"]}
        workplans.measure_indicator(
            actor=demo_focal(row["city"]),
            item=indicator,
            city=demo_city(row["city"]),
            values=values,
        )
    first = project.milestones.first()
    workplans.move_item(actor=lead, item=first, move="milestone.reach")
    if thread := found.get("thread"):
        begun = start_thread(
            actor=lead, project=project, title=thread["title"], text=thread["text"],
            cities=[demo_city(slug) for slug in found["partners"]],
        )  # fmt: skip
        write_comment(actor=demo_focal(found["partners"][0]), thread=begun, text=thread["answer"])
    if meeting := found.get("meeting"):
        day = today + timedelta(days=meeting["in_days"])
        values = {
            "title": meeting["title"],
            "agenda": meeting["agenda"],
            "starts_at": timezone.make_aware(datetime.combine(day, time(11, 0))),
        }
        plan_meeting(actor=lead, project=project, values=values)
    if question := found.get("decision"):
        decision = ask_decision(actor=lead, project=project, title=question)
        take_position(actor=lead, decision=decision, city=demo_city(found["lead"]), stance="for")


def _contribution(project: Project, row: Mapping[str, Any]) -> None:
    actor = demo_focal(row["city"])
    values = {
        "title": row["title"],
        "city": demo_city(row["city"]),
        "kind": row["kind"],
        "quantity": Decimal(row["quantity"]),
        "unit": row["unit"],
    }
    item: Any = workplans.add_item(actor=actor, project=project, kind="contribution", values=values)
    workplans.move_item(actor=actor, item=item, move="contribution.confirm")
    if delivered := row.get("delivered"):
        workplans.record_delivery(actor=actor, item=item, delivered=Decimal(delivered))


def _close(project: Project, found: Mapping[str, Any], lead: User) -> None:
    """Every milestone is decided, the closure report accepted, the project closed."""
    for milestone in project.milestones.exclude(state="reached"):
        workplans.move_item(actor=lead, item=milestone, move="milestone.reach")
    partnerships.move_project(actor=lead, project=project, move="project.begin_closing")
    report = partnerships.begin_report(actor=lead, project=project, kind="closure")
    partnerships.write_report(actor=lead, report=report, words=found["closure"])
    partnerships.move_report(actor=lead, report=report, move="project_report.submit")
    partnerships.move_report(actor=demo_secretary(), report=report, move="project_report.accept")
    partnerships.move_project(actor=demo_secretary(), project=project, move="project.close")
