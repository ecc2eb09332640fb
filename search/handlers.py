"""The index follows the facts of all that can be found."""

import logging
from collections.abc import Sequence

from core.journal.facts import NotNow, on, on_many
from core.journal.models import Entry
from core.notifications.actions import notify
from search.documents.kinds import facts_heard, keys_touched
from search.engines.protocol import NoIndex, Unavailable
from search.facts import SearchAnswered
from search.indexing.rebuilding import rebuild
from search.indexing.writing import bring
from search.installed import installed_engine
from search.models import SavedSearch

log = logging.getLogger(__name__)


@on_many(*facts_heard())
def index_changes(entries: Sequence[Entry]) -> None:
    keys = dict.fromkeys(key for entry in entries for key in keys_touched(entry.fact))
    engine = installed_engine()
    try:
        bring(keys, engine=engine)
    except NoIndex:
        log.warning("There is no index; making it from the database.")
        rebuild(engine=engine)
    except Unavailable as away:
        raise NotNow(str(away)) from away


@on(SearchAnswered)
def tell_who_keeps_the_search(entry: Entry) -> None:
    found = SavedSearch.objects.filter(pk=entry.fact.search_id).select_related("person").first()
    if found is not None:
        notify("search", to=[found.person], about=entry)
