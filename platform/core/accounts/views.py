from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from core.accounts.actions import update_profile
from core.accounts.forms import ProfileForm
from core.accounts.models import User


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """A person's own page: name, language, digits, roles, safety of the account."""
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        update_profile(actor=request.user, user=person, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Your profile was saved."))
            response = redirect(reverse("accounts:profile"))
        response.delete_cookie("numerals", samesite="Lax")
        return response
    person.refresh_from_db()
    context = {
        "form": form,
        "person": person,
        "memberships": person.memberships.filter(is_active=True).select_related("city"),
        "network_roles": person.network_roles.all(),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)
