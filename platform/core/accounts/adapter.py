"""How allauth behaves here: nobody signs up by themselves, people are invited by their city."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Their own page, in the language they chose."""
        with override(getattr(request.user, "language", None) or "ar"):
            return reverse("accounts:profile")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"
