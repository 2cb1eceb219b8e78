"""The proof of a call: a page that says what it proves, the file to keep, and a check in the browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from answerback.passport import base64url
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found, page
from answerback.proofs import anchor, keep_log
from answerback.proofs.read import of_customer


@require_GET
@customer_required
def letter(request: PortalRequest, address: str) -> HttpResponse:
    """Another's proof and one that never was are the same: not there."""
    bundle = found(of_customer(request.customer, address))
    claims = json.loads(base64url.decode(bundle.token.split(".")[1]))
    known = {
        "address": address,
        "claims": claims,
        "answered_at": datetime.fromtimestamp(claims["iat"], UTC),
        "caller": claims["orig"].get("tn", ""),
        "last_two": claims["dest"].get("tn", [""])[0][-2:],
        "bundle": bundle,
        "checked": {
            "proof": bundle.shown(),
            "anchors": anchor.published(now()),
            "keys": keep_log.verifier_keys(),
        },
    }
    return page(request, "portal/call_proof.html", here="matters", **known)


@require_GET
@customer_required
def download(request: PortalRequest, address: str) -> HttpResponse:
    """The file that `answerback proof` reads."""
    bundle = found(of_customer(request.customer, address))
    answer = JsonResponse(bundle.shown())
    answer["Content-Disposition"] = 'attachment; filename="call-proof.json"'
    return answer
