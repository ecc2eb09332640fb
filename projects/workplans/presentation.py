"""What the pages of a work plan show: buttons, columns of the board, the month, the timeline."""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date, get_day_names
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, gettext_lazy

from core.access.screens import Offer, Verb, offers
from core.design.numerals import in_digits
from core.design.wording import ARABIC_MONTHS
from projects.partnerships.models import Project
from projects.workplans.kinds import kind_of
from projects.workplans.models import Item, Task, TaskState

WHY = gettext_lazy("Why, in a few words?")
VERBS = {
    "task.begin": Verb(gettext_lazy("Begin")),
    "task.finish": Verb(gettext_lazy("Done")),
    "task.block": Verb(
        gettext_lazy("Something blocks it"),
        asks=gettext_lazy("What blocks it?"),
        is_needed=True,
        longest=500,
        is_quiet=True,
    ),
    "task.set_aside": Verb(gettext_lazy("Back to the list"), is_quiet=True),
    "milestone.reach": Verb(gettext_lazy("It is reached")),
    "milestone.drop": Verb(
        gettext_lazy("Drop it"), asks=WHY, is_needed=True, longest=500, is_quiet=True
    ),
    "milestone.plan_again": Verb(gettext_lazy("Plan it again"), is_quiet=True),
    "deliverable.draft": Verb(gettext_lazy("A draft is there")),
    "deliverable.send_to_check": Verb(gettext_lazy("Hand in for the quality check")),
    "deliverable.accept": Verb(gettext_lazy("Accept it")),
    "deliverable.send_back": Verb(
        gettext_lazy("Send it back"), asks=WHY, is_needed=True, longest=500, is_quiet=True
    ),
    "contribution.confirm": Verb(gettext_lazy("Confirm the pledge")),
    "contribution.withdraw": Verb(gettext_lazy("Withdraw the pledge"), is_quiet=True),
    "contribution.offer_again": Verb(gettext_lazy("Offer it again")),
    "risk.close": Verb(gettext_lazy("The risk is over")),
    "risk.open_again": Verb(gettext_lazy("It is back"), is_quiet=True),
    "change.accept": Verb(gettext_lazy("Accept the change")),
    "change.decline": Verb(
        gettext_lazy("Decline the change"), asks=WHY, is_needed=True, longest=500, is_quiet=True
    ),
}
# What one press on the board does, by the column of the card.
NEXT = {
    TaskState.TODO: TaskState.DOING,
    TaskState.DOING: TaskState.DONE,
    TaskState.BLOCKED: TaskState.DOING,
    TaskState.DONE: TaskState.TODO,
}
MOVE_TO = {
    TaskState.TODO: "task.set_aside",
    TaskState.DOING: "task.begin",
    TaskState.BLOCKED: "task.block",
    TaskState.DONE: "task.finish",
}
CARDS = 50
WIDTH, HEAD, ROW = 1000, 30, 34


def item_offers(actor: Any, item: Item) -> list[Offer]:
    """What can be done with a row now."""
    kind = kind_of(item)
    if kind.table is None:
        return []
    state = str(getattr(item, "state", ""))
    return [o for o in offers(actor, item, kind.table, VERBS, state=state) if o.decision]


def address_of(item: Item, project: Project) -> str:
    """The page of a row."""
    return reverse("workplans:item", args=[project.public_id, kind_of(item).code, item.public_id])


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board; `more` are left for the list."""

    state: str
    words: str
    next_words: str
    tasks: Sequence[Task]
    more: int


def board(tasks: Iterable[Task]) -> list[Column]:
    """Tasks by state; of those done the last ones first."""
    by_state: dict[str, list[Task]] = {state: [] for state in TaskState.values}
    for task in tasks:
        by_state[task.state].append(task)
    never = timezone.now() - timedelta(days=36500)
    by_state[TaskState.DONE].sort(key=lambda task: task.done_at or never, reverse=True)
    return [
        Column(
            state=state,
            words=str(state.label),
            next_words=str(NEXT[state].label),
            tasks=by_state[state][:CARDS],
            more=max(0, len(by_state[state]) - CARDS),
        )
        for state in TaskState
    ]


def month_of(text: str, today: date) -> date:
    """The first day of the month ``2026-11``; of the present one when the text is none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)


def month(first: date, things: Mapping[date, list[Any]]) -> dict[str, Any]:
    """A month as weeks of days with what is due on each; weeks begin as the language has them."""
    language = get_language() or "ar"
    locale = Locale.parse({"ar": "ar_SA", "en": "en_GB", "fr": "fr_FR"}[language[:2]])
    begins = locale.first_week_day
    names = get_day_names("abbreviated", locale=locale)
    weeks = [
        [
            {"day": day, "is_in": day.month == first.month, "things": things.get(day, [])}
            for day in week
        ]
        for week in Calendar(begins).monthdatescalendar(first.year, first.month)
    ]
    before = first - timedelta(days=1)
    after = (first.replace(day=28) + timedelta(days=7)).replace(day=1)
    return {
        "name": month_name(first, language=language),
        "days": [names[(begins + n) % 7] for n in range(7)],
        "weeks": weeks,
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "today": timezone.localdate(),
    }


def month_name(day: date, *, language: str, with_year: bool = True) -> str:
    """A month in words."""
    if language.startswith("ar"):
        text = ARABIC_MONTHS[day.month - 1] + (f" {day.year}" if with_year else "")
    else:
        locale = "en_GB" if language.startswith("en") else language[:2]
        text = format_date(day, "LLLL y" if with_year else "LLL", locale=locale)
    return in_digits(text, language=language)


def timeline(project: Project, plan: Mapping[str, list[Any]]) -> dict[str, Any] | None:
    """Packages as bars and milestones as marks over the time of the project; None without days.

    Positions are in units of a drawing WIDTH wide; in languages from right to left time runs
    from right to left.
    """
    bars = [p for p in plan["packages"] if p.starts_on and p.ends_on]
    marks = [m for m in plan["milestones"] if m.due_on]
    days = [
        *(day for p in bars for day in (p.starts_on, p.ends_on)),
        *(m.due_on for m in marks),
        *(day for day in (project.starts_on, project.ends_on) if day),
    ]
    if len(days) < 2 or min(days) == max(days):
        return None
    first, last = min(days).replace(day=1), max(days)
    span = (last - first).days + 1
    is_rtl = get_language_bidi()

    def at(day: date) -> float:
        x = (day - first).days / span * WIDTH
        return round(WIDTH - x if is_rtl else x, 1)

    rows = []
    for number, bar in enumerate(bars):
        ends = at(bar.starts_on), at(bar.ends_on + timedelta(days=1))
        rows.append(
            {
                "title": bar.title,
                "number": bar.number,
                "x": min(ends),
                "width": max(round(abs(ends[1] - ends[0]), 1), 4),
                "y": HEAD + number * ROW,
                "text_x": max(ends) - 6 if is_rtl else min(ends) + 6,
                "done": _share(bar),
            }
        )
    base = HEAD + len(bars) * ROW + 16
    return {
        "rows": rows,
        "marks": [
            {"title": m.title, "x": at(m.due_on), "y": base, "state": m.state} for m in marks
        ],
        "ticks": _ticks(first, last, at),
        "today": at(timezone.localdate()) if first <= timezone.localdate() <= last else None,
        "height": base + 24,
        "width": WIDTH,
        "is_rtl": is_rtl,
    }


def _share(package: Any) -> int:
    """Percent of a package's tasks that are done."""
    total = package.open + package.done
    return round(package.done * 100 / total) if total else 0


def _ticks(first: date, last: date, at: Any) -> list[dict[str, Any]]:
    """The months, not more than a dozen labels."""
    months = []
    day = first
    while day <= last:
        months.append(day)
        day = (day.replace(day=28) + timedelta(days=7)).replace(day=1)
    step = max(1, -(-len(months) // 12))
    return [
        {"x": at(day), "words": in_digits(f"{day:%m/%y}", language=get_language() or "ar")}
        for day in months[::step]
    ]
