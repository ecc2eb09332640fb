"""The two checks as tasks of Wagtail's workflow.

They answer Wagtail from our rules and act through our actions, whatever page the address names.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from core.access.rules import can
from knowledge.library.models.review import Review, ReviewStage

PRACTICE_WORKFLOW, TRANSLATION_WORKFLOW = "practice", "translation"


class CheckTask(Task):
    """What both checks have in common. `acts`: Wagtail's name → our rule and button."""

    acts: dict[str, tuple[str, Any, bool]] = {}
    stages: tuple[ReviewStage, ...] = ()

    class Meta:
        abstract = True

    def _reviews(self) -> QuerySet[Review]:
        return Review.objects.filter(stage__in=self.stages).select_related("page")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """The acts that this person may do to the text that is checked now."""
        review = self._reviews().filter(page_id=obj.pk).first()
        if review is None:
            return []
        return [
            (name, label, asks_reason)
            for name, (rule, label, asks_reason) in self.acts.items()
            if can(user, rule, review)
        ]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return bool(self.get_actions(obj, user))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """A text that is checked is frozen for everybody."""
        return True

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        held = [
            review.workflow_state_id
            for review in self._reviews()
            if any(can(user, rule, review) for rule, _label, _asks in self.acts.values())
        ]
        return TaskState.objects.filter(
            task_id=self.pk, status=TaskState.STATUS_IN_PROGRESS, workflow_state_id__in=held
        )

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Act on the text of the task state, never on the page of the address.

        Raises:
            PermissionDenied: the rule says no, or what has to be said is missing.
        """
        from knowledge.library.actions.reviewing import act

        review = self._reviews().filter(workflow_state=task_state.workflow_state).first()
        if review is None or action_name not in self.acts:
            raise PermissionDenied
        form = self.get_form_for_action(action_name)(kwargs)
        if not form.is_valid():
            raise PermissionDenied(form.errors.as_text())
        try:
            act(
                user,
                self.acts[action_name][0],
                review,
                reason=form.cleaned_data.get("comment", ""),
            )
        except ValidationError as error:
            raise PermissionDenied("; ".join(error.messages)) from error


class CityApproval(CheckTask):
    """The focal point reads what their city is about to say."""

    acts = {
        "reject": ("review.return_to_author", _("Give back to the author"), True),
        "approve": ("review.approve_for_city", _("Approve for the city"), False),
    }
    stages = (ReviewStage.CITY,)

    class Meta:
        verbose_name = _("approval by the city")
        verbose_name_plural = _("approvals by cities")


class NetworkReview(CheckTask):
    """Other cities judge it; the secretariat decides on their advice."""

    acts = {
        "reject": ("review.ask_changes", _("Ask for changes"), True),
        "decline": ("review.decline", _("Do not accept"), True),
        "approve": ("review.accept", _("Publish"), False),
    }
    stages = (ReviewStage.SUBMITTED, ReviewStage.IN_REVIEW)

    class Meta:
        verbose_name = _("review by the network")
        verbose_name_plural = _("reviews by the network")
