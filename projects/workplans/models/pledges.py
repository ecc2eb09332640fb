"""Voluntary contributions, never added across kinds, and risks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.workplans.models.items import Item
from projects.workplans.models.plan import WorkPackage


class ContributionKind(models.TextChoices):
    STAFF = "staff", _("Staff time")
    IN_KIND = "in_kind", _("Space, equipment or content")
    VOLUNTEERS = "volunteers", _("Time of volunteers")
    CASH = "cash", _("Money")


class ContributionState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    CONFIRMED = "confirmed", _("Confirmed")
    PARTLY = "partly", _("Partly delivered")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Contribution(Item):
    """What a city pledges: announced, not owed."""

    kind = models.CharField(_("kind"), max_length=20, choices=ContributionKind.choices)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40)
    value = models.DecimalField(
        _("value, if you like"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    basis = models.CharField(_("how the value was found"), max_length=200, blank=True)
    package = models.ForeignKey(
        WorkPackage, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=ContributionState.choices, default=ContributionState.OFFERED
    )
    delivered = models.DecimalField(
        _("delivered so far"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    acknowledged_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="contribution_is_something"
            ),
            models.CheckConstraint(
                condition=models.Q(delivered__gte=0), name="contribution_delivered_not_negative"
            ),
        ]


class RiskState(models.TextChoices):
    OPEN = "open", _("Open")
    OVER = "over", _("Over")


LEVELS = ((1, _("low")), (2, _("medium")), (3, _("high")))


class Risk(Item):
    """What might go wrong, and what is done about it."""

    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=LEVELS, default=2)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=LEVELS, default=2)
    answer = models.TextField(_("what is done about it"), max_length=1000, blank=True)
    state = models.CharField(max_length=20, choices=RiskState.choices, default=RiskState.OPEN)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["-impact", "-likelihood", "pk"]
