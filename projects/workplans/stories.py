"""What happened in a plan, as sentences made when they are read."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.journal.models import Entry
from projects.partnerships.stories import Names, naming, tell
from projects.workplans.facts import (
    ChangeVoiced,
    DeliveryAcknowledged,
    DeliveryRecorded,
    IndicatorMeasured,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    ItemWritten,
    MilestoneProposed,
    PlanFilled,
)
from projects.workplans.kinds import KINDS
from projects.workplans.models import (
    ChangeState,
    ContributionState,
    DeliverableState,
    MilestoneState,
    RiskState,
    TaskState,
)

STATES = {
    "task": TaskState,
    "milestone": MilestoneState,
    "deliverable": DeliverableState,
    "contribution": ContributionState,
    "risk": RiskState,
    "change": ChangeState,
}
PLAIN = {
    "ItemAdded": gettext_lazy("%(title)s: added"),
    "ItemWritten": gettext_lazy("%(title)s: changed"),
    "MilestoneProposed": gettext_lazy("%(title)s: a partner says it is reached"),
    "DeliveryRecorded": gettext_lazy("%(title)s: something was given"),
    "DeliveryAcknowledged": gettext_lazy("%(title)s: the lead city says that it arrived"),
    "IndicatorMeasured": gettext_lazy("%(title)s: %(city)s entered a figure"),
    "ChangeVoiced": gettext_lazy("%(title)s: %(city)s said what it thinks"),
}


@naming
def titles_of_rows(entries: Sequence[Entry]) -> dict[Any, str]:
    """What rows are called now, by (kind, id): one query for each kind that occurs."""
    ids: dict[str, set[int]] = {}
    for entry in entries:
        if (kind := entry.values.get("kind")) in KINDS and "item_id" in entry.values:
            ids.setdefault(kind, set()).add(entry.values["item_id"])
    return {
        (kind, pk): title
        for kind, wanted in ids.items()
        for pk, title in KINDS[kind].model.objects.filter(pk__in=wanted).values_list("pk", "title")
    }


@tell(
    ItemAdded,
    ItemWritten,
    ItemMoved,
    ItemRemoved,
    MilestoneProposed,
    DeliveryRecorded,
    DeliveryAcknowledged,
    IndicatorMeasured,
    ChangeVoiced,
)
def tell_of_a_row(entry: Entry, names: Names) -> str:
    kind = entry.values["kind"]
    title = names.get((kind, entry.values["item_id"])) or KINDS[kind].model._meta.verbose_name
    if entry.kind == "ItemRemoved":
        return _("%(title)s: removed from the plan") % {"title": title}
    if entry.kind == "ItemMoved":
        state = STATES[entry.values["kind"]](entry.values["state"]).label
        return f"{title}: {state}"
    city = names.get(entry.values.get("city_id", 0), "")
    return str(PLAIN[entry.kind]) % {"title": title, "city": city}


@tell(PlanFilled)
def tell_of_filling(entry: Entry, names: Names) -> str:
    if entry.values["source"] == "copy":
        return _("The plan began from that of another project")
    return _("The plan began from the usual one")
