from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A question that somebody wants to hear of when new practices answer it.

    `query` is the question as an address has it; `known` are the keys of what answered it when
    the person last looked, or was last told.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    query = models.CharField(_("question"), max_length=600)
    language = models.CharField(_("language"), max_length=5)
    known = models.JSONField(default=list, editable=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "query", "language"], name="one_search_saved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.query}"


class Question(models.Model):
    """How often one question was asked, and how often in vain. Nobody's name, no hour.

    `text` is folded and cut; what looks like a person's number or address is never kept.
    """

    text = models.CharField(_("question"), max_length=120)
    language = models.CharField(_("language"), max_length=5)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    unanswered = models.PositiveIntegerField(_("without an answer"), default=0)
    clicked = models.PositiveIntegerField(_("followed"), default=0)
    last_on = models.DateField(_("last asked on"), default=timezone.localdate)
    settled_at = models.DateTimeField(_("settled"), null=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="question_counted_once"),
        ]

    def __str__(self) -> str:
        return self.text


class SynonymGroup(models.Model):
    """Words for the same in one language, one in each line."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    words = models.TextField(_("words for the same, one in each line"), max_length=600)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("words for the same")
        verbose_name_plural = _("words for the same")

    def __str__(self) -> str:
        return " = ".join(self.words.splitlines())


class Pin(models.Model):
    """A practice that the network recommends for one question."""

    question = models.CharField(_("question"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    practice_key = models.UUIDField(_("practice"))
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("recommended result")
        verbose_name_plural = _("recommended results")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language", "practice_key"], name="pinned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.practice_key}"


class ContentCall(models.Model):
    """A subject on which the network looks for practices."""

    subject = models.CharField(_("subject"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("call for practices")
        verbose_name_plural = _("calls for practices")

    def __str__(self) -> str:
        return self.subject


class Concept(models.Model):
    """A concept of a vocabulary that was brought in, with its names: questions are translated by them."""

    source = models.CharField(max_length=120)
    address = models.CharField(max_length=400)
    labels = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = [
            models.UniqueConstraint(fields=["source", "address"], name="concept_once"),
        ]

    def __str__(self) -> str:
        return self.address
