"""What happens to requests for support and to offers: ids and codes only."""

from core.journal.facts import fact


@fact
class RequestBegun:
    request_id: int
    city_id: int


@fact
class RequestWritten:
    request_id: int


@fact
class RequestMoved:
    request_id: int
    move: str
    state: str


@fact
class PeerMoved:
    request_id: int
    city_id: int
    state: str


@fact
class QuestionAnswered:
    request_id: int
    answer_id: int
    city_id: int


@fact
class RequestPrepared:
    """The terms, the preparation or the sessions changed."""

    request_id: int


@fact
class RecommendationGiven:
    request_id: int
    advice_id: int
    city_id: int


@fact
class RecommendationDecided:
    request_id: int
    advice_id: int
    state: str


@fact
class FeedbackGiven:
    request_id: int
    city_id: int


@fact
class RequestLate:
    """The open step of a request takes longer than it should; told once for each step."""

    request_id: int
    state: str


@fact
class PeerLate:
    """A city that was asked has not answered; told once."""

    request_id: int
    city_id: int


@fact
class FollowUpDue:
    """Some months after the plan: how did it go on?"""

    request_id: int
    months: int


@fact
class OfferWritten:
    offer_id: int
    city_id: int


@fact
class OfferTakenBack:
    city_id: int


@fact
class OfferAsked:
    """A year has passed: is it still true?"""

    offer_id: int
    city_id: int
