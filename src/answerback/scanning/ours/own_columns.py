"""Which columns of this product's own database are gone over, and under which policy (`texts.registry`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model

from answerback.guard import DEFAULT, Action, Kind, Policy
from answerback.guard.policy import Rule
from answerback.keys.fields import SealedTextField
from answerback.texts.registry import EXCUSED_COLUMNS, GUARDED_COLUMNS
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import NEVER_KEPT, policy_for

PAYLOAD = "journal.Payload.octets"
_NOTHING = Rule(sure=Action.LEAVE, unsure=Action.LEAVE)
KEYS_ONLY = Policy(
    {
        kind: DEFAULT.rules[kind] if kind in (Kind.SEED_PHRASE, Kind.PRIVATE_KEY) else _NOTHING
        for kind in Kind
    },
    least=0.85,
)
"""For columns that need no guard: nothing that opens a wallet may stand even there."""

NEVER_KEPT_ONLY = Policy({kind: DEFAULT.rules[kind] if kind in NEVER_KEPT else _NOTHING for kind in Kind})
"""For the journal's payloads: personal by design, and erased as a whole where something must not be kept at all."""


@dataclass(frozen=True)
class OwnColumn:
    """`place`: None where nothing is guarded, and anything found is told of but not changed."""

    model: type[Model]
    field: Field[Any, Any]
    place: Place | None

    @property
    def name(self) -> str:
        """As the registry writes it."""
        return f"{self.model._meta.label}.{self.field.name}"

    def policy(self, wallet_id: UUID | None) -> Policy:
        """Of the row's wallet for this place."""
        if self.name == PAYLOAD:
            return NEVER_KEPT_ONLY
        if self.place is None:
            return KEYS_ONLY
        return _policy(wallet_id, self.place) if wallet_id else DEFAULT


def own_columns() -> Iterator[OwnColumn]:
    """Every column that may hold text, by the name of its table."""
    for model in sorted(apps.get_models(), key=lambda one: one._meta.label):
        for field in model._meta.local_concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if name in GUARDED_COLUMNS or name == PAYLOAD or _is_excused_text(name, field):
                yield OwnColumn(model, field, GUARDED_COLUMNS.get(name))


def _is_excused_text(name: str, field: Field[Any, Any]) -> bool:
    """Text that nobody needs to guard; octets that are no text are left out."""
    is_text = isinstance(field, SealedTextField) or field.get_internal_type() != "BinaryField"
    return name in EXCUSED_COLUMNS and is_text


@cache
def _policy(wallet_id: UUID, place: Place) -> Policy:
    return policy_for(Wallet.objects.get(id=wallet_id), place)
