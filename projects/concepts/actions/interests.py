"""A city shows interest; the city that leads answers."""

from typing import Any

from django.db import transaction

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import roles_of
from core.journal.actions import record
from projects.concepts.actions.writing import locked
from projects.concepts.facts import InterestMoved, InterestSent
from projects.concepts.lifecycle import INTEREST
from projects.concepts.models import ConceptNote, Interest, InterestState


@transaction.atomic
def send_interest(
    *,
    actor: Any,
    concept: ConceptNote,
    city: City,
    role: str,
    brings: str = "",
    message: str = "",
) -> Interest:
    """Say that a city wants to take part. A second time changes the words, and sends them again
    after it was withdrawn or declined.

    Raises:
        ValidationError: the role is missing, or a text is too long.
    """
    concept = locked(concept)
    require(actor, "concept.send_interest", concept)
    others = roles_of(actor).focal_point_of - {concept.lead_city_id}
    checking.speaks_for(city.pk, others, rule="concept.send_interest")
    found = Interest.objects.select_for_update().filter(concept=concept, city=city).first()
    interest = found or Interest(concept=concept, city=city)
    interest.role, interest.brings, interest.message = role, brings, message
    interest.sent_by = person_or_none(actor)
    checking.fits(interest, ("role", "brings", "message"))
    interest.save()
    if found is None:
        record(InterestSent(concept.pk, city.pk), stream=concept.stream, actor=actor)
    elif interest.state in (InterestState.WITHDRAWN, InterestState.DECLINED):
        move_interest(actor=actor, interest=interest, move="interest.send_again")
        interest.refresh_from_db()
    return interest


@transaction.atomic
def move_interest(*, actor: Any, interest: Interest, move: str, words: str = "") -> None:
    """Accept, keep waiting, decline with words, withdraw or send again.

    Args:
        move: a name of the table `INTEREST`.
        words: the answer to the other city.
    """
    concept = locked(interest.concept)
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    interest.concept = concept
    require(actor, move, interest)
    INTEREST.check(move, state=interest.state)
    if move in ("interest.accept", "interest.waitlist", "interest.decline"):
        interest.answer = words
        checking.fits(interest, ("answer",))
    INTEREST.apply(move, interest)
    interest.save()
    record(
        InterestMoved(concept.pk, interest.city_id, interest.state),
        stream=concept.stream,
        actor=actor,
    )
