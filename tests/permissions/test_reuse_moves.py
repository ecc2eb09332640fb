"""Who moves a reuse, from which stage: Medina adapts a practice of Amman."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import can
from knowledge.library.actions import move_reuse
from knowledge.library.lifecycle import REUSE
from knowledge.library.models import PracticeReuse, Stage
from tests.permissions.test_practice_moves import EVERYBODY

ADOPTER = {"medina_focal_point"}
MAY = {
    "reuse.understand": ADOPTER,
    "reuse.adapt": ADOPTER,
    "reuse.begin": ADOPTER,
    "reuse.establish": ADOPTER,
    "reuse.stop": ADOPTER | {"secretariat"},
    "reuse.resume": ADOPTER,
}
ACTS = {
    "reuse.write": {"medina_focal_point", "medina_officer"},
    "reuse.confirm_contact": {"amman_focal_point"},
    "reuse.confirm_as_source": {"amman_focal_point"},
    "reuse.confirm_as_adopter": ADOPTER,
    "reuse.thank": ADOPTER,
}


def test_the_table_names_every_move():
    assert set(MAY) == set(REUSE.moves)


@pytest.mark.parametrize("verb", sorted({**MAY, **ACTS}))
def test_a_verb_is_for_those_whom_the_table_names(reuse_in_touch, persona, verb):
    for who in EVERYBODY:
        decision = can(persona(who), verb, reuse_in_touch)
        assert bool(decision) == (who in {**MAY, **ACTS}[verb]), who
        assert decision or str(decision.reason), who


@pytest.mark.parametrize("move", sorted(MAY))
def test_a_move_starts_from_its_stages_only(reuse_in_touch, medina_focal_point, move):
    for stage in Stage:
        PracticeReuse.objects.filter(pk=reuse_in_touch.pk).update(stage=stage)
        if stage in REUSE.moves[move].source:
            move_reuse(actor=medina_focal_point, reuse=reuse_in_touch, move=move)
            reuse_in_touch.refresh_from_db()
            assert reuse_in_touch.stage == REUSE.moves[move].target, stage
        else:
            with pytest.raises(WrongState):
                move_reuse(actor=medina_focal_point, reuse=reuse_in_touch, move=move)
