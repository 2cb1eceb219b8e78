"""How a database is opened, and what must be done so that it forgets what is overwritten."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from answerback.scanning.rows import sqlite
from answerback.scanning.rows.tables import quoted_name, rows
from answerback.storage.urls import database_from_url


def settings_of(url: str, *, may_write: bool) -> dict[str, Any]:
    """SQLite with Django's own engine: somebody else's file keeps its journal mode and is read as read-only."""
    settings = database_from_url(url)
    if settings["ENGINE"].endswith("postgresql"):
        return settings
    mode = "rw" if may_write else "ro"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(str(settings['NAME']))}?mode={mode}",
        "OPTIONS": {"uri": True, "timeout": 20, "transaction_mode": "IMMEDIATE" if may_write else "DEFERRED"},
    }


def connection(settings: dict[str, Any], *, may_write: bool) -> BaseDatabaseWrapper:
    """Open. On SQLite what is overwritten is gone from the file, too."""
    database: BaseDatabaseWrapper = ConnectionHandler({"default": settings})["default"]
    if database.vendor == "sqlite":
        rows(database, "PRAGMA secure_delete = ON")
    elif not may_write:
        rows(database, "SELECT set_config('default_transaction_read_only', 'on', false)")
    return database


def forget(database: BaseDatabaseWrapper) -> bool:
    """SQLite's search indexes and its write-ahead log forget what was taken out; False when another program reads
    from the log, which then keeps the old pages until that one ends."""
    if database.vendor != "sqlite":
        return True
    for name, command in sqlite.searches(database):
        quoted = quoted_name(name)
        rows(database, f"INSERT INTO {quoted}({quoted}) VALUES (%s)", command)  # noqa: S608  quoted names
    return not rows(database, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
