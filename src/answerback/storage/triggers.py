"""Guards inside the database: triggers that refuse what must never happen, on SQLite and on PostgreSQL.

They are dropped before and made again after every `migrate`, because SQLite rebuilds a table to alter it
and forgets the table's triggers on the way. Both databases answer with an integrity error.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

_PREFIX = "guard_"
_REFUSE = """
CREATE OR REPLACE FUNCTION answerback_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0]; END $$
"""
_EXISTING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    ),
}


@dataclass(frozen=True)
class Trigger:
    """Refuse `event` on a table when a condition on OLD and NEW holds; without a condition, always.

    `event` is DELETE, INSERT, UPDATE or `UPDATE OF columns`. `{differs}` in the condition becomes the
    database's word for "is another value, nulls included". `procedure` replaces the condition on
    PostgreSQL, whose triggers cannot look into another table: the name of a function and its arguments.
    """

    table: str
    name: str
    event: str
    refusal: str
    when: str = ""
    procedure: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name in the database."""
        return f"{_PREFIX}{self.name}"


@dataclass(frozen=True)
class Source:
    """Triggers, and the PostgreSQL function they need besides `answerback_refuse`."""

    triggers: Callable[[], Iterable[Trigger]]
    postgresql_function: str = _REFUSE


_sources: list[Source] = []


def provide(source: Source) -> None:
    """Name a source of triggers, asked after each migration. Naming it twice is harmless."""
    if source not in _sources:
        _sources.append(source)


def follow(app: AppConfig) -> None:
    """Follow this app's migration signals: of one app only, so that each migration is followed once."""
    pre_migrate.connect(_before, sender=app, dispatch_uid="answerback.guards.before")
    post_migrate.connect(_after, sender=app, dispatch_uid="answerback.guards.after")


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The guards that should be in the database and are not: a migration was cut off, run it again."""
    return sorted(trigger.full_name for trigger in _missing(connections[using]))


def _before(using: str, **_: Any) -> None:
    database = connections[using]
    with transaction.atomic(using=using), database.cursor() as cursor:
        for name, table in _existing(database).items():
            place = f' ON "{table}"' if database.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{place}')


def _after(using: str, **_: Any) -> None:
    database = connections[using]
    if wanted := _missing(database):
        _make(database, wanted)


def _missing(database: BaseDatabaseWrapper) -> list[Trigger]:
    existing = _existing(database)
    return [one for source in _sources for one in source.triggers() if one.full_name not in existing]


def _existing(database: BaseDatabaseWrapper) -> dict[str, str]:
    """Our triggers now in the database: name to table."""
    with database.cursor() as cursor:
        cursor.execute(_EXISTING[database.vendor])
        return {name: table for name, table in cursor.fetchall() if name.startswith(_PREFIX)}


def _make(database: BaseDatabaseWrapper, wanted: list[Trigger]) -> None:
    tables = set(database.introspection.table_names())
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        if database.vendor == "postgresql":
            for function in dict.fromkeys((_REFUSE, *(source.postgresql_function for source in _sources))):
                cursor.execute(function)
        for trigger in wanted:
            if trigger.table in tables:
                cursor.execute(_postgresql(trigger) if database.vendor == "postgresql" else _sqlite(trigger))


def _sqlite(trigger: Trigger) -> str:
    when = f"WHEN {trigger.when.format(differs='IS NOT')}" if trigger.when else ""
    return f"{_head(trigger)} {when} BEGIN SELECT RAISE(ABORT, '{trigger.refusal}'); END"


def _postgresql(trigger: Trigger) -> str:
    if trigger.procedure:
        name, *arguments = trigger.procedure
        quoted = ", ".join(f"'{one}'" for one in arguments)
        return f"{_head(trigger)} EXECUTE FUNCTION {name}({quoted})"
    when = f"WHEN ({trigger.when.format(differs='IS DISTINCT FROM')})" if trigger.when else ""
    return f"{_head(trigger)} {when} EXECUTE FUNCTION answerback_refuse('{trigger.refusal}')"


def _head(trigger: Trigger) -> str:
    return f'CREATE TRIGGER "{trigger.full_name}" BEFORE {trigger.event} ON "{trigger.table}" FOR EACH ROW'
