"""How the console draws a page: its frame asks who is here, in which wallet, and where he may go."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from answerback.console.groups import grouped
from answerback.console.navigation import sections_for
from answerback.people.access import StaffRequest
from answerback.people.queries import memberships_of


def show(
    request: StaffRequest, template: str, *, section: str, status: int = 200, **context: Any
) -> HttpResponse:
    """The page `console/<template>.html` in the console's frame; times are the wallet's."""
    staff = request.staff
    frame = {
        "staff": staff,
        "wallet": staff.wallet,
        "wallets": list(dict.fromkeys(one.wallet for one in memberships_of(staff.person))),
        "nav_groups": grouped(sections_for(staff)),
        "section": section,
    }
    with timezone.override(ZoneInfo(staff.wallet.zone)):
        return render(request, f"console/{template}.html", frame | context, status=status)
