from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.rules import Refused, can, require
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.desk import presentation
from knowledge.library.desk.forms import ShareForm, StepForm
from knowledge.library.desk.presentation import address
from knowledge.library.desk.steps import Step, steps_of
from knowledge.library.fingerprints import fingerprint
from knowledge.library.models import PracticePage
from knowledge.library.presentation import in_words

KEEPING = {
    "confirm": actions.confirm_practice,
    "mark_outdated": actions.mark_outdated,
    "archive": actions.archive_practice,
    "restore": actions.restore_practice,
    "withdraw": actions.withdraw_practice,
}


def known(request: HttpRequest, key: UUID, language: str) -> PracticePage:
    """A text of a city of this person, or any text for the secretariat; else it is not there."""
    roles = roles_of(request.user)
    page = (
        PracticePage.objects.filter(translation_key=key, locale__language_code=language)
        .select_related(*queries.RELATED, "latest_revision__user")
        .first()
    )
    if page is None or (page.city_id not in roles.cities and not roles.is_secretariat):
        raise Http404
    return page


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The practices of my cities by state, with what happens next."""
    require(request.user, "practice.write_any")
    return render(request, "library/desk/mine.html", presentation.mine(request.user))


@never_cache
@login_required
def share(request: HttpRequest) -> HttpResponse:
    """Begin a practice with its name; the first page of the form follows."""
    user: Any = request.user
    require(user, "practice.write_any")
    branches = queries.branches_of_cities(roles_of(user).cities)
    cities = list({branch.city_id: branch.city for branch in branches}.values())
    form = ShareForm(request.POST or None, cities=cities, language=user.language)
    if request.method == "POST" and form.is_valid():
        branch = next(
            branch
            for branch in branches
            if branch.city.slug == form.cleaned_data["city"]
            and branch.locale.language_code == form.cleaned_data["language"]
        )
        practice = actions.start_practice(
            actor=user, branch=branch, title=form.cleaned_data["title"]
        )
        return redirect(address("step", practice, "title"))
    status = 422 if form.errors else 200
    context = {"form": form, "has_place": bool(cities)}
    return render(request, "library/desk/share.html", context, status=status)


@never_cache
@login_required
def overview(request: HttpRequest, key: UUID, text_language: str) -> HttpResponse:
    """What is written, what is missing, what happened, and what can be done now."""
    page = known(request, key, text_language)
    return render(request, "library/desk/overview.html", presentation.overview(request.user, page))


@never_cache
@login_required
def text(request: HttpRequest, key: UUID, text_language: str) -> HttpResponse:
    """The text as its readers will see it."""
    page = known(request, key, text_language)
    with override(text_language):
        response = queries.shown_version(page).serve(request)
        response.render()
    return response


@never_cache
@login_required
def step(request: HttpRequest, key: UUID, text_language: str, code: str) -> HttpResponse:
    """One page of the form. With the header `X-Autosave` it answers in JSON and stays quiet."""
    page = known(request, key, text_language)
    found = {one.code: one for one in steps_of(page)}.get(code)
    if found is None:
        raise Http404
    may_edit = can(request.user, "practice.edit", page)
    draft = page.get_latest_revision_as_object()
    beside = page.original if page.is_translation else None
    form = StepForm(
        request.POST or None, request.FILES or None, step=found, draft=draft, beside=beside
    )
    if request.method != "POST":
        return _page(request, form, page=page, may_edit=may_edit)
    return _saved(request, form, page=page, step=found, may_edit=may_edit)


def _saved(
    request: HttpRequest, form: StepForm, *, page: PracticePage, step: Step, may_edit: Any
) -> HttpResponse:
    is_quiet = "X-Autosave" in request.headers
    if not form.is_valid():
        if is_quiet:
            return JsonResponse({"errors": form.errors_by_field()}, status=422)
        return _page(request, form, page=page, may_edit=may_edit, status=422)
    try:
        revision = actions.write_practice(
            actor=request.user,
            practice=page,
            values=form.cleaned_data,
            rows=form.row_values(),
            loaded=form.loaded,
        )
    except actions.ChangedMeanwhile as changed:
        if is_quiet:
            return JsonResponse({"changed": True}, status=409)
        theirs = StepForm(step=step, draft=changed.draft)
        form.loaded = theirs.loaded
        return _page(
            request,
            form,
            page=page,
            may_edit=may_edit,
            status=409,
            theirs=presentation.spoken(theirs),
            changed=changed,
        )
    except Refused as refused:
        if is_quiet:
            return JsonResponse({"reason": str(refused)}, status=403)
        decision = can(request.user, "practice.edit", page)
        return _page(request, form, page=page, may_edit=decision, status=403)
    except ValidationError as error:
        if is_quiet:
            return JsonResponse({"reason": " ".join(error.messages)}, status=403)
        form.add_error(None, error.messages)
        return _page(request, form, page=page, may_edit=may_edit, status=422)
    loaded = fingerprint(revision.as_object(), step.names)
    if is_quiet:
        return JsonResponse({"loaded": loaded})
    if form.upload and form.upload.given:
        try:
            actions.attach_file(
                actor=request.user,
                practice=page,
                relation=step.rows,
                file=form.upload.given,
                values=form.upload.values,
            )
        except ValidationError as error:
            # The rows are saved; the page goes on from there with the words of the upload.
            form.upload.refuse(error)
            form.loaded = loaded
            return _page(request, form, page=page, may_edit=may_edit, status=422)
    if "more" in request.POST:
        return redirect(f"{address('step', page, step.code)}#more")
    codes = [one.code for one in steps_of(page)]
    following = codes[codes.index(step.code) + 1 :]
    if "back" in request.POST or not following:
        return redirect(address("overview", page))
    return redirect(address("step", page, following[0]))


def _page(
    request: HttpRequest,
    form: StepForm,
    *,
    page: PracticePage,
    may_edit: Any,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = presentation.step(form, page=page, may_edit=may_edit)
    more.setdefault("theirs", None)
    return render(request, "library/desk/step.html", {**context, **more}, status=status)


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, key: UUID, text_language: str) -> HttpResponse:
    """Hand over, translate, keep true, throw away: one act each, asked by its own button."""
    page = known(request, key, text_language)
    actor = request.user
    try:
        match request.POST.get("verb", ""):
            case "submit":
                actions.submit_practice(actor=actor, practice=page)
                messages.success(request, _("The text was handed over for checking."))
            case "translate":
                language = request.POST.get("language", "")
                if language not in dict(settings.LANGUAGES):
                    raise Http404
                page = actions.translate_practice(actor=actor, practice=page, language=language)
                return redirect(address("step", page, "title"))
            case "machine":
                actions.draft_by_machine(actor=actor, practice=page)
                messages.success(
                    request, _("The draft is there. Read every word before you hand it over.")
                )
                return redirect(address("step", page, "title"))
            case "confirm" | "mark_outdated" | "archive" | "restore" | "withdraw" as verb:
                KEEPING[verb](actor=actor, practice=page)
                messages.success(request, _("Done."))
            case "delete":
                actions.delete_practice(actor=actor, practice=page)
                messages.success(request, _("The draft was thrown away."))
                return redirect("desk:mine")
            case _:
                raise Http404
    except ValidationError as error:
        messages.error(request, in_words(error))
    return redirect(address("overview", page))
