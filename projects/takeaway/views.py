"""A project as a folder to take along, and as fields for an application."""

import contextlib
import tempfile
import zipfile
from typing import IO
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from core.design.pdf import PdfUnavailable, as_pdf
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.partnerships.queries import partners_of
from projects.takeaway import content
from projects.workplans.queries import contributions_by_kind, indicators_of, plan_of

IN_MEMORY = 5_000_000


@never_cache
@login_required
def folder(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Everything in one file: data, files, the page on paper, the fields."""
    project = frame.opened(request, public_id)
    with contextlib.ExitStack() as until_sent:
        kept = until_sent.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
        _pack(request, project, kept)
        until_sent.pop_all()
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=f"{project.acronym or 'project'}.zip")


def _pack(request: HttpRequest, project: Project, kept: IO[bytes]) -> None:
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("project.json", content.as_json(project))
        packed.writestr("fields.csv", content.as_csv(project))
        page = _page(request, project)
        try:
            packed.writestr("project.pdf", as_pdf(page))
        except PdfUnavailable:
            packed.writestr("project.html", page)
        for name, text in content.texts_of(project, request.user):
            packed.writestr(name, text)
        for name, file in content.files_of(project):
            with file.open("rb") as opened:
                packed.writestr(name, opened.read())


def _page(request: HttpRequest, project: Project) -> str:
    """The project on paper, in the reader's language."""
    context = {
        "project": project,
        "partners": [row for row in partners_of(project) if row.is_acting],
        "plan": plan_of(project),
        "tasks": list(project.tasks.select_related("city")),
        "indicators": indicators_of(project),
        "contributions": contributions_by_kind(project),
        "reports": list(project.reports.all()),
        "text_language": get_language(),
    }
    return render_to_string("takeaway/paper.html", context, request)


@never_cache
@login_required
def fields(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The fields of an application as a table."""
    project = frame.opened(request, public_id)
    answer = HttpResponse(content.as_csv(project), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fields.csv"'
    return answer
