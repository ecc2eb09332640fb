"""Articles in the CMS, where wagtail-localize translates them; practices it never touches."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from rest_framework.parsers import FormParser, MultiPartParser
from wagtail.models import Page
from wagtail_localize.views.edit_translation import edit_override, edit_string_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from core.access.rules import require
from knowledge.library.models import ArticlesPage

# The editor of translations sends forms, while our own API takes JSON only.
for _view in (edit_string_translation, edit_override):
    _view.cls.parser_classes = [FormParser, MultiPartParser]


def to_the_articles(request: HttpRequest) -> HttpResponse:
    """The list of articles in the person's language."""
    user: Any = request.user
    listed = ArticlesPage.objects.order_by("pk")
    found = listed.filter(locale__language_code=user.language).first() or listed.first()
    require(user, "article.write")
    return redirect("wagtailadmin_explore", found.pk) if found else redirect("wagtailadmin_home")


def translate_article(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begin translations of an article; practices have their own way, with rights and reasons."""
    page = get_object_or_404(Page, pk=page_id)
    require(request.user, "article.translate", page)
    return SubmitPageTranslationView.as_view()(request, page_id=page_id)
