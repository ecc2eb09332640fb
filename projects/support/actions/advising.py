"""Recommendations, what the city does with them, feedback and the summary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import Refused, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import roles_of
from core.journal.actions import record
from projects.partnerships.models import Project
from projects.support.actions.asking import locked, public_practice
from projects.support.facts import (
    FeedbackGiven,
    RecommendationDecided,
    RecommendationGiven,
    RequestWritten,
)
from projects.support.lifecycle import ADVICE
from projects.support.models import Advice, AdviceState, Feedback, PeerRequest
from projects.support.policy import helping_cities
from projects.workplans.actions import add_item

MOST_ADVICE = 40


@transaction.atomic
def add_advice(
    *, actor: Any, request: PeerRequest, city: City, values: Mapping[str, Any]
) -> Advice:
    """One recommendation of a city that helped.

    Args:
        values: `text`, `why`, `effort`, maybe `practice` (the key of a public one).

    Raises:
        ValidationError: nothing is said, it is too long, the practice is not public, there are too many.
    """
    request = locked(request)
    require(actor, "advice.add", request)
    mine = roles_of(actor).cities & helping_cities(request)
    checking.speaks_for(city.pk, mine, rule="advice.add")
    if request.advice.count() >= MOST_ADVICE:
        raise ValidationError(_("There are recommendations enough."))
    practice = public_practice(values.get("practice"))
    made = Advice(request=request, city=city, written_by=person_or_none(actor), practice=practice)
    for name in ("text", "why", "effort"):
        if name in values:
            setattr(made, name, values[name])
    checking.fits(made, ("text", "why", "effort"))
    made.save()
    record(RecommendationGiven(request.pk, made.pk, city.pk), stream=request.stream, actor=actor)
    return made


@transaction.atomic
def decide_advice(
    *, actor: Any, advice: Advice, move: str, words: str = "", due_on: date | None = None
) -> Advice:
    """Say what the city does with a recommendation.

    Args:
        move: a name of the table `ADVICE`.
        words: why, or how it is adapted; needed unless it is simply accepted.
        due_on: until when it is done.

    Raises:
        ValidationError: the words are missing or too long, the day has passed.
    """
    request = locked(advice.request)
    advice = Advice.objects.select_for_update().get(pk=advice.pk)
    advice.request = request
    require(actor, move, advice)
    if move != "advice.accept" and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    if due_on is not None and due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day has passed.")})
    advice.words, advice.due_on = words, due_on
    checking.fits(advice, ("words",))
    ADVICE.apply(move, advice)
    advice.save()
    fact = RecommendationDecided(request.pk, advice.pk, advice.state)
    record(fact, stream=request.stream, actor=actor)
    return advice


@transaction.atomic
def make_task(*, actor: Any, advice: Advice, project: Project) -> Advice:
    """Make a recommendation that was taken a task of a joint project of the city; once only.

    Raises:
        Refused: it was not taken, or the person may not add tasks there.
    """
    request = locked(advice.request)
    advice = Advice.objects.select_for_update().get(pk=advice.pk)
    advice.request = request
    require(actor, "request.follow_up", request)
    if advice.task_id is not None:
        return advice
    if advice.state not in (AdviceState.ACCEPTED, AdviceState.ADAPTED):
        raise Refused("task.add", _("Only what your city takes becomes a task."))
    values = {"title": advice.text[:200], "city": request.city, "due_on": advice.due_on}
    task: Any = add_item(actor=actor, project=project, kind="task", values=values)
    advice.task = task
    advice.save(update_fields=["task"])
    fact = RecommendationDecided(request.pk, advice.pk, advice.state)
    record(fact, stream=request.stream, actor=actor)
    return advice


@transaction.atomic
def give_feedback(*, actor: Any, request: PeerRequest, city: City, text: str) -> Feedback:
    """Say how it was; saying it again changes the words."""
    request = locked(request)
    require(actor, "request.give_feedback", request)
    mine = roles_of(actor).cities & (helping_cities(request) | {request.city_id})
    checking.speaks_for(city.pk, mine, rule="request.give_feedback")
    found = Feedback.objects.filter(request=request, city=city).first()
    found = found or Feedback(request=request, city=city)
    found.text, found.written_by = text, person_or_none(actor)
    checking.fits(found, ("text",))
    found.save()
    record(FeedbackGiven(request.pk, city.pk), stream=request.stream, actor=actor)
    return found


@transaction.atomic
def summarise(*, actor: Any, request: PeerRequest, summary: str) -> PeerRequest:
    """Write what others may learn from it; whoever sees the request reads it."""
    request = locked(request)
    require(actor, "request.summarise", request)
    request.summary = summary
    checking.fits(request, ("summary",))
    request.revision += 1
    request.save(update_fields=["summary", "revision"])
    record(RequestWritten(request.pk), stream=request.stream, actor=actor)
    return request
