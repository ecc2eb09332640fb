"""Who moves documents, and from which state: read from the table."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.documents.actions import begin_document, move_document
from projects.documents.lifecycle import DOCUMENT
from projects.documents.models import DocumentState
from tests.factories.projects import in_state
from tests.permissions.test_practice_moves import EVERYBODY

# The document is of Medina; Amman leads the project.
OWNERS = {"amman_officer", "amman_focal_point", "medina_officer", "medina_focal_point"}
MAY = {
    "document.consult": OWNERS,
    "document.draft_again": OWNERS,
    "document.offer": OWNERS,
    "document.archive": OWNERS,
    "document.take_out": OWNERS,
    "document.settle": set(),
}
ACTS = {
    "document.open": OWNERS | {"secretariat"},
    "document.comment": OWNERS | {"secretariat"},
    "document.suggest": OWNERS,
    "document.write": OWNERS,
    "document.keep_version": OWNERS,
    "document.describe": OWNERS,
    "document.share": OWNERS,
    "document.agree": set(),  # nothing is up for agreement
}


@pytest.fixture
def document(project, medina_officer):
    values = {"title": "نص", "kind": "free", "language": "ar"}
    return begin_document(actor=medina_officer, project=project, values=values)


def test_the_table_names_every_move():
    assert set(MAY) == set(DOCUMENT.moves)


@pytest.mark.parametrize("verb", sorted({**MAY, **ACTS}))
def test_a_verb_is_for_those_whom_the_table_names(document, persona, verb):
    may = {**MAY, **ACTS}[verb]
    for who in EVERYBODY:
        decision = can(persona(who), verb, document)
        assert bool(decision) == (who in may), (who, verb)
        assert decision or str(decision.reason), (who, verb)


@pytest.mark.parametrize("state", DocumentState.values)
@pytest.mark.parametrize("move", sorted(set(DOCUMENT.moves) - {"document.settle"}))
def test_a_move_starts_from_its_states_only(document, medina_officer, move, state):
    there = in_state(document, state)
    if state in DOCUMENT.moves[move].source:
        moved = move_document(actor=medina_officer, document=there, move=move)
        assert moved.state == DOCUMENT.moves[move].target
    else:
        with pytest.raises((WrongState, Refused)):
            move_document(actor=medina_officer, document=there, move=move)
