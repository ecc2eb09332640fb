"""Concept notes and projects for tests: Amman leads, Medina is partner; never random."""

from decimal import Decimal

import pytest

from core.access.rules import SYSTEM
from projects.concepts.actions import begin_concept, move_concept, move_interest, send_interest
from projects.partnerships.actions import begin_project
from projects.partnerships.models import Partner
from projects.workplans.actions import add_item
from tests.cast import person

NOTE = {
    "acronym": "HAY",
    "title": "بيوت تعلم في الأحياء",
    "language": "ar",
    "summary": "ثلاث مدن تفتح بيوت تعلم في أحيائها وتتبادل ما تتعلمه.",
    "issue": "كبار السن بعيدون عن أماكن التعلم.",
    "objective": "ألف متعلم جديد في سنة.",
    "added_value": "كل مدينة جربت جزءًا مختلفًا.",
    "sdgs": ["4"],
    "themes": ["INC"],
    "wanted": [{"profile": "مدينة لديها بيوت أحياء", "number": 1}],
}
PLAN = {"acronym": "HAY", "title": "بيوت تعلم في الأحياء", "language": "ar"}


def refetched(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def concept(amman, amman_focal_point):
    """A complete draft of Amman."""
    return begin_concept(actor=amman_focal_point, city=amman, values=NOTE)


@pytest.fixture
def open_concept(concept, amman_focal_point, secretariat):
    """The same, looking for partners."""
    move_concept(actor=amman_focal_point, concept=concept, move="concept.submit")
    move_concept(actor=secretariat, concept=concept, move="concept.check")
    move_concept(actor=secretariat, concept=concept, move="concept.open")
    return refetched(concept)


@pytest.fixture
def interest(open_concept, medina, medina_focal_point):
    """Medina wants to take part."""
    return send_interest(
        actor=medina_focal_point, concept=open_concept, city=medina, role="تدريب المعلمين"
    )


@pytest.fixture
def formed_concept(open_concept, interest, amman_focal_point):
    """Medina is accepted, and the partnership formed."""
    move_interest(actor=amman_focal_point, interest=interest, move="interest.accept")
    move_concept(actor=amman_focal_point, concept=open_concept, move="concept.form")
    return refetched(open_concept)


@pytest.fixture
def project(amman, medina, amman_focal_point, medina_focal_point):
    """In planning; Amman leads, Medina takes part."""
    made = begin_project(
        actor=SYSTEM, lead_city=amman, values=PLAN, partners=[medina], are_agreed=True
    )
    return refetched(made)


@pytest.fixture
def tunis_focal_point(tunis):
    return person("tunis-focal", city=tunis, role="focal_point")


def partner(project, city):
    """The row of a city, fresh."""
    return Partner.objects.select_related("project", "city").get(project=project, city=city)


def in_state(thing, state):
    """Put a thing into a state without the moves that lead there; the tables are tested apart."""
    type(thing).objects.filter(pk=thing.pk).update(state=state)
    return refetched(thing)


def row(actor, project, of, **values):
    """A row of the plan."""
    filled = {"title": "صف من الخطة", **values}
    if of == "contribution":
        filled = {"kind": "staff", "quantity": Decimal(40), "unit": "ساعة", **filled}
    if of == "change":
        filled = {"reason": "لأن الموعد تغيّر", **filled}
    return add_item(actor=actor, project=project, kind=of, values=filled)


@pytest.fixture
def running(project):
    """The project while it runs."""
    return in_state(project, "running")


@pytest.fixture
def task(project, medina, medina_officer):
    """A task of Medina."""
    return row(medina_officer, project, "task", city=medina)
