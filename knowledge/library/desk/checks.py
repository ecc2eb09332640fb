"""What the pages of those who check show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.rules import Decision, can
from core.accounts.models import User
from core.cities.roles import read_roles, roles_of
from knowledge.library import queries
from knowledge.library.desk.grid import AssignForm, ExcuseForm, GridForm, ReasonForm
from knowledge.library.fingerprints import ROWS, fingerprint
from knowledge.library.models import Advice, Criterion, PracticePage, Review
from knowledge.library.models.practice import FACTS, TAGS, WORDS
from knowledge.library.models.review import ENOUGH, MOST
from knowledge.library.presentation import practice
from knowledge.library.situation import ReviewStage, way

PAGE = 30


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the board: its code in the address, its name, its rows."""

    code: str
    name: str
    rows: Any
    empty: str


def tabs(user: Any) -> list[Tab]:
    """The lists that concern this person, the most pressing first."""
    roles = roles_of(user)
    found = []
    if roles.is_reviewer:
        empty = _("Nothing waits for you to read.")
        found.append(Tab("read", _("For you to read"), queries.to_read(user), empty))
    if roles.focal_point_of or roles.is_secretariat:
        empty = _("No text of your city waits for you.")
        name = _("To approve for the city") if roles.focal_point_of else _("To approve")
        found.append(Tab("approve", name, queries.to_approve(roles), empty))
    if roles.is_secretariat:
        empty = _("Every text has its reviewers.")
        found.append(Tab("assign", _("Without reviewers"), queries.to_assign(), empty))
        empty = _("No text is being read.")
        found.append(Tab("reading", _("Being read"), queries.in_review(), empty))
        empty = _("Nothing was decided yet.")
        found.append(Tab("decided", _("Decided"), queries.decided(), empty))
    if roles.is_reviewer:
        empty = _("You have not judged a text yet.")
        found.append(Tab("given", _("Your advice"), queries.has_read(user), empty))
    return found


def board(user: Any, *, shown: str, number: str) -> dict[str, Any]:
    """The lists with their sizes, and a page of the one that is shown.

    Raises:
        Http404: a list that this person does not have.
    """
    listed = tabs(user)
    sizes = {tab.code: tab.rows.count() for tab in listed}
    first = next((tab.code for tab in listed if sizes[tab.code]), listed[0].code)
    here = next((tab for tab in listed if tab.code == (shown or first)), None)
    if here is None:
        raise Http404
    paginator = Paginator(here.rows, PAGE)
    paginator.__dict__["count"] = sizes[here.code]  # counted above
    page = paginator.get_page(number)
    return {
        "reports": queries.waiting_reports() if roles_of(user).is_secretariat else None,
        "tabs": [{"tab": tab, "count": sizes[tab.code]} for tab in listed],
        "here": here,
        "page": page,
        "rows": [_row(one) for one in page.object_list],
    }


def _row(found: Review | Advice) -> dict[str, Any]:
    """One line: the text, its city, since when it waits, and what was said of it."""
    review = found.review if isinstance(found, Advice) else found
    today = timezone.localdate()
    advices = []
    if isinstance(found, Review) and found.stage == ReviewStage.IN_REVIEW:
        advices = [_told(one, today=today) for one in found.advices.all() if not one.excused_at]
    return {
        "review": review,
        "page": review.page,
        "title": review.page.draft_title or review.page.title,
        "city": review.page.owner_in_network.name,
        "language": review.page.locale.language_code,
        "mine": found if isinstance(found, Advice) else None,
        "is_overdue": isinstance(found, Advice) and found.is_overdue(today),
        "advices": advices,
    }


def _told(advice: Advice, *, today: Any) -> dict[str, Any]:
    """A reviewer's line: waiting, late, excused, or a total with its verdict."""
    return {
        "advice": advice,
        "is_overdue": advice.is_overdue(today),
        "total": advice.total,
        "is_positive": advice.is_positive,
        "scores": sorted(
            advice.scores.all(), key=lambda row: Criterion.values.index(row.criterion)
        ),
    }


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could read this text: what they read already, or why they may not."""

    user: User
    reads: int
    decision: Decision
    is_asked: bool


def candidates(review: Review) -> list[Candidate]:
    """Every reviewer of the network; those who may judge come first, the least busy first."""
    listed = queries.reviewers()
    read_roles(user for user, _reads in listed)
    asked = set(review.advices.filter(excused_at=None).values_list("reviewer_id", flat=True))
    found = [
        Candidate(user, reads, can(user, "review.judge", review), user.pk in asked)
        for user, reads in listed
    ]
    return sorted(found, key=lambda one: not one.decision)


def advice_for(user: Any, review: Review) -> Advice:
    """The grid of this reviewer; asked after the rule has said yes."""
    found = queries.advice_of(review, user)
    if found is None:
        raise Http404
    return found


def changed_since_last_round(review: Review) -> list[str]:
    """The names of the parts that differ from the text that was read before."""
    before = (
        Review.objects.filter(page_id=review.page_id, pk__lt=review.pk)
        .exclude(revision=None)
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if before is None or before.revision is None or review.revision is None:
        return []
    old, new = before.revision.as_object(), review.revision.as_object()
    names: Iterable[str] = (*WORDS, *FACTS, *TAGS, *ROWS)
    return [
        str(_name(name)) for name in names if fingerprint(old, [name]) != fingerprint(new, [name])
    ]


def _name(field: str) -> Any:
    found = PracticePage._meta.get_field(field)
    if field in ROWS:
        return found.related_model._meta.verbose_name_plural
    return found.verbose_name


def review(request: HttpRequest, found: Review, **forms: Any) -> dict[str, Any]:
    """Everything on the page of one text that is checked; `forms` were sent and not taken."""
    user: Any = request.user
    roles = roles_of(user)
    page = found.page
    text = found.revision.as_object() if found.revision else page
    advices = [_told(one, today=timezone.localdate()) for one in queries.advices_of(found)]
    mine = queries.advice_of(found, user)
    is_reading = mine is not None and mine.is_awaited and bool(can(user, "review.advise", found))
    verbs = ("assign", "release", "ask_changes", "decline", "accept")
    verbs = (*verbs, "approve_for_city", "return_to_author", "call_back")
    may = {verb: can(user, f"review.{verb}", found) for verb in verbs}
    leads = roles.is_secretariat and page.city_id not in roles.cities
    is_with_network = found.stage in (ReviewStage.SUBMITTED, ReviewStage.IN_REVIEW)
    listed = candidates(found) if leads and is_with_network else []
    choices = [(str(one.user.pk), str(one.user)) for one in listed]
    return {
        **practice(request, text),
        "review": found,
        "page": page,
        "title": text.title,
        "city": page.owner_in_network.name,
        "way": way(ReviewStage(found.stage), is_translation=page.is_translation),
        "changed": changed_since_last_round(found) if found.number > 1 else [],
        "may": may,
        "leads": leads,
        "is_own": page.city_id in roles.cities,
        "is_with_city": found.stage == ReviewStage.CITY,
        "is_with_network": is_with_network,
        "is_reading": is_reading and found.stage == ReviewStage.IN_REVIEW,
        "mine": mine,
        "advices": advices if leads or not found.is_open else [],
        "shows_names": leads,
        "candidates": listed,
        "enough": ENOUGH,
        "most": MOST,
        "grid": forms.get("grid") or (GridForm(advice=mine) if mine and is_reading else None),
        "assign": forms.get("assign") or AssignForm(choices=choices),
        "excuse": forms.get("excuse") or ExcuseForm(prefix="excuse"),
        "give_back": forms.get("return_to_author") or ReasonForm(prefix="return_to_author"),
        "ask_changes": forms.get("ask_changes")
        or ReasonForm(prefix="ask_changes", label=_("What has to change?")),
        "decline": forms.get("decline")
        or ReasonForm(prefix="decline", label=_("Why is it not accepted?")),
        "history": queries.history_of(page, shows_reviewers=leads),
    }
