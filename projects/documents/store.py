"""The log of edits: the only place that writes and reads its three tables.

An edit is numbered and stored in one short transaction, and only then acknowledged or shown to anybody.
All functions block; they run in threads of their own, never on the event loop.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from core.accounts.models import User
from core.cities.models import Membership
from projects.documents.models import (
    OPEN,
    Document,
    DocumentAuthor,
    DocumentSnapshot,
    DocumentUpdate,
)
from projects.partnerships.models import ACTING, Partner


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
        strangers: authors that no longer belong to the project; nothing was stored.
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
    if strangers := _strangers(batch):
        return Stored(strangers=strangers)
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_name(Document)} SET head_seq = head_seq + %s, written_at = %s "  # noqa: S608
            "WHERE id = %s AND access_epoch = %s AND state IN (%s, %s) RETURNING head_seq",
            [
                count,
                moment,
                batch.document,
                batch.epoch,
                *OPEN,
            ],
        )
        row = cursor.fetchone()
    if row is None:
        return Stored(has_changed=True)
    last = int(row[0])
    first = last - count + 1
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_name(DocumentUpdate)} (document_id, seq, payload, author_id, created_at) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s)",
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
    """Authors who are no longer people of a city that takes part."""
    authors = {edit.author for edit in batch.edits}
    places, states = ", ".join(["%s"] * len(authors)), ", ".join(["%s"] * len(ACTING))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT m.user_id FROM {_name(Membership)} m "  # noqa: S608
            f"JOIN {_name(User)} u ON u.id = m.user_id AND u.is_active "
            f"JOIN {_name(Partner)} p ON p.city_id = m.city_id "
            f"WHERE m.is_active AND p.project_id = %s AND p.state IN ({states}) "
            f"AND m.user_id IN ({places})",
            [batch.project, *ACTING, *authors],
        )
        return authors - {row[0] for row in cursor.fetchall()}


def _name(model: type[Model]) -> str:
    """The table of one of our models, as SQL writes it. Edits are stored by plain SQL: it is done for every
    pause in typing, and the query compiler would cost more than the database."""
    return connection.ops.quote_name(model._meta.db_table)


def read_since(document: int, seq: int) -> tuple[int, Sequence[bytes] | None]:
    """What came after `seq`: the head, and the payloads up to it.

    Returns:
        None instead of payloads when they are no longer there without a hole: load the document anew.
    """
    head = Document.objects.values_list("head_seq", flat=True).get(pk=document)
    return head, _rows(document, seq, head)


def _rows(document: int, after: int, upto: int) -> Sequence[bytes] | None:
    rows = list(
        DocumentUpdate.objects.filter(document_id=document, seq__gt=after, seq__lte=upto)
        .order_by("seq")
        .values_list("seq", "payload")
    )
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
