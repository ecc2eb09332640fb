"""Begin a project, say what it is, name organisations beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import require
from core.accounts.queries import person_or_none
from core.cities.models import City
from core.cities.roles import number_of_people
from core.journal.actions import record
from core.vocabularies.models import Term
from projects.partnerships.facts import (
    AssociateAdded,
    AssociateRemoved,
    PartnerInvited,
    ProjectBegun,
    ProjectDescribed,
)
from projects.partnerships.models import (
    ACTING,
    Associate,
    Partner,
    PartnerState,
    Project,
    ProjectState,
)
from projects.partnerships.team import standing_of

TEXTS = (
    "acronym",
    "title",
    "kind",
    "language",
    "summary",
    "objective",
    "communication",
    "starts_on",
    "ends_on",
    "licence",
    "visibility",
    "practices",
)
TERMS = {"themes": "theme", "sdgs": "sdg"}


def locked(project: Project) -> Project:
    """The project as it is now, its row held until the transaction ends."""
    return Project.objects.select_for_update().get(pk=project.pk)


def held[T: models.Model](row: T) -> T:
    """A row of a project as it is now, with its project; both are held until the transaction ends."""
    known: Any = row
    project = locked(known.project)
    found: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
    found.project = project
    return found


def own_words(project: Project) -> dict[str, Any]:
    """What a project says of itself, as its plan keeps it."""
    own = {name: getattr(project, name) for name in TEXTS}
    return own | {
        name: sorted(getattr(project, name).values_list("code", flat=True)) for name in TERMS
    }


def untick(project: Project) -> None:
    """The plan has changed; while it is being planned, every tick is asked for again."""
    if project.state == ProjectState.PLANNING:
        ticked = project.partners.filter(state__in=ACTING).exclude(ticked_at=None)
        ticked.update(ticked_at=None)


def speaks_for(actor: Any, project: Project, city: City, *, rule: str) -> None:
    """Pass when `actor` may say something in the name of this partner city.

    Raises:
        Refused: under the name of the rule that is being asked.
    """
    checking.speaks_for(city.pk, standing_of(actor, project).voices, rule=rule)


@transaction.atomic
def begin_project(
    *,
    actor: Any,
    lead_city: City,
    values: Mapping[str, Any],
    partners: Iterable[City] = (),
    are_agreed: bool = False,
    is_invented: bool = False,
) -> Project:
    """Begin a project in planning; the lead city takes part from the start.

    Args:
        values: columns by name (`TEXTS`), and codes of `themes` and `sdgs`.
        partners: cities that are invited at once.
        are_agreed: they said yes before, to the concept note.

    Raises:
        ValidationError: a value does not fit its column, or nobody of an invited city could answer.
    """
    require(actor, "project.begin", lead_city)
    partners = list(partners)
    if not are_agreed:
        for city in partners:
            can_answer(city)
    project = Project(lead_city=lead_city, made_by=person_or_none(actor), is_invented=is_invented)
    _set(project, values)
    project.save()
    _set_terms(project, values)
    now = timezone.now()
    Partner.objects.create(
        project=project, city=lead_city, state=PartnerState.ACCEPTED, joined_at=now
    )
    record(ProjectBegun(project.pk, lead_city.pk), stream=project.stream, actor=actor)
    for city in partners:
        Partner.objects.create(
            project=project,
            city=city,
            state=PartnerState.ACCEPTED if are_agreed else PartnerState.INVITED,
            joined_at=now if are_agreed else None,
        )
        record(PartnerInvited(project.pk, city.pk), stream=project.stream, actor=actor)
    return project


@transaction.atomic
def describe_project(
    *, actor: Any, project: Project, values: Mapping[str, Any], revision: int | None = None
) -> Project:
    """Change what a project says of itself; what is not named stays.

    Args:
        revision: what the writer read; when the project has moved on since, nothing is written.

    Raises:
        Stale: the project changed since `revision`; it carries what is stored now.
        ValidationError: a value does not fit.
    """
    project = locked(project)
    require(actor, "project.describe", project)
    checking.same_revision(project, revision)
    before = own_words(project)
    _set(project, values)
    _set_terms(project, values)
    project.revision += 1
    project.save()
    if own_words(project) != before:
        untick(project)
    record(ProjectDescribed(project.pk), stream=project.stream, actor=actor)
    return project


def can_answer(city: City) -> None:
    """Pass when somebody of this city uses the platform.

    Raises:
        ValidationError: nobody could answer an invitation.
    """
    if not number_of_people(city.pk):
        raise ValidationError({"city": _("Nobody of this city uses the platform yet.")})


def _set(project: Project, values: Mapping[str, Any]) -> None:
    for name in TEXTS:
        if name in values:
            setattr(project, name, values[name])
    checking.fits(project, TEXTS)


def _set_terms(project: Project, values: Mapping[str, Any]) -> None:
    for name, scheme in TERMS.items():
        if name in values:
            codes = [getattr(term, "code", term) for term in values[name]]
            getattr(project, name).set(Term.objects.filter(scheme=scheme, code__in=codes))


@transaction.atomic
def add_associate(*, actor: Any, project: Project, values: Mapping[str, Any]) -> Associate:
    """Name an organisation that helps.

    Args:
        values: `name`, `sector`, `role` and `city`.
    """
    project = locked(project)
    require(actor, "project.add_associate", project)
    associate = Associate(project=project, **values)
    checking.fits(associate, ("name", "sector", "role"))
    associate.save()
    record(AssociateAdded(project.pk, associate.pk), stream=project.stream, actor=actor)
    return associate


@transaction.atomic
def remove_associate(*, actor: Any, associate: Associate) -> None:
    """Take an organisation out of the list."""
    require(actor, "project.add_associate", associate.project)
    record(
        AssociateRemoved(associate.project_id, associate.pk),
        stream=associate.project.stream,
        actor=actor,
    )
    associate.delete()
