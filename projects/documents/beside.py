"""What stands beside a text: comments, suggestions, and who wrote which words."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from projects.documents import actions, presentation, queries
from projects.documents.lifecycle import COMMENT
from projects.documents.models import Document, DocumentComment
from projects.documents.views import known
from projects.partnerships import frame


@require_http_methods(["POST"])
@login_required
def comment(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """Comment, suggest, answer, settle, or make a task of it."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    sent, user = request.POST, request.user
    verb = sent.get("verb", "")
    try:
        if verb in ("comment", "suggest"):
            actions.write_comment(
                actor=user,
                document=found,
                text=sent.get("text", ""),
                quote=sent.get("quote", ""),
                begins=sent.get("begins", ""),
                ends=sent.get("ends", ""),
                proposal=sent.get("proposal", "") if verb == "suggest" else None,
            )
        else:
            about = _comment(found, sent.get("comment", ""))
            if verb == "answer":
                actions.write_comment(
                    actor=user, document=found, text=sent.get("text", ""), parent=about
                )
            elif verb == "task":
                actions.make_task(actor=user, comment=about)
                messages.success(request, _("The comment is now a task."))
            elif verb in COMMENT.moves:
                actions.move_comment(actor=user, comment=about, move=verb)
            else:
                raise Http404
    except ValidationError as error:
        if request.headers.get("Accept") == "text/plain":
            return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain")
        not_done(request, error)
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(status=204)
    address = reverse("documents:document", args=[public_id, document_id])
    return redirect(f"{address}#comments")


@never_cache
@login_required
def authors(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """Whose edits carry which number, for the colours of the cities."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    return JsonResponse({"authors": presentation.authors(queries.authors_of(found))})


def _comment(document: Document, key: str) -> DocumentComment:
    try:
        public_id = UUID(key)
    except ValueError:
        raise Http404 from None
    found: DocumentComment = get_object_or_404(document.comments, public_id=public_id)
    found.document = document
    return found
