"""Indicators with their figures, and contributions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access.rules import can, require
from core.cities.models import City
from core.design.forms import add_errors
from projects.partnerships import frame
from projects.partnerships.team import standing_of
from projects.workplans import actions, presentation, queries
from projects.workplans.forms import ValueForm
from projects.workplans.models import Indicator


def value_form(data: Any, standing: Any) -> ValueForm:
    cities = City.objects.filter(pk__in=standing.cities)
    initial = {"city": cities.first(), "until": timezone.localdate()}
    return ValueForm(data, cities=cities, initial=initial)


@never_cache
@login_required
def measure(request: HttpRequest, public_id: UUID, item_id: UUID) -> HttpResponse:
    """Enter a figure."""
    project = frame.opened(request, public_id)
    found = get_object_or_404(Indicator, project=project, public_id=item_id)
    found.project = project
    require(request.user, "indicator.measure", found)
    form = value_form(request.POST or None, standing_of(request.user, project))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        city = values.pop("city")
        try:
            actions.measure_indicator(actor=request.user, item=found, city=city, values=values)
            messages.success(request, _("Saved"))
            return redirect("workplans:indicators", public_id)
        except ValidationError as error:
            add_errors(form, error)
    context = {"item": found, "form": form}
    status = 422 if form.errors else 200
    template = "workplans/measure.html"
    return frame.page(request, project, template, context, here="indicators", status=status)


@never_cache
@login_required
def indicators(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is measured: where it began, where it should get to, where it is."""
    project = frame.opened(request, public_id)
    context = {
        "rows": [
            {
                **row,
                "address": presentation.address_of(row["indicator"], project),
                "may_measure": can(request.user, "indicator.measure", row["indicator"]),
            }
            for row in queries.indicators_of(project)
        ],
        "figures": queries.figures(project),
        "may_add": can(request.user, "indicator.add", project),
    }
    return frame.page(request, project, "workplans/indicators.html", context, here="indicators")


@never_cache
@login_required
def contributions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Pledges by kind; nothing is added across kinds."""
    project = frame.opened(request, public_id)
    groups = queries.contributions_by_kind(project)
    for group in groups:
        group["rows"] = [(row, presentation.address_of(row, project)) for row in group["rows"]]
    context = {"groups": groups, "may_add": can(request.user, "contribution.add", project)}
    template = "workplans/contributions.html"
    return frame.page(request, project, template, context, here="contributions")
