"""Begin a practice, write it, translate it, throw a draft away."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Locale, Revision

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.design.pasting import cleaned
from core.journal.actions import record
from knowledge.library.facts import PracticeDeleted, PracticeStarted, PracticeTranslated
from knowledge.library.fingerprints import BEGUN_BY_FILE, FILE_OF, ROW_WORDS, ROWS, fingerprint
from knowledge.library.limits import over_limits
from knowledge.library.models import CityBranchPage, PracticePage, PracticeStanding, Provenance
from knowledge.library.models.practice import TAGS, WORDS
from knowledge.library.slugs import free_slug

SITTING = timedelta(minutes=30)


def stream_of(practice: PracticePage) -> str:
    """The journal's stream of a practice, shared by its languages."""
    return f"practice:{practice.translation_key}"


@transaction.atomic
def start_practice(
    *,
    actor: Any,
    branch: CityBranchPage,
    title: str,
    provenance: Provenance = Provenance.CITY,
) -> PracticePage:
    """Begin a draft in the branch of a city, in the language of that branch."""
    require(actor, "practice.start", branch)
    practice = branch.add_child(
        instance=PracticePage(
            title=title.strip(),
            slug=free_slug(branch, title),
            live=False,
            has_unpublished_changes=True,
            owner=person_or_none(actor),
            locale=branch.locale,
            city=branch.city,
            partner_network=branch.partner_network,
            provenance=provenance,
        )
    )
    practice.save_revision(user=person_or_none(actor), clean=False, log_action=True)
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


class ChangedMeanwhile(Exception):
    """Somebody else saved these parts since they were read; nothing was written.

    `draft` is what is stored now, `by` who saved it (None: unknown), `at` when.
    """

    def __init__(self, draft: PracticePage, *, by: Any, at: datetime | None) -> None:
        super().__init__(draft.pk)
        self.draft = draft
        self.by = by
        self.at = at


@transaction.atomic
def write_practice(
    *,
    actor: Any,
    practice: PracticePage,
    values: Mapping[str, Any],
    rows: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
    loaded: str = "",
) -> Revision:
    """Save words, facts, tags and rows as a new draft; what is public does not change.

    Saving again within half an hour goes on with the person's own latest version, so that the
    history shows sittings rather than keystrokes.

    Args:
        values: by field name; tags as iterables of terms.
        rows: by relation name, the rows in their order; `key` (hex) names a row that is there.
        loaded: the `fingerprint` of these parts as the person read them; empty: not compared.

    Raises:
        ChangedMeanwhile: the stored parts are no longer those that were read.
        ValidationError: by field, or by ``rows``, what is too long or makes no sense.
    """
    practice = PracticePage.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    require(actor, "practice.edit", practice)
    draft = practice.get_latest_revision_as_object()
    latest = practice.latest_revision
    rows = rows or {}
    if loaded and loaded != fingerprint(draft, [*values, *rows]):
        raise ChangedMeanwhile(
            draft, by=latest.user if latest else None, at=latest.created_at if latest else None
        )
    for name, value in values.items():
        if name in TAGS:
            getattr(draft, name).set(value)
        else:
            setattr(draft, name, cleaned(value) if name in WORDS else value)
    for name, listed in rows.items():
        _set_rows(draft, name, listed)
    words = [name for name in values if name not in TAGS and name not in ROWS]
    if wrong := over_limits(draft, words):
        raise ValidationError(wrong)
    draft.full_clean(exclude=["slug"])
    return keep_draft(draft, actor=actor)


def keep_draft(draft: PracticePage, *, actor: Any) -> Revision:
    """A new version, or the person's own latest one of the same sitting."""
    latest = draft.latest_revision
    is_same_sitting = (
        latest is not None
        and latest.user_id == actor.pk
        and actor.pk is not None
        and latest.created_at > timezone.now() - SITTING
    )
    return draft.save_revision(
        user=person_or_none(actor),
        clean=False,
        log_action=True,
        overwrite_revision=latest if is_same_sitting else None,
    )


def _set_rows(draft: PracticePage, name: str, listed: Iterable[Mapping[str, Any]]) -> None:
    """Replace the rows of a draft; a row that is there keeps its identity in every language."""
    relation = getattr(draft, name)
    there = {row.translation_key.hex: row for row in relation.all()}
    kept = []
    for order, values in enumerate(listed):
        key = str(values.get("key") or "")
        row = there.get(key)
        if row is None:
            row = relation.model(translation_key=_free_key(relation.model, key, draft))
            if name in BEGUN_BY_FILE:
                _take_file(row, name, draft)
        for field, value in values.items():
            if field != "key":
                is_words = field in ROW_WORDS[name] and isinstance(value, str)
                setattr(row, field, cleaned(value) if is_words else value)
        row.locale = draft.locale
        row.sort_order = order
        kept.append(row)
    _check_rows(name, kept)
    relation.set(kept)


def _take_file(row: Any, name: str, draft: PracticePage) -> None:
    """A translation's row shows the original's file; elsewhere the file comes first."""
    originals = getattr(draft.original, name).all() if draft.is_translation else ()
    for original in originals:
        if original.translation_key == row.translation_key:
            setattr(row, FILE_OF[name], getattr(original, FILE_OF[name]))
            return
    raise ValidationError({name: [_("A picture is added before its words.")]})


def _check_rows(name: str, rows: Iterable[Any]) -> None:
    for number, row in enumerate(rows, start=1):
        left_out = {f.name for f in row._meta.fields} - set(ROWS[name])
        try:
            row.clean_fields(exclude=left_out)
        except ValidationError as error:
            raise ValidationError(
                {name: [f"{number}: {text}" for text in error.messages]}
            ) from error
        if wrong := over_limits(row, ROWS[name]):
            sentences = [f"{number}: {text}" for listed in wrong.values() for text in listed]
            raise ValidationError({name: sentences})


def _free_key(model: Any, key: str, draft: PracticePage) -> UUID:
    """The wanted identity of a new row, unless a row of another practice has it."""
    if not key:
        return uuid4()
    others = model.objects.filter(translation_key=UUID(key))
    is_taken = others.exclude(page__translation_key=draft.translation_key).exists()
    return uuid4() if is_taken else UUID(key)


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
    made.owner = person_or_none(actor)
    for name in TAGS:
        getattr(made, name).set([])
    made.save()
    made.save_revision(user=person_or_none(actor), clean=False, log_action=True)
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
        DeletePageAction(page, user=person_or_none(actor)).execute(skip_permission_checks=True)
    PracticeStanding.objects.filter(translation_key=key).delete()
    record(PracticeDeleted(str(key), pk), stream=stream, actor=actor)


@transaction.atomic
def bring_drafts(
    *,
    actor: Any,
    branch: CityBranchPage,
    found: Iterable[tuple[Mapping[str, Any], Mapping[str, Iterable[Mapping[str, Any]]]]],
) -> list[PracticePage]:
    """Begin a draft for each practice of a file, all of them or none.

    Args:
        found: values and rows of each, as `write_practice` takes them.
    """
    made = []
    for values, rows in found:
        practice = start_practice(actor=actor, branch=branch, title=values["title"])
        write_practice(actor=actor, practice=practice, values=values, rows=rows)
        made.append(practice)
    return made
