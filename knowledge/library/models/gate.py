"""The one gate through which a practice goes live."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


class ApprovedRevision(models.Model):
    """A revision that may be public, and who approved it."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"revision {self.revision_id}"


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
        if ApprovedRevision.objects.filter(revision_id=page.live_revision_id).exists():
            return
    if page.pk is not None and page.alias_of_id is not None:
        raise PublicationRefused(_("A practice is never an alias."))
    raise PublicationRefused(_("Only an approved version becomes public."))
