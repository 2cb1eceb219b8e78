"""Flushing (tests only): on SQLite it deletes row by row, which guards refuse, so they step aside."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.sqlite3 import operations as django_sqlite

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


class DatabaseOperations(django_sqlite.DatabaseOperations):
    """As Django's, and flushing puts every trigger back as it was."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Empty the tables in one transaction."""
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            triggers = cursor.execute(_TRIGGERS).fetchall()
            drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
            for statement in (*drops, *sql_list, *(sql for _, sql in triggers)):
                cursor.execute(statement)
