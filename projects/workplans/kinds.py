"""The kinds of rows of a plan: which columns are written, how they move, what belongs to the plan."""

from dataclasses import dataclass
from typing import Any

from core.access.lifecycle import Lifecycle
from projects.workplans import lifecycle
from projects.workplans.models import (
    ChangeRequest,
    Contribution,
    Deliverable,
    Indicator,
    Item,
    Milestone,
    Risk,
    Task,
    WorkPackage,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row.

    Args:
        columns: what people write, in the order of the form.
        table: its moves; None when it has no states.
        part: its name in the frozen plan; empty when it is no part of the plan.
        acts: rules beside the moves about what can be done with a row.
    """

    code: str
    model: type[Item]
    columns: tuple[str, ...]
    table: Lifecycle | None = None
    part: str = ""
    acts: tuple[str, ...] = ()


# Columns without which a row of any kind is not added.
NEEDED = frozenset({"title", "quantity", "unit", "reason"})
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "package", WorkPackage, ("title", "aim", "city", "starts_on", "ends_on"), part="packages"
        ),
        Kind(
            "task",
            Task,
            (
                "title", "package", "city", "person", "starts_on", "due_on", "text", "checklist",
                "after",
            ),
            lifecycle.TASK,
            part="tasks",
        ),
        Kind(
            "milestone",
            Milestone,
            ("title", "criterion", "city", "due_on"),
            lifecycle.MILESTONE,
            part="milestones",
            acts=("milestone.propose",),
        ),
        Kind(
            "deliverable",
            Deliverable,
            ("title", "kind", "package", "city", "due_on", "languages", "link", "licence"),
            lifecycle.DELIVERABLE,
            part="deliverables",
        ),
        Kind(
            "contribution",
            Contribution,
            (
                "title", "city", "kind", "quantity", "unit", "value", "currency", "basis",
                "package", "starts_on", "ends_on",
            ),
            lifecycle.CONTRIBUTION,
            part="contributions",
            acts=("contribution.acknowledge",),
        ),
        Kind(
            "risk",
            Risk,
            ("title", "likelihood", "impact", "answer", "city"),
            lifecycle.RISK,
            part="risks",
        ),
        Kind(
            "indicator",
            Indicator,
            ("title", "code", "unit", "baseline", "target", "method"),
            part="indicators",
            acts=("indicator.measure",),
        ),
        Kind(
            "change",
            ChangeRequest,
            ("title", "kind", "reason", "affected"),
            lifecycle.CHANGE,
            acts=("change.voice",),
        ),
    )
}  # fmt: skip
BY_MODEL: dict[Any, Kind] = {kind.model: kind for kind in KINDS.values()}


def kind_of(item: Item) -> Kind:
    """The kind of a row."""
    return BY_MODEL[type(item)]


def plain(item: Item, name: str) -> Any:
    """A column of a row as plain data: another row as its public id, a city as its address part, a
    person as their number."""
    value = getattr(item, name)
    match name:
        case "after":
            return [str(task.public_id) for task in value.all()]
        case "city":
            return value.slug if value else None
        case "package":
            return str(value.public_id) if value else None
        case "person":
            return value.pk if value else None
    return value
