"""Who may do what while a text is checked, and why not.

The order of a refusal is: who you are, what you have to do with the text, what is still missing.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    Decision,
    can,
    holders_of,
    refuse,
    rule,
    visibility,
)
from core.accounts.models import User
from core.cities.queries import focal_points, secretaries
from core.cities.roles import number_of_people, roles_of
from knowledge.library.models import Advice, Review
from knowledge.library.policy.practices import is_secretariat, writes_for


def _answers_for(actor: Any, review: Review) -> Decision:
    """The focal point of the city; the secretariat for a partner network and for translations."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles, page = roles_of(actor), review.page
    if page.city_id in roles.focal_point_of:
        return ALLOWED
    if roles.is_secretariat and (page.city_id is None or page.is_translation):
        return ALLOWED
    if page.is_translation:
        return refuse(_("The city’s focal point or the secretariat publishes a translation."))
    return refuse(_("The focal point of the city approves its texts."))


def _approves(actor: Any, review: Review) -> Decision:
    """Who answers for the city, and not the only author where a second person could read it."""
    decision = _answers_for(actor, review)
    if not decision or not review.page.author_ids <= {actor.pk}:
        return decision
    is_secretary = roles_of(actor).is_secretariat
    people = secretaries().count() if is_secretary else number_of_people(review.page.city_id)
    if people < 2:
        return ALLOWED
    return refuse(_("You alone wrote it: somebody else of your city reads it first."))


@rule("review.return_to_author")
def may_return_to_author(actor: Any, review: Review) -> Decision:
    return _answers_for(actor, review)


@rule("review.approve_for_city")
def may_approve_for_city(actor: Any, review: Review) -> Decision:
    return _approves(actor, review)


@rule("review.approve_translation")
def may_approve_translation(actor: Any, review: Review) -> Decision:
    return _approves(actor, review)


@rule("review.call_back")
def may_call_back(actor: Any, review: Review) -> Decision:
    decision = writes_for(actor, review.page.city_id)
    if not decision and review.page.is_translation and roles_of(actor).is_secretariat:
        return ALLOWED
    return decision


@rule("review.assign")
@rule("review.release")
@rule("review.ask_changes")
@rule("review.decline")
def may_lead_review(actor: Any, review: Review) -> Decision:
    decision = is_secretariat(actor)
    if decision and review.page.city_id in roles_of(actor).cities:
        return refuse(_("Somebody from another city checks this practice."))
    return decision


@rule("review.judge")
def may_judge(actor: Any, review: Review) -> Decision:
    """Whether a person may be asked to read this text as a reviewer."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if not roles.is_reviewer:
        return refuse(_("Only reviewers of the network judge a practice."))
    if review.page.city_id in roles.cities:
        return refuse(_("Nobody judges a practice of their own city."))
    if actor.pk in review.page.author_ids:
        return refuse(_("Nobody judges a text that they wrote themselves."))
    return ALLOWED


@rule("review.advise")
@rule("review.excuse")
def may_advise(actor: Any, review: Review) -> Decision:
    decision = can(actor, "review.judge", review)
    if not decision:
        return decision
    advice = Advice.objects.filter(review=review, reviewer_id=actor.pk).first()
    if advice is None or advice.excused_at is not None:
        return refuse(_("The secretariat has not asked you to read this text."))
    if advice.given_at is not None:
        return refuse(_("You have given your advice; thank you."))
    return ALLOWED


@rule("review.accept")
def may_accept(actor: Any, review: Review) -> Decision:
    """The secretariat publishes on the advice of reviewers, and never against it."""
    decision = can(actor, "practice.publish", review.page)
    if not decision:
        return decision
    listed = Advice.objects.filter(review=review, excused_at=None).prefetch_related("scores")
    given = [advice for advice in listed if advice.given_at is not None]
    today = timezone.localdate()
    if not given:
        return refuse(_("No reviewer has given advice yet."))
    if any(advice.is_awaited and not advice.is_overdue(today) for advice in listed):
        return refuse(_("A reviewer is still reading. Wait for the day, or release them."))
    if not all(advice.is_positive for advice in given):
        return refuse(
            _("The advice is not positive: that needs at least 11 of 18 and no score of 0.")
        )
    return ALLOWED


@rule("review.board")
def may_see_board(actor: Any, _thing: object) -> Decision:
    """The lists of what waits: for whoever approves, reads or decides."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if roles_of(actor).checks:
        return ALLOWED
    return refuse(_("Focal points, reviewers and the secretariat check texts here."))


@holders_of("review.approve_for_city")
def approvers(review: Review) -> list[User]:
    """Who may approve for the city now, else everybody who answers for it."""
    city_id = review.page.city_id
    found = list(secretaries() if city_id is None else focal_points(city_id))
    return [user for user in found if _approves(user, review)] or found


@holders_of("review.assign")
def leaders(review: Review) -> list[User]:
    return list(secretaries())


@visibility(Review)
def visible_reviews(actor: Any, reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The city whose text it is, the reviewers who were asked, and the secretariat."""
    roles = roles_of(actor)
    if roles.is_secretariat:
        return reviews
    asked = Advice.objects.filter(reviewer_id=actor.pk, excused_at=None).values("review_id")
    return reviews.filter(Q(page__city_id__in=roles.cities) | Q(pk__in=asked))
