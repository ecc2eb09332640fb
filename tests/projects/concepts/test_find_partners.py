"""Suggested cities with reasons, interest, answers, and the project that comes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.access.rules import SYSTEM, Refused, visible
from core.cities.actions import describe_city
from core.journal.drain import drain_all
from core.notifications.models import Note
from projects.concepts.actions import (
    become_project,
    expire_concepts,
    move_concept,
    move_interest,
    send_interest,
)
from projects.concepts.matching import (
    MOST_SHARED,
    THRESHOLD,
    WEIGHTS,
    Profile,
    Wish,
    is_alike,
    match,
    suggestions,
)
from projects.concepts.models import ConceptNote, Interest
from projects.concepts.queries import suggested_cities
from tests.factories.projects import refetched

CODES = st.lists(st.sampled_from(["INC", "YOU", "LIT", "DIG"]), unique=True)
PROFILES = st.builds(
    Profile,
    city_id=st.integers(2, 40),
    country=st.sampled_from(["JO", "SA", "TN"]),
    goals=st.lists(st.sampled_from(["4", "5", "11", "13", "17"]), unique=True),
    practised=CODES,
    strengths=CODES,
    challenges=CODES,
    languages=st.lists(st.sampled_from(["ar", "en", "fr"]), unique=True),
    population=st.integers(0, 10_000_000),
    admin_kind=st.sampled_from(["", "municipality", "governorate"]),
    is_newcomer=st.booleans(),
    load=st.integers(0, 9),
)
WISH = Wish(
    themes=["INC", "LIT"],
    goals=["4", "5", "11", "13"],
    language="ar",
    lead=Profile(city_id=1, country="JO", population=400_000, admin_kind="municipality"),
)


@given(PROFILES)
def test_the_points_are_the_sum_of_the_reasons(city):
    found = match(WISH, city)
    total = 0.0
    for reason in found.reasons:
        times = 1
        if reason.code in ("goals", "themes"):
            times = min(len(reason.about), MOST_SHARED)
        if reason.code == "load":
            times = city.load - 2
        total += WEIGHTS[reason.code] * times
    assert found.points == pytest.approx(total)


@given(PROFILES)
def test_a_city_that_shares_more_never_fits_less(city):
    from dataclasses import replace

    richer = replace(city, goals=["4", "5", "11", "13", "17"], strengths=["INC"], load=0)
    assert match(WISH, richer).points >= match(WISH, city).points


@given(st.lists(PROFILES, max_size=8))
def test_whoever_is_suggested_has_a_reason(cities):
    for found in suggestions(WISH, cities):
        assert found.points >= THRESHOLD
        assert found.reasons


def test_the_lead_is_never_suggested_to_itself():
    itself = Profile(city_id=1, goals=["4", "5", "11"], strengths=["INC", "LIT"])
    assert suggestions(WISH, [itself]) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"), [(0, 5, False), (100, 300, True), (100, 301, False), (7, 7, True)]
)
def test_sizes_are_alike_up_to_three_times(one, other, alike):
    assert is_alike(one, other) is alike
    assert is_alike(other, one) is alike


def test_a_city_is_suggested_by_what_it_says_of_itself(
    open_concept, medina, medina_focal_point, tunis_focal_point
):
    assert suggested_cities(open_concept) == []
    values = {"strengths": ["INC"], "languages": ["ar"]}
    describe_city(actor=medina_focal_point, city=medina, values=values)
    [(city, found)] = suggested_cities(refetched(open_concept))
    assert city == medina
    assert {reason.code for reason in found.reasons} >= {"strength", "language", "country"}


def test_interest_comes_from_the_focal_point_of_another_city(
    open_concept, medina, medina_officer, amman_focal_point, amman, interest, journal_kinds
):
    for actor, city in ((medina_officer, medina), (amman_focal_point, amman)):
        with pytest.raises(Refused):
            send_interest(actor=actor, concept=open_concept, city=city, role="x")
    assert interest.state == "sent"
    assert journal_kinds() == []


def test_showing_interest_twice_changes_the_words(
    open_concept, interest, medina, medina_focal_point
):
    again = send_interest(
        actor=medina_focal_point, concept=open_concept, city=medina, role="قياس الأثر"
    )
    assert (again.pk, again.role, again.state) == (interest.pk, "قياس الأثر", "sent")
    assert Interest.objects.count() == 1


def test_interest_can_be_withdrawn_and_shown_again(
    open_concept, interest, medina, medina_focal_point
):
    move_interest(actor=medina_focal_point, interest=interest, move="interest.withdraw")
    again = send_interest(actor=medina_focal_point, concept=open_concept, city=medina, role="x")
    assert again.state == "sent"


def test_only_the_two_cities_and_the_secretariat_read_an_interest(interest, persona):
    readers = {
        who
        for who in ("amman_officer", "medina_officer", "tunis_officer", "secretariat", "visitor")
        if visible(persona(who), Interest.objects.all()).exists()
    }
    assert readers == {"amman_officer", "medina_officer", "secretariat"}


def test_the_partnership_needs_two_cities(open_concept, interest, amman_focal_point):
    with pytest.raises(Refused):
        move_concept(actor=amman_focal_point, concept=open_concept, move="concept.form")
    move_interest(actor=amman_focal_point, interest=interest, move="interest.accept")
    move_concept(actor=amman_focal_point, concept=open_concept, move="concept.form")
    assert refetched(open_concept).state == "formed"


def test_the_project_takes_over_what_the_note_says(
    formed_concept, amman_focal_point, amman, medina, journal_kinds
):
    project = become_project(actor=amman_focal_point, concept=formed_concept)
    again = become_project(actor=amman_focal_point, concept=formed_concept)
    assert again == project
    assert project.title == formed_concept.title
    states = dict(project.partners.values_list("city__slug", "state"))
    assert states == {"amman": "accepted", "medina": "accepted"}
    assert project.partners.get(city=medina).role == "تدريب المعلمين"
    assert journal_kinds() == ["ProjectBegun", "PartnerInvited", "ConceptMoved"]


def test_a_note_without_partners_expires_after_half_a_year(open_concept, interest):
    assert expire_concepts(timezone.now()) == 0
    old = timezone.now() - timedelta(days=200)
    ConceptNote.objects.update(opened_at=old)
    assert expire_concepts(timezone.now()) == 1
    assert refetched(open_concept).state == "expired"


def test_a_note_with_a_partner_does_not_expire(open_concept, interest, amman_focal_point):
    move_interest(actor=amman_focal_point, interest=interest, move="interest.accept")
    ConceptNote.objects.update(opened_at=timezone.now() - timedelta(days=200))
    assert expire_concepts(timezone.now()) == 0


def test_each_side_is_told_of_the_other(interest, amman_focal_point, medina_focal_point):
    drain_all()
    assert Note.objects.filter(person=amman_focal_point, kind="interest_moves").count() == 1
    move_interest(actor=amman_focal_point, interest=interest, move="interest.accept")
    drain_all()
    drain_all()
    assert Note.objects.filter(person=medina_focal_point, kind="interest_moves").count() == 1


def test_the_system_alone_lets_notes_expire(open_concept, secretariat):
    with pytest.raises(Refused):
        move_concept(actor=secretariat, concept=open_concept, move="concept.expire")
    with pytest.raises(Refused):
        move_concept(actor=SYSTEM, concept=open_concept, move="concept.expire")
