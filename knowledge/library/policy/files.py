"""Who may open a file, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from core.access.rules import ALLOWED, Decision, refuse, rule
from core.cities.roles import roles_of
from knowledge.library.models import Material
from knowledge.library.permissions import collection_name


@rule("document.read")
def may_read_document(actor: Any, document: AbstractDocument) -> Decision:
    """Everybody once a public text names it; before that the people who write and check."""
    if not document.collection.name.startswith(collection_name("")):
        return ALLOWED
    if document.collection.name == collection_name("network"):
        return ALLOWED
    if Material.objects.filter(document_id=document.pk, page__live=True).exists():
        return ALLOWED
    roles = roles_of(actor)
    if roles.cities or roles.is_secretariat:
        return ALLOWED
    return refuse(_("This file belongs to a text that is not public yet."))
