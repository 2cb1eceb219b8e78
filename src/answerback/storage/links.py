"""Tenancy below the code: the database refuses a link from one wallet's row to another wallet's row."""

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from answerback.storage.triggers import Source, Trigger

_SAME_WALLET = """
CREATE OR REPLACE FUNCTION answerback_same_wallet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs uuid;
BEGIN
  EXECUTE format('SELECT wallet_id FROM %I WHERE %I = ($1).%I', TG_ARGV[1], TG_ARGV[2], TG_ARGV[0])
    INTO theirs USING NEW;
  IF theirs <> NEW.wallet_id THEN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[3];
  END IF;
  RETURN NEW;
END $$
"""


def same_wallet() -> list[Trigger]:
    """A pair of triggers (insert, update) for every foreign key between two models with `wallet_id`."""
    return [
        trigger
        for model in apps.get_models()
        if _has_wallet(model)
        for link in _tenant_links(model)
        for trigger in _pair(model._meta.db_table, link)
    ]


SOURCE = Source(same_wallet, postgresql_function=_SAME_WALLET)


def _has_wallet(model: type[models.Model]) -> bool:
    try:
        return model._meta.get_field("wallet").name == "wallet"
    except FieldDoesNotExist:
        return any(field.name == "wallet_id" for field in model._meta.fields)


def _tenant_links(model: type[models.Model]) -> Iterator[models.ForeignKey[models.Model, models.Model]]:
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and _has_wallet(field.remote_field.model):
            yield field


def _pair(table: str, link: models.ForeignKey[models.Model, models.Model]) -> list[Trigger]:
    other, key = link.remote_field.model._meta.db_table, str(link.target_field.column)
    refusal = f"{table}.{link.column} names a row of another wallet"
    theirs = f'SELECT wallet_id FROM "{other}" WHERE "{key}" = NEW."{link.column}"'  # noqa: S608  our own names
    when = f"({theirs}) <> NEW.wallet_id"
    procedure = ("answerback_same_wallet", link.column, other, key, refusal)
    name = f"{table}_{link.column}"[:44]
    return [
        Trigger(table, f"{name}_insert", "INSERT", refusal, when, procedure),
        Trigger(table, f"{name}_update", f'UPDATE OF "{link.column}", wallet_id', refusal, when, procedure),
    ]
