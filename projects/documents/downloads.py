"""A document as a file."""

import json
from base64 import b64encode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from core.design.pdf import PdfUnavailable, as_pdf
from projects.documents import exports, queries, render
from projects.documents.actions.keeping import signed
from projects.documents.models import Document, DocumentComment, DocumentPicture, DocumentVersion
from projects.documents.views import known
from projects.partnerships import frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@login_required
def download(request: HttpRequest, public_id: UUID, document_id: UUID, ending: str) -> HttpResponse:
    """The live text, or the version that ``version`` names, as .docx, .pdf, .html, .md or .json; the
    last is what a fingerprint is computed over. With ``comments`` the open ones stand behind the text."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    number = request.GET.get("version", "")
    version: DocumentVersion | None = None
    if number:
        version = found.versions.filter(number=number if number.isdecimal() else 0).first()
        if version is None:
            raise Http404
    tree = version.content if version else found.projection.content
    pictures = queries.pictures_of(found, tree)
    comments = queries.comments_of(found) if "comments" in request.GET and not version else []
    match ending:
        case "docx":
            body = exports.docx_of(
                tree, title=found.title, language=found.language, pictures=pictures
            )
            return _file(body, WORD, found.title, ending)
        case "md":
            body = exports.markdown_of(tree).encode()
            return _file(body, "text/markdown; charset=utf-8", found.title, ending)
        case "html":
            inside = {name: _inside(picture) for name, picture in pictures.items()}
            body = _paper(request, found, version, render.html_of(tree, inside), comments).encode()
            return _file(body, "text/html; charset=utf-8", found.title, ending)
        case "json" if version is not None:
            body = json.dumps(
                signed(found, version.number, tree), sort_keys=True, ensure_ascii=False
            )
            return _file(body.encode(), "application/json", found.title, ending)
        case "pdf":
            html = render.html_of(
                tree, {name: f"media:{picture.file.name}" for name, picture in pictures.items()}
            )
            try:
                made = as_pdf(_paper(request, found, version, html, comments))
            except PdfUnavailable as reason:
                return frame.page(
                    request,
                    project,
                    "documents/no_pdf.html",
                    {"reason": reason, "document": found},
                    here="documents",
                    status=503,
                )
            return _file(made, "application/pdf", found.title, ending)
    raise Http404


def _paper(
    request: HttpRequest,
    document: Document,
    version: DocumentVersion | None,
    html: str,
    comments: list[DocumentComment],
) -> str:
    page = {"document": document, "html": html, "version": version, "comments": comments}
    return render_to_string("documents/paper.html", page, request)


def _inside(picture: DocumentPicture) -> str:
    """A picture as an address that holds it whole, for a file that travels alone."""
    with picture.file.open("rb") as file:
        return f"data:{picture.media_type};base64,{b64encode(file.read()).decode()}"


def _file(body: bytes, kind: str, title: str, ending: str) -> HttpResponse:
    name = slugify(title, allow_unicode=True)[:80] or "text"
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{name}.{ending}")
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
