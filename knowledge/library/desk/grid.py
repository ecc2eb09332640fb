"""The forms of those who check: the reviewer's grid, the choice of reviewers, a reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.design.fields import Words
from knowledge.library.actions.checking import LONGEST_REASON
from knowledge.library.actions.reviewing import LONGEST_COMMENT, LONGEST_EXCUSE, Grid
from knowledge.library.models import Advice, Criterion
from knowledge.library.models.review import READING_TIME

ASKS = {
    Criterion.RELEVANCE: _("Would several cities of the network want to know this?"),
    Criterion.PARTICIPATION: _("Did residents, and more than one office, have a say?"),
    Criterion.EVIDENCE: _("Does a figure or a source show that something changed?"),
    Criterion.TRANSFER: _("Could another city start from this text alone?"),
    Criterion.INCLUSION: _("Are women, people with disabilities and the hard to reach included?"),
    Criterion.CLARITY: _("Is it understood without knowing the city?"),
}
SCORES = (
    ("0", _("0 – not at all")),
    ("1", _("1 – hardly")),
    ("2", _("2 – well")),
    ("3", _("3 – convincingly")),
)


class GridForm(forms.Form):
    """Six scores with a comment each, a summary and the statement on conflicts of interest."""

    note = Words(limit=LONGEST_COMMENT, label=_("Summary for the city (may be left empty)"))
    has_no_conflict = forms.BooleanField(
        label=_("I have no part in this practice, and nothing to gain from its result."),
        required=False,
    )

    def __init__(self, data: Any = None, *, advice: Advice) -> None:
        kept = {score.criterion: score for score in advice.scores.all()}
        initial: dict[str, Any] = {
            "note": advice.note,
            "has_no_conflict": advice.has_no_conflict,
        }
        for code, score in kept.items():
            initial[f"score-{code}"] = "" if score.value is None else str(score.value)
            initial[f"comment-{code}"] = score.comment
        super().__init__(data, initial=initial)
        for code, words in Criterion.choices:
            self.fields[f"score-{code}"] = forms.ChoiceField(
                label=words,
                choices=SCORES,
                required=False,
                widget=forms.RadioSelect,
                help_text=ASKS[Criterion(code)],
            )
            self.fields[f"comment-{code}"] = Words(limit=LONGEST_COMMENT, label=_("Why?"))
            self.fields[f"comment-{code}"].widget.attrs["rows"] = "3"
        for field in self.fields.values():
            field.note = ""

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each criterion with its comment."""
        return [(self[f"score-{code}"], self[f"comment-{code}"]) for code in Criterion.values]

    def grid(self) -> Grid:
        """Criterion → (score, comment), as the action takes it."""
        found = self.cleaned_data
        return {
            code: (
                int(found[f"score-{code}"]) if found.get(f"score-{code}") else None,
                found.get(f"comment-{code}", ""),
            )
            for code in Criterion.values
        }


class AssignForm(forms.Form):
    """Which reviewers, until when."""

    due_on = forms.DateField(
        label=_("To be read until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, initial={"due_on": timezone.localdate() + READING_TIME})
        self.fields["reviewers"] = forms.MultipleChoiceField(
            label=_("Reviewers"),
            choices=list(choices),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one reviewer.")},
        )
        for field in self.fields.values():
            field.note = ""


class ReasonForm(forms.Form):
    """Why: said to the author, and kept."""

    reason = Words(limit=LONGEST_REASON, label=_("What has to change, or why not?"))

    def __init__(self, data: Any = None, *, label: Any = None, prefix: str = "") -> None:
        super().__init__(data, auto_id=f"id_{prefix}_%s")
        self.fields["reason"].note = ""
        if label:
            self.fields["reason"].label = label


class ExcuseForm(ReasonForm):
    """Why a reviewer cannot judge."""

    reason = Words(limit=LONGEST_EXCUSE, label=_("Why can you not judge this text?"))
