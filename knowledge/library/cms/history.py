"""How our acts, and Wagtail's checks, read in the history of a page."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

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
    "practice.show": gettext_lazy("Shown again after an appeal"),
    "practice.restore": gettext_lazy("Brought back"),
}


WITH_REASON = {
    "review.return_to_author": (
        gettext_lazy("Given back"),
        gettext_lazy("Given back by the city: %(reason)s"),
    ),
    "review.ask_changes": (
        gettext_lazy("Changes asked"),
        gettext_lazy("The network asks for changes: %(reason)s"),
    ),
    "review.decline": (gettext_lazy("Not accepted"), gettext_lazy("Not accepted: %(reason)s")),
    "practice.hide": (
        gettext_lazy("Hidden"),
        gettext_lazy("Hidden after a report: %(reason)s"),
    ),
}
CHECKS = {
    "start": gettext_lazy("A check began"),
    "approve": gettext_lazy("A check was passed"),
    "reject": gettext_lazy("A check asked for changes"),
    "resume": gettext_lazy("A check went on"),
    "cancel": gettext_lazy("A check was ended"),
}


class Plain(LogFormatter):
    """An act that needs no more words than its name."""

    def __init__(self, words: Any) -> None:
        self.label = self.message = words


class WithReason(LogFormatter):
    """An act whose reason is kept with it."""

    def __init__(self, label: Any, sentence: Any) -> None:
        self.label = label
        self.sentence = sentence

    def format_message(self, log_entry: Any) -> str:
        return self.sentence % {"reason": (log_entry.data or {}).get("comment", "")}


def formatters() -> Iterator[tuple[str, LogFormatter]]:
    """The name of each act in the log, with how it reads."""
    for name, words in PLAIN.items():
        yield f"jusoor.{name}", Plain(words)
    for name, (label, sentence) in WITH_REASON.items():
        yield f"jusoor.{name}", WithReason(label, sentence)
    for name, words in CHECKS.items():
        yield f"wagtail.workflow.{name}", Plain(words)
