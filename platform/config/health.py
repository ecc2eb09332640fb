"""Answers for supervisors and proxies."""

import shutil

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Database and disk can serve; 503 names what cannot."""
    parts = {"database": True, "disk": True}
    try:
        connection.ensure_connection()
    except Exception:
        parts["database"] = False
    parts["disk"] = shutil.disk_usage(settings.DATA).free > 50 * 1024 * 1024
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)
