"""What happened in a project, as sentences made when they are read; apps add those of their own facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cities.models import City
from core.journal.models import Entry
from projects.partnerships.models import PartnerState, ProjectState, ReportState

# Cities by id, and what apps name themselves by keys of their own.
type Names = Mapping[Any, str]
type Tell = Callable[[Entry, Names], str]
type Naming = Callable[[Sequence[Entry]], Mapping[Any, str]]

_told: dict[str, Tell] = {}
_naming: list[Naming] = []

OF_STATE = {
    ProjectState.PLANNING: gettext_lazy("The plan was sent back for changes"),
    ProjectState.REVIEW: gettext_lazy("The plan was handed in"),
    ProjectState.READY: gettext_lazy("The project is registered"),
    ProjectState.RUNNING: gettext_lazy("The project runs"),
    ProjectState.PAUSED: gettext_lazy("The project pauses"),
    ProjectState.CLOSING: gettext_lazy("The project is closing"),
    ProjectState.CLOSED: gettext_lazy("The project is closed"),
    ProjectState.FOLLOWED_UP: gettext_lazy("The result was checked again"),
    ProjectState.STOPPED: gettext_lazy("The project was stopped"),
}
OF_PARTNER = {
    PartnerState.INVITED: gettext_lazy("%(city)s is invited to take part"),
    PartnerState.ACCEPTED: gettext_lazy("%(city)s takes part"),
    PartnerState.ACTIVE: gettext_lazy("%(city)s is a partner"),
    PartnerState.LEFT: gettext_lazy("%(city)s has left; what it wrote stays"),
    PartnerState.DECLINED: gettext_lazy("%(city)s does not take part"),
}
OF_REPORT = {
    ReportState.SUBMITTED: gettext_lazy("A report was handed in"),
    ReportState.RETURNED: gettext_lazy("A report was sent back"),
    ReportState.ACCEPTED: gettext_lazy("A report was accepted"),
}
PLAIN = {
    "ProjectBegun": gettext_lazy("The project began"),
    "ProjectDescribed": gettext_lazy("The description was changed"),
    "PartnerInvited": gettext_lazy("%(city)s is invited to take part"),
    "PartnerDescribed": gettext_lazy("The part of %(city)s was changed"),
    "PlanTicked": gettext_lazy("%(city)s agrees to the plan"),
    "LeadOffered": gettext_lazy("%(city)s is asked to take the lead"),
    "LeadHandedOver": gettext_lazy("%(city)s leads from now on"),
    "StopAgreed": gettext_lazy("%(city)s agrees to stopping the project"),
    "NoteWritten": gettext_lazy(
        "The cooperation note has a new version; please read and accept it"
    ),
    "NoteAccepted": gettext_lazy("%(city)s accepted the cooperation note"),
    "AssociateAdded": gettext_lazy("An organisation joined beside the cities"),
    "AssociateRemoved": gettext_lazy("An organisation is no longer beside the cities"),
    "PracticeDrafted": gettext_lazy("A practice was drafted in the library from what was learnt"),
    "ProjectReportWritten": gettext_lazy("A report was written on"),
}


def tell(*facts: type) -> Callable[[Tell], Tell]:
    """Register how facts of another app are told: ``(entry, names of cities) -> sentence``."""

    def register(function: Tell) -> Tell:
        for each in facts:
            _told[each.__name__] = function
        return function

    return register


def naming(function: Naming) -> Naming:
    """Register names that the sentences of an app need: for many entries at once, by keys of its own."""
    _naming.append(function)
    return function


def names_for(entries: Sequence[Entry]) -> dict[Any, str]:
    """Every name that the sentences about `entries` need; a fixed number of queries."""
    ids = {value for entry in entries if isinstance(value := entry.values.get("city_id"), int)}
    found: dict[Any, str] = {city.pk: city.name for city in City.objects.filter(pk__in=ids)}
    for function in _naming:
        found |= function(entries)
    return found


def sentence(entry: Entry, names: Names) -> str:
    """What an entry says, in the reader's language; empty for what nobody need read."""
    values = entry.values
    city = {"city": names.get(values.get("city_id", 0), "")}
    if told := _told.get(entry.kind):
        return told(entry, names)
    match entry.kind:
        case "ProjectMoved":
            return str(OF_STATE.get(values["state"], ""))
        case "PartnerMoved":
            return str(OF_PARTNER[values["state"]]) % city
        case "ProjectReportMoved":
            return str(OF_REPORT.get(values["state"], ""))
        case "PlanFrozen":
            return _("Version %(number)s of the plan was kept") % {"number": values["number"]}
    plain = PLAIN.get(entry.kind)
    return str(plain) % city if plain else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the feed; `who` is empty when the installation did it."""

    pk: int
    who: str
    words: str
    when: datetime


def told(entries: Iterable[Entry]) -> list[Told]:
    """Entries as lines of the feed."""
    listed = list(entries)
    names = names_for(listed)
    found = []
    for entry in listed:
        if words := sentence(entry, names):
            who = entry.actor.display_name if entry.actor else ""
            found.append(Told(entry.pk, who, words, entry.happened_at))
    return found
