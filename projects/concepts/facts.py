"""What happens to calls, concept notes and interests: ids and codes only."""

from core.journal.facts import fact


@fact
class CallWritten:
    call_id: int


@fact
class CallMoved:
    call_id: int
    state: str


@fact
class ConceptBegun:
    concept_id: int
    city_id: int


@fact
class ConceptWritten:
    concept_id: int


@fact
class ConceptMoved:
    concept_id: int
    move: str
    state: str


@fact
class InterestSent:
    concept_id: int
    city_id: int


@fact
class InterestMoved:
    concept_id: int
    city_id: int
    state: str
