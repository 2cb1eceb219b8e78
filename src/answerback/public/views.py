"""The public check: one honest page that answers, and one for each wallet. No cookie, no script, nothing kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from answerback.channels.check import LONGEST
from answerback.conversations.queries import never_ask
from answerback.public.asked import ask
from answerback.public.promises import promises_of
from answerback.wallets.queries import all_wallets, wallet_by_slug


@csrf_exempt  # There is no session whose authority somebody could borrow.
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """What is known of a number, link, mail address or message; how to tell whether a call is real."""
    wallets = [promises_of(wallet) for wallet in all_wallets()]
    said = never_ask(getattr(request, "LANGUAGE_CODE", "en"))
    asked = ask(request.POST.get("text", "")) if request.method == "POST" else None
    context = {
        "wallets": wallets,
        "never_ask": said,
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
