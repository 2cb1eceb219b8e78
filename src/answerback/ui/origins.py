"""Three origins: staff, portal, public. A path of one face is not there on the origin of another.

In the demo `localhost` and the loopback addresses serve every face, as the fallback for systems that do not
resolve `*.localhost`. The public origin has no cookies: `request.without_cookies` tells the page frame.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from answerback.ui.views import not_found

FACES = {
    "staff": ("/desk/", "/console/", "/admin/", "/accounts/"),
    "portal": ("/my/",),
    "public": ("/check/", "/log/"),
}


class OriginMiddleware:
    """Answers 404 to a path that belongs to another origin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.hosts = hosts()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        face = face_of(request.path)
        host = request.META.get("HTTP_HOST", "")
        elsewhere = [name for name, its in self.hosts.items() if its == host]
        request.without_cookies = face == "public" or elsewhere == ["public"]  # type: ignore[attr-defined]
        if face and elsewhere and face not in elsewhere:
            return not_found(request)
        if face and not elsewhere and settings.PRODUCTION:
            return not_found(request)
        return self.get_response(request)


def hosts() -> dict[str, str]:
    """The host (with port) of each face's origin."""
    return {face: urlsplit(origin).netloc for face, origin in settings.ORIGINS.items()}


def face_of(path: str) -> str:
    """The face that a path belongs to; empty for what every origin serves.

    >>> face_of("/my/calls/"), face_of("/static/ui/mark.svg")
    ('portal', '')
    """
    return next((face for face, roots in FACES.items() if path.startswith(roots)), "")
