"""Practices for tests; never random."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.access.rules import SYSTEM
from core.cities.models import City
from core.vocabularies.models import Term
from knowledge.library.actions import (
    PracticeRecord,
    accept_practice,
    approve_for_city,
    assign_reviewers,
    confirm_contact,
    import_practice,
    open_branch,
    open_library,
    start_practice,
    start_reuse,
    submit_practice,
    translate_practice,
    write_advice,
    write_practice,
)
from knowledge.library.models import CityBranchPage, Criterion, PracticePage, Review

FULL = {
    "summary": "قراءة للكبار في المكتبات",
    "context": "حاجة إلى محو الأمية",
    "description": "دروس مسائية في مدرسة الحي",
    "beneficiaries": "الكبار",
}

ENGLISH = {
    "title": "Adult literacy",
    "summary": "Reading for adults in libraries",
    "context": "A need for literacy",
    "description": "Evening classes in the school of the district",
    "beneficiaries": "Adults",
}


def terms(scheme, *codes):
    return Term.objects.filter(scheme=scheme, code__in=codes)


@pytest.fixture
def library(db):
    return open_library(actor=SYSTEM)


@pytest.fixture
def branch(library):
    """The branch of a city in a language."""

    def found(city, language="ar"):
        open_branch(actor=SYSTEM, owner=city)
        return CityBranchPage.objects.select_related("locale", "city").get(
            city=city, locale__language_code=language
        )

    return found


def drafted(*, actor, branch, title="محو أمية الكبار"):
    practice = start_practice(actor=actor, branch=branch, title=title)
    values = {**FULL, "sdgs": terms("sdg", "4"), "key_features": terms("key_feature", "1.1")}
    write_practice(actor=actor, practice=practice, values=values)
    return PracticePage.objects.get(pk=practice.pk)


def translated(*, actor, practice, **words):
    """The practice in English, written as a draft."""
    english = translate_practice(actor=actor, practice=practice, language="en")
    write_practice(actor=actor, practice=english, values={**ENGLISH, **words})
    return PracticePage.objects.get(pk=english.pk)


@pytest.fixture
def draft(amman_officer, amman, branch):
    """A complete draft that Amman's officer wrote."""
    return drafted(actor=amman_officer, branch=branch(amman))


def scored(value=2, *, without=()):
    """A grid with the same score everywhere, each with a comment."""
    return {code: (value, f"comment on {code}") for code in Criterion.values if code not in without}


def review_of(practice):
    """The last run of a text, fresh from the database."""
    return Review.objects.select_related("page").filter(page_id=practice.pk).latest("pk")


def advised(*, review, reviewer, secretariat, value=2):
    """The secretariat asks a reviewer, who gives the same score everywhere."""
    due_on = timezone.localdate() + timedelta(days=7)
    assign_reviewers(actor=secretariat, review=review, reviewers=[reviewer], due_on=due_on)
    return write_advice(
        actor=reviewer, review=review, grid=scored(value), has_no_conflict=True, is_final=True
    )


@pytest.fixture
def through(amman_focal_point, reviewer, secretariat):
    """Take a text that was handed over through both checks, or a translation through the city's."""

    def go(practice):
        review = review_of(practice)
        approve_for_city(actor=amman_focal_point, review=review)
        if not practice.is_translation:
            advised(review=review, reviewer=reviewer, secretariat=secretariat)
            accept_practice(actor=secretariat, review=review)
        return PracticePage.objects.get(pk=practice.pk)

    return go


@pytest.fixture
def publish(through, amman_officer):
    """Hand a text of Amman over and take it through every check."""

    def go(practice):
        submit_practice(actor=amman_officer, practice=practice)
        return through(practice)

    return go


@pytest.fixture
def submitted(draft, amman_officer):
    """With the focal point."""
    submit_practice(actor=amman_officer, practice=draft)
    return PracticePage.objects.get(pk=draft.pk)


@pytest.fixture
def review(submitted, amman_focal_point):
    """Approved by the city, without reviewers yet."""
    approve_for_city(actor=amman_focal_point, review=review_of(submitted))
    return review_of(submitted)


def publish_practice_of_amman(*, officer, focal, reviewer, secretariat):
    """Write a practice of Amman and take it through both checks."""
    open_library(actor=SYSTEM)
    city = City.objects.get(slug="amman")
    open_branch(actor=SYSTEM, owner=city)
    branch = CityBranchPage.objects.get(city=city, locale__language_code="ar")
    practice = drafted(actor=officer, branch=branch)
    submit_practice(actor=officer, practice=practice)
    approve_for_city(actor=focal, review=review_of(practice))
    advised(review=review_of(practice), reviewer=reviewer, secretariat=secretariat)
    accept_practice(actor=secretariat, review=review_of(practice))


@pytest.fixture
def published(amman, amman_officer, amman_focal_point, reviewer, secretariat):
    """Amman's practice, public; `conftest` begins such tests with a database that has it."""
    people = {"officer": amman_officer, "focal": amman_focal_point}
    if not PracticePage.objects.filter(live=True).exists():
        publish_practice_of_amman(**people, reviewer=reviewer, secretariat=secretariat)
    return PracticePage.objects.get(live=True)


def record(number, owner, *, languages=("ar", "en", "fr"), **words):
    said = {
        "ar": {"title": f"ممارسة رقم {number}", "summary": "ملخص قصير", "description": "وصف"},
        "en": {"title": f"Practice number {number}", "summary": "Short", "description": "Text"},
        "fr": {"title": f"Pratique numéro {number}", "summary": "Bref", "description": "Texte"},
    }
    return PracticeRecord(
        code=f"T{number}",
        owner=owner,
        words={lang: {**said[lang], **words.get(lang, {})} for lang in languages},
        slugs=dict.fromkeys(languages, f"practice-{number}"),
        tags={"themes": ("INC", "LIT"), "sdgs": ("4",), "key_features": ("1.1",)},
        facts={"kind": "practice"},
    )


@pytest.fixture
def many(library):
    """Publish so many practices of a city, in three languages."""

    def make(city, count, *, start=1):
        for number in range(start, start + count):
            import_practice(actor=SYSTEM, found=record(number, city))

    return make


@pytest.fixture
def reuse(published, medina, medina_focal_point):
    """Medina has said that it wants to adapt Amman's practice."""
    return start_reuse(actor=medina_focal_point, practice=published, city=medina)


@pytest.fixture
def reuse_in_touch(reuse, amman_focal_point):
    confirm_contact(actor=amman_focal_point, reuse=reuse)
    reuse.refresh_from_db()
    return reuse
