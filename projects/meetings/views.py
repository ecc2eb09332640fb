"""Pages of meetings and decisions, and calendar feeds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require
from core.access.screens import Verb, offers
from core.cities.models import City
from core.design.conflicts import differences
from core.design.dates import Unreadable, read_day
from core.design.forms import add_errors
from projects.meetings import actions, calendars, queries
from projects.meetings.forms import MeetingForm
from projects.meetings.lifecycle import DECISION, MEETING
from projects.meetings.models import Decision, Meeting, Stance
from projects.meetings.policy import quorum
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.partnerships.team import standing_of

MEETING_VERBS = {
    "meeting.hold": Verb(gettext_lazy("It was held")),
    "meeting.cancel": Verb(gettext_lazy("Cancel it"), is_quiet=True),
    "meeting.plan_again": Verb(gettext_lazy("Plan it again"), is_quiet=True),
}
OUTCOME = gettext_lazy("The outcome in words")
DECISION_VERBS = {
    "decision.adopt": Verb(gettext_lazy("Adopted"), asks=OUTCOME),
    "decision.reject": Verb(gettext_lazy("Not adopted"), asks=OUTCOME, is_quiet=True),
    "decision.open_again": Verb(gettext_lazy("Open it again"), is_quiet=True),
}


@never_cache
@login_required
def meetings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Meetings, decisions, and the address of the calendar."""
    project = frame.opened(request, public_id)
    user = request.user
    standing = standing_of(user, project)
    partners = queries.cities_of(project)
    decisions = list(queries.decisions_of(project))
    for decision in decisions:
        decision.project = project
    context = {
        "meetings": queries.meetings_of(project),
        "decisions": [_told(user, decision, partners, standing) for decision in decisions],
        "quorum": quorum(project),
        "may_plan": can(user, "meeting.plan", project),
        "stances": Stance.choices,
        "feeds": _feeds(request, project),
    }
    return frame.page(request, project, "meetings/meetings.html", context, here="meetings")


def _feeds(request: HttpRequest, project: Project) -> list[dict[str, Any]]:
    """The two calendars of a person, each with its address when one was asked for."""
    keys = queries.calendar_keys(request.user, project)
    titles = {"project": _("This project"), "all": _("All my projects")}
    return [
        {
            "of": of,
            "title": title,
            "address": request.build_absolute_uri(reverse("calendar", args=[keys[of]]))
            if of in keys
            else "",
        }
        for of, title in titles.items()
    ]


def _told(user: Any, decision: Decision, partners: list[Any], standing: Any) -> dict[str, Any]:
    """A decision with one line for each city."""
    taken = {position.city_id: position for position in decision.positions.all()}
    found = offers(user, decision, DECISION, DECISION_VERBS, state=decision.state)
    return {
        "decision": decision,
        "lines": [(partner.city, taken.get(partner.city_id)) for partner in partners],
        "offers": [o for o in found if o.decision or standing.is_lead],
        "voices": [p.city for p in partners if p.city_id in standing.voices]
        if can(user, "decision.take_position", decision)
        else [],
    }


@never_cache
@login_required
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new meeting."""
    project = frame.opened(request, public_id)
    require(request.user, "meeting.plan", project)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_meeting(actor=request.user, project=project, values=form.values())
            messages.success(request, _("The partners hear of it."))
            return redirect("meetings:meeting", public_id, made.public_id)
        except ValidationError as error:
            add_errors(form, error)
    status = 422 if form.errors else 200
    context = {"form": form}
    return frame.page(
        request, project, "meetings/plan.html", context, here="meetings", status=status
    )


def _meeting(project: Project, meeting_id: UUID) -> Meeting:
    meeting: Meeting = get_object_or_404(Meeting, project=project, public_id=meeting_id)
    meeting.project = project
    return meeting


@never_cache
@login_required
def meeting(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """One meeting: agenda, who was there, minutes, what came of each line."""
    project = frame.opened(request, public_id)
    found = _meeting(project, meeting_id)
    user = request.user
    form = MeetingForm(request.POST or None, meeting=found)
    revision, theirs = found.revision, None
    there = {row.city.slug: row.names for row in found.attendances.select_related("city")}
    came = there
    if request.method == "POST":
        require(user, "meeting.write", found)
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isdecimal() else 0
        slugs = request.POST.getlist("present")
        came = {slug: request.POST.get(f"names-{slug}", "") for slug in slugs}
        if form.is_valid():
            try:
                actions.write_meeting(
                    actor=user,
                    meeting=found,
                    values=form.values(),
                    present=came,
                    revision=revision,
                )
                messages.success(request, _("Saved"))
                return redirect("meetings:meeting", public_id, meeting_id)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision, found = stale.thing.revision, stale.thing
                theirs = differences(form, MeetingForm(meeting=found))
                if came != there:
                    theirs.append((_("Who was there"), _names_of(there)))
    lines = [*found.points, *(line.strip() for line in found.minutes.splitlines() if line.strip())]
    listed = offers(user, found, MEETING, MEETING_VERBS, state=found.state)
    context = {
        "meeting": found,
        "form": form,
        "revision": revision,
        "is_stale": theirs is not None,
        "theirs": theirs,
        "may_write": can(user, "meeting.write", found),
        "cities": [
            (p.city, there.get(p.city.slug), came.get(p.city.slug))
            for p in queries.cities_of(project)
        ],
        "quorum": quorum(project),
        "lines": list(dict.fromkeys(lines))[:100],
        "may_add_task": can(user, "task.add", project),
        "may_ask": can(user, "decision.ask", project),
        "offers": [offer for offer in listed if offer.decision],
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    template = "meetings/meeting.html"
    return frame.page(request, project, template, context, here="meetings", status=status)


def _names_of(there: dict[str, str]) -> str:
    """Cities and who came for them, one on each line."""
    cities = {city.slug: city.name for city in City.objects.filter(slug__in=there)}
    return "\n".join(f"{cities[slug]}: {names}" for slug, names in there.items())


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Move a meeting, or make something of a line."""
    project = frame.opened(request, public_id)
    found = _meeting(project, meeting_id)
    user, verb, line = request.user, request.POST.get("verb", ""), request.POST.get("line", "")
    try:
        match verb:
            case "task":
                due = request.POST.get("due", "")
                actions.make_task(
                    actor=user,
                    meeting=found,
                    line=line,
                    city=City.objects.filter(slug=request.POST.get("city", "")).first(),
                    due_on=read_day(due) if due else None,
                )
                messages.success(request, _("The line is now a task."))
            case "decision":
                actions.ask_decision(actor=user, project=project, title=line, meeting=found)
                messages.success(request, _("Each city can take its position now."))
            case _ if verb in MEETING.moves:
                actions.move_meeting(actor=user, meeting=found, move=verb)
            case _:
                raise Http404
    except Unreadable as error:
        not_done(request, ValidationError(str(error)))
    except ValidationError as error:
        not_done(request, error)
    return redirect("meetings:meeting", public_id, meeting_id)


@require_http_methods(["POST"])
@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a question, take a position, or write the outcome down."""
    project = frame.opened(request, public_id)
    user, verb, words = request.user, request.POST.get("verb", ""), request.POST.get("words", "")
    try:
        if verb == "ask":
            actions.ask_decision(actor=user, project=project, title=request.POST.get("title", ""))
        else:
            decision = _decision(request, project)
            if verb == "position":
                city = get_object_or_404(City, slug=request.POST.get("city", ""))
                stance = request.POST.get("stance", "")
                actions.take_position(
                    actor=user, decision=decision, city=city, stance=stance, reason=words
                )
                messages.success(request, _("Saved"))
            elif verb in DECISION.moves:
                actions.move_decision(actor=user, decision=decision, move=verb, words=words)
            else:
                raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect("meetings:meetings", public_id)


def _decision(request: HttpRequest, project: Project) -> Decision:
    try:
        key = UUID(request.GET.get("decision", ""))
    except ValueError:
        raise Http404 from None
    decision: Decision = get_object_or_404(Decision, project=project, public_id=key)
    decision.project = project
    return decision


@require_http_methods(["POST"])
@login_required
def renew(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A secret address, or a new one: the old one opens nothing any more."""
    project = frame.opened(request, public_id)
    of = project if request.POST.get("of") == "project" else None
    actions.calendar_key(actor=request.user, project=of, is_new=True)
    messages.success(
        request, _("Copy the address into your calendar. Older ones open nothing any more.")
    )
    return redirect("meetings:meetings", public_id)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


@login_required
def one(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """One meeting as a file."""
    project = frame.opened(request, public_id)
    return _file(calendars.one(_meeting(project, meeting_id)), "meeting")


@never_cache
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """A calendar by its secret address; nobody signs in here, programs read it."""
    found = queries.key_of(key)
    if found is None:
        raise Http404
    answer = _file(calendars.calendar(found), "jusoor")
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
