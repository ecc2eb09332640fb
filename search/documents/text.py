"""Texts that cities write together: found by those who may read them, and by nobody else."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from projects.documents.facts import (
    DocumentBegun,
    DocumentDescribed,
    DocumentMoved,
    DocumentShared,
    TextDrawn,
)
from projects.documents.models import Document as SharedText
from projects.documents.models import DocumentState
from projects.documents.queries import reading_cities
from projects.partnerships.facts import PartnerMoved
from search.analysis.languages import LANGUAGES
from search.documents.audience import of_city
from search.documents.kinds import Kind
from search.engines.protocol import Document, Dropped, Key, Words

CODE = "text"
SHOWN = 4000


def key_of(public_id: object) -> Key:
    """The key of a text's document."""
    return f"{CODE}:{public_id}"


def _ids(keys: Collection[Key]) -> list[UUID]:
    return [UUID(key.partition(":")[2]) for key in keys]


def text_documents(keys: Sequence[Key], version: int) -> list[Document | Dropped]:
    """The documents of texts as they were last drawn."""
    rows = SharedText.objects.filter(public_id__in=_ids(keys))
    rows = rows.exclude(state=DocumentState.ARCHIVED)
    rows = rows.select_related("project", "city", "projection")
    rows = rows.prefetch_related("grants__person__memberships", "project__partners")
    found = {key_of(text.public_id): text for text in rows}
    return [
        _document(found[key], version=version)
        if key in found
        else Dropped(key=key, version=version)
        for key in keys
    ]


def _document(text: SharedText, *, version: int) -> Document:
    words = text.projection.text
    path = f"projects/{text.project.public_id}/documents/{text.public_id}/"
    shown = {"title": text.title, "summary": words[:250], "text": words[:SHOWN]}
    return Document(
        key=key_of(text.public_id),
        version=version,
        kind=CODE,
        words={text.language: Words(title=f"{text.title} – {text.project.acronym}", body=words)},
        audience=tuple(of_city(city_id) for city_id in sorted(reading_cities(text))),
        facets={"city": [text.city.slug]},
        payload={
            "shown": {
                lang: {**shown, "url": f"/{lang}/{path}"}
                for lang in LANGUAGES
                if lang == text.language
            },
            "original": text.language,
            "owner": {"slug": text.city.slug},
        },
    )


def every_key() -> list[Key]:
    """Every text but the archived; who finds which one say the audience words."""
    rows = SharedText.objects.exclude(state=DocumentState.ARCHIVED).order_by("pk")
    return [key_of(public_id) for public_id in rows.values_list("public_id", flat=True)]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Those that the person may read now."""
    rows = visible(actor, SharedText.objects.filter(public_id__in=_ids(keys)))
    return {key_of(public_id) for public_id in rows.values_list("public_id", flat=True)}


def _itself(happened: Any) -> list[Key]:
    rows = SharedText.objects.filter(pk=happened.document_id).values_list("public_id", flat=True)
    return [key_of(public_id) for public_id in rows]


def _of_project(happened: Any) -> list[Key]:
    rows = SharedText.objects.filter(project_id=happened.project_id)
    return [key_of(public_id) for public_id in rows.values_list("public_id", flat=True)]


KIND = Kind(
    code=CODE,
    order=5,
    name=_("Documents"),
    every=every_key,
    build=text_documents,
    seen=seen,
    changes={
        DocumentBegun: _itself,
        DocumentDescribed: _itself,
        DocumentMoved: _itself,
        DocumentShared: _itself,
        TextDrawn: _itself,
        PartnerMoved: _of_project,
    },
)
