"""Help pages and articles: rich text that the secretariat writes, and translates segment by segment."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from knowledge.library.models.tree import FixedPage

if TYPE_CHECKING:
    from knowledge.library.permissions import ArticlesPermissionTester

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class ArticlesPage(FixedPage):
    """The list of help pages and articles of one language."""

    parent_page_types = ["library.HomePage"]
    subpage_types = ["library.ArticlePage"]
    content_panels: list[Any] = []
    settings_panels: list[Any] = []
    promote_panels: list[Any] = []
    template = "library/articles_page.html"

    class Meta:
        verbose_name = _("help and articles")
        verbose_name_plural = _("help and articles")

    def permissions_for_user(self, user: Any) -> "ArticlesPermissionTester":
        from knowledge.library.permissions import ArticlesPermissionTester

        return ArticlesPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listed = ArticlePage.objects.child_of(self).live().order_by("kind", "title")
        groups = [
            (ArticleKind(kind).label, list(pages))
            for kind, pages in groupby(listed, key=lambda page: page.kind)
        ]
        groups.reverse()  # help before articles
        return {**super().get_context(request, *args, **kwargs), "groups": groups}


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("Articles")
    HELP = "help", _("Help")


class ArticlePage(Page):
    """One help page or article in one language.

    Its translations are wagtail-localize's: they follow the original's paragraphs, and what was
    changed since is asked for again.
    """

    kind = models.CharField(
        _("kind"), max_length=10, choices=ArticleKind.choices, default=ArticleKind.HELP
    )
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    body = RichTextField(_("text"), features=FEATURES)

    parent_page_types = ["library.ArticlesPage"]
    subpage_types: list[str] = []
    template = "library/article_page.html"
    content_panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug")]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("slug"),
        SynchronizedField("kind"),
    ]

    class Meta:
        verbose_name = _("help page or article")
        verbose_name_plural = _("help pages and articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The article with the languages in which it can be read."""
        parent = self.get_parent()
        lists = parent.get_translations(inclusive=True).select_related("locale")
        texts = self.get_translations(inclusive=True).live().select_related("locale")
        addresses = {page.locale.language_code: page.get_url(request) for page in (*lists, *texts)}
        return {
            **super().get_context(request, *args, **kwargs),
            "list": parent,
            "translations": list(addresses.items()),
        }
