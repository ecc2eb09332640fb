"""Fold the log of a document into a snapshot, from the database only, losing nothing."""

import logging
from collections.abc import Iterable

from django.db import connection, transaction
from pycrdt import Doc

from projects.documents import store
from projects.documents.models import Document, DocumentSnapshot, DocumentUpdate
from projects.documents.updates import read_update
from projects.documents.wire import Bad, read_state

log = logging.getLogger(__name__)
ROWS, BYTES, ROWS_WHEN_LEFT = 500, 256 * 1024, 50
LOCKS = 0x4A75  # the first half of our advisory locks on PostgreSQL


class Unsound(Exception):
    """The log does not give a whole text; everything is kept as it is."""


def whole(payloads: Iterable[bytes]) -> bytes:
    """One update that says what `payloads` say together.

    Raises:
        Unsound: something in it waits for what is not there, or the result cannot be read again.
    """
    doc: Doc = Doc()
    reached: dict[int, int] = {}
    for payload in payloads:
        doc.apply_update(payload)
        for client, clock, length in read_update(payload, is_ours=True).structs:
            reached[client] = max(reached.get(client, 0), clock + length)
    state = doc.get_update()
    known = read_state(doc.get_state())
    if any(known.get(client, 0) < upto for client, upto in reached.items()):
        raise Unsound("Something in the log waits for what is not there.")
    again: Doc = Doc()
    try:
        read_update(state, is_ours=True)
    except Bad as bad:
        raise Unsound(f"What was folded cannot be read again: {bad}") from bad
    again.apply_update(state)
    if read_state(again.get_state()) != known:
        raise Unsound("What was folded is not what it was.")
    return state


def is_due(document: Document, *, nobody_writes: bool) -> bool:
    """Whether folding is worth it: many edits, much text, or the last writer has left."""
    waiting = document.head_seq - document.snapshot_seq
    if waiting >= ROWS or (nobody_writes and waiting >= ROWS_WHEN_LEFT):
        return True
    rows = DocumentUpdate.objects.filter(document=document, seq__gt=document.snapshot_seq)
    return (
        waiting > 0 and sum(len(bytes(p)) for p in rows.values_list("payload", flat=True)) >= BYTES
    )


def compact(document_id: int) -> int:
    """Fold everything up to now into a snapshot and delete what the snapshot before already holds.

    Twice, or in two processes at once, it comes to the same. Whoever reads from the snapshot before still
    finds every row after it.

    Returns:
        Up to which edit the document is folded.

    Raises:
        Unsound: see `whole`; nothing was changed.
    """
    with transaction.atomic():
        if not _is_mine(document_id):
            return Document.objects.values_list("snapshot_seq", flat=True).get(pk=document_id)
        loaded = store.load(document_id)
    state = whole(loaded.payloads)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.snapshot_seq >= loaded.seq:
            return document.snapshot_seq
        DocumentSnapshot.objects.create(document=document, seq=loaded.seq, state=state)
        before = document.snapshot_seq
        document.snapshot_seq = loaded.seq
        document.save(update_fields=["snapshot_seq"])
        DocumentUpdate.objects.filter(document=document, seq__lte=before).delete()
        DocumentSnapshot.objects.filter(document=document, seq__lt=before).delete()
    return loaded.seq


def _is_mine(document_id: int) -> bool:
    """Whether no other process folds this document right now; on SQLite writers wait for each other anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, document_id])
        return bool(cursor.fetchone()[0])
