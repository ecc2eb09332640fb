from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.vocabularies.models import Term


class Named(models.Model):
    """Something with a fixed address part and a name in each language."""

    slug = models.SlugField(_("address part"), max_length=60, unique=True)
    names = models.JSONField(_("names"), default=dict)
    aliases = models.JSONField(_("other spellings"), default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else the Arabic one."""
        return self.name_in(get_language() or "ar")

    def name_in(self, language: str) -> str:
        """The name in `language` (``ar``, ``en``, ``fr``), else the Arabic one."""
        return self.names.get(language[:2]) or self.names.get("ar", self.slug)


# Statuses of cities that are on their way into the network.
NEWCOMER = frozenset({"candidate", "interested"})


class City(Named):
    """A learning city, a candidate or an interested municipality."""

    country = models.CharField(_("country"), max_length=2)
    admin_kind = models.CharField(_("kind of administration"), max_length=40, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    statuses = models.JSONField(_("what the source says of its status"), default=list, blank=True)
    trait = models.JSONField(_("leading trait"), default=dict, blank=True)
    focus_sdgs = models.ManyToManyField(Term, blank=True, verbose_name=_("focus goals"))
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    strengths = models.JSONField(_("what it can offer"), default=list, blank=True)
    challenges = models.JSONField(_("what it seeks"), default=list, blank=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["slug"]

    def get_absolute_url(self) -> str:
        return reverse("cities:detail", args=[self.slug])

    @property
    def is_newcomer(self) -> bool:
        """A candidate, an interested municipality, or one of which no status is known."""
        codes = {row["code"] for row in self.statuses}
        return bool(codes & NEWCOMER) or not codes


class PartnerNetwork(Named):
    """A city or an association outside the region that shared its experience."""

    country = models.CharField(_("country"), max_length=2)
    words = models.JSONField(_("what it is"), default=dict, blank=True)

    class Meta:
        verbose_name = _("partner network")
        verbose_name_plural = _("partner networks")
        ordering = ["slug"]


class CityRole(models.TextChoices):
    MEMBER = "member", _("Member")
    FOCAL_POINT = "focal_point", _("Focal point")


class Membership(models.Model):
    """A person's role in a city."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=CityRole.choices)
    is_active = models.BooleanField(_("active"), default=True)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "city"], name="membership_once_per_city"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.city}"


class NetworkOffice(models.TextChoices):
    REVIEWER = "reviewer", _("Reviewer")
    SECRETARIAT = "secretariat", _("Secretariat")


class NetworkRole(models.Model):
    """A person's role in the network itself."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="network_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=NetworkOffice.choices)

    class Meta:
        verbose_name = _("network role")
        verbose_name_plural = _("network roles")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="network_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Invitation(models.Model):
    """An open door for one address to one city; only the digest of its key is stored."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=20, choices=CityRole.choices, default=CityRole.MEMBER
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.city}"
