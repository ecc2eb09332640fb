"""Telling a person that something was not done, without losing what they typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

# Passwords and tokens are never shown again.
HIDDEN = ("csrfmiddlewaretoken", "password")
LONGEST = 4000


def typed(request: HttpRequest) -> list[str]:
    """The texts of the form that was sent: every value of more than one word."""
    return [
        value.strip()[:LONGEST]
        for name, values in request.POST.lists()
        if not name.startswith(HIDDEN)
        for value in values
        if isinstance(value, str) and len(value.split()) > 1
    ]


def not_done(request: HttpRequest, error: ValidationError) -> None:
    """Say on the next page why nothing was done, and what was typed, to be used again."""
    messages.error(request, " ".join(error.messages))
    for words in typed(request):
        messages.warning(request, _("You wrote: %(words)s") % {"words": words})
