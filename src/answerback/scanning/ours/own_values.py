"""Reading a value of our own as text, and putting another text in its place, each as its column is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Field, Model

from answerback.journal.erase import erase_payloads
from answerback.journal.models import Entry, Payload
from answerback.journal.payloads import payloads_of
from answerback.journal.write import SYSTEM, Subject, write
from answerback.keys.fields import SealedTextField
from answerback.keys.holders import named_column
from answerback.keys.seal import open_sealed, seal
from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.models import AttachmentContent
from answerback.tickets.purge import PurgeReason, purge

REDACTED = "text.redacted"


def opened(row: Model, field: Field[Any, Any]) -> str:
    """The text; empty when there is none. Raises CannotOpen, Unreadable."""
    if isinstance(row, Payload):
        entry = Entry.objects.filter(id=row.entry_id).first()
        found = payloads_of([entry]) if entry else {}
        return json.dumps(found[row.entry_id], ensure_ascii=False) if row.entry_id in found else ""
    if isinstance(row, AttachmentContent) and row.attachment.kind != AttachmentKind.TEXT:
        return ""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if column := named_column(type(row), field.attname):
        octets = open_sealed(
            getattr(row, column.wallet_from), column.purpose, bytes(value), context=column.context(row)
        )
        return octets.decode("utf-8", "surrogateescape")
    if field.get_internal_type() == "JSONField":
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def put(row: Model, texts: Mapping[Field[Any, Any], str]) -> None:
    """Inside a transaction, in one UPDATE. A journal's payload cannot be changed, only erased; a file is purged."""
    at = datetime.now(UTC)
    if isinstance(row, Payload):
        erase_payloads([row.entry_id])
    elif isinstance(row, AttachmentContent):
        purge(row.attachment, reason=PurgeReason.SECRET, by=SYSTEM, at=at)
    else:
        stored = {field.attname: _stored(row, field, text) for field, text in texts.items()}
        type(row)._base_manager.filter(pk=row.pk).update(**stored)
    for field in texts:
        _tell(row, field, at)


def _tell(row: Model, field: Field[Any, Any], at: datetime) -> None:
    about = Subject(row._meta.model_name or "", _subject_id(row))
    write(
        REDACTED,
        wallet_id=getattr(row, "wallet_id", None),
        subject=about,
        by=SYSTEM,
        at=at,
        data={"column": f"{row._meta.label}.{field.name}"},
    )


def _stored(row: Model, field: Field[Any, Any], text: str) -> Any:
    """The value as the column keeps it."""
    if isinstance(field, SealedTextField):
        setattr(row, field.attname, text)
        return field.pre_save(row, add=False)
    if column := named_column(type(row), field.attname):
        octets = text.encode("utf-8", "surrogateescape")
        wallet_id = getattr(row, column.wallet_from)
        return seal(wallet_id, column.purpose, octets, context=column.context(row))
    return json.loads(text) if field.get_internal_type() == "JSONField" else text


def _subject_id(row: Model) -> Any:
    """Rows with another kind of key are told of by their wallet alone."""
    return row.pk
