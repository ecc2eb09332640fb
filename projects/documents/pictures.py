"""The pictures of a text: brought, and shown to its readers."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from core.access.rules import require
from core.design.uploads import plain_picture
from projects.documents import actions
from projects.documents.forms import PictureForm
from projects.documents.models import Document
from projects.documents.views import known
from projects.partnerships import frame


@login_required
def picture(
    request: HttpRequest, public_id: UUID, document_id: UUID, picture_id: UUID
) -> HttpResponseBase:
    """A picture of the text, for those who may read it; it never changes."""
    project = frame.opened(request, public_id)
    return shown(known(request, project, document_id), picture_id)


def shown(document: Document, picture_id: UUID) -> HttpResponseBase:
    """The file of a picture, as a page shows it."""
    row = get_object_or_404(document.pictures, public_id=picture_id)
    answer = FileResponse(row.file.open("rb"), content_type=row.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@require_http_methods(["POST"])
@login_required
def add_picture(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """A picture for the text; the answer says how the text names it."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    require(request.user, "document.write", found)
    form = PictureForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors.get_json_data()["file"][0]["message"])
        read = plain_picture(form.cleaned_data["file"])
        made = actions.add_picture(actor=request.user, document=found, picture=read)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)
    return JsonResponse(
        {"src": made.source, "width": made.width, "height": made.height}, status=201
    )
