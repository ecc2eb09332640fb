from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A row for foreign keys to a term; its words are in the data files (`terms`)."""

    scheme = models.CharField(_("vocabulary"), max_length=40)
    code = models.CharField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="term_code_once_per_scheme"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The words of the term in the reader's language."""
        from core.vocabularies.terms import label

        return label(self.scheme, self.code)
