"""The buttons under the editor: hand over for checking first, then save."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from core.access.rules import can
from knowledge.library.models import ArticlePage, ArticlesPage, CityBranchPage, PracticePage

KEPT = {"action-check", "action-save-draft", "action-page-locked"}


class CheckMenuItem(ActionMenuItem):
    """Saves and hands the text over."""

    label = _("Hand over for checking")
    name = "action-check"
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        if context["view"] == "create":
            return isinstance(context["parent_page"].specific, CityBranchPage)
        if context["view"] != "edit" or not isinstance(page, PracticePage):
            return False
        return bool(can(context["request"].user, "practice.submit", page))


def is_article(context: Any) -> bool:
    """Whether the editor shows an article, which the secretariat publishes itself."""
    parent = context.get("parent_page")
    is_new = parent is not None and isinstance(parent.specific, ArticlesPage)
    return is_new or isinstance(context.get("page"), ArticlePage)


def arranged(items: list[Any]) -> list[Any]:
    """Only our buttons, the most wanted one first."""
    ours = [item for item in items if item.name in KEPT]
    return sorted(ours, key=lambda item: item.name != "action-check")
