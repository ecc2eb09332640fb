"""The pages around the practices: home, library, one branch for each city."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.cities.models import City, PartnerNetwork

if TYPE_CHECKING:
    from knowledge.library.permissions import BranchPermissionTester


class FixedPage(Page):
    """A page that actions make and nobody changes by hand."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> "BranchPermissionTester":
        from knowledge.library.permissions import BranchPermissionTester

        return BranchPermissionTester(user, self)


class HomePage(FixedPage):
    """The start page of one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["library.LibraryPage", "library.ArticlesPage"]
    template = "library/home_page.html"
    settings_panels: list[Any] = []
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from knowledge.library.presentation import home

        return {**super().get_context(request, *args, **kwargs), **home(request)}


class LibraryPage(FixedPage):
    """The root of the practices of one language; its address shows the search."""

    parent_page_types = ["library.HomePage"]
    subpage_types = ["library.CityBranchPage"]
    settings_panels: list[Any] = []
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_url(request) or "/")


def owned_by(owner: City | PartnerNetwork) -> dict[str, City | PartnerNetwork]:
    """The field of a branch or a practice that names its owner, with its value."""
    return {"city" if isinstance(owner, City) else "partner_network": owner}


class CityBranchPage(FixedPage):
    """The practices of one city, or of one partner network, in one language."""

    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    partner_network = models.ForeignKey(
        PartnerNetwork, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    parent_page_types = ["library.LibraryPage"]
    subpage_types = ["library.PracticePage"]
    content_panels: list[Any] = []
    settings_panels: list[Any] = []
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = _("practices of a city")
        verbose_name_plural = _("practices of cities")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(city__isnull=True, partner_network__isnull=False)
                    | models.Q(city__isnull=False, partner_network__isnull=True)
                ),
                name="branch_of_one_owner",
            ),
        ]

    @property
    def owner_in_network(self) -> City | PartnerNetwork:
        """The city or the partner network whose practices these are."""
        found = self.city or self.partner_network
        assert found is not None
        return found

    def get_admin_display_title(self) -> str:
        return self.owner_in_network.name

    @property
    def has_workflow(self) -> bool:
        """The form of a new practice asks its parent; handing over is a button of ours."""
        return False

    def get_workflow(self) -> None:
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.city is not None:
            return redirect(reverse("cities:detail", args=[self.city.slug]))
        return redirect(reverse("cities:list"))
