"""Who is told of concept notes and interests; each is safe to run twice."""

from core.access.rules import holders
from core.cities.queries import focal_points
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.concepts.facts import ConceptMoved, InterestMoved, InterestSent
from projects.concepts.models import ConceptNote, ConceptState, Interest, InterestState
from projects.concepts.queries import suggested_cities

FOR_THE_SECRETARIAT = (ConceptState.SUBMITTED,)
FOR_THE_CITY = (
    ConceptState.CHANGES_ASKED,
    ConceptState.NOT_CONTINUED,
    ConceptState.OPEN,
    ConceptState.EXPIRED,
)


def _concept(entry: Entry) -> ConceptNote | None:
    rows = ConceptNote.objects.select_related("lead_city", "call")
    return rows.filter(pk=entry.fact.concept_id).first()


@on(ConceptMoved)
def tell_of_the_move(entry: Entry) -> None:
    concept = _concept(entry)
    if concept is None:
        return
    state = entry.fact.state
    if state in FOR_THE_SECRETARIAT:
        people = holders("concept.check", concept)
        notify("concept_waits", to=people, about=entry, subject=concept.stream)
    else:
        settle("concept_waits", subject=concept.stream)
    if state in FOR_THE_CITY:
        people = [*focal_points(concept.lead_city_id), *filter(None, [concept.made_by])]
        notify("concept_moves", to=people, about=entry, subject=concept.stream)
    if state in (ConceptState.PROJECT, ConceptState.WITHDRAWN, ConceptState.FORMED):
        rows = concept.interests.filter(
            state__in=(InterestState.SENT, InterestState.ACCEPTED, InterestState.WAITLISTED)
        )
        people = [user for row in rows for user in focal_points(row.city_id)]
        notify("concept_moves", to=people, about=entry, subject=concept.stream)


@on(ConceptMoved)
def invite_cities_that_might_fit(entry: Entry) -> None:
    """The focal points of suggested cities hear once that a note looks for partners."""
    concept = _concept(entry)
    if concept is None or entry.fact.move != "concept.open" or concept.state != ConceptState.OPEN:
        return
    for city, _match in suggested_cities(concept):
        notify("concept_suggested", to=focal_points(city.pk), about=entry, subject=concept.stream)


@on(InterestSent, InterestMoved)
def tell_the_other_side(entry: Entry) -> None:
    rows = Interest.objects.filter(
        concept_id=entry.fact.concept_id, city_id=entry.fact.city_id
    ).select_related("concept")
    interest = rows.first()
    if interest is None:
        return
    concept = interest.concept
    if interest.state in (InterestState.SENT, InterestState.WITHDRAWN):
        people = focal_points(concept.lead_city_id)
    else:
        people = focal_points(interest.city_id)
    notify("interest_moves", to=people, about=entry, subject=concept.stream)
