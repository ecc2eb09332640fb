"""How our acts, and Wagtail's checks, read in the history of a page."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLAIN = {
    "practice.submit": gettext_lazy("Handed over for checking"),
    "review.call_back": gettext_lazy("Called back"),
    "review.approve_for_city": gettext_lazy("Approved by the city"),
    "review.approve_translation": gettext_lazy("Translation approved by the city"),
    "review.assign": gettext_lazy("Reviewers chosen"),
    "review.release": gettext_lazy("A reviewer was released"),
    "review.advise": gettext_lazy("A reviewer gave advice"),
    "review.excuse": gettext_lazy("A reviewer could not judge it"),
    "review.accept": gettext_lazy("Accepted by the network"),
    "practice.withdraw": gettext_lazy("Withdrawn"),
    "practice.confirm": gettext_lazy("Confirmed as still true"),
    "practice.mark_outdated": gettext_lazy("Marked as outdated"),
    "practice.archive": gettext_lazy("Archived"),
    "practice.restore": gettext_lazy("Brought back"),
}


def _comment(data: Any) -> str:
    return (data or {}).get("comment", "")


def _returned(data: Any) -> str:
    return _("Given back by the city: %(reason)s") % {"reason": _comment(data)}


def _changes(data: Any) -> str:
    return _("The network asks for changes: %(reason)s") % {"reason": _comment(data)}


def _declined(data: Any) -> str:
    return _("Not accepted: %(reason)s") % {"reason": _comment(data)}


WITH_REASON: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "review.return_to_author": (gettext_lazy("Given back"), _returned),
    "review.ask_changes": (gettext_lazy("Changes asked"), _changes),
    "review.decline": (gettext_lazy("Not accepted"), _declined),
}
CHECKS = {
    "start": gettext_lazy("A check began"),
    "approve": gettext_lazy("A check was passed"),
    "reject": gettext_lazy("A check asked for changes"),
    "resume": gettext_lazy("A check went on"),
    "cancel": gettext_lazy("A check was ended"),
}


def acts_in_history() -> Iterator[tuple[str, Any, Any]]:
    """The name of each act in the log, its short name and its sentence."""
    for name, words in PLAIN.items():
        yield f"jusoor.{name}", words, words
    for name, (label, sentence) in WITH_REASON.items():
        yield f"jusoor.{name}", label, sentence
    for name, words in CHECKS.items():
        yield f"wagtail.workflow.{name}", words, words
