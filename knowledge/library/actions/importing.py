"""Bring in practices that were checked outside, such as the proceedings of a convention."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City, PartnerNetwork
from core.vocabularies.models import Term
from knowledge.library.actions.publishing import note_publication
from knowledge.library.actions.tree import open_branch
from knowledge.library.actions.writing import note_start
from knowledge.library.lifecycle import PRACTICE
from knowledge.library.models import (
    BuildingBlock,
    CityBranchPage,
    PracticePage,
    PracticeStanding,
    State,
    trusted_import,
)
from knowledge.library.models.practice import TAGS, WORDS
from knowledge.library.models.tree import owned_by
from knowledge.library.slugs import free_slug

NAMESPACE = uuid.UUID("6a0d5f5e-6f0e-4d4e-9d2b-0d6f2f1c2023")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRecord:
    """A practice as a file says it; `words` by language, the original's language first."""

    code: str
    owner: City | PartnerNetwork
    words: Mapping[str, Mapping[str, str]]
    slugs: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Any]
    blocks: tuple[Mapping[str, Mapping[str, str]], ...] = field(default=())

    @property
    def key(self) -> uuid.UUID:
        """The same for the same code, so that a second import finds the first."""
        return uuid.uuid5(NAMESPACE, self.code)


@transaction.atomic
def import_practice(*, actor: Any, found: PracticeRecord) -> bool:
    """Publish a record in all its languages, or bring what is there to it.

    Returns:
        Whether anything changed.
    """
    require(actor, "network.act")
    open_branch(actor=actor, owner=found.owner)
    branches = {
        branch.locale.language_code: branch
        for branch in CityBranchPage.objects.filter(**owned_by(found.owner)).select_related(
            "locale"
        )
    }
    there = {
        page.locale.language_code: page
        for page in PracticePage.objects.filter(translation_key=found.key).select_related("locale")
    }
    first, *others = found.words
    is_changed = False
    original, is_changed = _bring(
        actor=actor, found=found, language=first, branch=branches[first], page=there.get(first)
    )
    for language in others:
        is_changed |= _bring(
            actor=actor,
            found=found,
            language=language,
            branch=branches[language],
            page=there.get(language),
            original=original,
        )[1]
    standing = note_start(original, actor=actor)
    if standing.state == State.DRAFT:
        PRACTICE.apply("practice.publish", standing)
        PracticeStanding.objects.filter(pk=standing.pk).update(confirmed_at=timezone.now())
    return is_changed


def _bring(
    *,
    actor: Any,
    found: PracticeRecord,
    language: str,
    branch: CityBranchPage,
    page: PracticePage | None,
    original: PracticePage | None = None,
) -> tuple[PracticePage, bool]:
    words = {name: found.words[language].get(name, "") for name in WORDS}
    facts = {} if original else dict(found.facts)
    tags = {name: () if original else found.tags.get(name, ()) for name in TAGS}
    if page is None:
        page = branch.add_child(
            instance=PracticePage(
                **words,
                **facts,
                slug=free_slug(branch, words["title"], wanted=found.slugs.get(language, "")),
                translation_key=found.key,
                locale=Locale.objects.get(language_code=language),
                city=branch.city,
                partner_network=branch.partner_network,
                is_translation=original is not None,
                of_revision_id=original.live_revision_id if original else None,
                live=False,
                has_unpublished_changes=True,
                owner=person_or_none(actor),
            )
        )
    elif page.live and not _differs(page, words=words, facts=facts, tags=tags):
        return page, False
    for name, value in {**words, **facts}.items():
        setattr(page, name, value)
    for name, scheme in TAGS.items():
        terms = Term.objects.filter(scheme=scheme, code__in=tags[name])
        getattr(page, name).set(terms)
    page.building_blocks.set(
        [
            BuildingBlock(
                **block[language],
                sort_order=number,
                locale=page.locale,
                translation_key=uuid.uuid5(found.key, f"block-{number}"),
            )
            for number, block in enumerate(found.blocks)
        ]
    )
    if original:
        page.of_revision_id = original.live_revision_id
    with trusted_import():
        revision = page.save_revision(user=person_or_none(actor), clean=False)
        note_publication(page, revision_id=revision.pk, actor=actor)
        revision.publish(user=person_or_none(actor), skip_permission_checks=True)
    page.refresh_from_db()
    return page, True


def _differs(
    page: PracticePage,
    *,
    words: Mapping[str, str],
    facts: Mapping[str, Any],
    tags: Mapping[str, tuple[str, ...]],
) -> bool:
    if any(getattr(page, name) != value for name, value in {**words, **facts}.items()):
        return True
    return any(
        set(getattr(page, name).values_list("code", flat=True)) != set(codes)
        for name, codes in tags.items()
    )
