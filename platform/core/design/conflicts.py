"""Two people write the same thing: the second one sees what the first one stored."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.translation import get_language

from core.design import wording
from core.design.numerals import in_digits


def differences(form: BaseForm, stored: BaseForm) -> list[tuple[str, str]]:
    """What is stored differently from what was sent: the label of a field and its stored value in words.

    Args:
        form: as it was sent.
        stored: the same form, made from what is stored now.
    """
    found = []
    for bound in form:
        field: Any = bound.field
        kept = stored.get_initial_for_field(field, bound.name)
        if field.has_changed(kept, bound.data):
            found.append((str(bound.label), _in_words(bound, kept)))
    return found


def _in_words(bound: BoundField, value: Any) -> str:
    language = get_language() or "ar"
    if value is None or value == "" or value == []:
        return ""
    if choices := dict(_choices(getattr(bound.field, "choices", ()))):
        keys = value if isinstance(value, (list, tuple)) else [value]
        return wording.joined([choices.get(str(key), key) for key in keys], language=language)
    if isinstance(value, date):
        return wording.day(value, language=language)
    if isinstance(value, time):
        return in_digits(f"{value:%H:%M}", language=language)
    return str(value)


def _choices(listed: Any) -> Iterator[tuple[str, str]]:
    """Choices without their groups."""
    for key, label in listed:
        if isinstance(label, (list, tuple)):
            yield from _choices(label)
        else:
            yield str(key), str(label)
