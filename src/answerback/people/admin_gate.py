"""The back office opens only to staff who signed in with a second step; its own password form is closed."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest

from answerback.people.second_step import has_second_step


def gated(site: AdminSite) -> AdminSite:
    """Send the site's log-in through allauth, and let in nobody whose session lacks the second step."""
    if getattr(site, "answerback_gated", False):
        return site
    permitted = site.has_permission

    def has_permission(request: HttpRequest) -> bool:
        return permitted(request) and has_second_step(request)

    site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
    site.has_permission = has_permission  # type: ignore[method-assign]
    site.answerback_gated = True  # type: ignore[attr-defined]
    return site
