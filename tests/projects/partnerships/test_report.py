"""Reports: begun once, written by all, handed in by the lead, decided by the secretariat."""

import pytest
from django.core.exceptions import ValidationError

from core.access.checking import Stale
from core.access.rules import Refused
from projects.partnerships.actions import begin_report, move_project, move_report, write_report
from tests.factories.projects import in_state, refetched


@pytest.fixture
def running(project):
    return in_state(project, "running")


@pytest.fixture
def report(running, medina_officer):
    return begin_report(actor=medina_officer, project=running, kind="progress")


def test_a_report_is_begun_once(running, report, amman_officer):
    assert begin_report(actor=amman_officer, project=running, kind="progress").pk == report.pk
    closing = begin_report(actor=amman_officer, project=running, kind="closure")
    assert begin_report(actor=amman_officer, project=running, kind="closure").pk == closing.pk


def test_there_is_nothing_to_report_before_the_project_runs(project, amman_officer):
    with pytest.raises(Refused):
        begin_report(actor=amman_officer, project=project, kind="progress")


def test_every_partner_writes_chapters_and_nobody_overwrites(report, amman_officer, medina_officer):
    write_report(actor=medina_officer, report=report, words={"done": "دربنا"}, revision=1)
    with pytest.raises(Stale):
        write_report(actor=amman_officer, report=report, words={"done": "لا"}, revision=1)
    write_report(actor=amman_officer, report=report, words={"problems": "تأخر"}, revision=2)
    assert refetched(report).words == {"done": "دربنا", "problems": "تأخر"}


@pytest.mark.parametrize("words", [{"song": "x"}, {"done": "ا" * 3001}])
def test_a_chapter_that_does_not_fit_is_refused(report, amman_officer, words):
    with pytest.raises(ValidationError):
        write_report(actor=amman_officer, report=report, words=words)


def test_an_empty_report_is_not_handed_in(report, amman_officer):
    with pytest.raises(ValidationError):
        move_report(actor=amman_officer, report=report, move="project_report.submit")


def test_it_goes_there_and_back_and_is_accepted(report, amman_officer, secretariat, journal_kinds):
    write_report(actor=amman_officer, report=report, words={"done": "دربنا"})
    move_report(actor=amman_officer, report=report, move="project_report.submit")
    with pytest.raises(Refused):
        write_report(actor=amman_officer, report=report, words={"done": "لا"})
    with pytest.raises(ValidationError):
        move_report(actor=secretariat, report=report, move="project_report.return")
    move_report(actor=secretariat, report=report, move="project_report.return", words="أرقام؟")
    write_report(actor=amman_officer, report=report, words={"done": "دربنا ٤٠"})
    move_report(actor=amman_officer, report=report, move="project_report.submit")
    move_report(actor=secretariat, report=report, move="project_report.accept")
    assert refetched(report).state == "accepted"
    assert journal_kinds().count("ProjectReportMoved") == 4


def test_a_project_closes_once_its_closure_report_is_accepted(running, amman_officer, secretariat):
    closing = in_state(running, "closing")
    report = begin_report(actor=amman_officer, project=closing, kind="closure")
    with pytest.raises(Refused):
        move_project(actor=secretariat, project=closing, move="project.close")
    in_state(report, "accepted")
    move_project(actor=secretariat, project=closing, move="project.close")
    assert refetched(running).state == "closed"
    assert running.plans.get().gate == "closed"
