"""Requests for support in tests: Amman asks, Medina helps, Tunis is a stranger; never random."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.support import actions
from tests.factories.projects import refetched

ASK = {
    "title": "كيف ننشئ أول بيت تعلّم في حي؟",
    "language": "ar",
    "format": "talk",
    "themes": ["INC"],
    "challenge": "لا مكان للتعلم قرب كبار السن.",
    "questions": ["من يديره؟", "كم يكلف؟"],
    "use": "قرار المجلس في الربيع.",
}
QUESTION = {"title": "كم يكلف بيت تعلّم في السنة؟", "language": "ar", "themes": ["INC"]}
TERMS = {"aim": "نتعلم منكم", "costs": "كل مدينة تتحمل نفقتها"}


def moved(actor, request, *moves):
    """The request after these moves of its table."""
    for move in moves:
        actions.move_request(actor=actor, request=request, move=f"request.{move}")
    return refetched(request)


@pytest.fixture
def asked(amman, amman_focal_point):
    """A complete draft of Amman: a talk."""
    return actions.begin_request(actor=amman_focal_point, city=amman, values=ASK)


@pytest.fixture
def open_request(asked, amman_focal_point, secretariat):
    """The same, looking for cities."""
    moved(amman_focal_point, asked, "submit")
    return moved(secretariat, asked, "scope", "look")


@pytest.fixture
def peer(open_request, amman_focal_point, medina):
    """Medina is asked."""
    return actions.invite(actor=amman_focal_point, request=open_request, city=medina)


@pytest.fixture
def helped(open_request, peer, amman_focal_point, medina_focal_point):
    """Medina has said yes, and the two prepare."""
    actions.move_peer(actor=medina_focal_point, peer=peer, move="peer.accept", words="بكل سرور")
    return moved(amman_focal_point, open_request, "match")


@pytest.fixture
def held(helped, amman_focal_point):
    """The talk was held yesterday."""
    actions.prepare(actor=amman_focal_point, request=helped, values=TERMS)
    starts = timezone.now() + timedelta(days=1)
    session = actions.add_session(
        actor=amman_focal_point, request=helped, values={"starts_at": starts}
    )
    moved(amman_focal_point, helped, "schedule")
    type(session).objects.filter(pk=session.pk).update(starts_at=starts - timedelta(days=2))
    return moved(amman_focal_point, helped, "hold")


@pytest.fixture
def question(amman, amman_focal_point):
    """A question of Amman that is asked."""
    made = actions.begin_request(actor=amman_focal_point, city=amman, values=QUESTION)
    return moved(amman_focal_point, made, "ask")
