"""Controls of forms: texts that are never cut, days in any digits and both calendars."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.design.dates import DIGITS, Unreadable, read_day
from core.design.pasting import cleaned
from core.design.wording import too_long


class Words(forms.CharField):
    """A text of a limited length that is never cut: the error says by how much it is too long.

    Args:
        limit: how many characters at most.
        needed: what is said when nothing is written; left out, it may stay empty.
    """

    def __init__(self, *, limit: int, needed: Any = "", **kwargs: Any) -> None:
        lines = 2 if limit <= 250 else 5 if limit <= 800 else 9
        attrs = {"dir": "auto", "data-limit": str(limit)}
        area = forms.Textarea(attrs={**attrs, "rows": str(lines)})
        widget = forms.TextInput(attrs=attrs) if limit <= 120 else area
        super().__init__(required=bool(needed), widget=widget, **kwargs)
        self.limit, self.needed = limit, needed

    def to_python(self, value: Any) -> str:
        return cleaned(str(value or ""))

    def validate(self, value: Any) -> None:
        if self.needed and not value:
            raise ValidationError(self.needed)
        if sentence := too_long(value, limit=self.limit):
            raise ValidationError(sentence)


class Day(forms.DateField):
    """A day as people write it: ISO, day first, Arabic digits, or the Hijri calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from None


class Clock(forms.TimeField):
    """A time of day in any digits."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value: Any) -> time | None:
        return super().to_python(value.translate(DIGITS) if isinstance(value, str) else value)
