"""The tables of the journal: entries that nobody changes, and their erasable payloads."""

import uuid
from typing import Any, Never, Self

from django.db import models
from django.db.models import Index, Q

from answerback.journal.kinds import Actor, ActorKind, Audience, Subject
from answerback.journal.log.models import Leaf, LogCheckpoint, Tile
from answerback.storage.ids import new_id

__all__ = ["AppendOnly", "Entry", "EntryQuerySet", "Leaf", "LogCheckpoint", "Payload", "Tile"]


class AppendOnly(TypeError):
    """Entries are written once, by `journal.write`, and sealed once, by the sealer; never otherwise."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read in every way and changed in none."""

    def for_wallet(self, wallet: models.Model | uuid.UUID) -> Self:
        """Only this wallet's entries."""
        return self.filter(wallet_id=wallet.pk if isinstance(wallet, models.Model) else wallet)

    def update(self, **kwargs: Any) -> Never:
        """Refused."""
        raise AppendOnly

    def delete(self) -> Never:
        """Refused."""
        raise AppendOnly


class Entry(models.Model):
    """One thing that happened. `data` holds ids, codes and numbers only; what is personal is in the payload.

    `seq` is the place in the whole journal, without gaps, and empty until sealed; `hash` covers everything
    else in the row, and `prev_hash` is the hash of the same wallet's entry before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seq = models.BigIntegerField(null=True, unique=True)
    wallet_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    audience = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Audience])
    at = models.DateTimeField()
    data = models.JSONField()
    payload_hash = models.CharField(max_length=64, blank=True)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            Index(fields=["wallet_id", "seq"], name="journal_entry_chain"),
            Index(fields=["wallet_id", "customer_id", "at"], name="journal_entry_customer"),
            Index(fields=["customer_id"], name="journal_entry_person"),
            Index(fields=["subject_id", "at"], name="journal_entry_subject"),
            Index(fields=["wallet_id", "kind", "at"], name="journal_entry_kind"),
            Index(fields=["id"], condition=Q(seq=None), name="journal_entry_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.seq or 'unsealed'} {self.kind}"

    @property
    def subject(self) -> Subject:
        """What the entry is about."""
        return Subject(self.subject_kind, self.subject_id)

    @property
    def actor(self) -> Actor:
        """Who did it."""
        return Actor(ActorKind(self.actor_kind), self.actor_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused."""
        raise AppendOnly


class Payload(models.Model):
    """The personal part of an entry, erasable: canonical JSON (RFC 8785), sealed (`journal.payloads`).

    The entry keeps its salted hash; the salt goes with it, so that nobody can guess an erased payload.
    """

    entry_id = models.UUIDField(primary_key=True)
    wallet_id = models.UUIDField(null=True)
    salt = models.BinaryField(max_length=32)
    octets = models.BinaryField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"
