"""Forms of meetings and decisions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.design.fields import Clock, Day, Words
from projects.meetings.models import Meeting

NAME_IT = _("Give it a name, so that you find it again.")


class MeetingForm(forms.Form):
    """When, where, what about; after it the minutes."""

    title = Words(limit=200, label=_("Title"), needed=NAME_IT)
    day = Day(label=_("Day"))
    clock = Clock(label=_("Begins at"), help_text=_("In the time of Riyadh (UTC+3)."))
    minutes_long = forms.IntegerField(
        label=_("How many minutes"), min_value=5, max_value=2880, initial=60
    )
    place = Words(limit=200, label=_("Place"))
    link = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label=_("Link to take part online")
    )
    agenda = Words(limit=4000, label=_("Agenda"), help_text=_("One point on each line."))

    def __init__(self, data: Any = None, *, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=_initial(meeting))
        if meeting is not None:
            self.fields["minutes"] = Words(
                limit=20000,
                label=_("Minutes"),
                help_text=_("What was said and agreed; a line can become a task or a decision."),
            )

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        found = dict(self.cleaned_data)
        begins = datetime.combine(found.pop("day"), found.pop("clock"))
        return {**found, "starts_at": timezone.make_aware(begins)}


def _initial(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    begins = timezone.localtime(meeting.starts_at)
    names = ("title", "minutes_long", "place", "link", "agenda", "minutes")
    found = {name: getattr(meeting, name) for name in names}
    return {**found, "day": begins.date(), "clock": begins.time()}
