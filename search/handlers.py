"""The index follows the facts of the library and of the cities."""

from uuid import UUID

from core.cities.facts import CityChanged
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify
from knowledge.library.facts import (
    PracticeArchived,
    PracticeConfirmed,
    PracticeDeleted,
    PracticeMoved,
    PracticeOutdated,
    PracticePublished,
    PracticeRestored,
    PracticeWithdrawn,
    ReuseContactConfirmed,
    ReuseMoved,
)
from knowledge.library.queries import public_practices_of
from search.facts import SearchAnswered
from search.indexing.writing import bring_practices, is_covered
from search.installed import installed_engine
from search.models import SavedSearch


@on(
    PracticePublished,
    PracticeWithdrawn,
    PracticeMoved,
    PracticeDeleted,
    PracticeArchived,
    PracticeRestored,
    PracticeOutdated,
    PracticeConfirmed,
    ReuseContactConfirmed,
    ReuseMoved,
    is_atomic=False,
)
def index_practice(entry: Entry) -> None:
    engine = installed_engine()
    key = entry.fact.practice_key
    if not is_covered(key, entry_id=entry.pk, engine=engine):
        bring_practices([UUID(key)], engine=engine)


@on(CityChanged, is_atomic=False)
def index_practices_of_city(entry: Entry) -> None:
    found = public_practices_of(entry.fact.city_id).values_list("translation_key", flat=True)
    bring_practices(list(found), engine=installed_engine())


@on(SearchAnswered)
def tell_who_keeps_the_search(entry: Entry) -> None:
    found = SavedSearch.objects.filter(pk=entry.fact.search_id).select_related("person").first()
    if found is not None:
        notify("search", to=[found.person], about=entry)
