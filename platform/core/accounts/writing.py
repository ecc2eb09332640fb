"""What all writing views share: the scope of keys, and errors of actions as problem details."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions
from rest_framework.permissions import IsAuthenticated
from rest_framework.views import APIView

from core.accounts.authentication import WithinScope
from core.accounts.models import Scope


class WritingView(APIView):
    """For people who are signed in, or a key with the scope of the view."""

    permission_classes = [IsAuthenticated, WithinScope]
    scope: str = Scope.WRITE

    def handle_exception(self, exc: Exception) -> Any:
        """An action names what is wrong by field; so does the answer (422 would need a library)."""
        if isinstance(exc, ValidationError):
            wrong: Any = exc.message_dict if hasattr(exc, "error_dict") else exc.messages
            exc = exceptions.ValidationError(wrong)
        return super().handle_exception(exc)
