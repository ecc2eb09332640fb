from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from knowledge.library import queries
from knowledge.library.presentation import cards


@xframe_options_exempt
@csp_override({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    """A practice as a card that other sites may show in a frame; it sets no cookie."""
    original = get_object_or_404(queries.public_originals(), translation_key=key)
    [shown] = cards([original], language=(get_language() or "ar")[:2])
    context = {"card": shown, "address": request.build_absolute_uri(shown.url)}
    return render(request, "library/embedded.html", context)


def practice(request: HttpRequest, key: UUID) -> HttpResponse:
    """A practice in the reader's language: its text there, else the original between our words."""
    texts = queries.in_languages([key]).get(key, {})
    if not texts:
        raise Http404
    text = texts.get((get_language() or "ar")[:2])
    if text is not None:
        return redirect(text.get_url(request) or "/")
    original = next((page for page in texts.values() if page.is_original), None)
    return (original or next(iter(texts.values()))).serve(request)
