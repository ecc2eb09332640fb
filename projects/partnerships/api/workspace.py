"""What all views of things inside one workspace share, in every app of a project."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from core.accounts.writing import WritingView
from core.cities.models import City
from projects.partnerships.models import Project
from projects.partnerships.queries import project_for


class ProjectView(WritingView):
    """Something inside one project; what a person may not see is not there."""

    def project(self, request: Request, public_id: UUID) -> Project:
        found = project_for(request.user, public_id)
        if found is None:
            raise Http404
        return found

    def inside(self, project: Project, rows: Any, public_id: UUID) -> Any:
        """The row of `project` with this id, from a model or a queryset of rows with a project."""
        found = get_object_or_404(rows, project=project, public_id=public_id)
        found.project = project
        return found


def city_of(slug: str) -> City:
    """The city of this address part; else it is not there."""
    return get_object_or_404(City, slug=slug)
