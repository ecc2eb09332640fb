"""Begin a practice, write it, translate it, throw a draft away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Locale, Revision

from core.access.rules import require
from core.journal.actions import record
from knowledge.library.facts import PracticeDeleted, PracticeStarted, PracticeTranslated
from knowledge.library.models import CityBranchPage, PracticePage, PracticeStanding
from knowledge.library.models.practice import TAGS
from knowledge.library.slugs import free_slug


def stream_of(practice: PracticePage) -> str:
    """The journal's stream of a practice, shared by its languages."""
    return f"practice:{practice.translation_key}"


def person(actor: Any) -> Any:
    """The user for Wagtail's own log; the installation itself is nobody there."""
    return actor if actor.pk is not None else None


@transaction.atomic
def start_practice(*, actor: Any, branch: CityBranchPage, title: str) -> PracticePage:
    """Begin a draft in the branch of a city, in the language of that branch."""
    require(actor, "practice.start", branch)
    practice = branch.add_child(
        instance=PracticePage(
            title=title.strip(),
            slug=free_slug(branch, title),
            live=False,
            has_unpublished_changes=True,
            owner=person(actor),
            locale=branch.locale,
            city=branch.city,
            partner_network=branch.partner_network,
        )
    )
    practice.save_revision(user=person(actor), clean=False, log_action=True)
    note_start(practice, actor=actor)
    return practice


@transaction.atomic
def note_start(practice: PracticePage, *, actor: Any) -> PracticeStanding:
    """Give a new practice its standing and its first fact, once."""
    standing, is_new = PracticeStanding.objects.get_or_create(
        translation_key=practice.translation_key
    )
    if is_new:
        record(
            PracticeStarted(str(practice.translation_key), practice.pk),
            stream=stream_of(practice),
            actor=actor,
        )
    return standing


@transaction.atomic
def write_practice(*, actor: Any, practice: PracticePage, values: Mapping[str, Any]) -> Revision:
    """Save words, facts and tags as a new draft; what is public does not change.

    Args:
        values: by field name; tags as iterables of terms.
    """
    practice = PracticePage.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    require(actor, "practice.edit", practice)
    draft = practice.get_latest_revision_as_object()
    for name, value in values.items():
        if name in TAGS:
            getattr(draft, name).set(value)
        else:
            setattr(draft, name, value)
    draft.full_clean(exclude=["slug"])
    return draft.save_revision(user=person(actor), clean=False, log_action=True)


@transaction.atomic
def translate_practice(*, actor: Any, practice: PracticePage, language: str) -> PracticePage:
    """Begin a translation: words only, as a draft in the branch of that language.

    Asking twice returns the translation that is there.
    """
    original = practice.original
    require(actor, "practice.translate", original)
    locale = Locale.objects.get(language_code=language)
    there = PracticePage.objects.filter(
        translation_key=original.translation_key, locale=locale
    ).first()
    if there is not None:
        return there
    made: PracticePage = original.copy_for_translation(locale).specific
    made.is_translation = True
    made.of_revision = original.live_revision or original.latest_revision
    made.owner = person(actor)
    for name in TAGS:
        getattr(made, name).set([])
    made.save()
    made.save_revision(user=person(actor), clean=False, log_action=True)
    record(
        PracticeTranslated(str(original.translation_key), made.pk, language),
        stream=stream_of(original),
        actor=actor,
    )
    return made


@transaction.atomic
def delete_practice(*, actor: Any, practice: PracticePage) -> None:
    """Throw away a draft that was never public, with its translations."""
    original = practice.original
    require(actor, "practice.delete", original)
    key, pk, stream = original.translation_key, original.pk, stream_of(original)
    for page in PracticePage.objects.filter(translation_key=key).order_by("is_translation"):
        DeletePageAction(page, user=person(actor)).execute(skip_permission_checks=True)
    PracticeStanding.objects.filter(translation_key=key).delete()
    record(PracticeDeleted(str(key), pk), stream=stream, actor=actor)
