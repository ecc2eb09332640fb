from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from core.design.pdf import PdfUnavailable, as_pdf
from core.design.wording import joined
from knowledge.library import presentation, queries
from knowledge.library.models import PracticePage
from knowledge.library.presentation import cards


@xframe_options_exempt
@csp_override({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    """A practice as a card that other sites may show in a frame; it sets no cookie."""
    original = get_object_or_404(queries.public_originals(), translation_key=key)
    [shown] = cards([original], language=(get_language() or "ar")[:2])
    context = {"card": shown, "address": request.build_absolute_uri(shown.url)}
    return render(request, "library/embedded.html", context)


def text_for(key: UUID) -> PracticePage:
    """The public text in the reader's language, else the original.

    Raises:
        Http404: nothing is public.
    """
    texts = queries.in_languages([key]).get(key, {})
    if not texts:
        raise Http404
    text = texts.get((get_language() or "ar")[:2])
    original = next((page for page in texts.values() if page.is_original), None)
    return text or original or next(iter(texts.values()))


def practice(request: HttpRequest, key: UUID) -> HttpResponse:
    """A practice in the reader's language: its text there, else the original between our words."""
    text = text_for(key)
    if text.locale.language_code == (get_language() or "ar")[:2]:
        return redirect(text.get_url(request) or "/")
    return text.serve(request)


def pdf(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A practice as a PDF file, all of it in the language of its text."""
    text = text_for(key)
    language = text.locale.language_code
    with override(language):
        context = presentation.practice(request, text)
        terms = context["terms"]
        address = presentation.cited_address(request, text)
        context |= {
            # Isolated by characters: WeasyPrint knows no `unicode-bidi`.
            "citation": context["citation"].replace(address, f"\u2066{address}\u2069"),
            "themes": joined([one.label for one in terms["themes"]], language=language),
            "target_groups": joined(
                [one.label for one in terms["target_groups"]], language=language
            ),
        }
        page = render_to_string("library/practice_pdf.html", context, request)
    try:
        made = as_pdf(page)
    except PdfUnavailable as reason:
        context = {"reason": reason, "address": text.get_url(request), "title": text.title}
        return render(request, "library/no_pdf.html", context, status=503)
    return FileResponse(
        BytesIO(made), filename=f"{text.slug}-{language}.pdf", content_type="application/pdf"
    )
