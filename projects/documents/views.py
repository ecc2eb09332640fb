"""Pages of the documents of a project."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require
from core.cities.models import City
from core.design.conflicts import differences
from core.design.forms import add_errors
from core.design.numerals import chosen
from projects.documents import actions, imports, presentation, queries, render
from projects.documents.forms import BeginForm, DescribeForm, ShareForm
from projects.documents.lifecycle import DOCUMENT
from projects.documents.models import Document, DocumentState, Level
from projects.documents.policy import level_of
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.partnerships.policy import team_members
from projects.partnerships.queries import practices_of
from projects.partnerships.team import acting_cities, standing_of


def known(request: HttpRequest, project: Project, document_id: UUID) -> Document:
    """The document, for those who may read it."""
    found = queries.document_for(request.user, project, document_id)
    if found is None:
        raise Http404
    return found


def framed(
    request: HttpRequest,
    document: Document,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of one document inside its workspace."""
    context = {"document": document, "state": document.get_state_display(), **context}
    return frame.page(
        request,
        document.project,
        f"documents/{template}.html",
        context,
        here="documents",
        status=status,
    )


@never_cache
@login_required
def documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All documents by folder, the archive apart."""
    project = frame.opened(request, public_id)
    rows = queries.documents_of(request.user, project)
    in_archive = request.GET.get("show") == "archive"
    rows = (
        rows.filter(state=DocumentState.ARCHIVED)
        if in_archive
        else rows.exclude(state=DocumentState.ARCHIVED)
    )
    context = {
        "folders": presentation.by_folder(rows),
        "in_archive": in_archive,
        "has_archive": in_archive or queries.has_archive(request.user, project),
        "may_add": can(request.user, "document.add", project),
    }
    return frame.page(request, project, "documents/documents.html", context, here="documents")


@never_cache
@login_required
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new document."""
    project = frame.opened(request, public_id)
    require(request.user, "document.add", project)
    form = BeginForm(request.POST or None, request.FILES or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            values = _described(request, project, form)
            file = form.cleaned_data["file"]
            made = actions.begin_document(
                actor=request.user, project=project, values=values, **imports.begins(file)
            )
            return redirect("documents:document", public_id, made.public_id)
        except ValidationError as error:
            add_errors(form, error)
    context = {"form": form}
    status = 422 if form.errors else 200
    template = "documents/begin.html"
    return frame.page(request, project, template, context, here="documents", status=status)


def _described(request: HttpRequest, project: Project, form: DescribeForm) -> dict[str, Any]:
    """As the actions want it; a new folder is made."""
    found = {name: form.cleaned_data[name] for name in ("title", "kind", "language", "folder")}
    if name := form.cleaned_data["new_folder"]:
        found["folder"] = actions.add_folder(actor=request.user, project=project, name=name)
    return found


@never_cache
@login_required
def document(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """The text: as it was last drawn, until the editor is ready or in place of it."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    user = request.user
    offered = queries.offered_version(found) if not found.is_open else None
    context = {
        "html": render.html_of(found.projection.content),
        "level": Level(level_of(user, found)).name.lower(),
        "may_write": can(user, "document.write", found),
        "may_tend": can(user, "document.describe", found),
        "may_keep": can(user, "document.keep_version", found),
        "offers": presentation.document_offers(user, found),
        "offered": offered,
        "agreements": presentation.agreements(found, offered),
        "my_voices": presentation.open_voices(user, found, offered),
        "letters": presentation.letters(found),
        "people": sorted(team_members(project), key=str),
        "practices": practices_of(project, get_language() or "ar"),
        **presentation.comments(user, found, settled=request.GET.get("comments") == "settled"),
        "numerals": f"ar-u-nu-{chosen()}",
    }
    return framed(request, found, "document", context)


@never_cache
@login_required
def describe(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """Name, kind, language, folder; and who may do what."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    require(request.user, "document.describe", found)
    cities = list(
        City.objects.filter(pk__in=acting_cities(project) - {found.city_id, project.lead_city_id})
    )
    people = [
        person
        for person in team_members(project)
        if not standing_of(person, project).is_lead
        and found.city_id not in standing_of(person, project).cities
    ]
    what = request.POST.get("what", "")
    form = DescribeForm(
        request.POST if what == "describe" else None, project=project, document=found
    )
    share = ShareForm(
        request.POST if what == "share" else None, document=found, cities=cities, people=people
    )
    sent = request.POST.get("revision", "")
    revision, theirs = found.revision, None
    try:
        if what == "describe" and form.is_valid():
            revision = int(sent) if sent.isdecimal() else 0
            values = _described(request, project, form)
            actions.describe_document(
                actor=request.user, document=found, values=values, revision=revision
            )
            messages.success(request, _("Saved"))
            return redirect("documents:document", public_id, document_id)
        if what == "share" and share.is_valid():
            actions.share_document(actor=request.user, document=found, **share.values())
            messages.success(request, _("Saved"))
            return redirect("documents:describe", public_id, document_id)
    except ValidationError as error:
        add_errors(form if what == "describe" else share, error)
    except Stale as stale:
        revision = stale.thing.revision
        theirs = differences(form, DescribeForm(project=project, document=stale.thing))
    status = 409 if theirs is not None else 422 if form.errors or share.errors else 200
    context = {
        "form": form,
        "share": share,
        "revision": revision,
        "theirs": theirs,
        "is_stale": theirs is not None,
    }
    return framed(request, found, "describe", context, status=status)


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """One move of the document, or the agreement of a city."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    verb, user = request.POST.get("verb", ""), request.user
    try:
        if verb == "agree":
            city = City.objects.filter(slug=request.POST.get("city", "")).first()
            number = request.POST.get("number", "")
            if city is None or not number.isdecimal():
                raise Http404
            actions.agree_text(actor=user, document=found, city=city, number=int(number))
            messages.success(request, _("Your city agreed to the text. Thank you."))
        elif verb in DOCUMENT.moves:
            actions.move_document(actor=user, document=found, move=verb)
        else:
            raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect("documents:document", public_id, document_id)


@never_cache
@login_required
def versions(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """Kept versions, what changed between two of them, and the way back."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    listed = list(queries.versions_of(found))
    after = presentation.version_at(found, listed, request.GET.get("to", ""))
    before = presentation.version_at(found, listed, request.GET.get("from", ""), older_than=after)
    now = {"number": 0, "content": found.projection.content}
    shown = after if after is not None else now
    context = {
        "versions": listed,
        "before": before,
        "after": after,
        "lines": presentation.compared(before, shown),
        "may_keep": can(request.user, "document.keep_version", found),
        "may_restore": can(request.user, "document.write", found),
        "language": get_language(),
    }
    return framed(request, found, "versions", context)


@require_http_methods(["POST"])
@login_required
def keep(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """Keep the text as it is now, or bring a version back."""
    project = frame.opened(request, public_id)
    found = known(request, project, document_id)
    try:
        if number := request.POST.get("restore", ""):
            version = found.versions.filter(number=number if number.isdecimal() else 0).first()
            if version is None:
                raise Http404
            actions.restore_version(actor=request.user, document=found, version=version)
            actions.draw_document(found.pk)
            messages.success(
                request, _("The text is as it was then. What was there is kept as a version.")
            )
        else:
            name = request.POST.get("name", "").strip()
            actions.keep_version(actor=request.user, document=found, name=name)
            messages.success(request, _("The version is kept."))
    except ValidationError as error:
        not_done(request, error)
    return redirect("documents:versions", public_id, document_id)
