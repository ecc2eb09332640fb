"""What people are told of concept notes, in one sentence each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from core.cities.models import City
from core.notifications.kinds import Line, kind, leading
from core.notifications.models import Note, Pace
from projects.concepts.models import ConceptNote, ConceptState, InterestState

OF_STATE = {
    ConceptState.SUBMITTED: _("A concept note waits for you"),
    ConceptState.CHANGES_ASKED: _("The secretariat asks for changes to the concept note"),
    ConceptState.NOT_CONTINUED: _("The concept note is not continued; the reason is there"),
    ConceptState.OPEN: _("The concept note is open: other cities can join"),
    ConceptState.EXPIRED: _("No partner was found in half a year; you can take the note up again"),
    ConceptState.FORMED: _("The partnership is formed"),
    ConceptState.PROJECT: _("The concept note has become a project"),
    ConceptState.WITHDRAWN: _("The city that leads has withdrawn the concept note"),
}
OF_INTEREST = {
    InterestState.SENT: _("%(city)s would like to take part"),
    InterestState.WITHDRAWN: _("%(city)s no longer wants to take part"),
    InterestState.ACCEPTED: _("Your city was accepted as a partner"),
    InterestState.WAITLISTED: _("Your city is on the waiting list"),
    InterestState.DECLINED: _("Your city was not chosen this time; the answer is there"),
}


def _lines(notes: Iterable[Note], person: Any, sentence: Any) -> Mapping[int, Line]:
    def rows(ids: set[int]) -> Any:
        return visible(person, ConceptNote.objects.filter(pk__in=ids))

    return leading(notes, key="concept_id", rows=rows, sentence=sentence)


@kind("concept_waits", label=_("A concept note waits (secretariat)"), pace=Pace.DAILY)
def concept_waits(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, lambda note: OF_STATE.get(note.entry.values["state"]))


@kind("concept_moves", label=_("A concept note of my city moves"), pace=Pace.AT_ONCE)
def concept_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    return _lines(notes, person, lambda note: OF_STATE.get(note.entry.values["state"]))


@kind("concept_suggested", label=_("A concept note that might fit my city"), pace=Pace.DAILY)
def concept_suggested(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    words = _("A city looks for partners, and yours might fit")
    return _lines(notes, person, lambda _note: words)


@kind("interest_moves", label=_("Interest in a joint project, and answers"), pace=Pace.AT_ONCE)
def interest_moves(notes: Iterable[Note], person: Any, language: str) -> Mapping[int, Line]:
    listed = list(notes)
    ids = {note.entry.values["city_id"] for note in listed}
    names = {city.pk: city.name_in(language) for city in City.objects.filter(pk__in=ids)}

    def sentence(note: Note) -> str:
        state = note.entry.values.get("state", InterestState.SENT)
        city = names.get(note.entry.values["city_id"], "")
        return str(OF_INTEREST.get(state, "")) % {"city": city}

    return _lines(listed, person, sentence)
