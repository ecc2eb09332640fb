"""Who moves requests for support, asks cities and answers, and from which state: read from the tables."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.support import actions
from projects.support.lifecycle import ADVICE, PEER, REQUEST
from projects.support.models import RequestState
from tests.factories.projects import in_state
from tests.permissions.test_practice_moves import EVERYBODY

HOST = {"amman_officer", "amman_focal_point"}
HELPER = {"medina_officer", "medina_focal_point"}
# Amman is on its way into the network: its people speak for it themselves.
MAY = {
    "request.submit": HOST,
    "request.ask": HOST,
    "request.scope": {"secretariat"},
    "request.look": {"secretariat"},
    "request.decline": {"secretariat"},
    "request.find_none": {"secretariat"},
    "request.match": HOST,
    "request.look_again": HOST,
    "request.schedule": set(),  # terms and a day are still missing
    "request.hold": HOST,
    "request.advise": HOST | HELPER,
    "request.plan": HOST,
    "request.follow_up": HOST,
    "request.close": HOST | {"secretariat"},
    "request.thank": HOST,
    "request.cancel": HOST | {"secretariat"},
    "request.resume": HOST,
}
ACTS = {
    "request.write": set(),  # it was handed in
    "request.invite": HOST | {"secretariat"},
    "request.prepare": HOST | HELPER,
    "request.answer": set(),  # it is no question
    "request.volunteer": set(),  # it looks for nobody now
    "advice.add": set(),  # nothing was held
    "request.summarise": set(),
    "request.give_feedback": set(),
}


def test_the_tables_name_every_move():
    assert set(MAY) == set(REQUEST.moves)


@pytest.mark.parametrize("verb", sorted({**MAY, **ACTS}))
def test_a_verb_is_for_those_whom_the_table_names(helped, persona, verb):
    may = {**MAY, **ACTS}[verb]
    for who in EVERYBODY:
        decision = can(persona(who), verb, helped)
        assert bool(decision) == (who in may), (who, verb)
        assert decision or str(decision.reason), (who, verb)


@pytest.mark.parametrize("verb", sorted(PEER.moves))
def test_cities_that_are_asked_answer_for_themselves(peer, persona, verb):
    may = (
        {"medina_focal_point"}
        if verb in ("peer.accept", "peer.decline")
        else HOST | {"secretariat"}
    )
    for who in EVERYBODY:
        assert bool(can(persona(who), verb, peer)) == (who in may), (who, verb)


@pytest.mark.parametrize("verb", sorted(ADVICE.moves))
def test_only_the_city_that_asks_decides(held, persona, verb, medina, medina_officer):
    one = actions.add_advice(
        actor=medina_officer, request=held, city=medina, values={"text": "نصيحة"}
    )
    one.request = in_state(held, "advised")
    for who in EVERYBODY:
        assert bool(can(persona(who), verb, one)) == (who in HOST), (who, verb)


@pytest.mark.parametrize("state", RequestState.values)
@pytest.mark.parametrize("move", sorted(REQUEST.moves))
def test_a_move_starts_from_its_states_only(helped, amman_focal_point, secretariat, move, state):
    there = in_state(helped, state)
    actor = secretariat if MAY[move] == {"secretariat"} else amman_focal_point
    if state in REQUEST.moves[move].source:
        return
    with pytest.raises((WrongState, Refused)):
        actions.move_request(actor=actor, request=there, move=move, words="لأن")


def test_an_admitted_city_speaks_by_its_focal_point(asked, amman, amman_officer, amman_focal_point):
    amman.statuses = [{"code": "member"}]
    amman.save(update_fields=["statuses"])
    asked.refresh_from_db()
    assert not can(amman_officer, "request.submit", asked)
    assert can(amman_focal_point, "request.submit", asked)
