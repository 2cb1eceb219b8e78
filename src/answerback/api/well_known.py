"""What any machine may find without knowing us: where everything is, the public keys, and whom to tell of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, path, resolve
from django.utils import timezone
from django.views.decorators.http import require_safe

from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.live.call_verdicts import TYPE as CALL_TYPE
from answerback.live.embedding import NAME as COMPONENT
from answerback.live.verdict import TYPE as STATUS_TYPE
from answerback.wallets.queries import all_wallets

VERSION = 1
KEPT_SECONDS = 300
SECURITY_TXT_LIVES = timedelta(days=180)  # RFC 9116, section 2.5.5, asks for less than a year
# What this deployment may have, by the address that answers for it: only what is really there is named.
COMPONENT_AT = settings.STATIC_URL + COMPONENT
SERVICES = {
    "registry": {"metadata": "/registry/"},
    "proofs": {"proof": "/api/v1/proofs/{id}", "anchors": "/log/anchors.pem"},
    "log": {
        "checkpoint": "/log/checkpoint",
        "keys": "/log/keys",
        "inclusion": "/log/inclusion",
        "consistency": "/log/consistency",
    },
    "check": {"page": "/check/", "json": "/check.json"},
    "status": {
        "tickets": "/api/v1/status-tickets",
        "stream": "/live/stream",
        "once": "/live/status",
        "calls": "/api/v1/call-verdicts",
        "devices": "/api/v1/device-exchanges",
        "component": COMPONENT_AT,
    },
    "api": {"openapi": "/api/v1/openapi.json"},
}
AN_ID = "00000000000000000000000000000000"
IN_FRONT_OF_DJANGO = frozenset({"/live/stream", "/live/status", "/check.json", COMPONENT_AT})


@require_safe
def answerback(request: HttpRequest) -> HttpResponse:
    """`/.well-known/answerback`; docs/reference/well-known.md says what each part means."""
    return _public(
        {
            "version": VERSION,
            "software": "answerback",
            "types": {"status": STATUS_TYPE, "call": CALL_TYPE},
            "wallets": [_wallet(one.slug, one.name_en, one.name_zh) for one in all_wallets()],
            **{name: found for name, parts in SERVICES.items() if (found := _there(parts))},
        }
    )


@require_safe
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """The JWK Set that checks one wallet's status and call verdicts, coming keys included."""
    wallet = next((one for one in all_wallets() if one.slug == slug), None)
    if wallet is None:
        return _public({"code": "not_found"}, status=404)
    return _public(public_jwks(Purpose.STATUS, wallet.id), type_="application/jwk-set+json")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; not there while the deployment names no contact."""
    if not settings.ANSWERBACK.security_contact:
        return HttpResponse("", status=404, content_type="text/plain; charset=utf-8")
    lines = "\n".join(security_lines(timezone.now()))
    return _for_anybody(HttpResponse(f"{lines}\n", content_type="text/plain; charset=utf-8"))


def security_lines(at: datetime) -> Iterator[str]:
    """Each field on its line; `Expires` moves on by itself, to the day."""
    config = settings.ANSWERBACK
    day = (at + SECURITY_TXT_LIVES).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    yield from (f"Contact: {one}" for one in config.security_contact)
    yield f"Expires: {day:%Y-%m-%dT%H:%M:%SZ}"
    yield "Preferred-Languages: zh, en"
    yield from (f"Canonical: {origin}/.well-known/security.txt" for origin in settings.ORIGINS.values())
    if config.security_policy:
        yield f"Policy: {config.security_policy}"


def _wallet(slug: str, name_en: str, name_zh: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": {"en": name_en, "zh": name_zh},
        "issuer": f"answerback:{slug}",
        "jwks": f"{settings.ORIGINS['public']}/.well-known/answerback/keys/{slug}",
    }


def _there(parts: dict[str, str]) -> dict[str, str]:
    return {name: settings.ORIGINS["public"] + at for name, at in parts.items() if _answers(at)}


def _answers(address: str) -> bool:
    """Whether anything but the page of nothing is at this address."""
    if address in IN_FRONT_OF_DJANGO:
        return True
    if address == "/registry/":
        return (settings.ANSWERBACK.data_dir / "registry" / "public" / "timestamp.json").exists()
    try:
        return resolve(address.replace("{id}", AN_ID)).url_name is not None
    except Resolver404:
        return False


def _public(body: dict[str, Any], *, status: int = 200, type_: str = "application/json") -> HttpResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = type_
    return _for_anybody(response)


def _for_anybody(response: HttpResponse) -> HttpResponse:
    """Any page may read it, and anybody may keep it for five minutes. There is nothing of anybody in it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


app_name = "well_known"
urlpatterns = [
    path("answerback", answerback, name="answerback"),
    path("answerback/keys/<slug:slug>", keys, name="keys"),
    path("security.txt", security_txt, name="security_txt"),
]
