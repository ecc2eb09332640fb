"""Work packages, milestones and deliverables."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.workplans.models.items import Item


class WorkPackage(Item):
    """A block of activities with one leader, the item's city."""

    number = models.PositiveSmallIntegerField(_("number"))
    aim = models.TextField(_("aim"), max_length=1000, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("work package")
        verbose_name_plural = _("work packages")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="package_number_once"),
        ]


class MilestoneState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    REACHED = "reached", _("Reached")
    LATE = "late", _("Late")
    DROPPED = "dropped", _("Dropped")


class Milestone(Item):
    """A dated checkpoint with a criterion that is met or not."""

    criterion = models.CharField(_("criterion"), max_length=500, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=MilestoneState.choices, default=MilestoneState.PLANNED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, editable=False)
    reached_on = models.DateField(null=True, editable=False)
    words = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]


class DeliverableKind(models.TextChoices):
    REPORT = "report", _("Report")
    GUIDE = "guide", _("Guide or toolkit")
    COURSE = "course", _("Course or training")
    EVENT = "event", _("Event")
    TOOL = "tool", _("Tool or platform")
    POLICY = "policy", _("Policy or plan")
    OTHER = "other", _("Something else")


class DeliverableState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DRAFT = "draft", _("Draft")
    QUALITY = "quality", _("In quality check")
    ACCEPTED = "accepted", _("Accepted")


class Deliverable(Item):
    """A product handed over: in which languages, under which licence, checked by somebody else."""

    package = models.ForeignKey(
        WorkPackage, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliverables"
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=DeliverableKind.choices, default=DeliverableKind.OTHER
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    link = models.URLField(_("where it is"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True)
    state = models.CharField(
        max_length=20, choices=DeliverableState.choices, default=DeliverableState.PLANNED
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.CharField(_("words of the check"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
