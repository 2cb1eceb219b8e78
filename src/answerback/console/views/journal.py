"""The journal of the wallet: read, filtered, exported, verified."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from answerback.console.access import any_right
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.journal import entries_for, kinds_of, table_of
from answerback.console.page import show
from answerback.journal.verify import verify
from answerback.people.access import StaffRequest
from answerback.people.rights import Right


@require_GET
@any_right(Right.SEE_JOURNAL, Right.SEE_AUDIT)
def journal(request: StaffRequest) -> HttpResponseBase:
    """Entries, the newest first."""
    rows = entries_for(request.staff, request.GET)
    table = table_of(request.staff.wallet)
    asked = {name: request.GET.get(name, "") for name in ("kind", "subject", "customer")}
    kinds = kinds_of(entries_for(request.staff, type(request.GET)()))
    return listed(request, table, rows, section="journal", template="journal", kinds=kinds, asked=asked)


@require_POST
@any_right(Right.SEE_JOURNAL, Right.SEE_AUDIT)
def journal_verification(request: StaffRequest) -> HttpResponse:
    """Walk the wallet's whole chain and say whether every link holds."""
    verdict = verify(request.staff.wallet.id)
    return show(request, "verification", section="journal", verdict=verdict, at=now())
