"""When a note may be mailed: at once outside the hours of rest, or with the next daily mail."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.notifications.models import Habits, Pace


def is_quiet(moment: time, habits: Habits) -> bool:
    """Whether a time of day lies in the hours of rest; equal bounds mean there are none."""
    begin, end = habits.quiet_from, habits.quiet_until
    if begin <= end:
        return begin <= moment < end
    return moment >= begin or moment < end


def _next(moment: datetime, at: time) -> datetime:
    """The next time of day `at` that is not before `moment`, in the zone of `moment`."""
    found = moment.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return found if found >= moment else found + timedelta(days=1)


def due_at(pace: Pace, habits: Habits, *, now: datetime) -> datetime | None:
    """When a note of this pace is due; None: never by mail."""
    if pace == Pace.OFF:
        return None
    local = now.astimezone(ZoneInfo(habits.zone))
    if pace == Pace.DAILY:
        local = _next(local, habits.daily_at)
    if is_quiet(local.time(), habits):
        local = _next(local, habits.quiet_until)
    return local
