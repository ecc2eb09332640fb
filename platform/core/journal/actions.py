"""Record a fact inside the transaction of the change that it tells."""

from typing import Any

from django.db import connection, transaction

from core.journal.facts import handlers_of, hear, stored
from core.journal.models import Delivery, Entry, Stream


def record(happened: Any, *, stream: str, actor: Any, key: str | None = None) -> Entry | None:
    """Append `happened` to `stream` and owe it to every handler.

    Args:
        happened: a registered fact.
        stream: name of the ordered stream, such as ``practice:<key>``.
        actor: the person who acted; the system actor and visitors are stored as nobody.
        key: makes the entry unique: a second record with the same key is dropped.

    Returns:
        The entry, or None when `key` was recorded before.

    Raises:
        RuntimeError: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A fact is recorded in the transaction of its change.")
    values = stored(happened)
    kind = type(happened).__name__
    Stream.objects.get_or_create(name=stream)
    row = Stream.objects.select_for_update().get(name=stream)
    if key is not None and Entry.objects.filter(key=key).exists():
        return None
    row.position += 1
    row.save(update_fields=["position"])
    entry = Entry.objects.create(
        stream=row,
        position=row.position,
        kind=kind,
        values=values,
        key=key,
        actor_id=getattr(actor, "pk", None),
    )
    hear(entry)
    names = handlers_of(kind)
    Delivery.objects.bulk_create([Delivery(entry=entry, handler=name) for name in names])
    if names:
        transaction.on_commit(nudge, robust=True)
    return entry


def nudge() -> None:
    """Ask the worker to drain now; when the broker is away, beat drains anyway."""
    from core.journal.tasks import drain

    drain.apply_async(expires=30, ignore_result=True, retry=False)
