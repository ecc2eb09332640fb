"""Reads of conversations."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from core.access.rules import holders
from core.accounts.models import User
from core.cities.models import City
from projects.discussions.models import Attachment, Comment, Following, Mention, Thread
from projects.partnerships.models import Project
from projects.partnerships.team import acting_cities


def threads_of(project: Project, *, kind: str = "", item: UUID | None = None) -> list[Thread]:
    """Conversations about the project (no kind), or about one row; the liveliest first. One query."""
    found = Thread.objects.filter(project=project)
    if kind:
        found = found.filter(kind=kind, item=item)
    return list(
        found.select_related("started_by").annotate(
            count=Count("comments", filter=Q(comments__removed_at=None))
        )
    )


def comments_of(thread: Thread) -> QuerySet[Comment]:
    """Everything that was said, with files, former words and who is named. Four queries."""
    found = Comment.objects.filter(thread=thread).select_related("author")
    mentions = Mention.objects.select_related("city")
    return found.prefetch_related("attachments", "former", Prefetch("mentions", mentions))


def is_followed(thread: Thread, person_id: int | None) -> bool:
    """Whether a person hears of the conversation."""
    return Following.objects.filter(thread=thread, person_id=person_id, is_on=True).exists()


def people_of(project: Project) -> list[User]:
    """Everybody of the acting cities, by name."""
    return sorted(holders("project.team", project), key=str)


def file_of(project: Project, file_id: UUID) -> Attachment | None:
    """A file beside a comment that still stands."""
    rows = Attachment.objects.filter(comment__thread__project=project, comment__removed_at=None)
    return rows.filter(public_id=file_id).first()


def cities_of(project: Project) -> list[City]:
    """The acting cities."""
    return list(City.objects.filter(pk__in=acting_cities(project)).order_by("slug"))


def everything_said(project: Project) -> list[Thread]:
    """All conversations with their comments and files: three queries."""
    comments = Comment.objects.select_related("author").prefetch_related("attachments")
    found = Thread.objects.filter(project=project)
    return list(found.prefetch_related(Prefetch("comments", queryset=comments)))
