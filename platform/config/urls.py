"""Every address of the site."""

from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.generic import RedirectView
from django.views.static import serve
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.health import healthz, readyz
from knowledge.library.cms.views import door as cms_door
from projects.meetings.views import feed as calendar_feed

# Wagtail's editor and the API's own page write inline scripts and styles: only there is it allowed.
LOOSE = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}


def loosened(patterns: list[Any]) -> list[Any]:
    """Give every view under `patterns` the looser content policy."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            loosened(pattern.url_patterns)
        else:
            pattern.callback = csp_override(LOOSE)(pattern.callback)
    return patterns


to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of the library; in production the proxy answers before this.

    Documents and originals of pictures leave by their own doors, which ask for rights.
    """
    if path.startswith(("documents/", "original_images/")):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


api = path("api/v1/", include("config.api_urls"))
urlpatterns = [
    path("", RedirectView.as_view(url="/ar/"), name="start"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}favicon.svg")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    api,
    path("api/v1/schema/", SpectacularAPIView.as_view(patterns=[api]), name="schema"),
    path(
        "api/v1/docs/",
        csp_override(LOOSE)(SpectacularSwaggerView.as_view(url_name="schema")),
        name="api_docs",
    ),
    # Sign-in has one door (allauth): the CMS's own doors lead there, for every method.
    path("cms/login/", cms_door, name="cms_door"),
    re_path(r"^cms/password_reset/.*$", to_password_reset),
    # Language and name are chosen in one place, the profile.
    re_path(r"^cms/account/.*$", RedirectView.as_view(pattern_name="accounts:profile")),
    path("cms/", include(loosened(wagtailadmin_urls.urlpatterns))),
    path("documents/", include(wagtaildocs_urls)),
    path("calendar/<str:key>.ics", calendar_feed, name="calendar"),
    re_path(r"^media/(?P<path>.*)$", media),
]
urlpatterns += i18n_patterns(
    path("_util/login/", to_sign_in),
    path("account/", include("core.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("cities/", include("core.cities.urls")),
    path("news/", include("core.notifications.urls")),
    path("", include("core.vocabularies.urls")),
    path("", include("core.design.urls")),
    path("library/", include("knowledge.library.desk.urls")),
    path("support/", include("projects.support.urls")),
    path("projects/", include("projects.concepts.urls")),
    path("projects/", include("projects.partnerships.urls")),
    path("projects/", include("projects.workplans.urls")),
    path("projects/", include("projects.documents.urls")),
    path("projects/", include("projects.discussions.urls")),
    path("projects/", include("projects.meetings.urls")),
    path("projects/", include("projects.takeaway.urls")),
    path("", include("search.urls")),
    path("", include("knowledge.library.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
