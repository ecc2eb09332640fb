"""What people are told of requests for support, in one sentence each."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.cities.models import City
from core.notifications.kinds import Line, kind, leading
from core.notifications.models import Note, Pace
from projects.support.models import CityOffer, PeerRequest, PeerState, RequestState

S = RequestState
OF_STATE = {
    S.SUBMITTED: _("A request for support waits for you"),
    S.SCOPED: _("The secretariat has taken up the request"),
    S.MATCHING: _("The request is open: choose the cities that you ask"),
    S.NO_MATCH: _("No city was found yet; the request stays open"),
    S.DECLINED: _("The request is not taken up; the reason is there"),
    S.SCHEDULED: _("The day is agreed"),
    S.HELD: _("The meeting was held: write down what you recommend"),
    S.ADVISED: _("The recommendations are there: say what your city does with them"),
    S.PLANNED: _("The city has recorded what it does with the recommendations"),
    S.CLOSED: _("The request is closed; thank you"),
    S.CANCELLED: _("The request was cancelled"),
}
OF_PEER = {
    PeerState.INVITED: _("A city asks yours for help"),
    PeerState.WITHDRAWN: _("The city no longer needs your help"),
    PeerState.ACCEPTED: _("%(city)s will help"),
    PeerState.DECLINED: _("%(city)s cannot help now"),
}
LATE = {
    S.SUBMITTED: _("A request for support has waited for ten days"),
    S.SCOPED: _("Suggest cities: the request was talked over"),
    S.MATCHING: _("Your request is still looking for cities"),
    S.MATCHED: _("Cities have said yes: agree on a day"),
    S.HELD: _("The city waits for your recommendations"),
    S.ADVISED: _("Say what your city does with the recommendations"),
}


def _lines(
    notes: Iterable[Note], person: Any, sentence: Callable[[Note], Any]
) -> Mapping[int, Line]:
    def rows(ids: set[int]) -> Any:
        return visible(person, PeerRequest.objects.filter(pk__in=ids))

    return leading(notes, key="request_id", rows=rows, sentence=sentence)


def _with_city(listed: list[Note], language: str, words: Callable[[Note], Any]) -> Any:
    ids = {note.entry.values.get("city_id") for note in listed}
    names = {city.pk: city.name_in(language) for city in City.objects.filter(pk__in=ids)}

    def sentence(note: Note) -> str:
        city = names.get(note.entry.values.get("city_id"), "")
        return str(words(note)) % {"city": city}

    return sentence


@kind("support_waits", label=_("A request for support waits (secretariat)"), pace=Pace.DAILY)
def support_waits(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, lambda note: OF_STATE.get(note.entry.values["state"]))


@kind("support_moves", label=_("A request for support moves"), pace=Pace.AT_ONCE)
def support_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, lambda note: OF_STATE.get(note.entry.values["state"]))


@kind("support_open", label=_("Requests for which no city was found"), pace=Pace.DAILY)
def support_open(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    words = _("No city was found yet: can yours help?")
    return _lines(notes, person, lambda _note: words)


@kind("support_asked", label=_("My city is asked for help, and answers"), pace=Pace.AT_ONCE)
def support_asked(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)

    def words(note: Note) -> Any:
        return OF_PEER.get(note.entry.values["state"], "")

    return _lines(listed, person, _with_city(listed, language, words))


@kind("support_answered", label=_("Answers and recommendations"), pace=Pace.AT_ONCE)
def support_answered(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    kinds = {
        "QuestionAnswered": _("%(city)s has answered your question"),
        "RecommendationGiven": _("%(city)s has written a recommendation"),
        "FeedbackGiven": _("%(city)s says how it was"),
    }
    sentence = _with_city(listed, language, lambda note: kinds.get(note.entry.kind, ""))
    return _lines(listed, person, sentence)


@kind("support_late", label=_("Reminders about requests for support"), pace=Pace.DAILY)
def support_late(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    def sentence(note: Note) -> Any:
        if note.entry.kind == "PeerLate":
            return _("A city waits for your answer")
        if note.entry.kind == "FollowUpDue":
            return _("Some months have passed: how did it go on?")
        return LATE.get(note.entry.values["state"])

    return _lines(notes, person, sentence)


@kind("offer_asked", label=_("Whether an offer of my city is still true"), pace=Pace.DAILY)
def offer_asked(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    ids = {note.entry.values["offer_id"] for note in listed}
    rows = CityOffer.objects.filter(pk__in=ids, is_asked=True).select_related("theme", "city")
    found = {offer.pk: offer for offer in rows}
    words = _("Is this offer of your city still true?")
    return {
        note.pk: Line(
            offer.theme.label, str(words), reverse("support:offers", args=[offer.city.slug])
        )
        for note in listed
        if (offer := found.get(note.entry.values["offer_id"])) is not None
    }
