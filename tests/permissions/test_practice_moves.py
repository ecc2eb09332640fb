"""Who moves a practice, from which state: move × persona × state, as one table."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import SYSTEM, can
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import PracticeStanding, State

WRITERS = {"amman_officer", "amman_focal_point"}
MAY = {
    "practice.submit": WRITERS,
    "practice.revise": WRITERS,
    "practice.call_back": WRITERS,
    "practice.call_back_revision": WRITERS,
    "practice.decline": {"secretariat"},
    "practice.decline_revision": {"secretariat"},
    "practice.publish": {"secretariat"},
    "practice.withdraw": {"amman_focal_point", "secretariat"},
}
EVERYBODY = [
    "amman_officer",
    "amman_focal_point",
    "medina_officer",
    "medina_focal_point",
    "tunis_officer",
    "reviewer",
    "secretariat",
    "newcomer",
    "visitor",
    "operator",
]


def test_the_table_names_every_move():
    assert set(MAY) == set(PRACTICE.moves)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("move", sorted(MAY))
def test_a_move_is_for_those_whom_the_table_names(draft, persona, who, move):
    decision = can(persona(who), move, draft)
    assert bool(decision) == (who in MAY[move])
    assert decision or str(decision.reason)


@pytest.mark.parametrize("move", sorted(MAY))
@pytest.mark.parametrize("state", list(State))
def test_a_move_starts_from_its_states_only(draft, move, state):
    standing = PracticeStanding.objects.get(translation_key=draft.translation_key)
    PracticeStanding.objects.filter(pk=standing.pk).update(state=state)
    standing.refresh_from_db()
    if state in PRACTICE.moves[move].source:
        PRACTICE.apply(move, standing)
        standing.refresh_from_db()
        assert standing.state == PRACTICE.moves[move].target
    else:
        with pytest.raises(WrongState):
            PRACTICE.apply(move, standing)


def test_the_installation_itself_may_do_what_commands_do(draft):
    assert can(SYSTEM, "practice.withdraw", draft)
    assert can(SYSTEM, "network.act")
