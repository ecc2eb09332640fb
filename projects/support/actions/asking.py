"""Begin, write and move a request."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.design.pasting import cleaned
from core.design.wording import too_long
from core.journal.actions import record
from core.vocabularies.models import Term
from knowledge.library.queries import in_languages
from projects.support.facts import RequestBegun, RequestMoved, RequestWritten
from projects.support.lifecycle import REQUEST
from projects.support.models import PeerRequest, RequestState

TEXTS = ("title", "challenge", "tried", "use")
COLUMNS = (*TEXTS, "format", "language", "openness", "earliest_on", "latest_on")
MOST_QUESTIONS, LONGEST_QUESTION = 3, 300
NEEDS_WORDS = ("request.decline",)


def locked(request: PeerRequest) -> PeerRequest:
    """The request as it is now, its row held until the transaction ends."""
    rows = PeerRequest.objects.select_for_update(of=("self",)).select_related("city")
    return rows.get(pk=request.pk)


def public_practice(key: UUID | None) -> UUID | None:
    """The key of a practice that an answer or a recommendation names.

    Raises:
        ValidationError: it is not public.
    """
    if key is not None and not in_languages([key]):
        raise ValidationError({"practice": _("This practice is not public.")})
    return key


@transaction.atomic
def begin_request(
    *, actor: Any, city: City, values: Mapping[str, Any], is_invented: bool = False
) -> PeerRequest:
    """Begin a request of a city: one sentence is enough.

    Args:
        values: as for `write_request`; `title` is needed.

    Raises:
        ValidationError: a value does not fit.
    """
    require(actor, "request.begin", city)
    request = PeerRequest(
        city=city,
        language=(get_language() or "ar")[:2],
        made_by=person_or_none(actor),
        is_invented=is_invented,
    )
    _set(request, values)
    request.save()
    _set_themes(request, values)
    record(RequestBegun(request.pk, city.pk), stream=request.stream, actor=actor)
    return request


@transaction.atomic
def write_request(
    *, actor: Any, request: PeerRequest, values: Mapping[str, Any], revision: int | None = None
) -> PeerRequest:
    """Change a draft; what is not named stays.

    Args:
        values: `COLUMNS`, `questions` (three at most) and `themes` (terms or their codes).

    Raises:
        Stale: somebody else changed it since `revision`.
        ValidationError: a value does not fit.
    """
    request = locked(request)
    require(actor, "request.write", request)
    checking.same_revision(request, revision)
    _set(request, values)
    request.revision += 1
    request.save()
    _set_themes(request, values)
    record(RequestWritten(request.pk), stream=request.stream, actor=actor)
    return request


def _set(request: PeerRequest, values: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name in values:
            setattr(request, name, values[name])
    wrong: dict[str, Any] = {}
    if "questions" in values:
        listed = [cleaned(str(text)) for text in values["questions"]]
        request.questions = [text for text in listed if text]
        if len(request.questions) > MOST_QUESTIONS:
            wrong["questions"] = _("Ask three questions at most.")
        for text in request.questions:
            if sentence := too_long(text, limit=LONGEST_QUESTION):
                wrong["questions"] = sentence
    if wrong:
        raise ValidationError(wrong)
    checking.fits(request, COLUMNS)
    _check_days(request.earliest_on, request.latest_on)


def _check_days(earliest: date | None, latest: date | None) -> None:
    if earliest and latest and latest < earliest:
        raise ValidationError({"latest_on": _("The end is before the start.")})
    if latest and latest < timezone.localdate():
        raise ValidationError({"latest_on": _("This day has passed.")})


def _set_themes(request: PeerRequest, values: Mapping[str, Any]) -> None:
    if "themes" in values:
        codes = [getattr(term, "code", term) for term in values["themes"]]
        request.themes.set(Term.objects.filter(scheme="theme", code__in=codes))


@transaction.atomic
def move_request(
    *, actor: Any, request: PeerRequest, move: str, words: str = "", revision: int | None = None
) -> PeerRequest:
    """Hand in, ask, talk over, look, match, agree on a day, hold, advise, plan, close or cancel.

    Args:
        move: a name of the table `REQUEST`.
        words: what the secretariat tells the city; declining needs them.

    Raises:
        Stale: the request changed since `revision`.
        ValidationError: the words are missing or too long.
    """
    request = locked(request)
    require(actor, move, request)
    checking.same_revision(request, revision)
    REQUEST.check(move, state=request.state)
    if request.state == RequestState.DRAFT and move != "request.cancel":
        _check_days(None, request.latest_on)
    if move in NEEDS_WORDS and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    if words.strip():
        request.reason = words
        checking.fits(request, ("reason",))
    apply_move(request, move, actor=actor)
    return request


def apply_move(request: PeerRequest, move: str, *, actor: Any) -> None:
    """Move within the transaction that holds the row and has asked the rule."""
    REQUEST.apply(move, request)
    now = timezone.now()
    request.moved_at, request.reminded_at = now, None
    if request.state == RequestState.MATCHING and request.asked_at is None:
        request.asked_at = now
    if request.state == RequestState.MATCHED and request.matched_at is None:
        request.matched_at = now
    if request.state == RequestState.PLANNED:
        request.planned_at = now
    request.revision += 1
    request.save()
    record(RequestMoved(request.pk, move, request.state), stream=request.stream, actor=actor)
