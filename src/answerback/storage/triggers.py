"""Guards inside the database: triggers that refuse what must never happen, on SQLite and on PostgreSQL.

They are dropped before and made again after every `migrate`, because SQLite rebuilds a table to alter it and
forgets the table's triggers on the way. Inside, both databases answer with an integrity error.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

_PREFIX = "guard_"
_POSTGRESQL_REFUSE = """
CREATE OR REPLACE FUNCTION answerback_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0]; END $$
"""


@dataclass(frozen=True)
class Trigger:
    """Refuse `event` (INSERT, UPDATE or DELETE) on a table when the condition holds; an empty condition always does."""

    table: str
    name: str
    event: str
    sqlite_when: str
    postgresql_when: str
    refusal: str


_providers: list[Callable[[], Iterable[Trigger]]] = []


def provide(provider: Callable[[], Iterable[Trigger]]) -> None:
    """Name a source of triggers; asked after each migration. Naming it twice is harmless."""
    if provider not in _providers:
        _providers.append(provider)


def connect(app: AppConfig) -> None:
    """Follow this app's migration signals; it is one app of many, so that each migration is followed once."""
    pre_migrate.connect(_before, sender=app, dispatch_uid="answerback.guards.before")
    post_migrate.connect(_after, sender=app, dispatch_uid="answerback.guards.after")


def _before(using: str, **_: Any) -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for name, table in _existing(connections[using]).items():
            cursor.execute(_drop(connections[using], name, table))


def _after(using: str, **_: Any) -> None:
    database = connections[using]
    tables = set(database.introspection.table_names())
    existing = _existing(database)
    missing = [one for provider in _providers for one in provider() if _PREFIX + one.name not in existing]
    if not missing:
        return
    with transaction.atomic(using=using), database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_REFUSE)
        for trigger in missing:
            if trigger.table in tables:
                cursor.execute(_create(database, trigger))


def _existing(database: BaseDatabaseWrapper) -> dict[str, str]:
    """Our triggers now in the database: name to table."""
    if database.vendor == "postgresql":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    with database.cursor() as cursor:
        cursor.execute(query)
        return {name: table for name, table in cursor.fetchall() if name.startswith(_PREFIX)}


def _drop(database: BaseDatabaseWrapper, name: str, table: str) -> str:
    place = f' ON "{table}"' if database.vendor == "postgresql" else ""
    return f'DROP TRIGGER IF EXISTS "{name}"{place}'


def _create(database: BaseDatabaseWrapper, trigger: Trigger) -> str:
    head = (
        f'CREATE TRIGGER "{_PREFIX}{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" FOR EACH ROW'
    )
    if database.vendor == "postgresql":
        when = f" WHEN ({trigger.postgresql_when})" if trigger.postgresql_when else ""
        return f"{head}{when} EXECUTE FUNCTION answerback_refuse('{trigger.refusal}')"
    when = f" WHEN {trigger.sqlite_when}" if trigger.sqlite_when else ""
    return f"{head}{when} BEGIN SELECT RAISE(ABORT, '{trigger.refusal}'); END"
