from functools import cache
from typing import Any

from babel.dates import get_timezone_location
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.notifications.kinds import kinds
from core.notifications.models import Habits, Pace

ZONES = (
    *("Africa/Nouakchott", "Africa/Casablanca", "Africa/Algiers", "Africa/Tunis"),
    *("Africa/Tripoli", "Africa/Cairo", "Africa/Khartoum", "Asia/Hebron", "Asia/Amman"),
    *("Asia/Beirut", "Asia/Damascus", "Asia/Baghdad", "Asia/Kuwait", "Asia/Riyadh"),
    *("Asia/Bahrain", "Asia/Qatar", "Asia/Dubai", "Asia/Muscat", "Asia/Aden"),
    *("Africa/Djibouti", "Africa/Mogadishu", "Indian/Comoro", "Europe/Paris"),
)


@cache
def zones(language: str) -> tuple[tuple[str, str], ...]:
    """The zones of the network with their names in a language, as they follow the sun."""
    return tuple(
        (zone, get_timezone_location(zone, locale=language, return_city=True)) for zone in ZONES
    )


class ChoicesForm(forms.Form):
    """How each kind is sent, and when."""

    zone = forms.ChoiceField(label=_("Where you live"))
    quiet_from = forms.TimeField(
        label=_("No mail from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("No mail until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    daily_at = forms.TimeField(
        label=_("Daily mail at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data: Any = None, *, paces: dict[str, str], habits: Habits) -> None:
        hours = ("zone", "quiet_from", "quiet_until", "daily_at")
        initial = {name: getattr(habits, name) for name in hours}
        initial |= {f"pace-{code}": pace for code, pace in paces.items()}
        super().__init__(data, initial=initial)
        listed = list(zones((get_language() or "ar")[:2]))
        if habits.zone not in ZONES:
            listed.append((habits.zone, habits.zone))
        zone: Any = self.fields["zone"]
        zone.choices = listed
        for one in kinds():
            self.fields[f"pace-{one.code}"] = forms.ChoiceField(
                label=one.label, choices=Pace.choices, widget=forms.RadioSelect
            )

    @property
    def pace_fields(self) -> list[forms.BoundField]:
        return [self[f"pace-{one.code}"] for one in kinds()]

    @property
    def hour_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("zone", "quiet_from", "quiet_until", "daily_at")]

    def paces(self) -> dict[str, str]:
        return {one.code: self.cleaned_data[f"pace-{one.code}"] for one in kinds()}

    def hours(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name]
            for name in ("zone", "quiet_from", "quiet_until", "daily_at")
        }
