"""Who keeps a search, and who sees it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, refuse, rule, visibility
from search.models import SavedSearch

MOST = 30


@rule("search.save")
def may_save_search(actor: Any, _thing: object) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if SavedSearch.objects.filter(person=actor).count() >= MOST:
        return refuse(_("You keep many searches already: forget one first."))
    return ALLOWED


@visibility(SavedSearch)
def visible_searches(actor: Any, searches: QuerySet[SavedSearch]) -> QuerySet[SavedSearch]:
    """Everybody's own."""
    return searches.filter(person_id=actor.pk)
