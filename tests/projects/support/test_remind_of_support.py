"""Reminders: each open step once, whatever is killed in between."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from core.journal.drain import drain_all
from core.journal.models import Entry
from core.notifications.models import Note
from projects.support import actions
from projects.support.actions import reminding
from projects.support.models import CityOffer, Peer, PeerRequest
from tests.factories.support import moved


def told(kind):
    return Entry.objects.filter(kind=kind).count()


def test_a_late_step_is_told_once_and_the_next_step_anew(asked, amman_focal_point, secretariat):
    moved(amman_focal_point, asked, "submit")
    now = timezone.now()
    assert actions.remind(now + timedelta(days=9)) == 0
    assert actions.remind(now + timedelta(days=11)) == 1
    assert actions.remind(now + timedelta(days=30)) == 0
    drain_all()
    assert Note.objects.filter(kind="support_late", person=secretariat).count() == 1
    moved(secretariat, asked, "scope")
    assert actions.remind(timezone.now() + timedelta(days=6)) == 1


def test_cities_follow_ups_and_offers_have_their_time(
    held, peer, medina, medina_officer, medina_focal_point, amman_focal_point
):
    Peer.objects.update(state="invited", asked_at=timezone.now() - timedelta(days=11))
    PeerRequest.objects.update(state="matching")
    assert actions.remind(timezone.now()) == 1
    assert told("PeerLate") == 1
    PeerRequest.objects.update(state="planned", planned_at=timezone.now(), reminded_at=None)
    now = timezone.now()
    for months, count in ((2, 0), (4, 1), (5, 1), (10, 2), (40, 2)):
        actions.remind(now + relativedelta(months=months))
        assert told("FollowUpDue") == count, months
    values = {"formats": ["talk"], "languages": ["ar"]}
    actions.write_offer(actor=medina_focal_point, city=medina, theme="INC", values=values)
    actions.remind(now + timedelta(days=400))
    actions.remind(now + timedelta(days=401))
    assert told("OfferAsked") == 1
    assert CityOffer.objects.get().is_asked


def test_ten_thousand_open_steps_are_told_once_though_the_worker_dies(amman, monkeypatch):
    long_ago = timezone.now() - timedelta(days=60)
    PeerRequest.objects.bulk_create(
        PeerRequest(
            city=amman, title=f"طلب {n}", language="ar", format="talk", state="submitted",
            moved_at=long_ago,
        )
        for n in range(10_000)
    )  # fmt: skip
    real, died = reminding.record, []

    def dies(fact, **more):
        """The worker is killed in the middle of a batch, again and again."""
        if len(died) < 5 and told("RequestLate") >= 200 * len(died) and fact.request_id % 77 == 0:
            died.append(fact.request_id)
            raise SystemExit
        real(fact, **more)

    monkeypatch.setattr(reminding, "record", dies)
    for _try in range(5):
        with pytest.raises(SystemExit):
            actions.remind(timezone.now())
    actions.remind(timezone.now())
    assert len(died) == 5
    ids = [entry.values["request_id"] for entry in Entry.objects.filter(kind="RequestLate")]
    assert len(ids) == 10_000
    assert len(set(ids)) == 10_000
