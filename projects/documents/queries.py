"""Reads of documents."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from core.access.rules import visible
from projects.documents.models import (
    CommentState,
    Document,
    DocumentAuthor,
    DocumentComment,
    DocumentPicture,
    DocumentState,
    DocumentVersion,
    Level,
    VersionKind,
)
from projects.documents.policy import level_of
from projects.documents.render import lines_of, pictured
from projects.partnerships.models import Project
from projects.partnerships.queries import words_changed


def documents_of(actor: Any, project: Project) -> QuerySet[Document]:
    """The documents of a project that this person may read; the last written first."""
    rows = visible(actor, Document.objects.filter(project=project))
    return rows.select_related("city", "folder").prefetch_related("grants")


def document_for(actor: Any, project: Project, public_id: UUID) -> Document | None:
    """One document with what a page shows of it; None for those who may not see it."""
    rows = documents_of(actor, project).filter(public_id=public_id)
    found = rows.select_related("city", "folder", "projection").first()
    if found is None:
        return None
    found.project = project
    return found if level_of(actor, found) >= Level.READ else None


def versions_of(document: Document) -> QuerySet[DocumentVersion]:
    """Kept versions without their content, the newest first."""
    rows = DocumentVersion.objects.filter(document=document).defer("state", "content")
    return rows.select_related("made_by")


def offered_version(document: Document) -> DocumentVersion | None:
    """The version that is, or was last, up for agreement."""
    rows = versions_of(document).filter(kind=VersionKind.OFFERED)
    return rows.prefetch_related("agreements__city", "agreements__person").first()


def reading_cities(document: Document) -> set[int]:
    """Cities of which somebody may read the text; whether a person may is asked again of each."""
    acting = {row.city_id for row in document.project.partners.all() if row.is_acting}
    grants = list(document.grants.all())
    levels = dict.fromkeys(acting, document.team_level)
    levels |= {g.city_id: g.level for g in grants if g.city_id in acting}
    reading = {city_id for city_id, level in levels.items() if level >= Level.READ}
    for grant in grants:
        if grant.person is not None and grant.level >= Level.READ:
            mine = {row.city_id for row in grant.person.memberships.all() if row.is_active}
            reading |= mine & acting
    return reading | ({document.city_id, document.project.lead_city_id} & acting)


def has_archive(actor: Any, project: Project) -> bool:
    """Whether something was put into the archive."""
    return documents_of(actor, project).filter(state=DocumentState.ARCHIVED).exists()


def comments_of(document: Document, *, settled: bool = False) -> list[DocumentComment]:
    """Comments and suggestions with their answers, the oldest first. Two queries."""
    rows = DocumentComment.objects.filter(document=document, parent=None)
    rows = (
        rows.exclude(state=CommentState.OPEN) if settled else rows.filter(state=CommentState.OPEN)
    )
    answers = DocumentComment.objects.select_related("author", "city")
    rows = rows.select_related("author", "city", "settled_by")
    found = list(rows.prefetch_related(Prefetch("answers", queryset=answers)))
    for comment in found:
        comment.document = document
    return found


def pictures_of(document: Document, tree: Mapping[str, Any]) -> dict[str, DocumentPicture]:
    """The pictures that a text shows, by their name in it. No query when it shows none."""
    shown = pictured(tree)
    return (
        {row.source: row for row in document.pictures.all() if row.source in shown} if shown else {}
    )


def figures(project: Project) -> dict[str, Any]:
    """What a report says of the texts: how many, how many are agreed, and how much of the words that stand
    each city wrote, in hundredths. One query."""
    rows = Document.objects.filter(project=project).values_list("state", "projection__letters")
    counted: Counter[str] = Counter()
    states = []
    for state, letters in rows:
        states.append(state)
        counted.update(letters or {})
    total = sum(counted.values())
    return {
        "texts": len(states),
        "texts_agreed": states.count(DocumentState.AGREED),
        "text_shares": {
            slug: round(100 * count / total) for slug, count in counted.most_common() if total
        },
    }


def authors_of(document: Document) -> list[DocumentAuthor]:
    """Whose edits carry which number."""
    rows = DocumentAuthor.objects.filter(document=document)
    return list(rows.select_related("person", "city"))


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a comparison: ``same``, ``added``, ``removed`` or ``changed`` word by word."""

    kind: str
    parts: list[tuple[str, str]]


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """Two versions side by side in one text, block by block and word by word."""
    old, new = lines_of(before), lines_of(after)
    found: list[Line] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, i1, i2, j1, j2 in steps:
        if step == "equal":
            found += [Line("same", [("same", line)]) for line in old[i1:i2]]
            continue
        pairs = min(i2 - i1, j2 - j1)
        for was, now in zip(old[i1 : i1 + pairs], new[j1 : j1 + pairs], strict=True):
            found.append(Line("changed", words_changed(was, now)))
        found += [Line("removed", [("removed", line)]) for line in old[i1 + pairs : i2]]
        found += [Line("added", [("added", line)]) for line in new[j1 + pairs : j2]]
    return [line for line in found if any(words for _kind, words in line.parts)]
