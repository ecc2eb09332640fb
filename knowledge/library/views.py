from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from knowledge.library import queries


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
