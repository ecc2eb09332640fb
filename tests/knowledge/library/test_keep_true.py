"""Nobody confirmed it for two years: the city is asked, then readers are warned."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.journal.drain import drain_all
from core.notifications.models import Note
from knowledge.library.actions import archive_practice, confirm_practice
from knowledge.library.keeping import keep_true
from knowledge.library.models import PracticeStanding, State
from search.engines.protocol import Query
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from tests.factories.library import drafted


def standing():
    return PracticeStanding.objects.get()


def months(number):
    return timezone.now() + timedelta(days=30.5 * number)


def test_what_is_younger_than_two_years_is_left_alone(published):
    assert keep_true(now=months(23)) == (0, 0)


def test_the_city_is_asked_once_and_then_readers_are_warned(
    published, amman_focal_point, journal_kinds
):
    assert keep_true(now=months(25)) == (1, 0)
    PracticeStanding.objects.update(asked_at=months(25))
    assert keep_true(now=months(25)) == (0, 0)
    drain_all()
    asked = Note.objects.filter(entry__kind="PracticeConfirmationAsked")
    assert [note.person for note in asked] == [amman_focal_point]
    assert keep_true(now=months(26)) == (0, 0)
    assert keep_true(now=months(28)) == (0, 1)
    assert standing().state == State.OUTDATED
    assert keep_true(now=months(60)) == (0, 0)
    assert journal_kinds()[-2:] == ["PracticeConfirmationAsked", "PracticeOutdated"]


def test_an_answer_ends_the_question(published, amman_focal_point):
    keep_true(now=months(25))
    confirm_practice(actor=amman_focal_point, practice=published)
    assert standing().asked_at is None
    assert keep_true(now=months(6)) == (0, 0)
    assert standing().state == State.PUBLISHED


def test_an_archived_practice_is_asked_about_no_more(published, amman_focal_point):
    archive_practice(actor=amman_focal_point, practice=published)
    assert keep_true(now=months(40)) == (0, 0)


@pytest.fixture
def two(published, branch, amman, amman_officer, publish):
    """Two practices with the same words; the first one is outdated."""
    other = drafted(actor=amman_officer, branch=branch(amman), title=published.title)
    publish(other)
    PracticeStanding.objects.filter(translation_key=published.translation_key).update(
        confirmed_at=months(-40), asked_at=months(-10)
    )
    keep_true()
    rebuild(engine=installed_engine())
    return published, other


@pytest.mark.parametrize("text", ["", "محو أمية الكبار"])
def test_an_outdated_practice_is_found_after_the_others(two, client, text):
    old, new = two
    keys = [card.url for card in client.get("/ar/library/", {"q": text}).context["cards"]]
    assert keys == [new.get_url(), old.get_url()]
    page = client.get("/ar/library/", {"q": text}).content.decode()
    assert page.count("tag-late") == 1


def test_an_archived_practice_is_not_found(published, amman_focal_point):
    rebuild(engine=installed_engine())
    archive_practice(actor=amman_focal_point, practice=published)
    drain_all()
    assert installed_engine().search(Query(lang="ar", kinds=["practice"])).total == 0
