"""Who is told of requests for support; each is safe to run twice."""

from core.access.rules import holders
from core.accounts.models import User
from core.cities.models import City, CityRole, Membership
from core.cities.queries import focal_points, secretaries
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.support.facts import (
    FeedbackGiven,
    FollowUpDue,
    OfferAsked,
    PeerLate,
    PeerMoved,
    QuestionAnswered,
    RecommendationGiven,
    RequestLate,
    RequestMoved,
)
from projects.support.models import (
    CityOffer,
    Openness,
    Peer,
    PeerRequest,
    PeerState,
    RequestState,
)
from projects.support.policy import helping_cities

S = RequestState
FOR_THE_CITY = (S.SCOPED, S.MATCHING, S.NO_MATCH, S.DECLINED, S.ADVISED, S.CLOSED)
FOR_THE_HELPERS = (S.SCHEDULED, S.HELD, S.PLANNED, S.CLOSED, S.CANCELLED, S.MATCHING)
OF_THE_NETWORK = (S.SUBMITTED, S.SCOPED)


def _request(entry: Entry) -> PeerRequest | None:
    rows = PeerRequest.objects.select_related("city", "made_by").prefetch_related("peers")
    return rows.filter(pk=entry.fact.request_id).first()


def _of_the_city(request: PeerRequest) -> list[User]:
    people = focal_points(request.city_id)
    return list({user.pk: user for user in [*people, *filter(None, [request.made_by])]}.values())


@on(RequestMoved)
def tell_of_the_move(entry: Entry) -> None:
    request = _request(entry)
    if request is None:
        return
    state = entry.fact.state
    if state == S.SUBMITTED:
        people = holders("request.scope", request)
        notify("support_waits", to=people, about=entry, subject=request.stream)
    elif state not in OF_THE_NETWORK:
        settle("support_waits", subject=request.stream)
    if state in FOR_THE_CITY:
        notify("support_moves", to=_of_the_city(request), about=entry, subject=request.stream)
    if state in FOR_THE_HELPERS:
        people = [user for pk in helping_cities(request) for user in focal_points(pk)]
        notify("support_moves", to=people, about=entry, subject=request.stream)


@on(RequestMoved)
def ask_everybody_when_no_city_was_found(entry: Entry) -> None:
    """All focal points hear of it once, unless only chosen cities may read it."""
    request = _request(entry)
    if request is None or entry.fact.state != S.NO_MATCH or request.state != S.NO_MATCH:
        return
    if request.openness == Openness.CHOSEN:
        return
    rows = Membership.objects.filter(role=CityRole.FOCAL_POINT, is_active=True)
    rows = rows.exclude(city=request.city).select_related("user")
    people = {row.user_id: row.user for row in rows if row.user.is_active}
    notify("support_open", to=people.values(), about=entry, subject=request.stream)


@on(PeerMoved)
def tell_the_other_side(entry: Entry) -> None:
    request = _request(entry)
    if request is None:
        return
    if entry.fact.state in (PeerState.INVITED, PeerState.WITHDRAWN):
        people = focal_points(entry.fact.city_id)
    else:
        people = _of_the_city(request)
    notify("support_asked", to=people, about=entry, subject=request.stream)


@on(QuestionAnswered, RecommendationGiven, FeedbackGiven)
def tell_who_asked(entry: Entry) -> None:
    request = _request(entry)
    if request is None:
        return
    if entry.fact.city_id == request.city_id:
        people = [user for pk in helping_cities(request) for user in focal_points(pk)]
    else:
        people = _of_the_city(request)
    notify("support_answered", to=people, about=entry, subject=request.stream)


@on(RequestLate)
def remind_of_a_step(entry: Entry) -> None:
    request = _request(entry)
    if request is None or request.state != entry.fact.state:
        return
    if request.state in OF_THE_NETWORK:
        people = list(secretaries())
    elif request.state == S.HELD:
        people = [user for pk in helping_cities(request) for user in focal_points(pk)]
    else:
        people = _of_the_city(request)
    notify("support_late", to=people, about=entry, subject=request.stream)


@on(PeerLate)
def remind_a_city(entry: Entry) -> None:
    rows = Peer.objects.filter(request_id=entry.fact.request_id, city_id=entry.fact.city_id)
    peer = rows.select_related("request").first()
    if peer is None or peer.state != PeerState.INVITED:
        return
    notify("support_late", to=focal_points(peer.city_id), about=entry, subject=peer.request.stream)


@on(FollowUpDue)
def ask_how_it_went_on(entry: Entry) -> None:
    request = _request(entry)
    if request is not None:
        notify("support_late", to=_of_the_city(request), about=entry, subject=request.stream)


@on(OfferAsked)
def ask_whether_an_offer_is_true(entry: Entry) -> None:
    offer = CityOffer.objects.filter(pk=entry.fact.offer_id, is_asked=True).first()
    if offer is not None:
        city = City.objects.get(pk=offer.city_id)
        notify("offer_asked", to=focal_points(city.pk), about=entry, subject=f"offer:{offer.pk}")
