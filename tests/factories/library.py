"""Practices for tests; never random."""

import pytest

from core.access.rules import SYSTEM
from core.vocabularies.models import Term
from knowledge.library.actions import (
    PracticeRecord,
    confirm_contact,
    import_practice,
    open_branch,
    open_library,
    start_practice,
    start_reuse,
    submit_practice,
    translate_practice,
    write_practice,
)
from knowledge.library.models import CityBranchPage, PracticePage

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


@pytest.fixture
def submitted(draft, amman_officer):
    submit_practice(actor=amman_officer, practice=draft)
    return PracticePage.objects.get(pk=draft.pk)


@pytest.fixture
def published(submitted, secretariat):
    from knowledge.library.actions import publish_practice

    publish_practice(actor=secretariat, practice=submitted)
    return PracticePage.objects.get(pk=submitted.pk)


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
