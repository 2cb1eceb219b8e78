"""The devices whose app may check a caller by itself: added with a code to scan, confirmed, removed."""

from __future__ import annotations

import io
from uuid import UUID

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from answerback.devices import enrol
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found, page


@require_GET
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """Those that are there."""
    return page(request, "portal/devices.html", devices=enrol.confirmed(request.customer), here="calls")


@require_POST
@customer_required
def addition(request: PortalRequest) -> HttpResponse:
    """A new key, shown on this page once and never again."""
    begun = enrol.begin(request.customer, by=request.actor, at=now())
    devices = enrol.confirmed(request.customer)
    return page(
        request,
        "portal/devices.html",
        devices=devices,
        begun=begun,
        picture=_picture(begun.uri),
        here="calls",
    )


@require_POST
@customer_required
def confirmation(request: PortalRequest) -> HttpResponse:
    """What the app shows, typed here: a wrong one may be tried again on the page that is still open."""
    enrol.confirm(
        request.customer, _device(request), request.POST.get("code", "")[:16], by=request.actor, at=now()
    )
    return HttpResponseRedirect(reverse("portal:devices"))


@require_POST
@customer_required
def removal(request: PortalRequest) -> HttpResponse:
    """The device is lost or sold."""
    enrol.revoke(request.customer, _device(request), by=request.actor, at=now())
    return HttpResponseRedirect(reverse("portal:devices"))


def _device(request: PortalRequest) -> UUID:
    try:
        return UUID(request.POST.get("device", ""))
    except ValueError:
        return found(None)


def _picture(uri: str) -> str:
    """The QR code on a white ground of its own, so that it can be scanned in dark colours too."""
    drawn = io.BytesIO()
    segno.make(uri, error="m").save(
        drawn, kind="svg", scale=5, border=4, light="#fff", nl=False, xmldecl=False
    )
    return mark_safe(drawn.getvalue().decode())  # safe: drawn from squares alone
