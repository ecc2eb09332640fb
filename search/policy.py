"""Who keeps a search, and who sees it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    SYSTEM,
    Decision,
    refuse,
    rule,
    visibility,
)
from core.cities.roles import roles_of
from search.models import SavedSearch

MOST = 30


@rule("search.save")
def may_save_search(actor: Any, _thing: object) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if SavedSearch.objects.filter(person=actor).count() >= MOST:
        return refuse(_("You keep many searches already: forget one first."))
    return ALLOWED


@rule("search.tend")
def may_tend_search(actor: Any, _thing: object = None) -> Decision:
    """Read what is asked for in vain, and mend it."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if roles_of(actor).is_secretariat:
        return ALLOWED
    return refuse(_("The secretariat of the network tends the search."))


@visibility(SavedSearch)
def visible_searches(actor: Any, searches: QuerySet[SavedSearch]) -> QuerySet[SavedSearch]:
    """Everybody's own."""
    return searches.filter(person_id=actor.pk)
