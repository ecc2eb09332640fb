"""Tasks: who does what until when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.workplans.models.items import Item
from projects.workplans.models.plan import WorkPackage


class TaskState(models.TextChoices):
    TODO = "todo", _("To do")
    DOING = "doing", _("Doing")
    BLOCKED = "blocked", _("Blocked")
    DONE = "done", _("Done")


class Task(Item):
    """A unit of work of one city, maybe of one person."""

    package = models.ForeignKey(
        WorkPackage, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("description"), max_length=4000, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    checklist = models.JSONField(_("checklist"), default=list, blank=True)
    after = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="before", verbose_name=_("comes after")
    )
    state = models.CharField(max_length=20, choices=TaskState.choices, default=TaskState.TODO)
    words = models.CharField(_("what blocks it"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["project", "state"], name="task_board")]
