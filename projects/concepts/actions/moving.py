"""Bring a concept note from state to state, up to the project that comes of it."""

from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import SYSTEM, require
from core.journal.actions import record
from projects.concepts.actions.writing import locked
from projects.concepts.facts import ConceptMoved
from projects.concepts.lifecycle import CONCEPT
from projects.concepts.models import ConceptNote, ConceptState, InterestState
from projects.concepts.policy import OPEN_FOR
from projects.partnerships.actions import begin_project
from projects.partnerships.models import Project

NEEDS_WORDS = ("concept.ask_changes", "concept.decline")


@transaction.atomic
def move_concept(
    *, actor: Any, concept: ConceptNote, move: str, words: str = "", revision: int | None = None
) -> ConceptNote:
    """Hand in, decide, open, form, withdraw or take up again.

    Args:
        move: a name of the table `CONCEPT`, but for `concept.become_project`.
        words: what the secretariat tells the city; some moves need them.
        revision: what the person saw.

    Raises:
        Stale: the note changed since `revision`.
        ValidationError: the words are missing or too long.
    """
    concept = locked(concept)
    require(actor, move, concept)
    checking.same_revision(concept, revision)
    CONCEPT.check(move, state=concept.state)
    if move in NEEDS_WORDS and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    if move in (*NEEDS_WORDS, "concept.open"):
        concept.reason = words
        checking.fits(concept, ("reason",))
    _moved(concept, move, actor=actor)
    return concept


def _moved(concept: ConceptNote, move: str, *, actor: Any) -> None:
    CONCEPT.apply(move, concept)
    concept.moved_at = timezone.now()
    if move in ("concept.open", "concept.look_again"):
        concept.opened_at = concept.moved_at
    concept.revision += 1
    concept.save()
    record(ConceptMoved(concept.pk, move, concept.state), stream=concept.stream, actor=actor)


@transaction.atomic
def become_project(*, actor: Any, concept: ConceptNote) -> Project:
    """Begin the project that the partnership formed: the accepted cities are its partners.

    Asking twice returns the project that is there.
    """
    concept = locked(concept)
    require(actor, "concept.become_project", concept)
    if concept.project is not None:
        return concept.project
    CONCEPT.check("concept.become_project", state=concept.state)
    interests = concept.interests.filter(state=InterestState.ACCEPTED).select_related("city")
    ends_on = None
    if concept.starts_on and concept.months:
        ends_on = concept.starts_on + relativedelta(months=concept.months) - timedelta(days=1)
    values = {
        "acronym": concept.acronym,
        "title": concept.title,
        "language": concept.language,
        "kind": concept.kind,
        "summary": concept.summary,
        "objective": concept.objective,
        "starts_on": concept.starts_on,
        "ends_on": ends_on,
        "practices": concept.practices,
        "themes": list(concept.themes.values_list("code", flat=True)),
        "sdgs": list(concept.sdgs.values_list("code", flat=True)),
    }
    project = begin_project(
        actor=actor,
        lead_city=concept.lead_city,
        values=values,
        partners=[interest.city for interest in interests],
        are_agreed=True,
        is_invented=concept.is_invented,
    )
    for interest in interests:
        project.partners.filter(city=interest.city).update(
            role=interest.role, tasks=interest.brings
        )
    concept.project = project
    _moved(concept, "concept.become_project", actor=actor)
    return project


def expire_concepts(now: datetime) -> int:
    """Let notes go that found no partner in half a year; returns how many."""
    found = ConceptNote.objects.filter(state=ConceptState.OPEN, opened_at__lt=now - OPEN_FOR)
    count = 0
    for concept in found.exclude(interests__state=InterestState.ACCEPTED):
        move_concept(actor=SYSTEM, concept=concept, move="concept.expire")
        count += 1
    return count
