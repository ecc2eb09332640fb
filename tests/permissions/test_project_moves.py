"""Who moves projects, partners and reports, and from which state: read from the tables."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import Refused, can
from projects.partnerships.actions import begin_report, move_partner, move_project, move_report
from projects.partnerships.lifecycle import PARTNER, PROJECT, REPORT
from projects.partnerships.models import PartnerState, ProjectState, ReportState
from projects.partnerships.team import forget
from tests.factories.projects import in_state, partner
from tests.permissions.test_practice_moves import EVERYBODY

LEAD = {"amman_officer", "amman_focal_point"}
TEAM = LEAD | {"medina_officer", "medina_focal_point"}
OFFICE = {"secretariat"}
OTHER = {"medina_focal_point"}
VOICES = {"amman_focal_point", "medina_focal_point"}
# Of the project as it is made: in planning, nothing ticked, no note, no plan.
PROJECT_MAY = {
    "project.hand_in": set(),
    "project.send_back": OFFICE,
    "project.register": OFFICE,
    "project.start": LEAD,
    "project.pause": LEAD,
    "project.resume": LEAD,
    "project.begin_closing": LEAD,
    "project.go_on": LEAD,
    "project.close": OFFICE,
    "project.follow_up": OFFICE | {"amman_focal_point"},
    "project.stop": set(),
}
PROJECT_ACTS = {
    "project.describe": LEAD,
    "project.invite_city": LEAD,
    "project.write_note": LEAD,
    "project.add_associate": LEAD,
    "project.tick": VOICES,
    "project.accept_note": set(),
    "project.agree_to_stop": VOICES,
    "project.offer_lead": OFFICE | {"amman_focal_point"},
    "project.take_lead": set(),
    "project.write_report": set(),
}
# Of Medina's row.
PARTNER_MAY = {
    "partner.accept": OTHER,
    "partner.decline": OTHER,
    "partner.call_back": LEAD,
    "partner.leave": OTHER,
    "partner.release": OFFICE,
    "partner.invite_again": LEAD,
    "partner.activate": set(),
}
REPORT_MAY = {
    "project_report.submit": LEAD,
    "project_report.return": OFFICE,
    "project_report.accept": OFFICE,
}


def test_the_tables_name_every_move():
    assert set(PROJECT_MAY) == set(PROJECT.moves)
    assert set(PARTNER_MAY) == set(PARTNER.moves)
    assert set(REPORT_MAY) == set(REPORT.moves)


def asked(persona, verb, thing, may):
    for who in EVERYBODY:
        decision = can(persona(who), verb, thing)
        assert bool(decision) == (who in may), (who, verb)
        assert decision or str(decision.reason), (who, verb)


@pytest.mark.parametrize("verb", sorted({**PROJECT_MAY, **PROJECT_ACTS}))
def test_a_verb_of_a_project_is_for_those_whom_the_table_names(project, persona, verb):
    asked(persona, verb, project, {**PROJECT_MAY, **PROJECT_ACTS}[verb])


@pytest.mark.parametrize("verb", sorted(PARTNER_MAY))
def test_a_verb_of_a_partner_is_for_those_whom_the_table_names(project, medina, persona, verb):
    asked(persona, verb, partner(project, medina), PARTNER_MAY[verb])


@pytest.mark.parametrize("verb", sorted(PROJECT_ACTS))
def test_nothing_is_done_to_a_project_that_has_ended(project, persona, verb):
    ended = in_state(project, ProjectState.CLOSED)
    for who in EVERYBODY:
        assert not can(persona(who), verb, ended), who


@pytest.mark.parametrize("move", sorted(PROJECT_MAY))
def test_a_move_of_a_project_starts_from_its_states_only(project, persona, move):
    office = PROJECT_MAY[move] == OFFICE
    actor = persona("secretariat" if office else "amman_focal_point")
    for state in ProjectState:
        if state in PROJECT.moves[move].source:
            continue
        there = in_state(project, state)
        with pytest.raises((WrongState, Refused)):
            move_project(actor=actor, project=there, move=move, words="لماذا")


@pytest.mark.parametrize("move", sorted(set(PARTNER_MAY) - {"partner.activate"}))
def test_a_move_of_a_partner_starts_from_its_states_only(project, medina, persona, move):
    who = sorted(PARTNER_MAY[move])[0]
    for state in PartnerState:
        there = in_state(partner(project, medina), state)
        forget(there.project)
        if state in PARTNER.moves[move].source:
            move_partner(actor=persona(who), partner=there, move=move, words="شكرًا")
            there.refresh_from_db()
            assert there.state == PARTNER.moves[move].target
        else:
            with pytest.raises(WrongState):
                move_partner(actor=persona(who), partner=there, move=move, words="شكرًا")


@pytest.mark.parametrize("move", sorted(REPORT_MAY))
def test_a_report_is_moved_by_those_whom_the_table_names(project, persona, move):
    running = in_state(project, ProjectState.RUNNING)
    report = begin_report(actor=persona("amman_officer"), project=running, kind="progress")
    asked(persona, move, report, REPORT_MAY[move])
    for state in ReportState:
        there = in_state(report, state)
        if state not in REPORT.moves[move].source:
            actor = persona(sorted(REPORT_MAY[move])[0])
            with pytest.raises(WrongState):
                move_report(actor=actor, report=there, move=move, words="لماذا")
