"""Who writes help pages and articles, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.access.backend import grants
from core.access.rules import ALLOWED, Decision, can, refuse, rule
from core.cities.roles import roles_of
from knowledge.library.models import ArticlePage


@grants("wagtail_localize.submit_translation")
def may_ask_translations(user: Any) -> bool:
    return bool(can(user, "article.write"))


@rule("article.write")
def may_write_articles(actor: Any, _thing: object = None) -> Decision:
    if roles_of(actor).is_secretariat:
        return ALLOWED
    return refuse(_("The secretariat of the network writes help pages and articles."))


@rule("article.translate")
def may_translate_article(actor: Any, page: Page) -> Decision:
    if page.specific_class is not ArticlePage:
        return refuse(_("Practices are translated by their city, on their own pages."))
    return can(actor, "article.write")
