import pytest
from django.core.exceptions import ValidationError

from core.access.lifecycle import WrongState
from core.access.rules import Refused
from knowledge.library.actions import (
    call_back_practice,
    decline_practice,
    publish_practice,
    publish_translation,
    submit_practice,
    translate_practice,
    withdraw_practice,
    write_practice,
)
from knowledge.library.models import PracticePage, State
from tests.factories.library import translated


def fresh(page):
    return PracticePage.objects.get(pk=page.pk)


def test_an_officer_hands_over_and_the_secretariat_publishes(
    draft, amman_officer, secretariat, journal_kinds
):
    submit_practice(actor=amman_officer, practice=draft)
    publish_practice(actor=secretariat, practice=draft)
    page = fresh(draft)
    assert page.live
    assert page.summary == "قراءة للكبار في المكتبات"
    assert page.standing.state == State.PUBLISHED
    assert page.standing.confirmed_at is not None
    assert journal_kinds()[-2:] == ["PracticeSubmitted", "PracticePublished"]


def test_an_incomplete_text_is_not_handed_over(draft, amman_officer):
    write_practice(actor=amman_officer, practice=draft, values={"description": ""})
    with pytest.raises(ValidationError) as caught:
        submit_practice(actor=amman_officer, practice=draft)
    assert set(caught.value.message_dict) == {"description"}
    assert draft.standing.state == State.DRAFT


def test_a_stranger_hands_nothing_over(draft, tunis_officer):
    with pytest.raises(Refused, match="people of the city|المدينة"):
        submit_practice(actor=tunis_officer, practice=draft)


def test_a_draft_is_not_published(draft, secretariat):
    with pytest.raises(WrongState):
        publish_practice(actor=secretariat, practice=draft)
    assert not fresh(draft).live


@pytest.mark.parametrize(
    "who", ["amman_officer", "amman_focal_point", "reviewer", "newcomer", "operator", "visitor"]
)
def test_only_the_secretariat_publishes(submitted, persona, who):
    with pytest.raises(Refused):
        publish_practice(actor=persona(who), practice=submitted)
    assert not fresh(submitted).live


def test_whoever_wrote_does_not_publish(submitted, amman_officer):
    from core.access.rules import SYSTEM
    from core.cities.actions import give_network_role

    give_network_role(actor=SYSTEM, user=amman_officer, role="secretariat")
    amman_officer.__dict__.pop("_roles", None)
    with pytest.raises(Refused):
        publish_practice(actor=amman_officer, practice=submitted)


def test_the_submitted_version_becomes_public_not_a_later_one(
    submitted, secretariat, amman_officer
):
    page = fresh(submitted)
    page.summary = "نص تسلل بعد التسليم"
    page.save_revision()
    publish_practice(actor=secretariat, practice=submitted)
    assert fresh(submitted).summary == "قراءة للكبار في المكتبات"


def test_a_submitted_text_is_frozen_until_it_is_called_back(submitted, amman_officer):
    with pytest.raises(Refused):
        write_practice(actor=amman_officer, practice=submitted, values={"summary": "آخر"})
    call_back_practice(actor=amman_officer, practice=submitted)
    write_practice(actor=amman_officer, practice=submitted, values={"summary": "آخر"})
    assert fresh(submitted).get_latest_revision_as_object().summary == "آخر"


def test_a_declined_text_goes_back_with_the_reason(submitted, secretariat):
    with pytest.raises(ValidationError):
        decline_practice(actor=secretariat, practice=submitted, reason="  ")
    decline_practice(actor=secretariat, practice=submitted, reason="أضف المصدر")
    assert fresh(submitted).standing.state == State.DRAFT


def test_a_public_practice_stays_public_while_its_revision_is_checked(
    published, amman_officer, secretariat
):
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    submit_practice(actor=amman_officer, practice=published)
    assert fresh(published).live
    assert fresh(published).summary == "قراءة للكبار في المكتبات"
    decline_practice(actor=secretariat, practice=published, reason="ليس بعد")
    assert fresh(published).standing.state == State.PUBLISHED
    submit_practice(actor=amman_officer, practice=published)
    publish_practice(actor=secretariat, practice=published)
    assert fresh(published).summary == "ملخص جديد"


def test_a_withdrawn_practice_takes_its_translations_along(
    published, amman_officer, amman_focal_point, secretariat, journal_kinds
):
    english = translated(actor=amman_officer, practice=published)
    publish_translation(actor=secretariat, practice=english)
    assert fresh(english).live
    withdraw_practice(actor=amman_focal_point, practice=published)
    assert not PracticePage.objects.filter(live=True).exists()
    assert journal_kinds()[-2:] == ["PracticeWithdrawn", "PracticeWithdrawn"]


def test_a_translation_holds_words_only_and_reads_the_facts(published, amman_officer):
    english = translate_practice(actor=amman_officer, practice=published, language="en")
    again = translate_practice(actor=amman_officer, practice=published, language="en")
    assert english.pk == again.pk
    assert english.is_translation
    assert not english.sdgs.exists()
    assert [term.code for term in english.original.sdgs.all()] == ["4"]
    assert not fresh(english).live


def test_a_translation_knows_when_its_original_moved_on(published, amman_officer, secretariat):
    english = translated(actor=amman_officer, practice=published)
    publish_translation(actor=secretariat, practice=english)
    assert not fresh(english).is_behind_its_original
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    submit_practice(actor=amman_officer, practice=published)
    publish_practice(actor=secretariat, practice=published)
    assert fresh(english).is_behind_its_original


def test_a_translation_still_in_the_language_of_the_original_is_not_published(
    published, amman_officer, secretariat
):
    english = translate_practice(actor=amman_officer, practice=published, language="en")
    write_practice(actor=amman_officer, practice=english, values={"title": "Adult literacy"})
    with pytest.raises(ValidationError) as caught:
        publish_translation(actor=secretariat, practice=fresh(english))
    assert set(caught.value.message_dict) == {"summary", "context", "description", "beneficiaries"}
    assert not fresh(english).live


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
def test_the_city_alone_checks_a_translation(
    published, amman_officer, amman_focal_point, persona, who, is_allowed
):
    english = translated(actor=amman_officer, practice=published)
    if is_allowed:
        publish_translation(actor=persona(who), practice=english)
    else:
        with pytest.raises(Refused):
            publish_translation(actor=persona(who), practice=english)
    assert fresh(english).live == is_allowed


def test_a_focal_point_publishes_their_own_translation_only_when_alone(
    published, amman_officer, amman_focal_point
):
    english = translated(actor=amman_focal_point, practice=published)
    with pytest.raises(Refused):
        publish_translation(actor=amman_focal_point, practice=english)
    amman_officer.memberships.update(is_active=False)
    publish_translation(actor=amman_focal_point, practice=english)
    assert fresh(english).live
