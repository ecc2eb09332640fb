"""Requests of cities to other cities, what comes of them, and what cities offer."""

from projects.support.models.offer import CityOffer
from projects.support.models.request import (
    ENDED,
    FORMATS_BEFORE_ADMISSION,
    Format,
    Openness,
    PeerRequest,
    RequestState,
)
from projects.support.models.work import (
    DECIDED,
    Advice,
    AdviceState,
    Answer,
    Effort,
    Feedback,
    Peer,
    PeerState,
    Session,
)

__all__ = [
    "DECIDED",
    "ENDED",
    "FORMATS_BEFORE_ADMISSION",
    "Advice",
    "AdviceState",
    "Answer",
    "CityOffer",
    "Effort",
    "Feedback",
    "Format",
    "Openness",
    "Peer",
    "PeerRequest",
    "PeerState",
    "RequestState",
    "Session",
]
