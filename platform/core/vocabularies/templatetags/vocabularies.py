from django import template

from core.vocabularies.terms import TermData, label, term

register = template.Library()


@register.filter
def term_label(code: str, scheme: str) -> str:
    """The label of a code: ``{{ code|term_label:"sdg" }}``."""
    return label(scheme, code)


@register.filter
def term_of(code: str, scheme: str) -> TermData | None:
    """The whole term of a code."""
    return term(scheme, code)
