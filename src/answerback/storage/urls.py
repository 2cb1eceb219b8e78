"""A database URL as Django's settings want it."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_ENGINES = {
    "sqlite": "answerback.storage.sqlite",
    "postgresql": "django.db.backends.postgresql",
    "postgres": "django.db.backends.postgresql",
}
_POSTGRESQL_LIFETIME_SECONDS = 300


def database_from_url(url: str) -> dict[str, Any]:
    """`sqlite:///absolute/path` or `postgresql://user:password@host:port/name?option=value`.

    The host may be a socket folder: percent-encoded in its place, or as `?host=/folder`. Raises ValueError.

    >>> database_from_url("sqlite:////var/lib/answerback/answerback.sqlite3")["NAME"]
    '/var/lib/answerback/answerback.sqlite3'
    """
    parts = urlsplit(url)
    if parts.scheme not in _ENGINES:
        raise ValueError("the database URL must begin with sqlite:// or postgresql://")
    name = unquote(parts.path)
    if parts.scheme == "sqlite":
        # One connection per thread stays open: opening a file and its functions costs more than a query.
        path = name[1:] if name.startswith(("//", "/:")) else name
        return {"ENGINE": _ENGINES["sqlite"], "NAME": path, "CONN_MAX_AGE": None}
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": _ENGINES[parts.scheme],
        "NAME": name.removeprefix("/"),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": _POSTGRESQL_LIFETIME_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
