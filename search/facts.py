"""What happens to saved searches."""

from core.journal.facts import fact


@fact
class SearchAnswered:
    """New practices answer a saved search."""

    search_id: int
    count: int


@fact
class SynonymsAdded:
    group_id: int


@fact
class SynonymsRemoved:
    group_id: int


@fact
class ResultPinned:
    pin_id: int


@fact
class ResultUnpinned:
    pin_id: int


@fact
class PracticesCalledFor:
    call_id: int


@fact
class CallClosed:
    call_id: int


@fact
class VocabularyImported:
    source: str
    count: int
