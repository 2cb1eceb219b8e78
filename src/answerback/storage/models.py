"""Tenancy: every tenant row belongs to one wallet, and every query begins with that wallet."""

import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from answerback.storage.ids import new_id

_Row = TypeVar("_Row", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[_Row]):
    """A query that can be narrowed to one wallet."""

    def for_wallet(self, wallet: models.Model | uuid.UUID) -> Self:
        """Only this wallet's rows. Queries on tenant rows begin here."""
        return self.filter(wallet_id=wallet.pk if isinstance(wallet, models.Model) else wallet)


class TenantManager(models.Manager[_Row]):
    """The door to a tenant model's rows."""

    def get_queryset(self) -> TenantQuerySet[_Row]:
        """Every row; used by verbs that already hold a row's id."""
        return TenantQuerySet(self.model, using=self._db)

    def for_wallet(self, wallet: models.Model | uuid.UUID) -> TenantQuerySet[_Row]:
        """Only this wallet's rows. Queries on tenant rows begin here."""
        return self.get_queryset().for_wallet(wallet)


class TenantModel(models.Model):
    """A row that belongs to one wallet. `wallet_id` never changes.

    The database checks that foreign keys between tenant rows stay within one wallet
    (`answerback.storage.links`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        abstract = True
