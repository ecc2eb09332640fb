"""Draws Django's forms with our own field: label, help, control, errors."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds field templates among the templates of the apps."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
