"""Draw the text for readers and the search, from the log only."""

from collections import defaultdict

from django.db import transaction

from core.access.rules import SYSTEM
from core.journal.actions import record
from projects.documents import render, store
from projects.documents.compacting import whole
from projects.documents.facts import TextDrawn
from projects.documents.models import Document, DocumentAuthor, Projection
from projects.documents.updates import letters_of


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
        document = Document.objects.select_for_update().get(pk=document_id)
        Projection.objects.update_or_create(
            document=document,
            defaults={
                "seq": loaded.seq,
                "content": content,
                "text": render.text_of(content),
                "letters": dict(letters),
            },
        )
        fact = TextDrawn(document.project_id, document.pk)
        record(fact, stream=document.project.stream, actor=SYSTEM)
    return loaded.seq
