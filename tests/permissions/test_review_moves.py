"""Who moves a check, from which stage: every move × persona × stage, through the real actions.

The table says who may; the lifecycle says from where; the test tries each combination and looks
at what became of the review.
"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from knowledge.library.actions import (
    act,
    assign_reviewers,
    release_reviewer,
    write_advice,
)
from knowledge.library.lifecycle import REVIEW
from knowledge.library.models import Advice, Review, ReviewStage
from tests.factories.library import advised, review_of, scored
from tests.permissions.test_practice_moves import EVERYBODY, WRITERS

LEADERS = {"secretariat"}
FOCAL = {"amman_focal_point"}
MAY = {
    "review.return_to_author": FOCAL,
    "review.approve_for_city": FOCAL,
    "review.approve_translation": FOCAL,
    "review.assign": LEADERS,
    "review.release": LEADERS,
    "review.advise": {"reviewer"},
    "review.excuse": {"reviewer"},
    "review.ask_changes": LEADERS,
    "review.decline": LEADERS,
    "review.accept": LEADERS,
    "review.call_back": WRITERS,
}


def test_the_table_names_every_move():
    assert set(MAY) == set(REVIEW.moves)


@pytest.fixture
def read(review, reviewer, secretariat):
    """In review, with positive advice that one reviewer gave and another text to be judged."""
    advised(review=review, reviewer=reviewer, secretariat=secretariat)
    return review_of(review.page)


def do(name, user, review, *, reviewer):
    """The action behind a move, as its doorway calls it."""
    if name == "review.assign":
        due_on = timezone.localdate() + timedelta(days=3)
        assign_reviewers(actor=user, review=review, reviewers=[reviewer], due_on=due_on)
    elif name == "review.release":
        release_reviewer(actor=user, review=review, reviewer=reviewer)
    elif name == "review.advise":
        write_advice(actor=user, review=review, grid=scored(), has_no_conflict=True, is_final=True)
    else:
        act(user, name, review, reason="سبب")


# Approving asks for the kind of the text itself, so the translation's move has a test of its own.
TRIED = sorted(set(MAY) - {"review.approve_translation"})


@pytest.mark.parametrize("move", TRIED)
def test_every_persona_at_every_stage(read, persona, move, reviewer):
    if move in ("review.advise", "review.excuse", "review.release"):
        Advice.objects.update(given_at=None)
    people = {who: persona(who) for who in EVERYBODY}
    for stage, (who, user) in product(ReviewStage, people.items()):
        Review.objects.filter(pk=read.pk).update(stage=stage)
        review = review_of(read.page)
        case = f"{who} {move} {stage}"
        before = transaction.savepoint()
        try:
            do(move, user, review, reviewer=reviewer)
        except Refused:
            assert who not in MAY[move], case
        except WrongState:
            assert who in MAY[move], case
            assert stage not in REVIEW.moves[move].source, case
        else:
            assert who in MAY[move], case
            assert stage in REVIEW.moves[move].source, case
            assert review_of(read.page).stage == REVIEW.moves[move].target, case
        transaction.savepoint_rollback(before)


@pytest.mark.parametrize("move", sorted(MAY))
def test_the_rule_and_the_table_agree(read, persona, move):
    if move in ("review.advise", "review.excuse"):
        Advice.objects.update(given_at=None)
    for who in EVERYBODY:
        decision = can(persona(who), move, read)
        assert bool(decision) == (who in MAY[move]), who
        assert decision or str(decision.reason), who
