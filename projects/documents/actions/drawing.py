"""Draw the text for readers and the search, from the log only."""

from collections import defaultdict

from django.db import transaction

from core.access.rules import SYSTEM
from core.cities.models import City
from core.journal.actions import record
from projects.documents import render, store
from projects.documents.compacting import whole
from projects.documents.facts import TextDrawn, TextNamed
from projects.documents.models import Document, DocumentAuthor, Projection
from projects.documents.updates import letters_of
from projects.partnerships.policy import team_members
from projects.partnerships.team import acting_cities


def draw_document(document_id: int) -> int:
    """Bring the drawing up to the log; one that is newer already stays.

    Returns:
        Up to which edit it is drawn.
    """
    loaded = store.load(document_id)
    shown = Projection.objects.filter(document_id=document_id).values_list("seq", flat=True).first()
    if shown is not None and shown >= loaded.seq:
        return shown
    state = whole(loaded.payloads)
    content = render.tree_of_update(state)
    cities = dict(
        DocumentAuthor.objects.filter(document_id=document_id).values_list("client", "city__slug")
    )
    letters: dict[str, int] = defaultdict(int)
    for client, count in letters_of(state).items():
        if slug := cities.get(client):
            letters[slug] += count
    with transaction.atomic():
        document = (
            Document.objects.select_for_update().select_related("project").get(pk=document_id)
        )
        before = Projection.objects.filter(document=document).first()
        new = render.named(content) - (render.named(before.content) if before else set())
        Projection.objects.update_or_create(
            document=document,
            defaults={
                "seq": loaded.seq,
                "content": content,
                "text": render.text_of(content),
                "letters": dict(letters),
            },
        )
        # In a stream of its own: it happens every few seconds, and is nobody's news.
        fact = TextDrawn(document.project_id, document.pk)
        record(fact, stream=document.stream, actor=SYSTEM)
        if new:
            _tell_who_is_named(document, new)
    return loaded.seq


def _tell_who_is_named(document: Document, new: set[tuple[str, str]]) -> None:
    """Record people and cities of the project that are named for the first time."""
    team = {str(person.pk): person.pk for person in team_members(document.project)}
    acting = City.objects.filter(pk__in=acting_cities(document.project))
    cities = {city.slug: city.pk for city in acting}
    for kind, key in sorted(new):
        person_id = team.get(key) if kind == "person" else None
        city_id = cities.get(key) if kind == "city" else None
        if person_id or city_id:
            fact = TextNamed(document.project_id, document.pk, person_id, city_id)
            record(fact, stream=document.stream, actor=SYSTEM)
