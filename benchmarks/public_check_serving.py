"""One server of the bench of the public check: `bare`, `plain`, `look_up` or `page`, with so many channels.

python -m benchmarks.public_check_serving KIND CHANNELS PORT
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import django
import uvicorn
from django.conf import settings

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
BODY = b'{"verdict":"' + b"u" * 1000 + b'"}'
HEAD = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


class Still:
    """A followed list that stands still."""

    def __init__(self, count: int) -> None:
        from answerback.channels.index import Index

        self._index = Index(published(count))

    def index(self, at: datetime) -> Any:
        """The same at any time."""
        return self._index


def published(count: int) -> list[Any]:
    """One number alone, or the five kinds that are asked about and further ones up to `count`."""
    from answerback.channels.kinds import Direction, Kind, Published

    names, nothing = {"en": "Lanyue Pay", "zh": "岚月支付"}, {"en": "", "zh": ""}
    ours = [
        (Kind.NUMBER, "+864000000188", Direction.RINGS),
        (Kind.LINK, "lanyue.example", Direction.SITE),
        (Kind.MAIL, "support@lanyue.example", Direction.BOTH),
        (Kind.TELEGRAM, "@lanyue_pay", Direction.DIALLED),
    ]
    made = {
        Kind.NUMBER: lambda n: f"+8640010{n:05}",
        Kind.LINK: lambda n: f"wallet{n:05}name.example",
        Kind.MAIL: lambda n: f"help{n}@wallet{n:05}name.example",
        Kind.TELEGRAM: lambda n: f"@wallet{n:05}",
    }
    kinds = list(made)
    others = [(kinds[n % 4], made[kinds[n % 4]](n), Direction.SITE) for n in range(max(0, count - len(ours)))]
    return [
        Published(UUID(int=place), "lanyue", names, kind, value, direction, nothing, SINCE)
        for place, (kind, value, direction) in enumerate([*ours[:count], *others])
    ]


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """The least that an ASGI application can do."""
    await send({"type": "http.response.start", "status": 200, "headers": HEAD})
    await send({"type": "http.response.body", "body": BODY})


def front(kind: str, count: int) -> Any:
    """The house's front with Django behind it, as `ops.serve` puts it together."""
    from django.core.wsgi import get_wsgi_application

    from answerback.channels import current
    from answerback.live.limits import Buckets, Limits
    from answerback.live.look_up import LookUp
    from answerback.ops.front import Front
    from answerback.public import views

    limits, still = Limits(), Still(count)
    limits.addresses = limits.things = Buckets(burst=1e12, per_second=1e12)
    current.FOLLOWED = still  # type: ignore[assignment]
    vars(views)["LIMITS"] = limits
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if kind == "page":
        _prepare()
    look_up = LookUp(still, limits, lambda: datetime.now(UTC))  # type: ignore[arg-type]
    return Front(bare, get_wsgi_application(), threads=4, max_body_bytes=1 << 20, look_up=look_up)


def _prepare() -> None:
    """A database with one wallet: its promises stand on the page."""
    from django.core.management import call_command

    from answerback.wallets.models import Wallet

    call_command("migrate", verbosity=0)
    Wallet.objects.get_or_create(
        slug="lanyue",
        defaults={"name_en": "Lanyue Pay", "name_zh": "岚月支付", "custody": "custodial", "calling": "phone"}
        | {"official_number": "+864000000188", "caller_number": "+864000000188", "created_at": SINCE},
    )


def plain() -> Any:
    """Django's own ASGI handler with one view and no middleware."""
    from django.core.asgi import get_asgi_application
    from django.http import HttpResponse
    from django.urls import path

    def view(request: object) -> HttpResponse:
        return HttpResponse(BODY, content_type="application/json", headers={"Content-Length": len(BODY)})

    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = (path("check.json", view),)
    return get_asgi_application()


def main(kind: str, count: int, port: int) -> None:
    """Serve until terminated."""
    from answerback.ops.protocol import ImpatientProtocol

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    app = {"bare": lambda: bare, "plain": plain}.get(kind, lambda: front(kind, count))()
    uvicorn.run(
        app,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        http=ImpatientProtocol,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
