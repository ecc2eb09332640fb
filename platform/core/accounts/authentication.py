"""How a program says for whom it acts: ``Authorization: Bearer jusoor_…``."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from core.accounts.actions import digest_of, note_use
from core.accounts.models import Scope, Token, User

KEYWORD = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """A person's own key; session and cookies play no part, so no forged form can use it."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != KEYWORD.lower().encode():
            return None
        key = parts[1].decode("latin-1") if len(parts) == 2 else ""
        rows = Token.objects.filter(digest=digest_of(key), person__is_active=True)
        token = rows.select_related("person").first()
        if token is None or not token.is_valid:
            raise AuthenticationFailed(_("This key opens nothing, or no longer."))
        note_use(token)
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD


class WithinScope(BasePermission):
    """A key does what its scopes say. A view names the scope of its writing as ``scope``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, Token):
            return True
        needed = Scope.READ if request.method in SAFE_METHODS else view.scope
        self.message = _("The key may not do this: it lacks “%(scope)s”.") % {
            "scope": Scope(needed).label
        }
        return needed in request.auth.scopes


class TokenScheme(OpenApiAuthenticationExtension):
    """Names the key in the description of the API."""

    target_class = "core.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
