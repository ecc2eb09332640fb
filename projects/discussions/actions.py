"""Every write in conversations."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.models import User
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.design.uploads import PICTURES, check_document, check_picture, ending
from core.journal.actions import record
from projects.discussions.facts import (
    CommentChanged,
    CommentRemoved,
    CommentWritten,
    ThreadResolved,
)
from projects.discussions.models import (
    Attachment,
    Comment,
    Following,
    FormerText,
    Mention,
    Thread,
)
from projects.partnerships.actions import held, locked
from projects.partnerships.models import Project
from projects.partnerships.team import acting_cities
from projects.workplans.kinds import KINDS

MOST_FILES = 5
MOST_NAMED = 20


@transaction.atomic
def start_thread(
    *,
    actor: Any,
    project: Project,
    title: str,
    text: str,
    kind: str = "",
    item: UUID | None = None,
    people: Iterable[User] = (),
    cities: Iterable[City] = (),
    files: Iterable[UploadedFile] = (),
) -> Thread:
    """Begin a conversation with its first comment.

    Args:
        kind: of which kind of row it speaks (`workplans.kinds`), with `item`, the row's public id; empty: of
            the project.

    Raises:
        ValidationError: words are missing or too long, or there is no such row.
    """
    project = locked(project)
    require(actor, "thread.start", project)
    if kind and (
        kind not in KINDS
        or not KINDS[kind].model.objects.filter(project=project, public_id=item).exists()
    ):
        raise ValidationError({"item": _("This row is no longer there.")})
    thread = Thread(
        project=project, title=title, kind=kind, item=item, started_by=person_or_none(actor)
    )
    checking.fits(thread, ("title",))
    thread.save()
    write_comment(actor=actor, thread=thread, text=text, people=people, cities=cities, files=files)
    return thread


@transaction.atomic
def write_comment(
    *,
    actor: Any,
    thread: Thread,
    text: str,
    people: Iterable[User] = (),
    cities: Iterable[City] = (),
    files: Iterable[UploadedFile] = (),
) -> Comment:
    """Say something; whoever writes follows from now on, a settled conversation opens again.

    Args:
        people: who is named, of the partners.
        cities: cities of the project that are named: their focal points hear of it.
    """
    thread = held(thread)
    project = thread.project
    require(actor, "thread.write", thread)
    comment = Comment(thread=thread, author=person_or_none(actor), text=text)
    checking.fits(comment, ("text",))
    listed = list(files)
    if len(listed) > MOST_FILES:
        raise ValidationError({"files": _("At most five files at once.")})
    for file in listed:
        is_picture = any(ending(file.name or "") in endings for endings in PICTURES.values())
        (check_picture if is_picture else check_document)(file)
    comment.save()
    for file in listed:
        Attachment.objects.create(
            comment=comment, file=file, name=(file.name or "")[:200], size=file.size or 0
        )
    _name(comment, people, cities)
    if comment.author is not None:
        Following.objects.update_or_create(
            thread=thread, person=comment.author, defaults={"is_on": True}
        )
    thread.moved_at, thread.resolved_at, thread.resolved_by = timezone.now(), None, None
    thread.save(update_fields=["moved_at", "resolved_at", "resolved_by"])
    record(CommentWritten(project.pk, thread.pk, comment.pk), stream=project.stream, actor=actor)
    return comment


def _name(comment: Comment, people: Iterable[User], cities: Iterable[City]) -> None:
    """Keep who was named; only people and cities of the project can be."""
    acting = acting_cities(comment.thread.project)
    named = list(people), list(cities)
    if sum(map(len, named)) > MOST_NAMED:
        raise ValidationError({"people": _("Name at most twenty at once.")})
    for person in named[0]:
        if not person.memberships.filter(city_id__in=acting, is_active=True).exists():
            raise ValidationError({"people": _("Choose somebody of the partner cities.")})
        Mention.objects.create(comment=comment, person=person)
    for city in named[1]:
        if city.pk not in acting:
            raise ValidationError({"cities": _("Choose a city that takes part.")})
        Mention.objects.create(comment=comment, city=city)


def _held(comment: Comment) -> tuple[Comment, Project]:
    """The comment as it is now, in its conversation of its project, all held."""
    thread = held(comment.thread)
    found = Comment.objects.select_for_update().get(pk=comment.pk)
    found.thread = thread
    return found, thread.project


@transaction.atomic
def change_comment(*, actor: Any, comment: Comment, text: str) -> Comment:
    """Change one's own words; what they were stays to be read. The same words change nothing."""
    comment, project = _held(comment)
    require(actor, "comment.change", comment)
    before, comment.text = comment.text, text
    checking.fits(comment, ("text",))
    if comment.text == before:
        return comment
    FormerText.objects.create(comment=comment, text=before)
    comment.changed_at = timezone.now()
    comment.save(update_fields=["text", "changed_at"])
    fact = CommentChanged(project.pk, comment.thread_id, comment.pk)
    record(fact, stream=project.stream, actor=actor)
    return comment


@transaction.atomic
def remove_comment(*, actor: Any, comment: Comment) -> None:
    """Take a comment away: its words, its former words and its files; that it was there is still shown."""
    comment, project = _held(comment)
    require(actor, "comment.remove", comment)
    comment.text, comment.removed_at = "", timezone.now()
    comment.save(update_fields=["text", "removed_at"])
    comment.former.all().delete()
    for attachment in comment.attachments.all():
        storage, name = attachment.file.storage, attachment.file.name
        attachment.delete()
        transaction.on_commit(lambda s=storage, n=name: s.delete(n), robust=True)
    fact = CommentRemoved(project.pk, comment.thread_id, comment.pk)
    record(fact, stream=project.stream, actor=actor)


@transaction.atomic
def resolve_thread(*, actor: Any, thread: Thread, is_resolved: bool = True) -> None:
    """Say that a conversation is settled, or open it again. Twice changes nothing."""
    thread = held(thread)
    project = thread.project
    require(actor, "thread.resolve", thread)
    if is_resolved == (thread.resolved_at is not None):
        return
    thread.resolved_at = timezone.now() if is_resolved else None
    thread.resolved_by = person_or_none(actor) if is_resolved else None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    fact = ThreadResolved(project.pk, thread.pk, is_resolved)
    record(fact, stream=project.stream, actor=actor)


@transaction.atomic
def follow_thread(*, actor: Any, thread: Thread, is_on: bool = True) -> None:
    """Hear of a conversation, or no longer."""
    require(actor, "thread.write", thread)
    Following.objects.update_or_create(thread=thread, person=actor, defaults={"is_on": is_on})
