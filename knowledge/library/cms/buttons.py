"""The buttons under the editor: hand over for checking first, then save."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from core.access.rules import can
from knowledge.library.models import PracticePage

KEPT = {"action-check", "action-save-draft", "action-page-locked"}


class CheckMenuItem(ActionMenuItem):
    """Saves and hands the text over."""

    label = _("Hand over for checking")
    name = "action-check"
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, PracticePage):
            return context["view"] == "create"
        return bool(can(context["request"].user, "practice.submit", page))


def arranged(items: list[Any]) -> list[Any]:
    """Only our buttons, the most wanted one first."""
    ours = [item for item in items if item.name in KEPT]
    return sorted(ours, key=lambda item: item.name != "action-check")
