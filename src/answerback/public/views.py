"""The public check: one honest page that answers, and one for each wallet. No cookie, no script, nothing kept."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from answerback.channels.check import LONGEST
from answerback.live.limits import LIMITS
from answerback.public.asked import Asked, ask
from answerback.public.limits import caller_of, too_many
from answerback.public.promises import promises_now, promises_of
from answerback.wallets.queries import wallet_by_slug


@csrf_exempt  # There is no session whose authority somebody could borrow.
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """What is known of a number, link, account or message; how to tell whether a call is real."""
    if request.method != "POST":
        return _page(request, None)
    if not LIMITS.may_ask(caller_of(request)):
        return too_many(request)
    asked = ask(request.POST.get("text", ""), at=datetime.now(UTC))
    return _page(request, asked) if LIMITS.may_hear_of(asked.thing) else too_many(request)


def _page(request: HttpRequest, asked: Asked | None) -> HttpResponse:
    wallets, never_ask = promises_now()
    context = {
        "wallets": wallets,
        "never_ask": never_ask,
        "without_cookies": True,
        "asked": asked,
        "longest": LONGEST,
    }
    return render(request, "public/check.html", context)


@require_GET
def wallet(request: HttpRequest, slug: str) -> HttpResponse:
    """One wallet's promises, on a page of their own, to print or to link to."""
    found = wallet_by_slug(slug)
    if found is None:
        raise Http404
    context = {"one": promises_of(found), "without_cookies": True}
    return render(request, "public/wallet.html", context)
