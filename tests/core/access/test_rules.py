import pytest

from core.access import rules
from core.access.lifecycle import Lifecycle, Move, WrongState
from core.access.rules import ALLOWED, Refused, abilities, can, refuse, require, rule
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import State


def test_a_doubled_name_fails_at_start():
    with pytest.raises(ValueError, match="twice"):
        rule("practice.publish")(lambda actor, thing: ALLOWED)


def test_an_unknown_name_is_an_error_of_the_program():
    with pytest.raises(KeyError):
        can(None, "practice.fly", None)


def test_a_refusal_carries_its_reason(monkeypatch):
    monkeypatch.setitem(rules._rules, "test.no", lambda actor, thing: refuse("because"))
    assert not can(None, "test.no")
    with pytest.raises(Refused, match="because"):
        require(None, "test.no")
    assert abilities(None, None, ["test.no"])["test.no"].reason == "because"


def test_every_move_has_a_rule_of_its_name():
    assert set(PRACTICE.moves) <= set(rules.rule_names())


def test_a_move_starts_from_its_sources_only():
    for move in PRACTICE.moves.values():
        for state in State:
            if state in move.source:
                assert PRACTICE.check(move.name, state=state) is move
            else:
                with pytest.raises(WrongState):
                    PRACTICE.check(move.name, state=state)


def test_a_move_is_in_the_table_once():
    move = Move("x", source=(State.DRAFT,), target=State.PUBLISHED)
    with pytest.raises(ValueError, match="twice"):
        Lifecycle(move, move)
