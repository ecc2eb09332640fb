"""What other apps add to a project, without this one knowing them: to its plan, its gates, its reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from projects.partnerships.models import Project


def _nothing(project: Project) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True)
class Part:
    """One app's part of a project.

    Args:
        code: the name of the part in the frozen plan and in figures.
        frozen: what belongs into a frozen plan, as JSON-ready rows with an "id" each.
        needs: what is still missing before the plan can be handed in, as sentences.
        undecided: what has to be decided before the project closes, as sentences.
        figures: what a report is filled with, JSON-ready.
    """

    code: str
    frozen: Callable[[Project], list[Mapping[str, Any]]] = _nothing
    needs: Callable[[Project], list[str]] = _nothing
    undecided: Callable[[Project], list[str]] = _nothing
    figures: Callable[[Project], Mapping[str, Any]] | None = None


_parts: dict[str, Part] = {}


def add(part: Part) -> None:
    """Register a part; a doubled code fails at start."""
    if part.code in _parts:
        raise ValueError(f"The part {part.code!r} is registered twice.")
    _parts[part.code] = part


def needs(project: Project) -> list[str]:
    """Everything that is missing before the plan can be handed in; asked once for a project object."""
    kept = project.__dict__.get("_needs")
    if kept is None:
        kept = [sentence for part in _parts.values() for sentence in part.needs(project)]
        project.__dict__["_needs"] = kept
    return kept


def undecided(project: Project) -> list[str]:
    """Everything that stands against closing."""
    return [sentence for part in _parts.values() for sentence in part.undecided(project)]


def frozen(project: Project) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of every part that has any kind of plan."""
    return {part.code: part.frozen(project) for part in _parts.values() if part.frozen != _nothing}


def figures(project: Project) -> dict[str, Mapping[str, Any]]:
    """What every part knows for a report."""
    return {part.code: part.figures(project) for part in _parts.values() if part.figures}
