"""Reads of conversations."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from core.accounts.models import User
from core.cities.models import City
from projects.discussions.models import Comment, Following, Thread
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


def comments_of(thread: Thread) -> list[Comment]:
    """Everything that was said, with files and former words. Four queries."""
    found = Comment.objects.filter(thread=thread).select_related("author")
    return list(found.prefetch_related("attachments", "former", "mentions"))


def is_followed(thread: Thread, person_id: int | None) -> bool:
    """Whether a person hears of the conversation."""
    return Following.objects.filter(thread=thread, person_id=person_id, is_on=True).exists()


def people_of(project: Project) -> list[User]:
    """Everybody of the acting cities, by name."""
    found = User.objects.filter(
        memberships__city_id__in=acting_cities(project), memberships__is_active=True, is_active=True
    )
    return list(found.distinct().order_by("display_name"))


def cities_of(project: Project) -> list[City]:
    """The acting cities."""
    return list(City.objects.filter(pk__in=acting_cities(project)).order_by("slug"))


def with_comments(threads: Iterable[Thread]) -> list[Thread]:
    """The same threads with their comments read at once."""
    ids = [thread.pk for thread in threads]
    comments = Comment.objects.select_related("author").prefetch_related("attachments", "former")
    return list(
        Thread.objects.filter(pk__in=ids).prefetch_related(Prefetch("comments", queryset=comments))
    )
