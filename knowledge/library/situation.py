"""Where a text stands, in one word, and what happens next with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from knowledge.library.models import PracticePage, PracticeStanding, Review, ReviewStage, State

type Situation = State | ReviewStage

# What asks something of the city comes first.
ORDER: tuple[Situation, ...] = (
    ReviewStage.CHANGES_ASKED,
    State.OUTDATED,
    State.DRAFT,
    ReviewStage.CITY,
    ReviewStage.SUBMITTED,
    ReviewStage.IN_REVIEW,
    State.PUBLISHED,
    ReviewStage.NOT_ACCEPTED,
    State.ARCHIVED,
    State.WITHDRAWN,
    State.HIDDEN,
)
TOLD = (
    ReviewStage.CITY,
    ReviewStage.SUBMITTED,
    ReviewStage.IN_REVIEW,
    ReviewStage.CHANGES_ASKED,
    ReviewStage.NOT_ACCEPTED,
)


def situation(
    page: PracticePage, *, standing: PracticeStanding | None, review: Review | None
) -> Situation:
    """The stage of its check while that is what matters, else the state of the record."""
    if review is not None and review.stage in TOLD:
        return ReviewStage(review.stage)
    if page.is_translation:
        return State.PUBLISHED if page.live else State.DRAFT
    return State(standing.state) if standing is not None else State.DRAFT


def next_words(found: Situation, *, is_translation: bool = False) -> str:
    """What happens next, said to the people of the city."""
    if is_translation and found in (ReviewStage.CITY, State.DRAFT, State.PUBLISHED):
        return {
            ReviewStage.CITY: _("The focal point reads it; approved, it is public at once."),
            State.DRAFT: _("Write on, then hand it over to your focal point."),
            State.PUBLISHED: _("Everybody can read it."),
        }[found]  # type: ignore[index]
    words: dict[Situation, str] = {
        State.DRAFT: _("Write on, then hand it over for checking."),
        ReviewStage.CITY: _(
            "The focal point of your city reads it, approves it for the network or gives it back."
        ),
        ReviewStage.SUBMITTED: _("The secretariat chooses reviewers of other cities."),
        ReviewStage.IN_REVIEW: _("Reviewers of other cities read it, then the network decides."),
        ReviewStage.CHANGES_ASKED: _("Change it as asked, then hand it over again."),
        ReviewStage.NOT_ACCEPTED: _(
            "It stays with your city. You may change it and hand it over again."
        ),
        State.PUBLISHED: _("Everybody can read it. Changes are checked before they are public."),
        State.OUTDATED: _("Say that it is still true, or change it: then the mark disappears."),
        State.ARCHIVED: _("It can be read at its address, but lists and search leave it out."),
        State.HIDDEN: _("Nobody sees it. You may appeal, or hand over a changed text."),
        State.WITHDRAWN: _("Nobody sees it. It can be changed and handed over again."),
    }
    return words[found]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One station on the way to the public; `place` is ``past``, ``here`` or ``ahead``."""

    name: str
    place: str


def way(found: Situation, *, is_translation: bool) -> list[Milestone]:
    """The stations of a text that is not public yet, or is changed; empty when none matters."""
    stations: list[tuple[Iterable[Any], str]] = [
        ((State.DRAFT, ReviewStage.CHANGES_ASKED, State.WITHDRAWN), _("You write")),
        ((ReviewStage.CITY,), _("Focal point")),
        ((ReviewStage.SUBMITTED,), _("Choice of reviewers")),
        ((ReviewStage.IN_REVIEW,), _("Reviewers read")),
        ((State.PUBLISHED,), _("Public")),
    ]
    if is_translation:
        stations = [stations[0], stations[1], stations[4]]
    here = next((n for n, (codes, _name) in enumerate(stations) if found in codes), None)
    if here is None:
        return []
    return [
        Milestone(name, "past" if n < here else "here" if n == here else "ahead")
        for n, (_codes, name) in enumerate(stations)
    ]
