"""Handing a text over, calling it back, and the city's own check."""

import pytest
from django.core.exceptions import ValidationError

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from knowledge.library.actions import (
    approve_for_city,
    call_back_practice,
    return_to_author,
    submit_practice,
    translate_practice,
    withdraw_practice,
    write_practice,
)
from knowledge.library.models import PracticePage, ReviewStage
from tests.factories.library import ENGLISH, drafted, review_of, translated


def fresh(page):
    return PracticePage.objects.get(pk=page.pk)


def test_a_text_goes_from_its_author_to_the_focal_point_to_the_network(
    draft, amman_officer, amman_focal_point, journal_kinds
):
    submit_practice(actor=amman_officer, practice=draft)
    assert review_of(draft).stage == ReviewStage.CITY
    approve_for_city(actor=amman_focal_point, review=review_of(draft))
    assert review_of(draft).stage == ReviewStage.SUBMITTED
    assert not fresh(draft).live
    assert journal_kinds()[-2:] == ["PracticeSubmitted", "PracticeApprovedByCity"]


def test_an_incomplete_text_is_not_handed_over(draft, amman_officer):
    write_practice(actor=amman_officer, practice=draft, values={"description": ""})
    with pytest.raises(ValidationError) as caught:
        submit_practice(actor=amman_officer, practice=draft)
    assert set(caught.value.message_dict) == {"description"}
    assert not draft.reviews.exists()


def test_a_stranger_hands_nothing_over(draft, tunis_officer):
    with pytest.raises(Refused, match="people of the city|المدينة"):
        submit_practice(actor=tunis_officer, practice=draft)


def test_handing_over_twice_is_refused_with_the_reason(submitted, amman_officer):
    with pytest.raises(Refused):
        submit_practice(actor=amman_officer, practice=submitted)
    assert submitted.reviews.count() == 1


def test_a_submitted_text_is_frozen_until_it_is_called_back(
    submitted, amman_officer, journal_kinds
):
    with pytest.raises(Refused):
        write_practice(actor=amman_officer, practice=submitted, values={"summary": "آخر"})
    call_back_practice(actor=amman_officer, review=review_of(submitted))
    write_practice(actor=amman_officer, practice=submitted, values={"summary": "آخر"})
    assert fresh(submitted).get_latest_revision_as_object().summary == "آخر"
    assert journal_kinds() == ["PracticeCalledBack"]


def test_a_text_can_still_be_called_back_from_the_network(review, amman_officer):
    call_back_practice(actor=amman_officer, review=review)
    assert review_of(review.page).stage == ReviewStage.CALLED_BACK
    submit_practice(actor=amman_officer, practice=review.page)
    assert review_of(review.page).number == 2


def test_the_focal_point_gives_it_back_with_a_reason(
    submitted, amman_officer, amman_focal_point, journal_kinds
):
    with pytest.raises(ValidationError):
        return_to_author(actor=amman_focal_point, review=review_of(submitted), reason="  ")
    return_to_author(actor=amman_focal_point, review=review_of(submitted), reason="أضف المصدر")
    found = review_of(submitted)
    assert (found.stage, found.reason) == (ReviewStage.CHANGES_ASKED, "أضف المصدر")
    assert journal_kinds() == ["ChangesAsked"]
    write_practice(actor=amman_officer, practice=submitted, values={"summary": "مع المصدر"})
    submit_practice(actor=amman_officer, practice=submitted)
    assert review_of(submitted).stage == ReviewStage.CITY


def test_a_reason_that_is_too_long_says_by_how_much(submitted, amman_focal_point):
    with pytest.raises(ValidationError, match="7"):
        return_to_author(actor=amman_focal_point, review=review_of(submitted), reason="ك" * 2007)


@pytest.mark.parametrize(
    "who", ["amman_officer", "medina_focal_point", "secretariat", "reviewer", "operator", "visitor"]
)
def test_only_the_focal_point_answers_for_the_city(submitted, persona, who):
    for act in (approve_for_city, return_to_author):
        extra = {"reason": "x"} if act is return_to_author else {}
        with pytest.raises(Refused):
            act(actor=persona(who), review=review_of(submitted), **extra)
    assert review_of(submitted).stage == ReviewStage.CITY


def test_a_focal_point_approves_their_own_text_only_when_alone(
    branch, amman, amman_officer, amman_focal_point
):
    own = drafted(actor=amman_focal_point, branch=branch(amman))
    submit_practice(actor=amman_focal_point, practice=own)
    with pytest.raises(Refused):
        approve_for_city(actor=amman_focal_point, review=review_of(own))
    amman_officer.memberships.update(is_active=False)
    approve_for_city(actor=amman_focal_point, review=review_of(own))
    assert review_of(own).stage == ReviewStage.SUBMITTED


def test_approving_twice_is_a_wrong_state(review, amman_focal_point):
    with pytest.raises(WrongState):
        approve_for_city(actor=amman_focal_point, review=review)


def test_a_translation_is_public_when_its_city_approves_it(
    published, amman_officer, amman_focal_point, journal_kinds
):
    english = translated(actor=amman_officer, practice=published)
    submit_practice(actor=amman_officer, practice=english)
    assert not fresh(english).live
    approve_for_city(actor=amman_focal_point, review=review_of(english))
    assert fresh(english).live
    assert fresh(english).summary == ENGLISH["summary"]
    assert journal_kinds()[-2:] == ["PracticeApprovedByCity", "PracticePublished"]


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [
        ("amman_focal_point", True),
        ("secretariat", True),
        ("amman_officer", False),
        ("medina_focal_point", False),
        ("reviewer", False),
        ("visitor", False),
    ],
)
def test_the_city_alone_checks_a_translation(published, amman_officer, persona, who, is_allowed):
    english = translated(actor=amman_officer, practice=published)
    submit_practice(actor=amman_officer, practice=english)
    if is_allowed:
        approve_for_city(actor=persona(who), review=review_of(english))
    else:
        with pytest.raises(Refused):
            approve_for_city(actor=persona(who), review=review_of(english))
    assert fresh(english).live == is_allowed


def test_a_translation_still_in_the_language_of_the_original_is_not_handed_over(
    published, amman_officer
):
    english = translate_practice(actor=amman_officer, practice=published, language="en")
    write_practice(actor=amman_officer, practice=english, values={"title": "Adult literacy"})
    with pytest.raises(ValidationError) as caught:
        submit_practice(actor=amman_officer, practice=fresh(english))
    assert set(caught.value.message_dict) == {"summary", "context", "description", "beneficiaries"}


def test_a_translation_of_a_withdrawn_practice_does_not_become_public(
    published, amman_officer, amman_focal_point
):
    english = translated(actor=amman_officer, practice=published)
    submit_practice(actor=amman_officer, practice=english)
    withdraw_practice(actor=amman_focal_point, practice=published)
    assert review_of(english).stage == ReviewStage.CALLED_BACK
    with pytest.raises(ValidationError):
        submit_practice(actor=amman_officer, practice=english)
    assert not fresh(english).live


def test_a_translation_knows_when_its_original_moved_on(published, amman_officer, publish):
    english = publish(translated(actor=amman_officer, practice=published))
    assert not english.is_behind_its_original
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    publish(published)
    assert fresh(english).is_behind_its_original
    write_practice(actor=amman_officer, practice=english, values={"summary": "New summary"})
    assert fresh(english).is_behind_its_original
    assert not publish(english).is_behind_its_original
