"""What a city can give to others."""

from datetime import timedelta
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.vocabularies.models import Term

# After this an offer has to be confirmed; until then it is not counted when cities are suggested.
TRUE_FOR = timedelta(days=365)


class CityOffer(models.Model):
    """One topic on which a city helps others, in which formats and languages, for how many hours a year."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="offers")
    theme = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "theme"}
    )
    formats = models.JSONField(_("formats"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    hours = models.PositiveSmallIntegerField(
        _("hours a year"), default=10, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    words = models.TextField(_("what the city can tell"), max_length=500, blank=True)
    confirmed_on = models.DateField(default=timezone.localdate, editable=False)
    is_asked = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "theme"], name="support_offer_once_a_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}: {self.theme_id}"

    @property
    def is_true(self) -> bool:
        """Whether it was confirmed within a year."""
        return self.confirmed_on >= timezone.localdate() - TRUE_FOR
