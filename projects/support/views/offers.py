"""What a city offers to others."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.rules import can, visible
from core.cities.models import City
from core.design.forms import add_errors
from core.vocabularies.terms import label
from projects.support import actions, queries
from projects.support.forms import OfferForm
from projects.support.models import CityOffer


@never_cache
@login_required
def offers(request: HttpRequest, slug: str) -> HttpResponse:
    """The offers of one city; its focal point writes them."""
    city = get_object_or_404(City, slug=slug)
    listed = queries.offers_of(request.user, city)
    may_write = can(request.user, "offer.write", city)
    chosen = next((o for o in listed if o.theme.code == request.GET.get("theme")), None)
    form = None
    if may_write:
        theme = request.GET.get("theme", "")
        form = OfferForm(request.POST or None, offer=chosen, theme=theme)
        if request.method == "POST" and form.is_valid():
            values = dict(form.cleaned_data)
            try:
                actions.write_offer(
                    actor=request.user, city=city, theme=values.pop("theme"), values=values
                )
                messages.success(request, _("Saved"))
                return redirect("support:offers", slug)
            except ValidationError as error:
                add_errors(form, error)
    known = {offer.theme.code for offer in listed}
    ideas = sorted(queries.topics_practised(city) - known) if may_write else []
    context = {
        "city": city,
        "offers": listed,
        "form": form,
        "may_write": may_write,
        "ideas": [(code, label("theme", code)) for code in ideas],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "support/offers.html", context, status=status)


@require_http_methods(["POST"])
@login_required
def act_on_offer(request: HttpRequest, slug: str, offer_id: UUID) -> HttpResponse:
    """Confirm an offer, or take it back."""
    rows = visible(request.user, CityOffer.objects.filter(city__slug=slug))
    offer = get_object_or_404(rows.select_related("city"), public_id=offer_id)
    match request.POST.get("verb"):
        case "confirm":
            actions.confirm_offer(actor=request.user, offer=offer)
            messages.success(request, _("Thank you: the offer stands for another year."))
        case "take_back":
            actions.take_back_offer(actor=request.user, offer=offer)
        case _verb:
            raise Http404
    return redirect("support:offers", slug)
