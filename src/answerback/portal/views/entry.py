"""Coming in: the landing page of a one-time link, spent by a POST from it; going out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerback.customers import portal_link, portal_session
from answerback.portal.access import COOKIE, let_in
from answerback.portal.clock import now


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button (a prefetch spends nothing); POST spends the link and begins the session."""
    if request.method == "GET":
        return render(request, "portal/enter.html", {"alive": portal_link.is_alive(token, at=now())})
    try:
        spent = portal_link.spend(token, at=now())
    except portal_link.LinkSpent:
        return render(request, "portal/enter.html", {"alive": False}, status=410)
    return let_in(request, HttpResponseRedirect(spent.return_path or reverse("portal:home")), spent)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End this session."""
    session = portal_session.find(request.COOKIES.get(COOKIE, ""), at=now())
    if session is not None:
        portal_session.end(session, at=now())
    response = render(request, "portal/closed.html")
    response.delete_cookie(COOKIE, path="/")
    return response
