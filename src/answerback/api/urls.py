"""The addresses of the API. Whatever is not there is told as a problem, too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_GET

from answerback.api.edge import edged, told_as_problem
from answerback.api.problem_pages import problem_page
from answerback.api.refusals import NotFound
from answerback.api.v1 import api, openapi


def nothing_here(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any other address under `/api/`."""
    return told_as_problem(request, NotFound())


def _ninja() -> list[URLPattern]:
    """Ninja's own patterns, each behind the edge; its page of all operations is left out."""
    patterns = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in patterns:
        one.callback = edged(one.callback)
    return patterns


app_name = "api"
urlpatterns = [
    path("problems/<str:code>", require_GET(problem_page), name="problem"),
    path("v1/openapi.json", edged(require_GET(openapi)), name="openapi"),
    path("v1/", (_ninja(), "v1", "v1")),
    re_path(r"^(?P<path>.*)$", edged(nothing_here)),
]
