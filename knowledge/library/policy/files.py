"""Who may open a file, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from core.access.rules import ALLOWED, Decision, refuse, rule
from core.cities.roles import roles_of
from knowledge.library.models import Advice, CityBranchPage, Material
from knowledge.library.permissions import collection_name


@rule("document.read")
def may_read_document(actor: Any, document: AbstractDocument) -> Decision:
    """Everybody once a public text names it; before that its city, and who checks its texts."""
    branches = CityBranchPage.objects.exclude(city=None)
    city = branches.filter(slug=document.collection.name.removeprefix(collection_name(""))).first()
    if city is None or Material.objects.filter(document_id=document.pk, page__live=True).exists():
        return ALLOWED
    roles = roles_of(actor)
    if city.city_id in roles.cities or roles.is_secretariat:
        return ALLOWED
    asked = Advice.objects.filter(reviewer_id=actor.pk, excused_at=None)
    if asked.filter(review__page__city_id=city.city_id).exists():
        return ALLOWED
    return refuse(_("This file belongs to a text that is not public yet."))
