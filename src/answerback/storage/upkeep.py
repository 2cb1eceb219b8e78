"""Upkeep of the database, once a day and before a backup."""

from django.db import connection


def optimize() -> None:
    """Renew the planner's statistics and shorten SQLite's write-ahead log; PostgreSQL does both itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
