"""The frame around every page of a workspace: who, what, how far, and the tabs that apps bring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.live.replay import position_of
from projects.partnerships import queries
from projects.partnerships.models import Project
from projects.partnerships.team import standing_of


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the workspace.

    Args:
        code: what marks it as the present one.
        words: its translated name.
        route: the name of its address, which takes the project's public id.
    """

    order: int
    code: str
    words: Any
    route: str


type Card = Callable[[HttpRequest, Project], str]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this person.

    Args:
        words: what, as a sentence.
        address: where it is done.
        is_late: whether it should have been done before today.
    """

    words: str
    address: str
    is_late: bool = False


type Needs = Callable[[Any, Project], list[Need]]

_needs: list[Needs] = []
_tabs: list[Tab] = []
type ItemCard = Callable[[HttpRequest, Project, str, Any], str]

_cards: list[tuple[int, Card]] = []
_item_cards: list[ItemCard] = []


def tab(tab: Tab) -> None:
    """Register a page of the workspace."""
    _tabs.append(tab)
    _tabs.sort(key=lambda each: each.order)


def card(*, order: int) -> Callable[[Card], Card]:
    """Register a function that renders one part of the overview; it may answer with nothing."""

    def register(function: Card) -> Card:
        _cards.append((order, function))
        _cards.sort(key=lambda pair: pair[0])
        return function

    return register


def needs(function: Needs) -> Needs:
    """Register what waits for a person in a project: ``(actor, project) -> needs``."""
    _needs.append(function)
    return function


def needs_of(actor: Any, project: Project) -> list[Need]:
    """Everything that waits for this person, what is late first."""
    found = [need for function in _needs for need in function(actor, project)]
    return sorted(found, key=lambda need: not need.is_late)


def cards(request: HttpRequest, project: Project) -> list[str]:
    """The rendered parts of the overview, in their order."""
    return [html for _order, draw in _cards if (html := draw(request, project))]


def item_card(function: ItemCard) -> ItemCard:
    """Register a function that renders a part of the page of a row: ``(request, project, kind, row)``."""
    _item_cards.append(function)
    return function


def item_cards(request: HttpRequest, project: Project, kind: str, item: Any) -> list[str]:
    """The rendered parts of the page of a row."""
    return [html for draw in _item_cards if (html := draw(request, project, kind, item))]


def opened(request: HttpRequest, public_id: UUID) -> Project:
    """The project whose workspace this person may see; 404 for everybody else."""
    project = queries.project_for(request.user, public_id)
    if project is None:
        raise Http404
    return project


def page(
    request: HttpRequest,
    project: Project,
    template: str,
    context: dict[str, Any],
    *,
    here: str,
    status: int = 200,
) -> HttpResponse:
    """A page inside the frame of its workspace."""
    partners = context.get("partners") or queries.partners_of(project)
    acting = [partner.city for partner in partners if partner.is_acting]
    framed = {
        "project": project,
        "position": position_of(project.stream),
        "acting": acting,
        "slugs": [city.slug for city in acting],
        "tabs": [
            {
                "words": each.words,
                "address": reverse(each.route, args=[project.public_id]),
                "is_here": each.code == here,
            }
            for each in _tabs
        ],
        "standing": standing_of(request.user, project),
        **context,
    }
    return render(request, template, framed, status=status)
