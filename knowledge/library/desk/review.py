"""The pages of those who check: lists of what waits, and one page for one text."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from core.access.refusals import not_done
from core.access.rules import can, require, visible
from core.accounts.models import User
from knowledge.library import actions
from knowledge.library.desk import checks
from knowledge.library.desk.grid import AssignForm, ExcuseForm, GridForm, ReasonForm
from knowledge.library.models import Review

DONE = {
    "review.approve_for_city": gettext_lazy("You approved the text for your city."),
    "review.return_to_author": gettext_lazy("The text went back to its author."),
    "review.call_back": gettext_lazy("You can change the text again."),
    "review.ask_changes": gettext_lazy("The city was asked for changes."),
    "review.decline": gettext_lazy("The city was told that the text is not accepted."),
    "review.accept": gettext_lazy("The practice is public now."),
    "review.excuse": gettext_lazy("The secretariat will ask somebody else."),
}


@never_cache
@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for this person, by what they do in the network."""
    require(request.user, "review.board")
    context = checks.board(
        request.user, shown=request.GET.get("show", ""), number=request.GET.get("page", "1")
    )
    return render(request, "library/desk/reviews.html", context)


@never_cache
@login_required
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One text that is checked: what it says, who said what of it, and what this person may do."""
    rows = visible(request.user, Review.objects.all())
    found = get_object_or_404(
        rows.select_related(
            "page__city", "page__partner_network", "page__locale", "revision", "started_by"
        ).distinct(),
        public_id=public_id,
    )
    if request.method == "POST":
        return _acted(request, found)
    return _page(request, found)


def _page(request: HttpRequest, review: Review, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = checks.review(request, review, **forms)
    return render(request, "library/desk/review.html", context, status=status)


def _acted(request: HttpRequest, review: Review) -> HttpResponse:
    verb = request.POST.get("verb", "")
    if verb in {"keep", "advise"} or "X-Autosave" in request.headers:
        return _advised(request, review, is_final=verb == "advise")
    if verb == "assign":
        return _assigned(request, review)
    if verb == "release":
        reviewer = get_object_or_404(User, pk=request.POST.get("reviewer") or 0)
        actions.release_reviewer(actor=request.user, review=review, reviewer=reviewer)
        messages.success(request, _("The reviewer was released."))
        return redirect("desk:review", review.public_id)
    name = f"review.{verb}"
    if name not in DONE:
        raise Http404
    return _decided(request, review, name)


def _decided(request: HttpRequest, review: Review, name: str) -> HttpResponse:
    form_class = ExcuseForm if name == "review.excuse" else ReasonForm
    form = form_class(request.POST, prefix=name.split(".")[1])
    if not form.is_valid():
        return _page(request, review, status=422, **{name.split(".")[1]: form})
    try:
        actions.act(request.user, name, review, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            not_done(request, error)
            return redirect("desk:review", review.public_id)
        form.add_error("reason", error.error_dict["reason"])
        return _page(request, review, status=422, **{name.split(".")[1]: form})
    is_public = name == "review.approve_for_city" and review.page.is_translation
    messages.success(request, _("The translation is public now.") if is_public else DONE[name])
    if name == "review.excuse":
        return redirect("desk:reviews")
    return redirect("desk:review", review.public_id)


def _advised(request: HttpRequest, review: Review, *, is_final: bool) -> HttpResponse:
    is_quiet = "X-Autosave" in request.headers
    decision = can(request.user, "review.advise", review)
    if is_quiet and not decision:
        return JsonResponse({"reason": str(decision.reason)}, status=403)
    require(request.user, "review.advise", review)
    advice = checks.advice_for(request.user, review)
    form = GridForm(request.POST, advice=advice)
    if form.is_valid():
        try:
            actions.write_advice(
                actor=request.user,
                review=review,
                grid=form.grid(),
                has_no_conflict=form.cleaned_data["has_no_conflict"],
                note=form.cleaned_data["note"],
                is_final=is_final and not is_quiet,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if is_quiet:
                return JsonResponse({})
            sentence = _("Thank you: your advice was given.") if is_final else _("Saved.")
            messages.success(request, sentence)
            return redirect("desk:review", review.public_id)
    if is_quiet:
        errors = {name: [str(text) for text in found] for name, found in form.errors.items()}
        return JsonResponse({"errors": errors}, status=422)
    return _page(request, review, status=422, grid=form)


def _assigned(request: HttpRequest, review: Review) -> HttpResponse:
    require(request.user, "review.assign", review)
    candidates = checks.candidates(review)
    form = AssignForm(
        request.POST, choices=[(str(one.user.pk), str(one.user)) for one in candidates]
    )
    if form.is_valid():
        chosen = set(form.cleaned_data["reviewers"])
        try:
            actions.assign_reviewers(
                actor=request.user,
                review=review,
                reviewers=[one.user for one in candidates if str(one.user.pk) in chosen],
                due_on=form.cleaned_data["due_on"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The reviewers were asked."))
            return redirect("desk:review", review.public_id)
    return _page(request, review, status=422, assign=form)
