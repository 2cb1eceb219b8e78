"""The door of the portal: a session of one customer, known by its own host-only cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation

from answerback.customers import portal_session
from answerback.customers.models import Customer, PortalSession
from answerback.customers.portal_link import Spent
from answerback.journal.write import Actor
from answerback.portal.clock import now

COOKIE = "__Host-answerback_my" if settings.PRODUCTION else "answerback_my"
P = ParamSpec("P")


class PortalRequest(HttpRequest):
    """A request that has passed `customer_required`."""

    session_here: PortalSession
    customer: Customer
    actor: Actor


PortalView = Callable[Concatenate[PortalRequest, P], HttpResponseBase]


def customer_required(view: PortalView[P]) -> Callable[..., HttpResponseBase]:
    """Let in the customer of a living session, on his own clock; show everybody else how to come in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = portal_session.find(request.COOKIES.get(COOKIE, ""), at=now())
        if session is None:
            return render(request, "portal/closed.html", status=403)
        request.session_here, request.customer = session, session.customer  # type: ignore[attr-defined]
        request.actor = Actor("customer", session.customer_id)  # type: ignore[attr-defined]
        with timezone.override(session.customer.zone):
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def let_in(request: HttpRequest, response: HttpResponse, spent: Spent) -> HttpResponse:
    """Give the browser the session's cookie; the pages speak the customer's language until he says otherwise."""
    response.set_cookie(
        COOKIE, spent.cookie, httponly=True, samesite="Lax", secure=request.is_secure(), path="/"
    )
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language = spent.session.customer.language
        translation.activate(language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure()
        )
    return response
