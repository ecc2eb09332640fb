"""Who moves a practice, from which state: move × persona × state, read from the tables."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import SYSTEM, can
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import PracticeStanding, State

KEEPERS = {"amman_focal_point", "secretariat"}
MAY = {
    "practice.publish": {"secretariat"},
    "practice.confirm": {"amman_focal_point"},
    "practice.mark_outdated": {"amman_focal_point"},
    "practice.archive": KEEPERS,
    "practice.restore": KEEPERS,
    "practice.withdraw": KEEPERS,
    "practice.hide": {"secretariat"},
    "practice.show": {"secretariat"},
}
WRITERS = {"amman_officer", "amman_focal_point"}
ACTS = {
    "practice.open": WRITERS | {"secretariat"},
    "practice.edit": WRITERS | {"secretariat"},
    "practice.submit": WRITERS,
    "practice.translate": WRITERS,
    "practice.delete": WRITERS,
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


@pytest.mark.parametrize("verb", sorted({**MAY, **ACTS}))
def test_a_verb_is_for_those_whom_the_table_names(draft, persona, verb):
    for who in EVERYBODY:
        decision = can(persona(who), verb, draft)
        assert bool(decision) == (who in {**MAY, **ACTS}[verb]), who
        assert decision or str(decision.reason), who


@pytest.mark.parametrize("move", sorted(MAY))
def test_a_move_starts_from_its_states_only(draft, move):
    standing = PracticeStanding.objects.get(translation_key=draft.translation_key)
    for state in State:
        PracticeStanding.objects.filter(pk=standing.pk).update(state=state)
        standing.refresh_from_db()
        if state in PRACTICE.moves[move].source:
            PRACTICE.apply(move, standing)
            standing.refresh_from_db()
            assert standing.state == PRACTICE.moves[move].target, state
        else:
            with pytest.raises(WrongState):
                PRACTICE.apply(move, standing)


def test_the_installation_itself_may_do_what_commands_do(draft):
    assert can(SYSTEM, "practice.withdraw", draft)
    assert can(SYSTEM, "network.act")
