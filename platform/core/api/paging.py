"""Pages of an API list."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """20 to a page; the caller may ask for up to 100."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
