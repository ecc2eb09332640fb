"""The plan as a whole, one row of it, and the pages of indicators and contributions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require
from core.cities.models import City
from core.design.conflicts import differences
from core.design.forms import add_errors
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.partnerships.team import standing_of
from projects.workplans import actions, presentation, queries
from projects.workplans.forms import DeliveryForm, ItemForm
from projects.workplans.kinds import KINDS, Kind
from projects.workplans.models import ChangeRequest, Contribution, Indicator, Item, Task
from projects.workplans.views.figures import value_form

HERE = {"task": "tasks", "indicator": "indicators", "contribution": "contributions"}


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


@never_cache
@login_required
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Packages, milestones, deliverables, risks and changes on one page, with the timeline."""
    project = frame.opened(request, public_id)
    found = queries.plan_of(project)
    user = request.user
    rows = {
        name: [
            (row, presentation.address_of(row, project), presentation.item_offers(user, row))
            for row in listed
        ]
        for name, listed in found.items()
    }
    changes = ChangeRequest.objects.filter(project=project)
    context = {
        **rows,
        "changes": [(row, presentation.address_of(row, project)) for row in changes],
        "timeline": presentation.timeline(project, found),
        "is_empty": not found["packages"],
        "may": {kind: can(user, f"{kind}.add", project) for kind in KINDS},
        "sources": queries.plans_to_copy(user, project) if not found["packages"] else [],
    }
    return frame.page(request, project, "workplans/plan.html", context, here="plan")


@require_http_methods(["POST"])
@login_required
def fill(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin the plan from the usual one, or from another project's."""
    project = frame.opened(request, public_id)
    source = request.POST.get("source", "")
    try:
        if source:
            sources = {str(p.public_id): p for p in queries.plans_to_copy(request.user, project)}
            if source not in sources:
                raise Http404
            actions.copy_plan(actor=request.user, project=project, source=sources[source])
        else:
            actions.fill_from_template(actor=request.user, project=project)
        messages.success(request, _("The plan has its first rows; change what does not fit."))
    except ValidationError as error:
        not_done(request, error)
    return redirect("workplans:plan", public_id)


@never_cache
@login_required
def add(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """A new row."""
    what = _kind(kind)
    project = frame.opened(request, public_id)
    require(request.user, f"{kind}.add", project)
    standing = standing_of(request.user, project)
    mine = City.objects.filter(pk__in=standing.cities)
    initial = {"city": mine.first(), "package": None} if kind in ("task", "contribution") else {}
    form = ItemForm(
        request.POST or None,
        kind=what,
        project=project,
        cities=mine if kind == "contribution" else None,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.add_item(
                actor=request.user, project=project, kind=kind, values=form.values()
            )
            messages.success(request, _("Saved"))
            if request.POST.get("more"):
                return redirect("workplans:add", public_id, kind)
            return redirect(presentation.address_of(item, project))
        except ValidationError as error:
            add_errors(form, error)
    context = {"form": form, "kind": kind, "name": what.model._meta.verbose_name}
    status = 422 if form.errors else 200
    here = HERE.get(kind, "plan")
    return frame.page(request, project, "workplans/add.html", context, here=here, status=status)


def _item(project: Project, kind: str, item_id: UUID) -> Item:
    found = _kind(kind).model.objects.select_related("city", "made_by")
    item: Item = get_object_or_404(found, project=project, public_id=item_id)
    item.project = project
    return item


@never_cache
@login_required
def item(request: HttpRequest, public_id: UUID, kind: str, item_id: UUID) -> HttpResponse:
    """One row: what it says, what can be done, and the form to change it."""
    project = frame.opened(request, public_id)
    found = _item(project, kind, item_id)
    may_write = can(request.user, "item.write", found)
    form = ItemForm(request.POST or None, kind=_kind(kind), project=project, item=found)
    revision, theirs = found.revision, None
    if request.method == "POST":
        require(request.user, "item.write", found)
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isdecimal() else 0
        if form.is_valid():
            try:
                actions.write_item(
                    actor=request.user, item=found, values=form.values(), revision=revision
                )
                messages.success(request, _("Saved"))
                return redirect("workplans:item", public_id, kind, item_id)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision = stale.thing.revision
                stored = ItemForm(kind=_kind(kind), project=project, item=stale.thing)
                theirs = differences(form, stored)
    context = {
        "item": found,
        "kind": kind,
        "name": found._meta.verbose_name,
        "form": form,
        "revision": revision,
        "is_stale": theirs is not None,
        "theirs": theirs,
        "may_write": may_write,
        "may_remove": can(request.user, "item.remove", found),
        "is_open": bool(form.errors) or theirs is not None,
        "offers": presentation.item_offers(request.user, found),
        "today": timezone.localdate(),
        "cards": frame.item_cards(request, project, kind, found),
        **_of_kind(request, project, found),
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    here = HERE.get(kind, "plan")
    return frame.page(request, project, "workplans/item.html", context, here=here, status=status)


def _of_kind(request: HttpRequest, project: Project, found: Item) -> dict[str, Any]:
    """What only one kind of row shows."""
    user = request.user
    standing = standing_of(user, project)
    if isinstance(found, Task):
        waits = list(found.after.all())
        return {
            "waits_for": [(task, presentation.address_of(task, project)) for task in waits],
            "may_tick": can(user, "task.finish", found),
        }
    if isinstance(found, Contribution):
        return {
            "delivery": DeliveryForm(initial={"delivered": found.quantity}),
            "may_deliver": found.state in ("confirmed", "partly")
            and can(user, "contribution.deliver", found),
            "may_acknowledge": found.delivered
            and not found.acknowledged_at
            and can(user, "contribution.acknowledge", found),
        }
    if isinstance(found, Indicator):
        return {
            "measure": value_form(None, standing),
            "may_measure": can(user, "indicator.measure", found),
        }
    if isinstance(found, ChangeRequest):
        voices = {voice.city_id: voice for voice in found.voices.all()}
        acting = [p for p in project.partners.select_related("city") if p.is_acting]
        return {
            "voices": [(partner.city, voices.get(partner.city_id)) for partner in acting],
            "my_voices": [p.city for p in acting if p.city_id in standing.voices],
            "may_voice": can(user, "change.voice", found),
        }
    return {}


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID, kind: str, item_id: UUID) -> HttpResponse:
    """One move of a row, or another thing done with it."""
    project = frame.opened(request, public_id)
    found: Any = _item(project, kind, item_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    user = request.user
    table = _kind(kind).table
    try:
        match (kind, verb):
            case (_, "remove"):
                actions.remove_item(actor=user, item=found)
                messages.success(request, _("Removed"))
                return redirect(
                    "workplans:tasks" if kind == "task" else "workplans:plan", public_id
                )
            case ("milestone", "propose"):
                actions.propose_milestone(actor=user, item=found)
                messages.success(request, _("The lead city is asked to confirm."))
            case ("contribution", "deliver"):
                form = DeliveryForm(request.POST)
                if not form.is_valid():
                    raise ValidationError(_("Write how much, more than nothing."))
                actions.record_delivery(actor=user, item=found, **form.cleaned_data)
                messages.success(request, _("Saved"))
            case ("contribution", "acknowledge"):
                actions.acknowledge_delivery(actor=user, item=found)
                messages.success(request, _("The city sees that it arrived. Thank you."))
            case ("change", "agree" | "object"):
                city = get_object_or_404(City, slug=request.POST.get("city", ""))
                actions.voice_change(
                    actor=user, item=found, city=city, agrees=verb == "agree", words=words
                )
                messages.success(request, _("Saved"))
            case _ if table is not None and verb in table.moves:
                actions.move_item(actor=user, item=found, move=verb, words=words)
            case _:
                raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect("workplans:item", public_id, kind, item_id)
