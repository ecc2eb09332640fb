"""Keep a question, forget it, and look whether new practices answer it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.access.rules import SYSTEM, require
from core.journal.actions import record
from search.documents.audience import words_of
from search.engines.protocol import SearchEngine
from search.facts import SearchAnswered
from search.forms import language, read
from search.models import SavedSearch
from search.querying.run import FACETS, search

LONGEST = 600
MOST_KEYS = 1000


def question(values: QueryDict) -> str:
    """The parts of an address that make the question, in a fixed order; empty: everything."""
    kept = QueryDict(mutable=True)
    for name in ("q", "in", *FACETS):
        if listed := sorted(set(filter(None, values.getlist(name)))):
            kept.setlist(name, listed)
    return kept.urlencode()


def answers(saved: SavedSearch, *, engine: SearchEngine) -> list[str]:
    """The keys of the practices that answer a question now, the newest first."""
    asked = read(
        QueryDict(saved.query),
        lang=language(saved.language),
        page_size=MOST_KEYS,
        audience=words_of(saved.person),
    ).request
    return [hit.key for hit in search(asked, engine=engine).hits]


@transaction.atomic
def save_search(*, actor: Any, values: QueryDict, lang: str, engine: SearchEngine) -> SavedSearch:
    """Keep the question of an address. Keeping it again returns the kept one.

    Raises:
        ValidationError: there is no question, or a very long one.
    """
    query = question(values)
    if not query:
        raise ValidationError(_("Ask for something first, or choose a filter."))
    if len(query) > LONGEST:
        raise ValidationError(_("This question is too long to be kept."))
    kept = SavedSearch.objects.filter(person=actor, query=query, language=lang).first()
    if kept is not None:
        return kept
    require(actor, "search.save")
    saved = SavedSearch(person=actor, query=query, language=lang)
    saved.known = answers(saved, engine=engine)
    saved.save()
    return saved


def forget_search(*, actor: Any, saved: SavedSearch) -> None:
    """Stop looking. Only one's own can be forgotten."""
    SavedSearch.objects.filter(pk=saved.pk, person=actor).delete()


def look_again(*, engine: SearchEngine) -> int:
    """Ask every kept question again, and record which have new answers.

    Returns:
        How many have.
    """
    count = 0
    for saved in SavedSearch.objects.filter(person__is_active=True).order_by("pk").iterator():
        found = answers(saved, engine=engine)
        new = set(found) - set(saved.known)
        if found == saved.known:
            continue
        with transaction.atomic():
            SavedSearch.objects.filter(pk=saved.pk).update(
                known=[*found, *(key for key in saved.known if key not in set(found))][:MOST_KEYS]
            )
            if new:
                record(
                    SearchAnswered(saved.pk, len(new)), stream=f"search:{saved.pk}", actor=SYSTEM
                )
                count += 1
    return count
