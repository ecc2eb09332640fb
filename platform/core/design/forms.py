"""Draws Django's forms with our own field: label, help, control, errors."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds field templates among the templates of the apps."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """What an action found wrong, beside the fields that have these names; the rest above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, listed in error.message_dict.items():
        form.add_error(name if name in form.fields else None, listed)
