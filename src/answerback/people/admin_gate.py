"""The back office opens only to staff who signed in with a second step; its own password form is closed."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from answerback.people.access import sent_elsewhere
from answerback.people.second_step import has_second_step


def gated(site: AdminSite) -> AdminSite:
    """Put the gate before the site's log-in and its pages. A second call changes nothing."""
    if getattr(site, "answerback_gated", False):
        return site
    permitted = site.has_permission

    def has_permission(request: HttpRequest) -> bool:
        return permitted(request) and has_second_step(request)

    def login(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        turned_away = sent_elsewhere(request)
        if turned_away is not None:
            return turned_away
        if not has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:index", current_app=site.name))

    site.has_permission = has_permission  # type: ignore[method-assign]
    site.login = login  # type: ignore[method-assign, assignment]
    site.answerback_gated = True  # type: ignore[attr-defined]
    return site
