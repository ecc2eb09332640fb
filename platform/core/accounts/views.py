from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.accounts.actions import make_token, revoke_token, update_profile
from core.accounts.forms import ProfileForm, TokenForm
from core.accounts.models import Token, User
from core.accounts.queries import tokens_of


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


@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys with which programs act for this person; a new one is shown once."""
    person = User.objects.get(pk=request.user.pk)
    form = TokenForm(request.POST or None)
    key = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, key = make_token(actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            form = TokenForm()
    context = {"form": form, "key": key, "tokens": tokens_of(person)}
    status = 422 if form.errors else 200
    return render(request, "accounts/tokens.html", context, status=status)


@require_http_methods(["POST"])
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one key."""
    token = get_object_or_404(Token, pk=pk, person_id=request.user.pk)
    revoke_token(actor=request.user, token=token)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("accounts:tokens")
