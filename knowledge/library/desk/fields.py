"""The controls of the guided form: texts that are never cut, terms as boxes to tick."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from core.design.wording import too_long
from core.vocabularies.models import Term
from core.vocabularies.terms import terms
from knowledge.library.desk.steps import NEEDED
from knowledge.library.limits import limit_of
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS
from knowledge.library.pasting import cleaned

HELP = {
    "title": _("Say what is done, in at most 100 characters."),
    "summary": _("One sentence that stands alone in a list."),
    "context": _("Which need was there before?"),
    "description": _("The steps, so that another city could repeat them."),
    "beneficiaries": _("Which groups, and how many people if you know."),
    "institution": _("The office or school that runs it. No private names are needed."),
    "participation": _("How residents and local partners decide and take part."),
    "inclusion": _("Women and men, people with disabilities, people who are hard to reach."),
    "difficulties": _("What did not work helps others most."),
    "conditions": _("Law, staff, skills, money, climate, culture."),
    "sustainability": _("Plan, money, ownership: what keeps it going?"),
    "sdgs": _("At least one; the few that matter most."),
    "key_features": _("At least one; the few that matter most."),
    "kind": _("A trial that did not work is welcome as a lesson: others need not repeat it."),
}


class Words(forms.CharField):
    """A text of a limited length that is never cut: the error says by how much it is too long."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        lines = 2 if limit <= 250 else 5 if limit <= 800 else 9
        attrs = {"dir": "auto", "data-limit": str(limit)}
        area = forms.Textarea(attrs={**attrs, "rows": str(lines)})
        widget = forms.TextInput(attrs=attrs) if limit <= 120 else area
        super().__init__(required=False, widget=widget, **kwargs)
        self.limit = limit

    def clean(self, value: Any) -> str:
        text = cleaned(str(value or ""))
        if sentence := too_long(text, limit=self.limit):
            raise ValidationError(sentence)
        return text


class TermsField(forms.MultipleChoiceField):
    """Codes of one vocabulary as boxes to tick, grouped where the vocabulary has groups."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.scheme = scheme
        self.choices = grouped(scheme)

    def clean(self, value: Any) -> list[Term]:
        codes = super().clean(value)
        return list(Term.objects.filter(scheme=self.scheme, code__in=codes))


def grouped(scheme: str) -> list[Any]:
    """The choices of a vocabulary; what has something below it is a heading, not a choice."""
    every = terms(scheme)
    parents = {term.parent for term in every if term.parent}
    if not parents:
        return [(term.code, term.label) for term in every]
    labels = {term.code: term.label for term in every}
    groups: dict[str, list[tuple[str, str]]] = {}
    for term in every:
        if term.code not in parents and term.parent:
            groups.setdefault(labels[term.parent], []).append((term.code, term.label))
    return list(groups.items())


def fields_of(model: type[models.Model], names: tuple[str, ...]) -> dict[str, forms.Field]:
    """Form fields for the columns and tags `names` of `model`; nothing is required while writing."""
    made: dict[str, Any] = {}
    for name in names:
        field: Any = model._meta.get_field(name)
        label = str(field.verbose_name)
        label = label[:1].upper() + label[1:]
        if name in TAGS and model is PracticePage:
            made[name] = TermsField(TAGS[name], label=label, help_text=HELP.get(name, ""))
        elif name == "licence":
            choices = [("", "–"), *((term.code, term.label) for term in terms("licence"))]
            made[name] = forms.ChoiceField(choices=choices, required=False, label=label)
        elif name == "language":
            choices = [("", "–"), *settings.LANGUAGES]
            made[name] = forms.ChoiceField(choices=choices, required=False, label=label)
        elif isinstance(field, models.CharField | models.TextField) and not (
            field.choices or isinstance(field, models.URLField)
        ):
            help_text = HELP.get(name, "") if model is PracticePage else ""
            limit = limit_of(model, name) or 0
            made[name] = Words(limit=limit, label=label, help_text=help_text)
        else:
            extra: dict[str, Any] = {"required": False, "label": label}
            if isinstance(field, models.DateField):
                extra["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            if isinstance(field, models.BooleanField):
                extra["widget"] = forms.CheckboxInput
            [made[name]] = fields_for_model(
                model, [name], formfield_callback=lambda f, e=extra: f.formfield(**e)
            ).values()
            made[name].help_text = HELP.get(name, "")
        is_needed = model is PracticePage and name in NEEDED
        made[name].note = _("needed before checking") if is_needed else ""
    return made
