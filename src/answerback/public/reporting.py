"""Reporting what was used in a wallet's name: without a name, a log-in, a cookie or a script."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from answerback.journal.write import SYSTEM
from answerback.live.limits import LIMITS
from answerback.public.forms import LONGEST_THING, ReportForm
from answerback.public.limits import caller_of, too_many
from answerback.reports import receive as reports
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet
from answerback.wallets.queries import wallet_by_slug


@csrf_exempt  # There is no session whose authority somebody could borrow.
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """The empty form; from an answer with what was asked about."""
    thing = request.POST.get("thing", "")[:LONGEST_THING]
    return _page(request, ReportForm(initial={"thing": thing}))


@csrf_exempt  # As above.
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Keep a report, and say what happens next."""
    if not LIMITS.may_ask(caller_of(request)):
        return too_many(request)
    form = ReportForm(request.POST, request.FILES)
    wallet = wallet_by_slug(form.cleaned_data["wallet"]) if form.is_valid() else None
    if wallet is None:
        return _page(request, form, status=422)
    try:
        _keep(form, wallet, sender=caller_of(request))
    except Refusal as refused:
        form.add_error(None, refused.sentence)
        return _page(request, form, status=refused.status)
    return render(request, "public/reported.html", {"without_cookies": True})


def _keep(form: ReportForm, wallet: Wallet, *, sender: str) -> None:
    thing, told = form.cleaned_data["thing"], _told(form, wallet)
    reports.receive(wallet, thing, told, sender=sender, by=SYSTEM, at=datetime.now(UTC))


def _told(form: ReportForm, wallet: Wallet) -> reports.Told:
    given = form.cleaned_data
    happened, picture = given["happened"], given["picture"]
    if happened is not None:
        happened = happened.replace(tzinfo=ZoneInfo(wallet.zone))
    return reports.Told(given["words"], happened, picture.read() if picture else b"")


def _page(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "public/report.html", {"form": form, "without_cookies": True}, status=status)
