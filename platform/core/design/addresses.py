"""Addresses that differ from the present one in a value or two."""

from django.http import HttpRequest, QueryDict


def address_with(request: HttpRequest, **changes: object) -> str:
    """The present address with some of its values changed; None takes one away."""
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path
