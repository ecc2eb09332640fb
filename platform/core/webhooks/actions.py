"""Set webhooks up, owe them what happens, and note what became of it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import can, require
from core.journal.models import Entry
from core.webhooks.models import Endpoint, Message

MOST = 10
# Waits after each failure, in seconds: about two days in all, as Standard Webhooks recommends.
WAITS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000)
MOST_FAILURES = 50
GONE = 410
LEASE = timedelta(seconds=60)


@transaction.atomic
def make_endpoint(*, actor: Any, stream: str, url: str) -> Endpoint:
    """Tell another system of each fact of a stream. Asking twice returns the standing endpoint.

    Raises:
        ValidationError: the address is no https address, or there are too many.
    """
    require(actor, "webhook.make", stream)
    parts = urlsplit(url)
    schemes = ("https", "http") if settings.WEBHOOKS_ANYWHERE else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username:
        raise ValidationError(
            {"url": _("Write an https address without a name or password in it.")}
        )
    mine = Endpoint.objects.select_for_update().filter(person=actor)
    found = mine.filter(stream=stream, url=url).first()
    if found is None:
        if mine.count() >= MOST:
            raise ValidationError(_("You have ten webhooks; remove one first."))
        return Endpoint.objects.create(person=actor, stream=stream, url=url)
    if not found.is_active:
        found.is_active, found.failures = True, 0
        found.save(update_fields=["is_active", "failures"])
    return found


def owe(entry: Entry) -> None:
    """Owe a new entry to whoever follows its stream, within the entry's transaction."""
    found = Endpoint.objects.filter(stream=entry.stream.name, is_active=True)
    Message.objects.bulk_create([Message(endpoint=endpoint, entry=entry) for endpoint in found])


def claim_message() -> Message | None:
    """One message that is due, leased to this process; None when nothing is."""
    now = timezone.now()
    due = Message.objects.filter(done_at=None, given_up_at=None, next_at__lte=now)
    for message in due.select_related("endpoint__person", "entry__stream").order_by("next_at")[:20]:
        claimed = Message.objects.filter(pk=message.pk, next_at=message.next_at, done_at=None)
        if claimed.update(next_at=now + LEASE, attempts=message.attempts + 1):
            message.attempts += 1
            return message
    return None


@transaction.atomic
def note_answer(message: Message, *, status: int | None, error: str = "") -> None:
    """Write down what the other system said: done, to be tried again, or given up."""
    now = timezone.now()
    message.tried_at, message.status, message.error = now, status, error[:300]
    endpoint = Endpoint.objects.select_for_update().get(pk=message.endpoint_id)
    if status is not None and 200 <= status < 300:
        message.done_at, endpoint.failures = now, 0
    else:
        endpoint.failures += 1
        if status == GONE or endpoint.failures >= MOST_FAILURES:
            endpoint.is_active = False
        if message.attempts > len(WAITS) or not endpoint.is_active:
            message.given_up_at = now
        else:
            message.next_at = now + timedelta(seconds=WAITS[message.attempts - 1])
    message.save()
    endpoint.save(update_fields=["failures", "is_active"])


def still_may(message: Message) -> bool:
    """Whether the person of the endpoint may still follow; if not, it is switched off."""
    endpoint = message.endpoint
    if endpoint.person.is_active and can(endpoint.person, "webhook.make", endpoint.stream):
        return True
    Endpoint.objects.filter(pk=endpoint.pk).update(is_active=False)
    Message.objects.filter(endpoint=endpoint, done_at=None).update(given_up_at=timezone.now())
    return False


@transaction.atomic
def remove_endpoint(*, actor: Any, endpoint: Endpoint) -> None:
    """Tell this address nothing any more."""
    Endpoint.objects.filter(pk=endpoint.pk, person=actor).delete()
