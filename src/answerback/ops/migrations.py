"""Whether the database is up to date: one query and the names of files, because a full check costs every start."""

from __future__ import annotations

from pathlib import Path


def missing_migrations() -> list[tuple[str, str]]:
    """(app, name) of every migration on disk that this database has not seen; all of them in an empty one."""
    return sorted(_on_disk() - _applied())


def is_current() -> bool:
    """Whether nothing is left to migrate and every guard stands in the database."""
    from answerback.storage import triggers

    return not missing_migrations() and not triggers.missing()


def _on_disk() -> set[tuple[str, str]]:
    from django.apps import apps

    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }


def _applied() -> set[tuple[str, str]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())
