"""The one gate through which a practice goes live."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

if TYPE_CHECKING:
    from knowledge.library.models.practice import PracticePage

_is_trusted: ContextVar[bool] = ContextVar("trusted_import", default=False)


class PublicationRefused(PermissionDenied):
    """The revision was approved by nobody."""


@contextmanager
def trusted_import() -> Generator[None]:
    """Let commands publish content that was checked outside; never used by a request."""
    token = _is_trusted.set(True)
    try:
        yield
    finally:
        _is_trusted.reset(token)


def is_approved(page: "PracticePage", revision_id: int | None) -> bool:
    """Whether the last check of a finished workflow approved exactly this revision: the network's
    for an original, the city's for a translation."""
    from knowledge.library.models.tasks import CityApproval, NetworkReview

    last = CityApproval if page.is_translation else NetworkReview
    return TaskState.objects.filter(
        revision_id=revision_id,
        status=TaskState.STATUS_APPROVED,
        workflowstate__status=WorkflowState.STATUS_APPROVED,
        task__content_type=ContentType.objects.get_for_model(last),
    ).exists()


def was_hidden(page: "PracticePage") -> bool:
    """Whether exactly this revision was public when a report hid it."""
    standing = page.standing
    return standing is not None and standing.hidden.get(str(page.pk)) == page.live_revision_id


def guard(page: "PracticePage") -> None:
    """Refuse a practice that would become public without an approved revision.

    Raises:
        PublicationRefused: `page` is live, and neither was its revision public before nor approved.
    """
    if not page.live or _is_trusted.get():
        return
    if page.pk is not None and page.live_revision_id is not None:
        was = type(page)._base_manager.filter(
            pk=page.pk, live=True, live_revision_id=page.live_revision_id
        )
        if was.exists():
            return
        if is_approved(page, page.live_revision_id) or was_hidden(page):
            return
    if page.pk is not None and page.alias_of_id is not None:
        raise PublicationRefused(_("A practice is never an alias."))
    raise PublicationRefused(_("Only an approved version becomes public."))
