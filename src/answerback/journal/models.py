"""The tables of the journal: entries that nobody changes, and their erasable payloads."""

import uuid
from typing import Any, ClassVar, Never, Self

from django.db import models

from answerback.journal.kinds import Actor, Audience, Subject
from answerback.storage.ids import new_id


class AppendOnly(TypeError):
    """Journal entries are written once, with `answerback.journal.write`, and sealed once, by the sealer."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read in every way and changed in none."""

    def for_wallet(self, wallet: models.Model | uuid.UUID) -> Self:
        """Only this wallet's entries."""
        return self.filter(wallet_id=wallet.pk if isinstance(wallet, models.Model) else wallet)

    def update(self, **values: Any) -> Never:
        """Refused."""
        raise AppendOnly

    def delete(self) -> Never:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *arguments: Any, **values: Any) -> Never:
        """Refused."""
        raise AppendOnly


class Entry(models.Model):
    """One thing that happened. `data` holds ids, codes and numbers only; what is personal is in the payload.

    `seq` is the place in the whole journal, without gaps, and empty until sealed; `hash` covers everything
    else in the row and `prev_hash`, the hash of the wallet's entry before it.
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

    objects: ClassVar[models.Manager["Entry"]] = EntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["wallet_id", "seq"], name="journal_entry_chain"),
            models.Index(fields=["wallet_id", "customer_id", "at"], name="journal_entry_customer"),
            models.Index(fields=["subject_id", "at"], name="journal_entry_subject"),
            models.Index(fields=["wallet_id", "kind", "at"], name="journal_entry_kind"),
            models.Index(fields=["id"], condition=models.Q(seq=None), name="journal_entry_unsealed"),
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
        return Actor(self.actor_kind, self.actor_id)  # type: ignore[arg-type]

    def save(self, *arguments: Any, **keywords: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*arguments, **{**keywords, "force_insert": True})

    def delete(self, *arguments: Any, **keywords: Any) -> Never:
        """Refused."""
        raise AppendOnly


class Payload(models.Model):
    """The personal part of an entry, erasable. The entry keeps SHA-256(salt, canonical body), and the salt goes
    with the body, so that an erased payload cannot be guessed from its hash."""

    entry_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField(max_length=32)
    body = models.JSONField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"
