"""The public log and the certificates, for anybody and any page: cacheable, without cookies, the same for all.

Addresses and shapes are those of c2sp.org/tlog-tiles; proofs made for the asker are a convenience beside them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from answerback.journal.log import read
from answerback.journal.log.models import ENTRIES
from answerback.journal.log.tiles import WIDTH, part
from answerback.passport.merkle import NoProof
from answerback.proofs import anchor, certify, keep_log

SOON = "public, max-age=5"
HOUR = "public, max-age=3600"
EVER = "public, max-age=31536000, immutable"
NUMBER = re.compile(r"(?:x[0-9]{3}/){0,4}[0-9]{3}\Z")
PLACE = re.compile(r"(?:0|[1-9][0-9]{0,17})\Z")
View = Callable[..., HttpResponse]


def open_to_all(keep: str) -> Callable[[View], View]:
    """Any page may read it; `keep` says for how long a cache may hold it."""

    def mark(view: View) -> View:
        @csrf_exempt
        @require_safe
        @wraps(view)
        def marked(request: HttpRequest, **named: str) -> HttpResponse:
            answer = view(request, **named)
            answer["Access-Control-Allow-Origin"] = "*"
            answer["Cache-Control"] = keep
            return answer

        return marked

    return mark


@open_to_all(SOON)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint; 404 before the first interval is over."""
    newest = read.newest()
    if newest is None:
        raise Http404
    return _text(newest.note)


@open_to_all(HOUR)
def keys(request: HttpRequest) -> HttpResponse:
    """The verifier keys of checkpoints, one per line, the newest first."""
    return _text("".join(f"{key}\n" for key in keep_log.verifier_keys()))


@open_to_all(HOUR)
def anchors(request: HttpRequest) -> HttpResponse:
    """The private anchors of proof certificates, PEM, the newest first."""
    return HttpResponse(anchor.published(datetime.now(UTC)), content_type="application/x-pem-file")


@open_to_all(EVER)
def certificate(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The certificate that a token's `x5u` names."""
    found = certify.by_fingerprint(fingerprint)
    if found is None:
        raise Http404
    return HttpResponse(found.chain, content_type="application/x-pem-file")


@open_to_all(EVER)
def tile(request: HttpRequest, level: str, rest: str) -> HttpResponse:
    """Hashes or entries side by side; never more than a checkpoint has published."""
    numbers, _dot, width = rest.partition(".p/")
    if not NUMBER.match(numbers) or not (_dot == "" or PLACE.match(width)):
        raise Http404
    high = ENTRIES if level == "entries" else int(level)
    octets = part(high, int(re.sub(r"[x/]", "", numbers)), int(width) if _dot else WIDTH)
    if octets is None:
        raise Http404
    return HttpResponse(octets, content_type="application/octet-stream")


@open_to_all(EVER)
def inclusion(request: HttpRequest) -> HttpResponse:
    """`?index=&size=`: the hashes that prove a leaf in the log of that size."""
    return _proof(request, read.inclusion, ("index", "size"))


@open_to_all(EVER)
def consistency(request: HttpRequest) -> HttpResponse:
    """`?first=&second=`: the hashes that prove that the log only grew."""
    return _proof(request, read.consistency, ("first", "second"))


def _proof(
    request: HttpRequest, prove: Callable[[int, int], list[bytes]], names: tuple[str, str]
) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in names}
    if not all(PLACE.match(value) for value in asked.values()):
        raise Http404
    first, second = (int(value) for value in asked.values())
    try:
        path = prove(first, second)
    except NoProof:
        raise Http404 from None
    numbers = dict(zip(names, (first, second), strict=True))
    return JsonResponse(numbers | {"path": [base64.b64encode(one).decode("ascii") for one in path]})


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
