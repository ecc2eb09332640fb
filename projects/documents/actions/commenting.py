"""Say something about words of a text, propose others, and settle it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.journal.actions import record
from projects.documents.actions.locking import locked
from projects.documents.facts import TextCommented, TextCommentSettled
from projects.documents.lifecycle import COMMENT
from projects.documents.models import Document, DocumentComment
from projects.partnerships.team import standing_of
from projects.workplans.actions import add_item
from projects.workplans.models import Item

MOST = 1000
COLUMNS = ("text", "proposal", "quote", "begins", "ends")


@transaction.atomic
def write_comment(
    *,
    actor: Any,
    document: Document,
    text: str = "",
    quote: str = "",
    begins: str = "",
    ends: str = "",
    proposal: str | None = None,
    parent: DocumentComment | None = None,
) -> DocumentComment:
    """Comment on words, propose others in their place, or answer.

    Args:
        begins, ends: positions as the editor encodes them; they move with the words.
        quote: the words as they are now, kept in case they go.
        proposal: what should stand there instead; None for a comment.
        parent: what this answers; then the places are left out.

    Raises:
        ValidationError: nothing is said, or too much.
    """
    document = locked(document)
    verb = "document.suggest" if proposal is not None else "document.comment"
    require(actor, verb, document)
    if parent is not None and (parent.document_id != document.pk or parent.parent_id is not None):
        raise ValidationError(_("This comment cannot be answered."))
    if not text.strip() and proposal is None:
        raise ValidationError({"text": _("Write something first.")})
    if proposal is not None and proposal == quote:
        raise ValidationError({"proposal": _("Propose other words than those that stand there.")})
    if document.comments.count() >= MOST:
        raise ValidationError(_("The document holds no more comments."))
    cities = standing_of(actor, document.project).cities
    comment = DocumentComment(
        document=document,
        parent=parent,
        author=person_or_none(actor),
        city=City.objects.filter(pk__in=cities).order_by("slug").first(),
        text=text,
        proposal=proposal,
        quote=quote,
        begins=begins,
        ends=ends,
    )
    checking.fits(comment, [name for name in COLUMNS if name != "proposal" or proposal is not None])
    comment.save()
    fact = TextCommented(document.project_id, document.pk, comment.pk)
    record(fact, stream=document.project.stream, actor=actor)
    return comment


@transaction.atomic
def move_comment(*, actor: Any, comment: DocumentComment, move: str) -> DocumentComment:
    """Settle, open again, accept or reject. Accepting writes nothing in the text: whoever accepts has done
    so in the editor, so that the words carry the right author.

    Args:
        move: a name of the table `COMMENT`.
    """
    document = locked(comment.document)
    comment = DocumentComment.objects.select_for_update().get(pk=comment.pk)
    comment.document = document
    require(actor, move, comment)
    COMMENT.apply(move, comment)
    comment.settled_at = None if move == "document_comment.open_again" else timezone.now()
    comment.settled_by = person_or_none(actor)
    comment.save(update_fields=["settled_at", "settled_by"])
    fact = TextCommentSettled(document.project_id, document.pk, comment.pk, comment.state)
    record(fact, stream=document.project.stream, actor=actor)
    return comment


@transaction.atomic
def make_task(*, actor: Any, comment: DocumentComment) -> Item:
    """A task of what a comment asks for; the comment is settled."""
    document = comment.document
    values = {"title": (comment.text or comment.quote)[:200], "text": comment.quote[:1900]}
    item = add_item(actor=actor, project=document.project, kind="task", values=values)
    move_comment(actor=actor, comment=comment, move="document_comment.resolve")
    return item
