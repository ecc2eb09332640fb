"""Who moves calls, concept notes and interests, and from which state: read from the tables."""

import datetime

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.concepts.actions import move_call, move_concept, move_interest, write_call
from projects.concepts.lifecycle import CALL, CONCEPT, INTEREST
from projects.concepts.models import CallState, ConceptState, InterestState
from tests.factories.projects import in_state
from tests.permissions.test_practice_moves import EVERYBODY

LEAD = {"amman_focal_point"}
OFFICE = {"secretariat"}
OTHER = {"medina_focal_point"}
CONCEPT_MAY = {
    "concept.submit": LEAD,
    "concept.check": OFFICE,
    "concept.ask_changes": OFFICE,
    "concept.decline": OFFICE,
    "concept.open": OFFICE,
    "concept.form": set(),  # of the open note here nobody is accepted yet
    "concept.look_again": LEAD,
    "concept.become_project": LEAD,
    "concept.withdraw": LEAD,
    "concept.expire": set(),
    "concept.resume": LEAD,
}
CONCEPT_ACTS = {
    "concept.write": set(),  # an open note is frozen
    "concept.begin": {"amman_officer", "amman_focal_point", "medina_officer", "medina_focal_point"}
    | {"tunis_officer"},
    "concept.send_interest": OTHER,
}
INTEREST_MAY = {
    "interest.accept": LEAD,
    "interest.waitlist": LEAD,
    "interest.decline": LEAD,
    "interest.withdraw": OTHER,
    "interest.send_again": OTHER,
}
CALL_MAY = {"call.open": OFFICE, "call.close": OFFICE}


def test_the_tables_name_every_move():
    assert set(CONCEPT_MAY) == set(CONCEPT.moves)
    assert set(INTEREST_MAY) == set(INTEREST.moves)
    assert set(CALL_MAY) == set(CALL.moves)


def asked(persona, verb, thing, may):
    for who in EVERYBODY:
        decision = can(persona(who), verb, thing)
        assert bool(decision) == (who in may), (who, verb)
        assert decision or str(decision.reason), (who, verb)


@pytest.mark.parametrize("verb", sorted({**CONCEPT_MAY, **CONCEPT_ACTS}))
def test_a_verb_of_an_open_note_is_for_those_whom_the_table_names(open_concept, persona, verb):
    thing = None if verb == "concept.begin" else open_concept
    asked(persona, verb, thing, {**CONCEPT_MAY, **CONCEPT_ACTS}[verb])


@pytest.mark.parametrize("verb", sorted(INTEREST_MAY))
def test_a_verb_of_an_interest_is_for_those_whom_the_table_names(interest, persona, verb):
    asked(persona, verb, interest, INTEREST_MAY[verb])


@pytest.mark.parametrize("move", sorted(set(CONCEPT_MAY) - {"concept.expire"}))
def test_a_move_of_a_note_starts_from_its_states_only(open_concept, persona, move):
    actor = persona("secretariat" if CONCEPT_MAY[move] == OFFICE else "amman_focal_point")
    for state in ConceptState:
        note = in_state(open_concept, state)
        if state in CONCEPT.moves[move].source:
            continue
        with pytest.raises((WrongState, Refused)):
            move_concept(actor=actor, concept=note, move=move, words="لماذا")


@pytest.mark.parametrize("move", sorted(INTEREST_MAY))
def test_a_move_of_an_interest_starts_from_its_states_only(interest, persona, move):
    [who] = INTEREST_MAY[move]
    for state in InterestState:
        there = in_state(interest, state)
        if state in INTEREST.moves[move].source:
            move_interest(actor=persona(who), interest=there, move=move, words="شكرًا")
            there.refresh_from_db()
            assert there.state == INTEREST.moves[move].target
        else:
            with pytest.raises(WrongState):
                move_interest(actor=persona(who), interest=there, move=move, words="شكرًا")


@pytest.mark.parametrize("move", sorted(CALL_MAY))
def test_a_call_is_moved_by_the_secretariat_only(persona, move):
    values = {
        "titles": {"ar": "دعوة"},
        "opens_on": datetime.date(2026, 1, 1),
        "closes_on": datetime.date(2026, 12, 31),
    }
    call = write_call(actor=persona("secretariat"), values=values)
    asked(persona, move, call, CALL_MAY[move])
    for state in CallState:
        there = in_state(call, state)
        if state not in CALL.moves[move].source:
            with pytest.raises(WrongState):
                move_call(actor=persona("secretariat"), call=there, move=move)
