"""Ask cities, answer, and prepare the meeting."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import SYSTEM, Refused, require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import roles_of
from core.design.pasting import cleaned
from core.design.wording import too_long
from core.journal.actions import record
from projects.support.actions.asking import apply_move, locked, public_practice
from projects.support.facts import PeerMoved, QuestionAnswered, RequestPrepared
from projects.support.lifecycle import PEER, REQUEST
from projects.support.models import Answer, Peer, PeerRequest, PeerState, RequestState, Session
from projects.support.policy import helping_cities

TERMS = ("aim", "agenda", "people", "sharing", "costs")
LONGEST_TERM = 1500
# A talk that begins at this moment is written down as well.
JUST_NOW = timedelta(minutes=15)
MOST_PEERS, MOST_SESSIONS, MOST_ANSWERS = 20, 24, 200


@transaction.atomic
def invite(*, actor: Any, request: PeerRequest, city: City, reasons: Sequence[Any] = ()) -> Peer:
    """Ask a city to help. Asking twice changes nothing; one that was taken back is asked again.

    Args:
        reasons: why it was suggested, as pairs of a code and what it rests on.

    Raises:
        ValidationError: it is the own city, or too many were asked.
    """
    request = locked(request)
    require(actor, "request.invite", request)
    if city.pk == request.city_id:
        raise ValidationError({"city": _("It is the request of your own city.")})
    found = Peer.objects.select_for_update().filter(request=request, city=city).first()
    if found is not None:
        found.request = request
        if found.state == PeerState.WITHDRAWN:
            _move(found, "peer.ask_again", actor=actor)
        return found
    if request.peers.count() >= MOST_PEERS:
        raise ValidationError({"city": _("No more than twenty cities are asked.")})
    made = Peer.objects.create(
        request=request, city=city, reasons=[[code, list(about)] for code, about in reasons]
    )
    record(PeerMoved(request.pk, city.pk, made.state), stream=request.stream, actor=actor)
    return made


@transaction.atomic
def volunteer(*, actor: Any, request: PeerRequest, city: City, words: str = "") -> Peer:
    """Say that a city helps, without having been asked.

    Raises:
        Refused: somebody else speaks for the city, or it was asked already.
        ValidationError: the words are too long.
    """
    request = locked(request)
    require(actor, "request.volunteer", request)
    asked = set(request.peers.values_list("city_id", flat=True))
    mine = roles_of(actor).focal_point_of - {request.city_id, *asked}
    checking.speaks_for(city.pk, mine, rule="request.volunteer")
    made = Peer(request=request, city=city, state=PeerState.ACCEPTED, words=words)
    made.answered_at = timezone.now()
    checking.fits(made, ("words",))
    made.save()
    record(PeerMoved(request.pk, city.pk, made.state), stream=request.stream, actor=actor)
    return made


@transaction.atomic
def move_peer(*, actor: Any, peer: Peer, move: str, words: str = "") -> Peer:
    """Accept, decline, take back or ask again. When the last city that helps goes, the request looks for
    cities again.

    Args:
        move: a name of the table `PEER`.
        words: what the city says; they are read by both cities and the secretariat.
    """
    request = locked(peer.request)
    peer = Peer.objects.select_for_update().select_related("city").get(pk=peer.pk)
    peer.request = request
    require(actor, move, peer)
    if move in ("peer.accept", "peer.decline"):
        peer.words = words
        checking.fits(peer, ("words",))
        peer.answered_at = timezone.now()
    _move(peer, move, actor=actor)
    is_lost = move == "peer.decline" and not helping_cities(PeerRequest.objects.get(pk=request.pk))
    if is_lost and request.state in REQUEST.moves["request.look_again"].source:
        apply_move(request, "request.look_again", actor=SYSTEM)
    return peer


def _move(peer: Peer, move: str, *, actor: Any) -> None:
    PEER.apply(move, peer)
    peer.reminded_at = None
    if move == "peer.ask_again":
        peer.asked_at = timezone.now()
    peer.save()
    fact = PeerMoved(peer.request_id, peer.city_id, peer.state)
    record(fact, stream=peer.request.stream, actor=actor)


@transaction.atomic
def answer_question(
    *, actor: Any, request: PeerRequest, city: City, text: str, practice: UUID | None = None
) -> Answer:
    """Answer a question for one of one's cities, maybe with a practice of the library.

    Raises:
        ValidationError: nothing is said, it is too long, the practice is not public.
    """
    request = locked(request)
    require(actor, "request.answer", request)
    others = roles_of(actor).cities - {request.city_id}
    checking.speaks_for(city.pk, others, rule="request.answer")
    public_practice(practice)
    if request.answers.count() >= MOST_ANSWERS:
        raise ValidationError(_("There are answers enough."))
    made = Answer(
        request=request, city=city, author=person_or_none(actor), text=text, practice=practice
    )
    checking.fits(made, ("text",))
    made.save()
    fact = QuestionAnswered(request.pk, made.pk, city.pk)
    record(fact, stream=request.stream, actor=actor)
    return made


@transaction.atomic
def prepare(*, actor: Any, request: PeerRequest, values: Mapping[str, Any]) -> PeerRequest:
    """Write the terms and the preparation; what is not named stays.

    Args:
        values: parts of `TERMS`, and `pack`.
    """
    request = locked(request)
    require(actor, "request.prepare", request)
    wrong: dict[str, str] = {}
    for name in TERMS:
        if name in values:
            text = cleaned(str(values[name]))
            if sentence := too_long(text, limit=LONGEST_TERM):
                wrong[name] = sentence
            request.terms[name] = text
    if wrong:
        raise ValidationError(wrong)
    request.pack = values.get("pack", request.pack)
    checking.fits(request, ("pack",))
    request.revision += 1
    request.save(update_fields=["terms", "pack", "revision"])
    record(RequestPrepared(request.pk), stream=request.stream, actor=actor)
    return request


@transaction.atomic
def add_session(*, actor: Any, request: PeerRequest, values: Mapping[str, Any]) -> Session:
    """Agree on a day: it lies ahead, and no other session of the request overlaps it.

    Args:
        values: `starts_at` (aware), `minutes`, `place`.

    Raises:
        ValidationError: it lies in the past, overlaps, or there are too many.
    """
    request = locked(request)
    require(actor, "request.prepare", request)
    made = Session(request=request, **values)
    checking.fits(made, ("starts_at", "minutes", "place"))
    if made.starts_at < timezone.now() - JUST_NOW:
        raise ValidationError({"starts_at": _("This moment has passed.")})
    others = list(request.sessions.all())
    if len(others) >= MOST_SESSIONS:
        raise ValidationError({"starts_at": _("There are sessions enough.")})
    for other in others:
        if abs((other.starts_at - made.starts_at).total_seconds()) / 60 < (
            other.minutes if other.starts_at <= made.starts_at else made.minutes
        ):
            raise ValidationError({"starts_at": _("Another session overlaps this one.")})
    made.save()
    record(RequestPrepared(request.pk), stream=request.stream, actor=actor)
    return made


@transaction.atomic
def remove_session(*, actor: Any, session: Session) -> None:
    """Take a session away, while no day is fixed."""
    request = locked(session.request)
    require(actor, "request.prepare", request)
    if request.state != RequestState.MATCHED:
        raise Refused(
            "request.prepare", _("The day is agreed; look for cities again to change it.")
        )
    request.sessions.filter(pk=session.pk).delete()
    record(RequestPrepared(request.pk), stream=request.stream, actor=actor)


@transaction.atomic
def write_notes(*, actor: Any, session: Session, notes: str) -> Session:
    """Write down what was said."""
    request = locked(session.request)
    require(actor, "request.prepare", request)
    session.notes = notes
    checking.fits(session, ("notes",))
    session.save(update_fields=["notes"])
    record(RequestPrepared(request.pk), stream=request.stream, actor=actor)
    return session
