"""What keeps a public practice true: confirm, mark, archive, bring back, withdraw."""

import pytest

from core.access.lifecycle import WrongState
from core.access.rules import SYSTEM, Refused
from knowledge.library.actions import (
    archive_practice,
    confirm_practice,
    mark_outdated,
    restore_practice,
    submit_practice,
    withdraw_practice,
    write_practice,
)
from knowledge.library.models import PracticePage, PracticeStanding, ReviewStage, State
from knowledge.library.queries import public_originals
from tests.factories.library import review_of, translated


def standing_of(practice):
    return PracticeStanding.objects.get(translation_key=practice.translation_key)


def test_confirming_brings_an_outdated_practice_back(published, amman_focal_point, journal_kinds):
    mark_outdated(actor=SYSTEM, practice=published)
    assert standing_of(published).outdated_at is not None
    confirm_practice(actor=amman_focal_point, practice=published)
    found = standing_of(published)
    assert (found.state, found.outdated_at) == (State.PUBLISHED, None)
    assert journal_kinds() == ["PracticeOutdated", "PracticeConfirmed"]


def test_a_new_text_brings_an_outdated_practice_back_too(published, amman_officer, publish):
    mark_outdated(actor=SYSTEM, practice=published)
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    publish(published)
    assert standing_of(published).state == State.PUBLISHED
    assert standing_of(published).outdated_at is None


def test_an_archived_practice_is_read_at_its_address_and_listed_nowhere(
    published, client, amman_focal_point, journal_kinds
):
    archive_practice(actor=amman_focal_point, practice=published)
    assert not public_originals().exists()
    answer = client.get(published.get_url())
    assert answer.status_code == 200
    assert "أُرشفت" in answer.content.decode()
    restore_practice(actor=amman_focal_point, practice=published)
    assert public_originals().exists()
    assert journal_kinds() == ["PracticeArchived", "PracticeRestored"]


def test_readers_see_that_a_practice_is_outdated(published, client):
    mark_outdated(actor=SYSTEM, practice=published)
    assert "لم تعد مؤكدة" in client.get(published.get_url()).content.decode()


def test_a_withdrawn_practice_takes_its_translations_and_its_checks_along(
    published, amman_officer, amman_focal_point, publish, journal_kinds
):
    english = publish(translated(actor=amman_officer, practice=published))
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    submit_practice(actor=amman_officer, practice=published)
    withdraw_practice(actor=amman_focal_point, practice=published)
    assert not PracticePage.objects.filter(live=True).exists()
    assert review_of(published).stage == ReviewStage.CALLED_BACK
    assert review_of(english).stage == ReviewStage.ACCEPTED
    assert journal_kinds()[-2:] == ["PracticeWithdrawn", "PracticeWithdrawn"]


@pytest.mark.parametrize("act", [archive_practice, withdraw_practice, confirm_practice])
@pytest.mark.parametrize(
    "who", ["amman_officer", "medina_focal_point", "reviewer", "operator", "visitor"]
)
def test_whoever_does_not_answer_for_it_changes_nothing(published, persona, act, who):
    with pytest.raises(Refused):
        act(actor=persona(who), practice=published)
    assert standing_of(published).state == State.PUBLISHED


def test_a_draft_has_nothing_to_confirm(draft, amman_focal_point):
    with pytest.raises(WrongState):
        confirm_practice(actor=amman_focal_point, practice=draft)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("mark_outdated", State.OUTDATED),
        ("archive", State.ARCHIVED),
        ("withdraw", State.WITHDRAWN),
    ],
)
def test_the_desk_offers_what_can_be_done_now(published, client_of, amman_focal_point, verb, state):
    client = client_of(amman_focal_point)
    address = f"/ar/library/draft/{published.translation_key}/ar/"
    page = client.get(address).content.decode()
    assert f'value="{verb}"' in page
    assert 'value="restore"' not in page
    client.post(f"{address}act/", {"verb": verb})
    assert standing_of(published).state == state
