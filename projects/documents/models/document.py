"""A document, where it lies, and who may do what with it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.partnerships.models import Project


class DocumentKind(models.TextChoices):
    CONCEPT = "concept", _("Concept text")
    NOTE = "note", _("Cooperation note")
    PLAN = "plan", _("Chapter of the plan")
    MINUTES = "minutes", _("Minutes")
    FREE = "free", _("Free text")


class DocumentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("In consultation")
    OFFERED = "offered", _("Up for agreement")
    AGREED = "agreed", _("Agreed")
    ARCHIVED = "archived", _("Archived")


# In which states the text can change.
OPEN = (DocumentState.DRAFT, DocumentState.CONSULTATION)


class Level(models.IntegerChoices):
    """What somebody may do with a text; each includes those before it."""

    NOTHING = 0, _("nothing")
    READ = 1, _("read")
    COMMENT = 2, _("comment")
    SUGGEST = 3, _("suggest")
    WRITE = 4, _("write")


class Folder(models.Model):
    """A place for documents of one project."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("folder")
        verbose_name_plural = _("folders")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="folder_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One text. `head_seq` counts its stored edits; `access_epoch` grows whenever somebody may have lost
    a right, so that what was checked before is checked anew."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="documents")
    folder = models.ForeignKey(
        Folder, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(
        max_length=14, choices=DocumentState.choices, default=DocumentState.DRAFT
    )
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    team_level = models.PositiveSmallIntegerField(
        _("what all partners may do"), choices=Level.choices, default=Level.WRITE
    )
    head_seq = models.PositiveBigIntegerField(default=0)
    snapshot_seq = models.PositiveBigIntegerField(default=0)
    access_epoch = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(snapshot_seq__lte=models.F("head_seq")),
                name="document_snapshot_is_not_ahead",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.project.public_id, self.public_id])

    @property
    def stream(self) -> str:
        """Where is written what concerns nobody but readers of the text."""
        return f"document:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Whether its text can change."""
        return self.state in OPEN


class Grant(models.Model):
    """What a city, or one person, may do with a document beyond or below what all partners may."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="grants")
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "city"], name="grant_city_once"),
            models.UniqueConstraint(fields=["document", "person"], name="grant_person_once"),
            models.CheckConstraint(
                condition=models.Q(city=None) ^ models.Q(person=None),
                name="grant_is_for_a_city_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.level}"
