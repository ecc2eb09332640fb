"""What an officer sees in the CMS: their city first, nothing that only confuses."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, override
from django_vite.templatetags.django_vite import vite_asset_url
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from core.access.rules import can
from core.cities.roles import roles_of
from knowledge.library import actions
from knowledge.library.actions.writing import note_start
from knowledge.library.cms import urls
from knowledge.library.cms.buttons import CheckMenuItem, arranged, is_article
from knowledge.library.cms.history import formatters
from knowledge.library.cms.views import refused
from knowledge.library.models import ArticlePage, PracticePage
from knowledge.library.presentation import in_words

HIDDEN_MENUS = {"reports", "help", "settings", "explorer", "snippets"}


class RoleMenuItem(MenuItem):
    """Shown to people with the role."""

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(getattr(roles_of(request.user), self.role))


@hooks.register("register_admin_urls", order=-1)
def our_pages() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def my_city() -> MenuItem:
    return RoleMenuItem(
        gettext_lazy("Practices of my city"),
        reverse("library_practices"),
        icon_name="doc-full",
        order=1,
        role="cities",
    )


@hooks.register("register_admin_menu_item")
def to_check() -> MenuItem:
    return RoleMenuItem(
        gettext_lazy("To check"),
        reverse("library_waiting"),
        icon_name="tasks",
        order=2,
        role="checks",
    )


@hooks.register("register_admin_menu_item")
def articles() -> MenuItem:
    return RoleMenuItem(
        gettext_lazy("Help and articles"),
        reverse("library_articles"),
        icon_name="help",
        order=3,
        role="is_secretariat",
    )


@hooks.register("register_admin_menu_item")
def to_the_site() -> MenuItem:
    return MenuItem(gettext_lazy("To the site"), "/", icon_name="site", order=900)


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN_MENUS]


@hooks.register("construct_homepage_summary_items", order=100)
def no_numbers(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


class Doors(Component):
    """The start page of the CMS: where a person's work is."""

    order = 1
    template_name = "library/cms/doors.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        roles = roles_of(parent_context["request"].user)
        return {"has_city": bool(roles.cities), "checks": roles.checks}


@hooks.register("construct_homepage_panels", order=100)
def our_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [Doors()]


@hooks.register("register_page_action_menu_item")
def check_button() -> CheckMenuItem:
    return CheckMenuItem(order=0)


@hooks.register("construct_page_action_menu", order=100)
def our_buttons(items: list[Any], request: HttpRequest, context: Any) -> None:
    if not is_article(context):
        items[:] = arranged(items)


@hooks.register("construct_page_header_buttons", order=100)
@hooks.register("construct_page_listing_buttons", order=100)
def fewer_buttons(buttons: list[Any], *args: Any, **kwargs: Any) -> None:
    """No translating, copying or moving by hand: our own pages do that with rights and reasons."""
    if any(isinstance(getattr(thing, "specific", None), ArticlePage) for thing in args):
        return
    unwanted = ("localize", "/copy/", "/move/", "/unpublish/", "reorder")
    buttons[:] = [
        button
        for button in buttons
        if not any(word in str(getattr(button, "url", "") or "") for word in unwanted)
    ]


@hooks.register("construct_page_chooser_queryset")
def only_known_pages(pages: Any, request: HttpRequest) -> Any:
    """The chooser offers what is public, and what the person may open anyhow."""
    if request.user.is_superuser:
        return pages
    own = policy_registry.get_by_type(PracticePage).explorable_instances(request.user)
    return pages.filter(live=True) | pages.filter(pk__in=own.values("pk"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def hand_over(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not isinstance(page, PracticePage):
        return None
    if not page.is_translation:
        note_start(page, actor=request.user)
    if "action-check" not in request.POST:
        return None
    try:
        actions.submit_practice(actor=request.user, practice=page)
    except ValidationError as error:
        messages.error(request, in_words(error))
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    user: Any = request.user
    with override(user.language):
        return redirect("desk:overview", page.translation_key, page.locale.language_code)


@hooks.register("before_serve_document")
def files_of_drafts_wait(document: Any, request: HttpRequest) -> HttpResponse | None:
    decision = can(request.user, "document.read", document)
    return None if decision else refused(request, decision.reason)


@hooks.register("insert_global_admin_css")
def arabic_fields() -> str:
    return format_html('<link rel="stylesheet" href="{}">', vite_asset_url("src/cms.css"))


@hooks.register("register_log_actions", order=100)
def log_words(log: Any) -> None:
    """The words of our acts in the history of a page; Wagtail's own name tasks by their codes."""
    for name, formatter in formatters():
        log.register_action(name)(lambda formatter=formatter: formatter)
