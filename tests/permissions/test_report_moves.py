"""Who moves a report, from which state: every move × persona × state, through the real actions."""

from itertools import product

import pytest
from django.db import transaction

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from knowledge.library.actions import appeal_report, decide_report, file_report
from knowledge.library.lifecycle import REPORT
from knowledge.library.models import Report, ReportState
from tests.permissions.test_practice_moves import EVERYBODY

MAY = {
    "report.dismiss": {"secretariat"},
    "report.uphold": {"secretariat"},
    "report.overturn": {"secretariat"},
    "report.confirm": {"secretariat"},
    "report.appeal": {"amman_focal_point"},
}


def test_the_table_names_every_move():
    assert set(MAY) == set(REPORT.moves)


@pytest.mark.parametrize("move", sorted(MAY))
def test_every_persona_in_every_state(published, medina_officer, persona, move):
    report = file_report(
        actor=medina_officer, practice=published, reason="wrong", words="الرقم غير صحيح"
    )
    people = {who: persona(who) for who in EVERYBODY}
    for state, (who, user) in product(ReportState, people.items()):
        Report.objects.filter(pk=report.pk).update(state=state)
        case = f"{who} {move} {state}"
        before = transaction.savepoint()
        try:
            if move == "report.appeal":
                appeal_report(actor=user, report=report, words="سبب")
            else:
                decide_report(actor=user, report=report, move=move, reason="سبب")
        except Refused:
            assert who not in MAY[move], case
        except WrongState:
            assert who in MAY[move], case
            assert state not in REPORT.moves[move].source, case
        else:
            assert who in MAY[move], case
            assert state in REPORT.moves[move].source, case
            report.refresh_from_db()
            assert report.state == REPORT.moves[move].target, case
        transaction.savepoint_rollback(before)
