"""Keep the plan as it is at a gate."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from core.accounts.queries import person_or_none
from core.journal.actions import record
from projects.partnerships import parts
from projects.partnerships.actions.describing import own_words
from projects.partnerships.digests import digest_of
from projects.partnerships.facts import PlanFrozen
from projects.partnerships.models import ACTING, PlanVersion, Project


def content_of(project: Project) -> dict[str, Any]:
    """The whole plan as plain JSON: the project's own words, its partners, every app's part."""
    rows = project.partners.filter(state__in=ACTING).select_related("city")
    partners = [
        {"id": str(row.public_id), "city": row.city.slug, "role": row.role, "tasks": row.tasks}
        for row in rows
    ]
    content = {
        "project": [{"id": str(project.public_id), **own_words(project)}],
        "partners": partners,
    }
    return json.loads(json.dumps({**content, **parts.frozen(project)}, cls=DjangoJSONEncoder))


def freeze_plan(*, actor: Any, project: Project, gate: str) -> PlanVersion:
    """Freeze the plan within the transaction of the move that passes `gate`."""
    content = content_of(project)
    last = project.plans.last()
    plan = PlanVersion.objects.create(
        project=project,
        number=(last.number if last else 0) + 1,
        gate=gate,
        content=content,
        digest=digest_of(content),
        frozen_by=person_or_none(actor),
    )
    record(PlanFrozen(project.pk, plan.number, gate), stream=project.stream, actor=actor)
    return plan
