"""Reviewers are reminded before their day and once after it, never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.access.rules import Refused
from core.journal.drain import drain_all
from core.notifications.kinds import lines
from core.notifications.models import Note
from knowledge.library.actions import assign_reviewers, remind_reviewer, write_advice
from knowledge.library.keeping import remind_reviewers
from knowledge.library.models import Advice
from tests.factories.library import scored


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def asked(review, reviewer, secretariat):
    assign_reviewers(actor=secretariat, review=review, reviewers=[reviewer], due_on=day(7))
    drain_all()
    Note.objects.all().delete()
    return Advice.objects.get()


def told(*people):
    drain_all()
    notes = Note.objects.filter(entry__kind__in=("AdviceDue", "AdviceOverdue"))
    return sorted((note.person.display_name, note.entry.kind) for note in notes)


def test_nobody_is_reminded_long_before(asked):
    assert remind_reviewers(today=day(3)) == 0


def test_a_reviewer_is_reminded_once_before_and_once_after(asked, reviewer, secretariat):
    assert [remind_reviewers(today=day(n)) for n in (4, 5, 7)] == [1, 0, 0]
    assert told() == [(reviewer.display_name, "AdviceDue")]
    assert [remind_reviewers(today=day(n)) for n in (8, 9, 30)] == [1, 0, 0]
    people = (reviewer.display_name, secretariat.display_name)
    assert [name for name, kind in told() if kind == "AdviceOverdue"] == sorted(people)


def test_a_day_that_was_missed_is_told_only_once(asked):
    assert [remind_reviewers(today=day(n)) for n in (20, 21)] == [1, 0]


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_sentence_leads_to_the_text(asked, reviewer, language):
    remind_reviewers(today=day(8))
    drain_all()
    notes = list(Note.objects.filter(person=reviewer))
    [line] = lines(notes, reviewer, language).values()
    assert line.title == asked.review.page.title
    assert str(asked.review.public_id) in line.address


def test_whoever_answered_is_left_in_peace(asked, reviewer):
    write_advice(
        actor=reviewer, review=asked.review, grid=scored(2), has_no_conflict=True, is_final=True
    )
    assert remind_reviewers(today=day(8)) == 0


def test_a_new_day_is_reminded_of_again(asked, review, reviewer, secretariat):
    remind_reviewers(today=day(8))
    assign_reviewers(actor=secretariat, review=review, reviewers=[reviewer], due_on=day(20))
    assert remind_reviewers(today=day(18)) == 1


def test_only_the_installation_and_the_secretariat_remind(asked, amman_officer):
    with pytest.raises(Refused):
        remind_reviewer(actor=amman_officer, advice=asked, today=day(8))
