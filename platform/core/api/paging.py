"""Pages of an API list."""

from rest_framework.pagination import CursorPagination, PageNumberPagination


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
