"""The controls of the guided form, made from the columns of a practice."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from core.design.fields import Words
from core.vocabularies.fields import TermsField
from core.vocabularies.terms import terms
from knowledge.library.desk.steps import NEEDED
from knowledge.library.limits import limit_of
from knowledge.library.models import PracticePage
from knowledge.library.models.practice import TAGS

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
