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
