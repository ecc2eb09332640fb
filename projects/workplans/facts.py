"""What happens in a work plan: ids and codes only. `kind` is that of the row (`kinds.KINDS`)."""

from core.journal.facts import fact


@fact
class ItemAdded:
    project_id: int
    kind: str
    item_id: int


@fact
class ItemWritten:
    project_id: int
    kind: str
    item_id: int


@fact
class ItemRemoved:
    project_id: int
    kind: str
    item_id: int


@fact
class ItemMoved:
    project_id: int
    kind: str
    item_id: int
    state: str


@fact
class MilestoneProposed:
    project_id: int
    kind: str
    item_id: int


@fact
class DeliveryRecorded:
    project_id: int
    kind: str
    item_id: int
    state: str


@fact
class DeliveryAcknowledged:
    project_id: int
    kind: str
    item_id: int


@fact
class IndicatorMeasured:
    project_id: int
    kind: str
    item_id: int
    city_id: int


@fact
class ChangeVoiced:
    project_id: int
    kind: str
    item_id: int
    city_id: int


@fact
class PlanFilled:
    """Rows came from a template or from another plan."""

    project_id: int
    source: str
    count: int
