"""Answers that are given again when a program, not sure that it was heard, asks the same once more."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GivenAnswer(models.Model):
    """The answer to one creation, under the key that the program chose for it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("given answer")
        verbose_name_plural = _("given answers")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="answer_once_per_key"),
        ]

    def __str__(self) -> str:
        return self.key
