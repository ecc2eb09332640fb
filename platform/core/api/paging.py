"""Pages of an API list."""

from collections.abc import Callable
from typing import Any

from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.response import Response
from rest_framework.views import APIView


class Pages(PageNumberPagination):
    """20 to a page; the caller may ask for up to 100."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class Newest(CursorPagination):
    """The newest first, by a cursor that holds its place while rows come and go."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-pk"

    @classmethod
    def answer(cls, rows: Any, view: APIView, tell: Callable[[Any], Any]) -> Response:
        """One page of the queryset `rows`, each row told by `tell`."""
        pages = cls()
        listed: Any = pages.paginate_queryset(rows, view.request, view=view)
        return pages.get_paginated_response([tell(row) for row in listed])
