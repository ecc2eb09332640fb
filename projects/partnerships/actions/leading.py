"""Hand the lead to another city, and agree to stopping."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import require
from core.cities.models import City
from core.journal.actions import record
from projects.partnerships.actions.describing import locked, speaks_for
from projects.partnerships.facts import LeadHandedOver, LeadOffered, StopAgreed
from projects.partnerships.models import Partner, Project
from projects.partnerships.team import acting_cities


@transaction.atomic
def offer_lead(*, actor: Any, project: Project, city: City | None) -> None:
    """Ask a partner to take the lead over, or take the question back (None).

    Raises:
        ValidationError: the city takes no part, or leads already.
    """
    project = locked(project)
    require(actor, "project.offer_lead", project)
    if city is not None and (
        city.pk not in acting_cities(project) or city.pk == project.lead_city_id
    ):
        raise ValidationError({"city": _("Choose another city that takes part.")})
    project.offered_to = city
    project.save(update_fields=["offered_to"])
    if city is not None:
        record(LeadOffered(project.pk, city.pk), stream=project.stream, actor=actor)


@transaction.atomic
def take_lead(*, actor: Any, project: Project) -> None:
    """The city that was asked leads from now on."""
    project = locked(project)
    require(actor, "project.take_lead", project)
    before = project.lead_city_id
    project.lead_city, project.offered_to = project.offered_to, None
    project.revision += 1
    project.save(update_fields=["lead_city", "offered_to", "revision"])
    fact = LeadHandedOver(project.pk, before, project.lead_city_id)
    record(fact, stream=project.stream, actor=actor)


@transaction.atomic
def agree_to_stop(*, actor: Any, project: Project, city: City, agrees: bool = True) -> None:
    """A city agrees to stopping the project, or takes that back."""
    project = locked(project)
    require(actor, "project.agree_to_stop", project)
    speaks_for(actor, project, city, rule="project.agree_to_stop")
    partner = Partner.objects.select_for_update().get(project=project, city=city)
    if agrees == (partner.stop_agreed_at is not None):
        return
    partner.stop_agreed_at = timezone.now() if agrees else None
    partner.save(update_fields=["stop_agreed_at"])
    if agrees:
        record(StopAgreed(project.pk, city.pk), stream=project.stream, actor=actor)
