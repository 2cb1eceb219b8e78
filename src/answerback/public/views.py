"""The public check, for now one honest page and one for each wallet. No cookie, no script, nothing kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from answerback.conversations.queries import never_ask
from answerback.public.promises import promises_of
from answerback.wallets.queries import all_wallets, wallet_by_slug


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """How to tell whether a call is real, and every wallet's own promises."""
    wallets = [promises_of(wallet) for wallet in all_wallets()]
    said = never_ask(getattr(request, "LANGUAGE_CODE", "en"))
    return render(
        request, "public/check.html", {"wallets": wallets, "never_ask": said, "without_cookies": True}
    )


@require_GET
def wallet(request: HttpRequest, slug: str) -> HttpResponse:
    """One wallet's promises, on a page of their own, to print or to link to."""
    found = wallet_by_slug(slug)
    if found is None:
        raise Http404
    context = {"one": promises_of(found), "without_cookies": True}
    return render(request, "public/wallet.html", context)
