"""The log of edits: the only place that writes and reads its three tables.

An edit is numbered and stored in one short transaction, and only then acknowledged or shown to anybody.
All functions block; they run in threads of their own, never on the event loop.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from projects.documents.models import (
    OPEN,
    Document,
    DocumentAuthor,
    DocumentSnapshot,
)
from projects.partnerships.models import ACTING, ENDED

# Edits are stored by plain SQL: it is done for every pause in typing, and making the queries would cost more
# than the database.
RAISE_HEAD = (
    "UPDATE documents_document SET head_seq = head_seq + %s, written_at = %s "
    "WHERE id = %s AND access_epoch = %s AND state IN (%s, %s) AND {people} RETURNING head_seq"
)
ADD_UPDATE = (
    "INSERT INTO documents_documentupdate (document_id, seq, payload, author_id, created_at) "
    "VALUES (%s, %s, %s, %s, %s)"
)
READ_UPDATES = (
    "SELECT seq, payload FROM documents_documentupdate "
    "WHERE document_id = %s AND seq > %s AND seq <= %s ORDER BY seq"
)
# Which of these people belong to a city that takes part in a project that goes on.
OF_TEAM = (
    "FROM cities_membership m "
    "JOIN accounts_user u ON u.id = m.user_id AND u.is_active "
    "JOIN partnerships_partner p ON p.city_id = m.city_id "
    "JOIN partnerships_project j ON j.id = p.project_id "
    "WHERE m.user_id IN ({authors}) AND m.is_active AND p.project_id = %s AND p.state IN (%s, %s) "
    "AND j.state NOT IN (%s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit to be stored, and who wrote it (the person's key)."""

    payload: bytes
    author: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Edits of one document that were checked while it stood at `seq`, with rights of `epoch`."""

    document: int
    project: int
    seq: int
    epoch: int
    edits: Sequence[Edit]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch.

    Attributes:
        last: number of its last edit; 0 when nothing was stored.
        missed: payloads that other processes stored between what was known and this batch.
        is_reload: the gap cannot be read any more; the document has to be loaded anew.
        strangers: authors that no longer belong to the project, or its end; nothing was stored.
        has_changed: state or rights of the document changed; nothing was stored.
    """

    last: int = 0
    missed: Sequence[bytes] = ()
    is_reload: bool = False
    strangers: Collection[int] = ()
    has_changed: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it stands in the database."""

    project: int
    stream: str
    seq: int
    epoch: int
    state: str
    payloads: Sequence[bytes]
    authors: dict[int, int] = field(default_factory=dict)


@transaction.atomic
def append(batches: Iterable[Batch]) -> dict[int, Stored]:
    """Store the edits of several documents, all or none; what a document refuses is its own answer.

    Returns:
        By the key of the document.
    """
    found: dict[int, Stored] = {}
    now = timezone.now()
    # Always in the same order, so that two processes never wait for each other.
    for batch in sorted(batches, key=lambda one: one.document):
        found[batch.document] = _append(batch, now)
    return found


def _append(batch: Batch, now: datetime) -> Stored:
    count = len(batch.edits)
    moment = connection.ops.adapt_datetimefield_value(now)
    team, people = _of_team(batch)
    number = len({edit.author for edit in batch.edits})
    # All in one statement: the row is raised only while each of the authors may write.
    raise_head = RAISE_HEAD.format(people=f"(SELECT COUNT(DISTINCT m.user_id) {team}) = %s")
    with connection.cursor() as cursor:
        values = [count, moment, batch.document, batch.epoch, *OPEN, *people, number]
        cursor.execute(raise_head, values)
        row = cursor.fetchone()
    if row is None:
        strangers = _strangers(batch)
        return Stored(strangers=strangers, has_changed=not strangers)
    last = int(row[0])
    first = last - count + 1
    with connection.cursor() as cursor:
        cursor.executemany(
            ADD_UPDATE,
            [
                (batch.document, first + number, edit.payload, edit.author, moment)
                for number, edit in enumerate(batch.edits)
            ],
        )
    if first == batch.seq + 1:
        return Stored(last=last)
    missed = _rows(batch.document, batch.seq, first - 1)
    return Stored(last=last, missed=missed or (), is_reload=missed is None)


def _strangers(batch: Batch) -> set[int]:
    """Authors who are no longer people of a city that takes part in a project that goes on."""
    team, people = _of_team(batch)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT m.user_id {team}", people)
        known = {row[0] for row in cursor.fetchall()}
    return {edit.author for edit in batch.edits} - known


def _of_team(batch: Batch) -> tuple[str, list[Any]]:
    """`OF_TEAM` for the authors of a batch, and its values."""
    authors = sorted({edit.author for edit in batch.edits})
    places = OF_TEAM.format(authors=", ".join(["%s"] * len(authors)))
    return places, [*authors, batch.project, *ACTING, *ENDED]


def read_since(document: int, seq: int) -> tuple[int, Sequence[bytes] | None]:
    """What came after `seq`: the head, and the payloads up to it.

    Returns:
        None instead of payloads when they are no longer there without a hole: load the document anew.
    """
    head = Document.objects.values_list("head_seq", flat=True).get(pk=document)
    return head, _rows(document, seq, head)


def _rows(document: int, after: int, upto: int) -> Sequence[bytes] | None:
    with connection.cursor() as cursor:
        cursor.execute(READ_UPDATES, [document, after, upto])
        rows = cursor.fetchall()
    if [seq for seq, _payload in rows] != list(range(after + 1, upto + 1)):
        return None
    return [bytes(payload) for _seq, payload in rows]


@transaction.atomic
def load(document: int) -> Loaded:
    """The newest snapshot and everything after it.

    Raises:
        Document.DoesNotExist: there is none.
        RuntimeError: the log has a hole; nothing may be built on it.
    """
    found = Document.objects.select_related("project").get(pk=document)
    snapshot = DocumentSnapshot.objects.filter(document=found).order_by("-seq").first()
    base = snapshot.seq if snapshot else 0
    rows = _rows(document, base, found.head_seq)
    if rows is None:
        raise RuntimeError(f"The log of document {document} has a hole after {base}.")
    authors = DocumentAuthor.objects.filter(document=found).values_list("client", "person_id")
    return Loaded(
        project=found.project_id,
        stream=found.project.stream,
        seq=found.head_seq,
        epoch=found.access_epoch,
        state=found.state,
        payloads=[*([bytes(snapshot.state)] if snapshot else []), *rows],
        authors={client: person or 0 for client, person in authors},
    )


def heads(documents: Collection[int]) -> dict[int, tuple[int, int]]:
    """How far documents are, and at which epoch of rights: one query."""
    rows = Document.objects.filter(pk__in=documents).values_list("pk", "head_seq", "access_epoch")
    return {pk: (head, epoch) for pk, head, epoch in rows}


def bind_author(document: int, client: int, person: int, city: int | None) -> int:
    """Give a client id to a person, once and for all.

    Returns:
        The key of the person whose it is, which may be somebody else.
    """
    author, _is_new = DocumentAuthor.objects.get_or_create(
        document_id=document, client=client, defaults={"person_id": person, "city_id": city}
    )
    return author.person_id or 0
