"""Cities in a project, and organisations beside them."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from projects.partnerships.models.agreement import CooperationNote
from projects.partnerships.models.project import Project


class PartnerState(models.TextChoices):
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Has accepted")
    ACTIVE = "active", _("Partner")
    LEFT = "left", _("Has left")
    DECLINED = "declined", _("Not taking part")


ACTING = (PartnerState.ACCEPTED, PartnerState.ACTIVE)


class Partner(models.Model):
    """One city in one project; what it wrote stays credited after it left."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20, choices=PartnerState.choices, default=PartnerState.INVITED
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    tasks = models.TextField(_("what it does"), max_length=1000, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_note = models.ForeignKey(
        CooperationNote, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ticked_at = models.DateTimeField(null=True, editable=False)
    stop_agreed_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    joined_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    words = models.TextField(_("words at leaving or declining"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "city"], name="partner_once_per_project"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} in {self.project_id}: {self.state}"

    @property
    def is_acting(self) -> bool:
        return self.state in ACTING

    @property
    def is_lead(self) -> bool:
        return self.city_id == self.project.lead_city_id


class Associate(models.Model):
    """A university, association or firm beside the cities, without rights of its own."""

    class Sector(models.TextChoices):
        ACADEMIA = "academia", _("University or research")
        CIVIL = "civil", _("Civil society")
        PRIVATE = "private", _("Private sector")
        PUBLIC = "public", _("Public body")
        COMMUNITY = "community", _("Community group")
        MEDIA = "media", _("Media")
        INTERNATIONAL = "international", _("International organisation")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="associates")
    name = models.CharField(_("name"), max_length=200)
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices)
    role = models.CharField(_("what it does"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("associate organisation")
        verbose_name_plural = _("associate organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
