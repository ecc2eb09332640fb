"""Whoever reads a project again only when told so always sees what a fresh reading would show."""

import datetime
import json
import random
from decimal import Decimal

from asgiref.sync import async_to_sync, sync_to_async
from django.core.exceptions import ValidationError
from django.test import TestCase

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from projects.discussions import actions as discussions
from projects.discussions.models import Comment, Thread
from projects.meetings import actions as meetings
from projects.meetings.lifecycle import DECISION, MEETING
from projects.meetings.models import Decision, Meeting
from projects.partnerships import actions as partnerships
from projects.partnerships.lifecycle import PROJECT, REPORT
from projects.partnerships.models import Project, Report
from projects.takeaway.content import everything
from projects.workplans import actions as workplans
from projects.workplans.kinds import KINDS
from projects.workplans.models import Contribution, Indicator, Milestone, Task
from tests.live.lines import Line

STEPS = 130
REFUSALS = (Refused, WrongState, ValidationError)


def state(project):
    """All that pages and answers are made of, without the history that grows with each fact."""
    told = everything(Project.objects.select_related("lead_city").get(pk=project.pk))
    told.pop("history")
    return json.dumps(told, default=str, sort_keys=True)


class Life:
    """Acts of every kind, by people of both cities, sensible and not."""

    def __init__(self, chance, project, people, cities):
        self.chance, self.project, self.people, self.cities = chance, project, people, cities

    def act(self):
        """One act; what it may not do it does not."""
        self.who = self.chance.choice(self.people)
        self.city = self.chance.choice(self.cities)
        self.project = Project.objects.select_related("lead_city").get(pk=self.project.pk)
        for person in self.people:
            person.__dict__.pop("_roles", None)
        kinds = [name for name in dir(self) if name.startswith("do_")]
        name = self.chance.choice(kinds)
        try:
            getattr(self, name)()
        except REFUSALS:
            return None
        return name

    def one(self, model, **filters):
        found = list(model.objects.filter(**filters).order_by("pk"))
        if not found:
            raise ValidationError("nothing there")
        return self.chance.choice(found)

    def do_describe(self):
        values = {"title": f"عنوان {self.chance.random():.4f}"}
        partnerships.describe_project(actor=self.who, project=self.project, values=values)

    def do_move(self):
        move = self.chance.choice(
            [m for m in PROJECT.moves if m not in ("project.stop", "project.close")]
        )
        partnerships.move_project(actor=self.who, project=self.project, move=move, words="سبب")

    def do_tick(self):
        partnerships.tick_plan(actor=self.who, project=self.project, city=self.city)

    def do_note(self):
        texts = {"ar": f"نص {self.chance.random():.3f}"}
        partnerships.write_note(actor=self.who, project=self.project, texts=texts)

    def do_accept_note(self):
        number = self.project.notes.count()
        partnerships.accept_note(
            actor=self.who, project=self.project, city=self.city, number=number
        )

    def do_associate(self):
        values = {"name": f"جامعة {self.chance.random():.3f}", "sector": "academia"}
        partnerships.add_associate(actor=self.who, project=self.project, values=values)

    def do_remove_associate(self):
        found = self.one(self.project.associates.model, project=self.project)
        partnerships.remove_associate(actor=self.who, associate=found)

    def do_partner(self):
        row = self.project.partners.select_related("project").get(city=self.city)
        values = {"role": f"دور {self.chance.random():.3f}"}
        partnerships.describe_partner(actor=self.who, partner=row, values=values)

    def do_report(self):
        partnerships.begin_report(actor=self.who, project=self.project, kind="progress")

    def do_write_report(self):
        report = self.one(Report, project=self.project)
        words = {"done": f"{self.chance.random():.3f}"}
        partnerships.write_report(actor=self.who, report=report, words=words)

    def do_move_report(self):
        report = self.one(Report, project=self.project)
        move = self.chance.choice(list(REPORT.moves))
        partnerships.move_report(actor=self.who, report=report, move=move, words="سبب")

    def do_add(self):
        kind = self.chance.choice(list(KINDS))
        values = {"title": f"صف {self.chance.random():.4f}"}
        if kind == "contribution":
            values |= {"kind": "staff", "quantity": Decimal(9), "unit": "ساعة", "city": self.city}
        if kind == "change":
            values["reason"] = "سبب"
        workplans.add_item(actor=self.who, project=self.project, kind=kind, values=values)

    def item(self):
        return self.one(KINDS[self.chance.choice(list(KINDS))].model, project=self.project)

    def do_write(self):
        values = {"title": f"صف {self.chance.random():.4f}"}
        workplans.write_item(actor=self.who, item=self.item(), values=values)

    def do_remove(self):
        if self.chance.random() < 0.3:
            workplans.remove_item(actor=self.who, item=self.item())

    def do_move_item(self):
        kind = self.chance.choice([k for k in KINDS.values() if k.table])
        move = self.chance.choice(list(kind.table.moves))
        item = self.one(kind.model, project=self.project)
        workplans.move_item(actor=self.who, item=item, move=move, words="سبب")

    def do_propose(self):
        item = self.one(Milestone, project=self.project)
        workplans.propose_milestone(actor=self.who, item=item)

    def do_deliver(self):
        item = self.one(Contribution, project=self.project)
        workplans.record_delivery(actor=self.who, item=item, delivered=Decimal(4))

    def do_acknowledge(self):
        item = self.one(Contribution, project=self.project)
        workplans.acknowledge_delivery(actor=self.who, item=item)

    def do_measure(self):
        item = self.one(Indicator, project=self.project)
        values = {"until": datetime.date(2026, 11, 28), "value": Decimal(self.chance.randrange(99))}
        workplans.measure_indicator(actor=self.who, item=item, city=self.city, values=values)

    def do_bulk(self):
        tasks = list(Task.objects.filter(project=self.project)[:3])
        workplans.change_tasks(actor=self.who, project=self.project, tasks=tasks, city=self.city)

    def do_talk(self):
        discussions.start_thread(actor=self.who, project=self.project, title="x", text="y")

    def do_answer(self):
        thread = self.one(Thread, project=self.project)
        discussions.write_comment(actor=self.who, thread=thread, text="z")

    def do_settle(self):
        thread = self.one(Thread, project=self.project)
        is_resolved = self.chance.random() < 0.5
        discussions.resolve_thread(actor=self.who, thread=thread, is_resolved=is_resolved)

    def do_change_comment(self):
        comment = self.one(Comment, thread__project=self.project)
        discussions.change_comment(actor=self.who, comment=comment, text=f"{self.chance.random()}")

    def do_remove_comment(self):
        comment = self.one(Comment, thread__project=self.project)
        discussions.remove_comment(actor=self.who, comment=comment)

    def do_meet(self):
        values = {"title": "x", "starts_at": datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)}
        meetings.plan_meeting(actor=self.who, project=self.project, values=values)

    def do_write_meeting(self):
        meeting = self.one(Meeting, project=self.project)
        values = {"minutes": f"{self.chance.random():.3f}"}
        present = {self.city.slug: "اثنان"}
        meetings.write_meeting(actor=self.who, meeting=meeting, values=values, present=present)

    def do_move_meeting(self):
        meeting = self.one(Meeting, project=self.project)
        move = self.chance.choice(list(MEETING.moves))
        meetings.move_meeting(actor=self.who, meeting=meeting, move=move)

    def do_ask(self):
        meetings.ask_decision(actor=self.who, project=self.project, title="سؤال")

    def do_position(self):
        decision = self.one(Decision, project=self.project)
        meetings.take_position(actor=self.who, decision=decision, city=self.city, stance="for")

    def do_decide(self):
        decision = self.one(Decision, project=self.project)
        move = self.chance.choice(list(DECISION.moves))
        meetings.move_decision(actor=self.who, decision=decision, move=move, words="معًا")


def test_what_is_read_again_when_told_is_never_behind(
    running, amman, medina, amman_officer, amman_focal_point, medina_officer, medina_focal_point,
    secretariat,
):  # fmt: skip
    people = [amman_officer, amman_focal_point, medina_officer, medina_focal_point, secretariat]
    project = running
    life = Life(random.Random(1), project, people, [amman, medina])
    acted = set()

    @sync_to_async
    def step():
        with TestCase.captureOnCommitCallbacks(execute=True):
            return life.act()

    read = sync_to_async(state)

    async def story():
        line = await Line(medina_officer).open()
        await line.join(project.stream)
        shown = await read(project)
        for _ in range(STEPS):
            name = await step()
            if name is not None:
                acted.add(name)
            was_told = False
            while not await line.receive_nothing(timeout=0.03, interval=0.005):
                was_told = was_told or "topic" in await line.receive_json_from()
            fresh = await read(project)
            if was_told:
                shown = fresh
            assert shown == fresh, name
        await line.disconnect()

    async_to_sync(story)()
    assert len(acted) > 15
