"""How documents are shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from core.access.rules import can
from core.access.screens import Offer, Verb, offers
from core.cities.models import City
from projects.documents import queries
from projects.documents.lifecycle import COMMENT, DOCUMENT
from projects.documents.models import Document, DocumentAuthor, DocumentVersion
from projects.documents.presence import colour_of
from projects.partnerships.team import acting_cities, standing_of

VERBS = {
    "document.consult": Verb(gettext_lazy("Open it for consultation")),
    "document.draft_again": Verb(gettext_lazy("Back to the draft"), is_quiet=True),
    "document.offer": Verb(gettext_lazy("Put it up for agreement")),
    "document.archive": Verb(gettext_lazy("Put it into the archive"), is_quiet=True),
    "document.take_out": Verb(gettext_lazy("Take it out of the archive")),
}


def document_offers(actor: Any, document: Document) -> list[Offer]:
    """What this person can do with the document now."""
    listed = offers(actor, document, DOCUMENT, VERBS, state=document.state)
    return [offer for offer in listed if offer.decision]


COMMENT_VERBS = {
    "document_comment.accept": Verb(gettext_lazy("Accept")),
    "document_comment.reject": Verb(gettext_lazy("Do not accept")),
    "document_comment.resolve": Verb(gettext_lazy("Settle")),
    "document_comment.open_again": Verb(gettext_lazy("Open it again")),
}


def comments(actor: Any, document: Document, *, settled: bool) -> dict[str, Any]:
    """Everything that the list of comments shows."""
    found = queries.comments_of(document, settled=settled)
    rows = [
        {
            "comment": comment,
            "offers": [
                offer
                for offer in offers(actor, comment, COMMENT, COMMENT_VERBS, state=comment.state)
                if offer.decision
            ],
        }
        for comment in found
    ]
    return {
        "comments": rows,
        "settled": settled,
        "suggestions": sum(comment.is_suggestion for comment in found) if not settled else 0,
        "may_comment": can(actor, "document.comment", document),
        "may_suggest": can(actor, "document.suggest", document),
        "may_decide": can(actor, "document.write", document),
        "may_make_task": can(actor, "task.add", document.project),
    }


def authors(rows: Iterable[DocumentAuthor]) -> list[dict[str, Any]]:
    """Each number of a writer with a name, a city and its colour."""
    return [
        {
            "client": row.client,
            "name": row.person.display_name if row.person else "–",
            "cityName": row.city.name if row.city else "",
            "colour": colour_of(row.city.slug if row.city else ""),
        }
        for row in rows
    ]


def by_folder(documents: Iterable[Document]) -> list[tuple[Any, list[Document]]]:
    """Documents without a folder first, then folder by folder."""
    found: dict[Any, list[Document]] = {}
    for document in documents:
        found.setdefault(document.folder, []).append(document)
    return sorted(found.items(), key=lambda pair: (pair[0] is not None, str(pair[0] or "")))


def agreements(document: Document, offered: DocumentVersion | None) -> list[tuple[City, Any]]:
    """Each city that takes part, and its agreement if it is there."""
    if offered is None:
        return []
    said = {row.city_id: row for row in offered.agreements.all()}
    cities = City.objects.filter(pk__in=acting_cities(document.project) | said.keys())
    return [(city, said.get(city.pk)) for city in cities.order_by("slug")]


def open_voices(actor: Any, document: Document, offered: DocumentVersion | None) -> list[City]:
    """Cities for which this person can agree now."""
    if offered is None or not can(actor, "document.agree", document):
        return []
    said = {row.city_id for row in offered.agreements.all()}
    voices = standing_of(actor, document.project).voices - said
    return list(City.objects.filter(pk__in=voices).order_by("slug"))


def letters(document: Document) -> list[dict[str, Any]]:
    """How much of the text that stands each city wrote, in hundredths."""
    counted: Mapping[str, int] = document.projection.letters
    total = sum(counted.values())
    cities = {city.slug: city for city in City.objects.filter(slug__in=counted)}
    rows = [
        {"city": cities[slug], "share": round(100 * count / total)}
        for slug, count in counted.items()
        if total and slug in cities
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["city"].slug))


def version_at(
    document: Document,
    listed: Sequence[DocumentVersion],
    number: str,
    *,
    older_than: DocumentVersion | None = None,
) -> DocumentVersion | None:
    """The version with this number; without one, the newest before `older_than`, or none."""
    chosen = next((row for row in listed if str(row.number) == number), None)
    if chosen is None and older_than is not None:
        chosen = next((row for row in listed if row.number < older_than.number), None)
    if chosen is None and number == "" and older_than is None:
        return None
    return chosen


def compared(before: DocumentVersion | None, after: Any) -> list[queries.Line]:
    """What changed between two versions, or from a version to the text of now."""
    if before is None:
        return []
    content = after["content"] if isinstance(after, Mapping) else after.content
    return queries.compared(before.content, content)
