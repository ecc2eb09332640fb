"""Indicators J01 to J07 of a project, and the values that cities enter."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.workplans.models.items import Item


class Code(models.TextChoices):
    J01 = "J01", _("People reached by the project")
    J02 = "J02", _("Deliverables accepted, of those planned")
    J03 = "J03", _("Milestones reached in time")
    J04 = "J04", _("Contributions delivered, of those confirmed, by kind")
    J05 = "J05", _("Educators or officials trained")
    J06 = "J06", _("Outputs published under an open licence")
    J07 = "J07", _("A result that the partners chose")


# Entered by people; J02, J03, J04 and J06 are counted from the workspace.
OF_PROJECT = (Code.J01, Code.J05, Code.J07)


class Indicator(Item):
    """What is measured, from where, to what."""

    code = models.CharField(_("which"), max_length=3, choices=Code.choices, default=Code.J07)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    method = models.TextField(_("how it is measured"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["code", "pk"]


class Quality(models.TextChoices):
    MEASURED = "measured", _("Measured")
    ESTIMATED = "estimated", _("Estimated")
    MISSING = "missing", _("Not available")


class IndicatorValue(models.Model):
    """One city's figure for one indicator up to one day; the last one entered counts, the others stay."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(_("until"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    women = models.PositiveIntegerField(_("women and girls among them"), null=True, blank=True)
    quality = models.CharField(
        _("quality"), max_length=20, choices=Quality.choices, default=Quality.MEASURED
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__gte=0),
                name="indicator_value_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.city_id} {self.until}"
