"""Remind, each time exactly once: that it was done is stored together with the fact that tells of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q

from core.access.rules import SYSTEM
from core.journal.actions import record
from projects.support.facts import FollowUpDue, OfferAsked, PeerLate, RequestLate
from projects.support.models import CityOffer, Peer, PeerRequest, PeerState, RequestState
from projects.support.models.offer import TRUE_FOR

# How long a step takes before somebody is reminded (days); `domain.md` 10 and 7.4.
DAYS = {
    RequestState.SUBMITTED: 10,
    RequestState.SCOPED: 5,
    RequestState.MATCHING: 10,
    RequestState.MATCHED: 10,
    RequestState.HELD: 15,
    RequestState.ADVISED: 30,
}
PEER_DAYS = 10
FOLLOW_UPS = (3, 9)
AT_ONCE = 200


def remind(now: datetime) -> int:
    """Tell of every step that takes too long, of follow-ups that are due and offers that are a year old.

    Each row is marked and told of in one transaction, a few hundred at a time: whoever is killed in between
    has either done both or neither.

    Returns:
        How many were told.
    """
    return sum(
        _all(step, now) for step in (_late_requests, _late_peers, _due_follow_ups, _old_offers)
    )


def _all(step: Callable[[datetime], int], now: datetime) -> int:
    total = 0
    while done := step(now):
        total += done
    return total


@transaction.atomic
def _late_requests(now: datetime) -> int:
    late = Q()
    for state, days in DAYS.items():
        late |= Q(state=state, moved_at__lt=now - timedelta(days=days))
    rows = PeerRequest.objects.select_for_update()
    found = list(rows.filter(late, reminded_at=None).order_by("pk")[:AT_ONCE])
    PeerRequest.objects.filter(pk__in=[one.pk for one in found]).update(reminded_at=now)
    for one in found:
        record(RequestLate(one.pk, one.state), stream=one.stream, actor=SYSTEM)
    return len(found)


@transaction.atomic
def _late_peers(now: datetime) -> int:
    rows = Peer.objects.select_for_update(of=("self",)).select_related("request")
    found = list(
        rows.filter(
            state=PeerState.INVITED,
            reminded_at=None,
            asked_at__lt=now - timedelta(days=PEER_DAYS),
            request__state__in=(RequestState.MATCHING, RequestState.NO_MATCH),
        ).order_by("pk")[:AT_ONCE]
    )
    Peer.objects.filter(pk__in=[one.pk for one in found]).update(reminded_at=now)
    for one in found:
        record(PeerLate(one.request_id, one.city_id), stream=one.request.stream, actor=SYSTEM)
    return len(found)


@transaction.atomic
def _due_follow_ups(now: datetime) -> int:
    due = Q()
    for number, months in enumerate(FOLLOW_UPS):
        due |= Q(followed=number, planned_at__lt=now - relativedelta(months=months))
    states = (RequestState.PLANNED, RequestState.FOLLOWED_UP, RequestState.CLOSED)
    rows = PeerRequest.objects.select_for_update().filter(due, state__in=states)
    found = list(rows.order_by("pk")[:AT_ONCE])
    for one in found:
        months = FOLLOW_UPS[one.followed]
        PeerRequest.objects.filter(pk=one.pk).update(followed=one.followed + 1)
        record(FollowUpDue(one.pk, months), stream=one.stream, actor=SYSTEM)
    return len(found)


@transaction.atomic
def _old_offers(now: datetime) -> int:
    rows = CityOffer.objects.select_for_update(of=("self",))
    old = rows.filter(is_asked=False, confirmed_on__lt=now.date() - TRUE_FOR)
    found = list(old.select_related("city").order_by("pk")[:AT_ONCE])
    CityOffer.objects.filter(pk__in=[one.pk for one in found]).update(is_asked=True)
    for one in found:
        fact = OfferAsked(one.pk, one.city_id)
        record(fact, stream=f"city:{one.city.slug}", actor=SYSTEM)
    return len(found)
