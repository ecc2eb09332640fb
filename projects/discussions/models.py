"""Conversations about a project, a task, a deliverable or a milestone."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.partnerships.models import Project


class Thread(models.Model):
    """One conversation; `kind` and `item` say about which row of the plan, empty: about the project."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=20, blank=True)
    item = models.UUIDField(null=True, blank=True)
    title = models.CharField(_("about what"), max_length=200)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-moved_at", "-pk"]
        indexes = [models.Index(fields=["project", "kind", "item"], name="thread_about")]

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """What somebody said; changed words keep what they were before."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("words"), max_length=5000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class FormerText(models.Model):
    """What a comment said before it was changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="former")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("former words")
        verbose_name_plural = _("former words")
        ordering = ["until"]

    def __str__(self) -> str:
        return self.text[:60]


class Mention(models.Model):
    """A person or a city that was named in a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(city=None),
                name="mention_is_a_person_or_a_city",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}"


class Attachment(models.Model):
    """A file beside a comment; it leaves by its own door, which asks for rights."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="documents/discussions/%Y/%m")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name


class Following(models.Model):
    """Whether a person wants to hear of a conversation; writing in it begins that."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("followings")
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], name="following_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.thread_id}"
