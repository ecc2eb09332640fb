"""Calendars as files that calendar programs read (iCalendar, RFC 5545)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from projects.meetings import queries
from projects.meetings.models import CalendarKey, Meeting


def calendar(key: CalendarKey) -> bytes:
    """The calendar of a key in the language of its person.

    Returns:
        The bytes of an ``.ics`` file.
    """
    with override(key.person.language):
        made = _empty(str(key.project) if key.project else _("Jusoor: my joint projects"))
        found = queries.events_of(key)
        for meeting in found["meetings"]:
            made.add_component(event_of(meeting))
        for row in found["milestones"]:
            made.add_component(_day(row, "milestone", _("Milestone: %(title)s")))
        for row in found["tasks"]:
            made.add_component(_day(row, "task", _("Task: %(title)s")))
    return made.to_ical()


def one(meeting: Meeting) -> bytes:
    """A file with one meeting, to add to a calendar by hand."""
    made = _empty(meeting.title)
    made.add_component(event_of(meeting))
    return made.to_ical()


def _empty(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Jusoor//projects//AR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return made


def event_of(meeting: Meeting) -> Event:
    """One meeting as an event in UTC, which every program shows in its own time."""
    begins = meeting.starts_at.astimezone(UTC)
    event = Event()
    event.add("uid", f"{meeting.public_id}@jusoor")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=meeting.minutes_long))
    event.add("summary", f"{meeting.project.acronym}: {meeting.title}")
    event.add("sequence", meeting.revision)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.agenda or meeting.link:
        event.add("description", "\n".join(filter(None, [meeting.agenda, meeting.link])))
    event.add("url", _address("meetings:meeting", meeting.project, meeting.public_id))
    return event


def _day(row: Any, kind: str, words: str) -> Event:
    """A day on which something is due, as an event of the whole day."""
    event = Event()
    event.add("uid", f"{row.public_id}@jusoor")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("summary", f"{row.project.acronym}: {words % {'title': row.title}}")
    event.add("transp", "TRANSPARENT")
    event.add("url", _address("workplans:item", row.project, kind, row.public_id))
    return event


def _address(route: str, project: Any, *parts: Any) -> str:
    return settings.SITE_ADDRESS + reverse(route, args=[project.public_id, *parts])
