"""Who may do what with a document, and why not."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SYSTEM, Decision, refuse, rule, visibility
from core.cities.roles import roles_of
from projects.documents.models import Document, DocumentComment, DocumentState, Grant, Level
from projects.partnerships.models import ACTING, ENDED, Partner, Project
from projects.partnerships.policy import HAS_ENDED, team
from projects.partnerships.team import acting_cities, standing_of

LEVEL_NEEDED = {
    Level.READ: _("You may not read this document."),
    Level.COMMENT: _("You may read this document, not comment on it."),
    Level.SUGGEST: _("You may comment on this document, not suggest wording."),
    Level.WRITE: _("You may not write in this document."),
}
NOT_OPEN = refuse(_("The text is fixed in this state."))
NOT_OWNER = refuse(_("Only the city that began the document, or the lead city, does this."))


def level_of(actor: Any, document: Document) -> Level:
    """What somebody may do with the text, whatever its state: the most that is granted to the person,
    else to their cities, else to all partners. The city that began it and the lead city always write."""
    if actor is SYSTEM:
        return Level.WRITE
    if not getattr(actor, "is_authenticated", False):
        return Level.NOTHING
    standing = standing_of(actor, document.project)
    if not standing.cities:
        return Level.COMMENT if standing.roles.is_secretariat else Level.NOTHING
    if standing.is_lead or document.city_id in standing.cities:
        return Level.WRITE
    grants = list(document.grants.all())
    own = [grant.level for grant in grants if grant.person_id == actor.pk]
    ours = [grant.level for grant in grants if grant.city_id in standing.cities]
    return Level(max(own or ours or [document.team_level]))


def open_level(actor: Any, document: Document) -> Level:
    """What somebody may do while the text is open; in a project that has ended everybody only reads."""
    level = level_of(actor, document)
    return min(level, Level.READ) if document.project.state in ENDED else level


def _needs(level: Level, actor: Any, document: Document) -> Decision:
    if level_of(actor, document) >= level:
        return ALLOWED
    return refuse(LEVEL_NEEDED[level])


@rule("document.add")
def may_add_document(actor: Any, project: Project) -> Decision:
    return team(actor, project)


@rule("document.open")
def may_open_document(actor: Any, document: Document) -> Decision:
    return _needs(Level.READ, actor, document)


@rule("document.write")
def may_write_document(actor: Any, document: Document) -> Decision:
    if document.project.state in ENDED:
        return HAS_ENDED
    if not document.is_open:
        return NOT_OPEN
    return _needs(Level.WRITE, actor, document)


@rule("document.comment")
def may_comment(actor: Any, document: Document) -> Decision:
    return _may_say(Level.COMMENT, actor, document)


@rule("document.suggest")
def may_suggest(actor: Any, document: Document) -> Decision:
    if not document.is_open:
        return NOT_OPEN
    return _may_say(Level.SUGGEST, actor, document)


def _may_say(level: Level, actor: Any, document: Document) -> Decision:
    if document.project.state in ENDED:
        return HAS_ENDED
    if document.state in (DocumentState.AGREED, DocumentState.ARCHIVED):
        return NOT_OPEN
    return _needs(level, actor, document)


@rule("document_comment.resolve")
@rule("document_comment.open_again")
def may_settle_comment(actor: Any, comment: DocumentComment) -> Decision:
    """Whoever wrote it, and whoever may write in the text."""
    if comment.author_id is not None and comment.author_id == getattr(actor, "pk", None):
        return may_comment(actor, comment.document)
    return may_write_document(actor, comment.document)


@rule("document_comment.accept")
@rule("document_comment.reject")
def may_decide_suggestion(actor: Any, comment: DocumentComment) -> Decision:
    if not comment.is_suggestion:
        return refuse(_("Only a suggestion is accepted or not."))
    return may_write_document(actor, comment.document)


@rule("document.keep_version")
def may_keep_version(actor: Any, document: Document) -> Decision:
    if document.project.state in ENDED:
        return HAS_ENDED
    return _needs(Level.WRITE, actor, document)


@rule("document.describe")
@rule("document.share")
@rule("document.consult")
@rule("document.draft_again")
@rule("document.offer")
@rule("document.archive")
@rule("document.take_out")
def may_tend_document(actor: Any, document: Document) -> Decision:
    """The city that began it, and the lead city."""
    if actor is SYSTEM:
        return ALLOWED
    decision = team(actor, document.project)
    if not decision:
        return decision
    standing = standing_of(actor, document.project)
    if standing.is_lead or document.city_id in standing.cities:
        return ALLOWED
    return NOT_OWNER


@rule("document.agree")
def may_agree(actor: Any, document: Document) -> Decision:
    decision = team(actor, document.project)
    if not decision:
        return decision
    if document.state != DocumentState.OFFERED:
        return refuse(_("The text is not up for agreement."))
    if not standing_of(actor, document.project).voices:
        return refuse(_("Only the focal point of a partner city does this."))
    return ALLOWED


@rule("document.settle")
def may_settle(actor: Any, document: Document) -> Decision:
    """It follows by itself from the last agreement."""
    if actor is SYSTEM:
        return ALLOWED
    return refuse(_("It is agreed once every partner city has said yes."))


@visibility(Document)
def visible_documents(actor: Any, documents: QuerySet[Document]) -> QuerySet[Document]:
    """Of the projects in which one's city acts, as far as one may read; the secretariat all."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return documents
    mine = Partner.objects.filter(city_id__in=roles.cities, state__in=ACTING)
    documents = documents.filter(project__in=mine.values("project_id"))
    leads = Q(city_id__in=roles.cities) | Q(project__lead_city_id__in=roles.cities)
    own = Grant.objects.filter(person_id=getattr(actor, "pk", None))
    ours = Grant.objects.filter(city_id__in=roles.cities)
    readable = (
        Q(pk__in=own.filter(level__gte=Level.READ).values("document_id"))
        | ~Q(pk__in=own.values("document_id"))
        & Q(pk__in=ours.filter(level__gte=Level.READ).values("document_id"))
        | ~Q(pk__in=own.values("document_id"))
        & ~Q(pk__in=ours.values("document_id"))
        & Q(team_level__gte=Level.READ)
    )
    return documents.filter(leads | readable)


def agreeing_cities(document: Document) -> frozenset[int]:
    """Whose agreement is needed: every city that takes part."""
    return acting_cities(document.project)
