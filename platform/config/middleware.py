"""Languages are part of the address of pages only."""

from typing import Any

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware

WITHOUT_LANGUAGE = ("/api/", "/cms/", "/documents/", "/media/", "/static/", "/healthz", "/readyz")


class PageLocaleMiddleware(LocaleMiddleware):
    """Does not send a missing file or API answer to a page of the same name."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
