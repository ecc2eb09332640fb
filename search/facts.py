"""What happens to saved searches."""

from core.journal.facts import fact


@fact
class SearchAnswered:
    """New practices answer a saved search."""

    search_id: int
    count: int
