"""A document as a file."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from core.design.pdf import PdfUnavailable, as_pdf
from projects.documents import exports, render
from projects.documents.actions.keeping import signed
from projects.documents.models import DocumentVersion
from projects.documents.views import known
from projects.partnerships import frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@login_required
def download(request: HttpRequest, public_id: UUID, document_id: UUID, ending: str) -> HttpResponse:
    """The live text, or the version that ``version`` names, as .docx, .pdf, .html, .md or .json; the
    last is what a fingerprint is computed over."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    number = request.GET.get("version", "")
    version: DocumentVersion | None = None
    if number:
        version = found.versions.filter(number=number if number.isdecimal() else 0).first()
        if version is None:
            raise Http404
    tree = version.content if version else found.projection.content
    page = {"document": found, "html": render.html_of(tree), "version": version}
    match ending:
        case "docx":
            body = exports.docx_of(tree, title=found.title, language=found.language)
            return _file(body, WORD, found.title, ending)
        case "md":
            body = exports.markdown_of(tree).encode()
            return _file(body, "text/markdown; charset=utf-8", found.title, ending)
        case "html":
            body = render_to_string("documents/paper.html", page, request).encode()
            return _file(body, "text/html; charset=utf-8", found.title, ending)
        case "json" if version is not None:
            body = json.dumps(
                signed(found, version.number, tree), sort_keys=True, ensure_ascii=False
            )
            return _file(body.encode(), "application/json", found.title, ending)
        case "pdf":
            try:
                made = as_pdf(render_to_string("documents/paper.html", page, request))
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


def _file(body: bytes, kind: str, title: str, ending: str) -> HttpResponse:
    name = slugify(title, allow_unicode=True)[:80] or "text"
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{name}.{ending}")
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
