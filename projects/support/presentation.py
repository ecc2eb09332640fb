"""What the pages about requests for support show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy

from core.access.rules import can
from core.access.screens import Offer, Verb, offers
from core.cities.models import City
from core.cities.roles import roles_of
from core.design.wording import joined
from core.vocabularies.terms import label
from projects.support.lifecycle import ADVICE, PEER, REQUEST
from projects.support.matching import WEIGHTS
from projects.support.models import (
    Advice,
    Format,
    Peer,
    PeerRequest,
    RequestState,
    Session,
)

S = RequestState
WORDS = gettext_lazy("Words for the other city, if any")
REQUEST_VERBS = {
    "request.submit": Verb(gettext_lazy("Hand in to the secretariat")),
    "request.ask": Verb(gettext_lazy("Ask the question")),
    "request.scope": Verb(gettext_lazy("Talked over with the city")),
    "request.look": Verb(gettext_lazy("Open it: the city chooses whom it asks")),
    "request.decline": Verb(
        gettext_lazy("Do not take it up"),
        asks=gettext_lazy("What should the city know?"),
        is_needed=True,
        is_quiet=True,
    ),
    "request.find_none": Verb(
        gettext_lazy("No city was found: show it to all focal points"), is_quiet=True
    ),
    "request.match": Verb(gettext_lazy("These cities are enough: prepare the meeting")),
    "request.look_again": Verb(gettext_lazy("Look for cities again"), is_quiet=True),
    "request.schedule": Verb(gettext_lazy("The day is agreed")),
    "request.hold": Verb(gettext_lazy("The meeting was held")),
    "request.advise": Verb(gettext_lazy("All recommendations are there")),
    "request.plan": Verb(gettext_lazy("This is our plan")),
    "request.follow_up": Verb(gettext_lazy("We have looked at what became of it")),
    "request.close": Verb(gettext_lazy("Close the request"), is_quiet=True),
    "request.thank": Verb(gettext_lazy("Thank you, this helps: close the question")),
    "request.cancel": Verb(gettext_lazy("Cancel the request"), is_quiet=True),
    "request.resume": Verb(gettext_lazy("Take it up again")),
}
PEER_VERBS = {
    "peer.accept": Verb(gettext_lazy("We will help"), asks=WORDS),
    "peer.decline": Verb(gettext_lazy("We cannot help now"), asks=WORDS, is_quiet=True),
    "peer.take_back": Verb(gettext_lazy("Take the question back"), is_quiet=True),
    "peer.ask_again": Verb(gettext_lazy("Ask again"), is_quiet=True),
}
# What the own city sees with its reason even when it is not possible yet.
OF_OWN_CITY = ("request.submit", "request.ask", "request.match", "request.schedule", "request.hold",
               "request.plan")  # fmt: skip
WAYS = {
    True: (S.DRAFT, S.MATCHING, S.CLOSED),
    False: (
        S.DRAFT,
        S.SUBMITTED,
        S.SCOPED,
        S.MATCHING,
        S.MATCHED,
        S.SCHEDULED,
        S.HELD,
        S.ADVISED,
        S.PLANNED,
        S.CLOSED,
    ),
}
# Who has to act in each state, in words.
WAITS = {
    S.DRAFT: gettext_lazy("Your city writes."),
    S.SUBMITTED: gettext_lazy("The secretariat looks at it within ten working days."),
    S.SCOPED: gettext_lazy("The secretariat opens it within five days."),
    S.MATCHING: gettext_lazy(
        "The city that asks chooses; the cities it asks answer within ten days."
    ),
    S.NO_MATCH: gettext_lazy("All focal points see it; any city can say that it helps."),
    S.MATCHED: gettext_lazy("The cities agree on terms and a day."),
    S.SCHEDULED: gettext_lazy("The city that asks sends the preparation a week before."),
    S.HELD: gettext_lazy("The cities that helped write recommendations within fifteen days."),
    S.ADVISED: gettext_lazy("The city that asked says within thirty days what it does with them."),
    S.PLANNED: gettext_lazy("After three and after nine months we ask how it went on."),
    S.FOLLOWED_UP: gettext_lazy("It can be closed."),
}
TERM_LABELS = {
    "aim": gettext_lazy("What it is for"),
    "agenda": gettext_lazy("What is talked about"),
    "people": gettext_lazy("Who takes part"),
    "sharing": gettext_lazy("What may be passed on"),
    "costs": gettext_lazy("Who bears which costs"),
}
PARTS = {
    "themes": gettext_lazy("a topic"),
    "challenge": gettext_lazy("what it is about"),
    "use": gettext_lazy("what the answer is for"),
    "questions": gettext_lazy("at least one question"),
}
REASONS = {
    "offered": gettext_lazy("Offers help on: %(about)s"),
    "practised": gettext_lazy("Has public practices on: %(about)s"),
    "strength": gettext_lazy("Names as its strength: %(about)s"),
    "format": gettext_lazy("Offers this format: %(about)s"),
    "shared": gettext_lazy("Works on the same challenge: %(about)s"),
    "language": gettext_lazy("Works in %(about)s"),
    "size": gettext_lazy("Is of a similar size"),
    "country": gettext_lazy("Is in another country: %(about)s"),
    "load": gettext_lazy("Helps several cities already"),
}
WEIGHED = {
    "offered": gettext_lazy("Each topic on which the city offers help, two at most"),
    "practised": gettext_lazy("Each topic with a public practice, two at most"),
    "strength": gettext_lazy("A topic is one of its strengths"),
    "format": gettext_lazy("It offers this format"),
    "shared": gettext_lazy("It works on the same challenge"),
    "language": gettext_lazy("The language of the request is a working language"),
    "size": gettext_lazy("Neither city is more than three times as large as the other"),
    "country": gettext_lazy("Another country"),
    "load": gettext_lazy("Each open request beyond two with which it helps"),
}
# The time of a country's cities; where a country has several, that of its capital.
ZONES = {
    "AE": "Asia/Dubai", "BH": "Asia/Bahrain", "DJ": "Africa/Djibouti", "DZ": "Africa/Algiers",
    "EG": "Africa/Cairo", "IQ": "Asia/Baghdad", "JO": "Asia/Amman", "KM": "Indian/Comoro",
    "KW": "Asia/Kuwait", "LB": "Asia/Beirut", "LY": "Africa/Tripoli", "MA": "Africa/Casablanca",
    "MR": "Africa/Nouakchott", "OM": "Asia/Muscat", "PS": "Asia/Hebron", "QA": "Asia/Qatar",
    "SA": "Asia/Riyadh", "SD": "Africa/Khartoum", "SO": "Africa/Mogadishu", "SY": "Asia/Damascus",
    "TN": "Africa/Tunis", "YE": "Asia/Aden",
}  # fmt: skip


def request_offers(actor: Any, request: PeerRequest) -> list[Offer]:
    """What can be done now; what belongs to others altogether is left out."""
    found = offers(actor, request, REQUEST, REQUEST_VERBS, state=request.state)
    skipped = "request.submit" if request.is_question else "request.ask"
    other = "request.match" if request.is_question else "request.thank"
    is_own = request.city_id in roles_of(actor).cities
    return [
        offer
        for offer in found
        if offer.name not in (skipped, other)
        and (offer.decision or (is_own and offer.name in OF_OWN_CITY))
    ]


def peer_offers(actor: Any, peer: Peer) -> list[Offer]:
    """What this person can do with a city that is asked."""
    found = offers(actor, peer, PEER, PEER_VERBS, state=peer.state)
    return [offer for offer in found if offer.decision]


def may_decide(actor: Any, advice: Advice) -> bool:
    """Whether this person says what the city does with a recommendation."""
    return bool(can(actor, next(iter(ADVICE.moves)), advice))


def stages(request: PeerRequest) -> list[dict[str, Any]]:
    """How far it is."""
    way = WAYS[request.is_question]
    state = {S.NO_MATCH: S.MATCHING, S.FOLLOWED_UP: S.PLANNED}.get(
        S(request.state), S(request.state)
    )
    here = state if state in way else None
    return [
        {
            "name": each.label,
            "is_here": each == here,
            "is_past": here is not None and way.index(each) < way.index(here),
        }
        for each in way
    ]


def lacking(names: Iterable[str]) -> list[str]:
    """Names of missing parts in words."""
    return [str(PARTS[name]) for name in names]


def reasons_in_words(reasons: Iterable[Any]) -> list[str]:
    """Why a city is suggested; that it is busy is said last."""
    language = get_language() or "ar"
    names = dict(settings.LANGUAGES)
    told = []
    for code, about in reasons:
        if code == "language":
            words = [str(names.get(each, each)) for each in about]
        elif code == "country":
            words = [label("country", each) for each in about]
        elif code == "format":
            words = [str(Format(each).label) for each in about]
        else:
            words = [label("theme", each) for each in about]
        told.append(str(REASONS[code]) % {"about": joined(words, language=language)})
    return told


def weights() -> list[tuple[str, float]]:
    """The table of the help page."""
    return [(str(WEIGHED[code]), weight) for code, weight in WEIGHTS.items()]


def times(session: Session, cities: Iterable[City]) -> list[tuple[City, datetime]]:
    """The moment of a session on the clock of each city."""
    return [
        (city, session.starts_at.astimezone(ZoneInfo(ZONES.get(city.country, "UTC"))))
        for city in cities
    ]


def terms(request: PeerRequest) -> list[tuple[str, str]]:
    """The note of terms: label and words of each part that says something."""
    return [
        (str(words), text)
        for name, words in TERM_LABELS.items()
        if (text := request.terms.get(name))
    ]
