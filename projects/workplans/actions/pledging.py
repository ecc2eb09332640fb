"""What was pledged arrives: recorded by the giver, acknowledged by the lead city."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import require
from core.journal.actions import record
from projects.partnerships.actions import held
from projects.workplans.facts import DeliveryAcknowledged, DeliveryRecorded
from projects.workplans.lifecycle import CONTRIBUTION
from projects.workplans.models import Contribution

MOST = Decimal("9999999999.99")


@transaction.atomic
def record_delivery(*, actor: Any, item: Contribution, delivered: Decimal) -> Contribution:
    """Say how much was given in all so far; at the pledged quantity it counts as delivered.

    Raises:
        ValidationError: nothing or less was given, or the number has no end.
    """
    found: Any = held(item)
    if not delivered.is_finite() or not 0 < delivered <= MOST:
        raise ValidationError({"delivered": _("Write how much, more than nothing.")})
    is_whole = delivered >= found.quantity
    move = "contribution.deliver" if is_whole else "contribution.deliver_partly"
    require(actor, move, found)
    CONTRIBUTION.apply(move, found)
    found.delivered = delivered
    found.acknowledged_at = None
    found.revision += 1
    found.save()
    fact = DeliveryRecorded(found.project_id, "contribution", found.pk, found.state)
    record(fact, stream=found.project.stream, actor=actor)
    return found


@transaction.atomic
def acknowledge_delivery(*, actor: Any, item: Contribution) -> Contribution:
    """The lead city says that it arrived. Twice changes nothing.

    Raises:
        ValidationError: nothing was recorded yet.
    """
    found: Any = held(item)
    require(actor, "contribution.acknowledge", found)
    if not found.delivered:
        raise ValidationError({"delivered": _("Nothing was recorded as given yet.")})
    if found.acknowledged_at is None:
        found.acknowledged_at = timezone.now()
        found.revision += 1
        found.save(update_fields=["acknowledged_at", "revision"])
        fact = DeliveryAcknowledged(found.project_id, "contribution", found.pk)
        record(fact, stream=found.project.stream, actor=actor)
    return found
