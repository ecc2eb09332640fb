from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from search.documents.audience import words_of
from search.documents.kinds import kind_of, seen
from search.engines.protocol import SORTS, Hit, NoIndex, Unavailable
from search.forms import language, read
from search.installed import installed_engine
from search.querying.run import FACETS, search
from search.serializers import AnswerSerializer


class NotReady(APIException):
    status_code = 503
    default_detail = "The index is not there yet."


class SearchView(APIView):
    """Search practices, cities and articles; the same code as the library's page."""

    @extend_schema(
        summary="Search",
        responses=AnswerSerializer,
        parameters=[
            OpenApiParameter("q", str, description="words in any spelling"),
            OpenApiParameter("lang", str, enum=["ar", "en", "fr"]),
            OpenApiParameter("kind", str, enum=["practice", "city", "article"]),
            OpenApiParameter("in", str, enum=["all", "title", "body"]),
            OpenApiParameter("sort", str, enum=list(SORTS)),
            OpenApiParameter("page", int),
            OpenApiParameter("weaker", str, enum=["1"]),
            *(OpenApiParameter(facet, str, many=True, explode=True) for facet in FACETS),
        ],
    )
    def get(self, request: Request) -> Response:
        lang = language(request.query_params.get("lang"))
        found = read(request.query_params, lang=lang, audience=words_of(request.user))
        try:
            results = search(found.request, engine=installed_engine())
        except (NoIndex, Unavailable) as missing:
            raise NotReady from missing
        allowed = seen(request.user, [hit.key for hit in results.hits])
        shown = [hit for hit in results.hits if hit.key in allowed]
        return Response(
            {
                "count": results.total,
                "weaker": results.weaker,
                "page": results.page,
                "pages": results.pages,
                "facets": results.facets,
                "unknown": [{"facet": facet, "code": code} for facet, code in found.unknown],
                "results": [self._hit(hit, lang=lang, request=request) for hit in shown],
                "did_you_mean": results.corrected or "",
                "is_corrected": results.is_corrected,
            }
        )

    def _hit(self, hit: Hit, *, lang: str, request: Request) -> dict[str, Any]:
        payload: Any = hit.payload
        shown = payload["shown"]
        code = lang if lang in shown else payload["original"]
        said = shown.get(code) or next(iter(shown.values()))
        return {
            "key": hit.key,
            "score": round(hit.score, 4),
            "title": said["title"],
            "summary": said["summary"],
            "language": code,
            "url": request.build_absolute_uri(said["url"]),
            "kind": kind_of(hit.key),
            "city": payload.get("owner", {}).get("slug", ""),
        }
