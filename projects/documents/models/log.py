"""The log in which every edit of a text is kept, and what is made from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.documents.models.document import Document


class DocumentUpdate(models.Model):
    """One stored edit; nothing is ever changed here, old ones go when a snapshot holds them."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField()
    payload = models.BinaryField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["document", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["document", "seq"], name="document_update_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.seq}"


class DocumentSnapshot(models.Model):
    """The whole text after the edit `seq`; the two newest are kept."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="snapshots")
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["document", "-seq"]
        constraints = [
            models.UniqueConstraint(fields=["document", "seq"], name="document_snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.seq}"


class DocumentAuthor(models.Model):
    """Whose edits carry this number; kept for ever, so that words have an author after years."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="authors")
    client = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    city = models.ForeignKey(City, null=True, on_delete=models.SET_NULL, related_name="+")
    bound_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "client"], name="document_author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.client}"


class VersionKind(models.TextChoices):
    NAMED = "named", _("named")
    SESSION = "session", _("after writing")
    RESTORE = "restore", _("before restoring")
    OFFERED = "offered", _("for agreement")


class DocumentVersion(models.Model):
    """The text at one moment; it is never changed. `digest` is SHA-256 over the canonical form of its
    content, its document and its number."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=VersionKind.choices)
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.number}"


class Agreement(models.Model):
    """A city agrees to one version."""

    version = models.ForeignKey(
        DocumentVersion, on_delete=models.CASCADE, related_name="agreements"
    )
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "city"], name="agreement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.city_id}"


class Projection(models.Model):
    """The text as readers and the search get it, drawn from the log up to `seq`."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="projection"
    )
    seq = models.PositiveBigIntegerField()
    content = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    letters = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.document_id} {self.seq}"
