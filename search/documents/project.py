"""What a joint project looks like to search: its public part for everybody, a workspace for its cities."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.access.rules import visible
from projects.partnerships.facts import (
    LeadHandedOver,
    PartnerInvited,
    PartnerMoved,
    ProjectBegun,
    ProjectDescribed,
    ProjectMoved,
)
from projects.partnerships.models import ACTING, PartnerState, Project
from projects.partnerships.queries import public
from search.analysis.languages import LANGUAGES
from search.documents.audience import of_city
from search.documents.kinds import Kind
from search.engines.protocol import PUBLIC, Document, Dropped, Key, Words

CODE = "project"


def key_of(public_id: object) -> Key:
    """The key of a project's document."""
    return f"{CODE}:{public_id}"


def _ids(keys: Collection[Key]) -> list[UUID]:
    return [UUID(key.partition(":")[2]) for key in keys]


def project_documents(keys: Sequence[Key], version: int) -> list[Document | Dropped]:
    """The documents of projects as they are now."""
    rows = Project.objects.filter(public_id__in=_ids(keys)).select_related("lead_city")
    rows = rows.prefetch_related("partners__city", "themes", "sdgs")
    found = {key_of(project.public_id): project for project in rows}
    shared = set(
        public(Project.objects.filter(public_id__in=_ids(keys))).values_list("pk", flat=True)
    )
    return [
        _document(found[key], version=version, is_public=found[key].pk in shared)
        if key in found
        else Dropped(key=key, version=version)
        for key in keys
    ]


def _document(project: Project, *, version: int, is_public: bool) -> Document:
    partners = [row for row in project.partners.all() if row.state in ACTING]
    asked = [*partners, *(r for r in project.partners.all() if r.state == PartnerState.INVITED)]
    title = f"{project.acronym} – {project.title}"
    body = f"{project.summary}\n{project.objective}"
    path = project.get_absolute_url().split("/", 2)[2] + ("public/" if is_public else "")
    words = {project.language: Words(title=title, body=body)}
    shown = {
        "title": title,
        "summary": project.summary[:250],
        "text": project.objective,
    }
    return Document(
        key=key_of(project.public_id),
        version=version,
        kind=CODE,
        words=words,
        audience=(PUBLIC,) if is_public else tuple(of_city(row.city_id) for row in asked),
        facets={
            "theme": [term.code for term in project.themes.all()],
            "sdg": [term.code for term in project.sdgs.all()],
            "city": [row.city.slug for row in partners],
            "country": sorted({row.city.country for row in partners}),
        },
        payload={
            "shown": {
                lang: {**shown, "url": f"/{lang}/{path}"}
                for lang in LANGUAGES
                if lang == project.language
            },
            "original": project.language,
            "owner": {"slug": project.lead_city.slug},
        },
    )


def every_key() -> list[Key]:
    """Every project; who finds which one say the audience words."""
    rows = Project.objects.order_by("pk").values_list("public_id", flat=True)
    return [key_of(public_id) for public_id in rows]


def seen(actor: Any, keys: Collection[Key]) -> set[Key]:
    """Public ones, and those whose workspace the person may open."""
    rows = Project.objects.filter(public_id__in=_ids(keys))
    own = visible(actor, rows).values_list("public_id", flat=True)
    shared = public(rows).values_list("public_id", flat=True)
    return {key_of(public_id) for public_id in [*own, *shared]}


def _itself(happened: Any) -> list[Key]:
    rows = Project.objects.filter(pk=happened.project_id).values_list("public_id", flat=True)
    return [key_of(public_id) for public_id in rows]


KIND = Kind(
    code=CODE,
    order=2,
    name=_("Projects"),
    every=every_key,
    build=project_documents,
    seen=seen,
    changes={
        ProjectBegun: _itself,
        ProjectDescribed: _itself,
        ProjectMoved: _itself,
        PartnerInvited: _itself,
        PartnerMoved: _itself,
        LeadHandedOver: _itself,
    },
)
