"""Terms of a vocabulary as a control of a form."""

from typing import Any

from django import forms

from core.vocabularies.models import Term
from core.vocabularies.terms import terms


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
