"""What a request for support looks like to search: open ones for whoever may read them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from projects.support.facts import PeerMoved, RequestBegun, RequestMoved, RequestWritten
from projects.support.models import Openness, PeerRequest, PeerState, RequestState
from projects.support.policy.standing import BETWEEN_TWO
from search.analysis.languages import LANGUAGES
from search.documents.audience import NETWORK, of_city
from search.documents.kinds import Kind
from search.engines.protocol import PUBLIC, Document, Dropped, Key, Words

CODE = "request"


def key_of(public_id: object) -> Key:
    """The key of a request's document."""
    return f"{CODE}:{public_id}"


def _ids(keys: Collection[Key]) -> list[UUID]:
    return [UUID(key.partition(":")[2]) for key in keys]


def request_documents(keys: Sequence[Key], version: int) -> list[Document | Dropped]:
    """The documents of requests as they are now."""
    rows = PeerRequest.objects.filter(public_id__in=_ids(keys)).select_related("city")
    rows = rows.prefetch_related("peers", "themes")
    found = {key_of(request.public_id): request for request in rows}
    return [
        _document(found[key], version=version)
        if key in found
        else Dropped(key=key, version=version)
        for key in keys
    ]


def _audience(request: PeerRequest) -> tuple[str, ...]:
    """The city that asks and those it asks; from then on, when others are asked, those it lets read."""
    asked = [p.city_id for p in request.peers.all() if p.state != PeerState.WITHDRAWN]
    inside = [of_city(pk) for pk in (request.city_id, *asked)]
    if request.state in (*BETWEEN_TWO, RequestState.CANCELLED):
        return tuple(inside)
    return {Openness.ALL: (PUBLIC,), Openness.NETWORK: (NETWORK, *inside)}.get(
        Openness(request.openness), tuple(inside)
    )


def _document(request: PeerRequest, *, version: int) -> Document:
    body = "\n".join([request.challenge, *request.questions, request.summary])
    path = request.get_absolute_url().split("/", 2)[2]
    words = {request.language: Words(title=request.title, body=body)}
    shown = {"title": request.title, "summary": request.challenge[:250], "text": request.challenge}
    return Document(
        key=key_of(request.public_id),
        version=version,
        kind=CODE,
        words=words,
        audience=_audience(request),
        facets={
            "theme": [term.code for term in request.themes.all()],
            "city": [request.city.slug],
            "country": [request.city.country],
        },
        payload={
            "shown": {
                lang: {**shown, "url": f"/{lang}/{path}"}
                for lang in LANGUAGES
                if lang == request.language
            },
            "original": request.language,
            "owner": {"slug": request.city.slug},
        },
    )


def every_key() -> list[Key]:
    """Every request; who finds which one say the audience words."""
    rows = PeerRequest.objects.order_by("pk").values_list("public_id", flat=True)
    return [key_of(public_id) for public_id in rows]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Those that the person may see."""
    rows = visible(actor, PeerRequest.objects.filter(public_id__in=_ids(keys)))
    return {key_of(public_id) for public_id in rows.values_list("public_id", flat=True)}


def _itself(happened: Any) -> list[Key]:
    rows = PeerRequest.objects.filter(pk=happened.request_id).values_list("public_id", flat=True)
    return [key_of(public_id) for public_id in rows]


KIND = Kind(
    code=CODE,
    order=6,
    name=_("Requests for support"),
    every=every_key,
    build=request_documents,
    seen=seen,
    changes={
        RequestBegun: _itself,
        RequestWritten: _itself,
        RequestMoved: _itself,
        PeerMoved: _itself,
    },
)
