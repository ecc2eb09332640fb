"""What is said about the words of a text."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.documents.models.document import Document


class CommentState(models.TextChoices):
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Settled")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")


class DocumentComment(models.Model):
    """What somebody says about some words of a text, or what they would say instead (`proposal`). `begins`
    and `ends` are Yjs positions that move with the words; `quote` keeps the words themselves. Answers have
    a `parent` and neither."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    city = models.ForeignKey(City, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("words"), max_length=3000, blank=True)
    proposal = models.TextField(_("proposed wording"), max_length=3000, null=True, blank=True)
    quote = models.TextField(_("about these words"), max_length=3000, blank=True)
    begins = models.CharField(max_length=200, blank=True)
    ends = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.OPEN)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["document", "state"], name="document_comment_state")]

    def __str__(self) -> str:
        return self.text[:60] or (self.proposal or "")[:60]

    @property
    def is_suggestion(self) -> bool:
        return self.proposal is not None
