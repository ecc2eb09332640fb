"""Who adds, writes and moves rows of a plan, in which state of the project: read from the tables."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.partnerships.models import ProjectState
from projects.workplans.actions import move_item
from projects.workplans.kinds import KINDS
from tests.factories.projects import in_state, row
from tests.permissions.test_practice_moves import EVERYBODY

LEAD = {"amman_officer", "amman_focal_point"}
MEDINA = {"medina_officer", "medina_focal_point"}
TEAM = LEAD | MEDINA
VOICE = {"medina_focal_point"}
# In planning; a change is asked for once the project runs.
ADD = {
    "package": LEAD,
    "milestone": LEAD,
    "indicator": LEAD,
    "task": TEAM,
    "deliverable": TEAM,
    "risk": TEAM,
    "contribution": TEAM,
    "change": set(),
}
# Of a row that belongs to Medina.
WRITE = {
    "package": TEAM,
    "milestone": TEAM,
    "indicator": LEAD,
    "task": TEAM,
    "deliverable": TEAM,
    "risk": TEAM,
    "contribution": MEDINA,
    "change": set(),
}
MAY = {
    "task.begin": TEAM,
    "task.block": TEAM,
    "task.finish": TEAM,
    "task.set_aside": TEAM,
    "milestone.reach": LEAD,
    "milestone.drop": LEAD,
    "milestone.plan_again": LEAD,
    "milestone.mark_late": set(),
    "deliverable.draft": TEAM,
    "deliverable.send_to_check": TEAM,
    "deliverable.accept": TEAM,
    "deliverable.send_back": TEAM,
    "contribution.confirm": VOICE,
    "contribution.withdraw": VOICE,
    "contribution.offer_again": VOICE,
    "contribution.deliver": MEDINA,
    "contribution.deliver_partly": MEDINA,
    "risk.close": TEAM,
    "risk.open_again": TEAM,
    "change.accept": LEAD,
    "change.decline": LEAD | {"secretariat"},
}
ACTS = {
    "milestone.propose": TEAM,
    "contribution.acknowledge": LEAD,
    "indicator.measure": TEAM,
    "change.voice": {"amman_focal_point", "medina_focal_point"},
}


def test_the_tables_name_every_kind_and_every_move():
    moves = {name for kind in KINDS.values() if kind.table for name in kind.table.moves}
    assert set(MAY) == moves
    assert set(ADD) == set(WRITE) == set(KINDS)


@pytest.fixture
def made(running, medina, medina_officer, amman_officer):
    """A row of a kind that belongs to Medina, in the running project."""

    def make(kind):
        actor = amman_officer if kind in ("package", "milestone", "indicator") else medina_officer
        owned = {} if kind in ("indicator", "change") else {"city": medina}
        return row(actor, running, kind, **owned)

    return make


@pytest.mark.parametrize("kind", sorted(ADD))
def test_a_row_is_added_by_those_whom_the_table_names(project, persona, kind):
    for who in EVERYBODY:
        decision = can(persona(who), f"{kind}.add", project)
        assert bool(decision) == (who in ADD[kind]), who
        assert decision or str(decision.reason), who


@pytest.mark.parametrize("kind", sorted(WRITE))
def test_a_row_is_written_by_those_whom_the_table_names(made, persona, kind):
    item = made(kind)
    for who in EVERYBODY:
        decision = can(persona(who), "item.write", item)
        assert bool(decision) == (who in WRITE[kind]), who
        assert decision or str(decision.reason), who


@pytest.mark.parametrize("verb", sorted({**MAY, **ACTS}))
def test_a_verb_is_for_those_whom_the_table_names(made, persona, verb):
    item = made(verb.split(".")[0])
    for who in EVERYBODY:
        decision = can(persona(who), verb, item)
        assert bool(decision) == (who in {**MAY, **ACTS}[verb]), who
        assert decision or str(decision.reason), who


@pytest.mark.parametrize("state", [ProjectState.REVIEW, ProjectState.READY, ProjectState.CLOSED])
@pytest.mark.parametrize("kind", sorted(ADD))
def test_a_plan_that_was_handed_in_or_has_ended_is_not_changed(project, persona, kind, state):
    there = in_state(project, state)
    for who in EVERYBODY:
        assert not can(persona(who), f"{kind}.add", there), who


@pytest.mark.parametrize("move", sorted(set(MAY) - {"milestone.mark_late"}))
def test_a_move_starts_from_its_states_only(made, persona, move):
    kind = move.split(".")[0]
    table = KINDS[kind].table
    item = made(kind)
    actor = persona(sorted(MAY[move])[0])
    for state in states_of(item):
        there = in_state(item, state)
        if state in table.moves[move].source:
            moved = move_item(actor=actor, item=there, move=move, words="سبب")
            assert moved.state == table.moves[move].target
        elif kind == "task" and state == table.moves[move].target:
            assert move_item(actor=actor, item=there, move=move, words="سبب").state == state
        else:
            with pytest.raises((WrongState, Refused)):
                move_item(actor=actor, item=there, move=move, words="سبب")


def states_of(item):
    return [code for code, _label in type(item)._meta.get_field("state").choices]
