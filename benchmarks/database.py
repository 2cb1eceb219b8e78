"""A fresh, migrated database for one bench: SQLite in a folder, or a real PostgreSQL that commits to disk."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgresql

NAMES = ("sqlite", "postgresql")


@contextmanager
def environment(name: str) -> Iterator[dict[str, str]]:
    """What a process needs to find this database; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="answerback-bench-") as folder:
        given = {
            "ANSWERBACK_MODE": "test",
            "ANSWERBACK_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "answerback.settings",
        }
        if name == "sqlite":
            yield given
            return
        postgresql.SERVER = postgresql.SERVER.replace(
            "fsync=off", "fsync=on"
        )  # a bench pays for durable commits
        server = postgresql.start()
        try:
            yield given | {"ANSWERBACK_DATABASE_URL": server.url}
        finally:
            server.stop()


def set_up() -> None:
    """Django and the tables, in the process that measures."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("ANSWERBACK_MODE", "test")
    django.setup()
    call_command("migrate", verbosity=0)
