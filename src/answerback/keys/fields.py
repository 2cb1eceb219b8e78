"""Model fields whose value is text in Python and sealed octets in the database."""

import base64
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed, seal

# Django's Field takes type arguments only in its stubs.
if TYPE_CHECKING:
    _TextField = models.Field[str, str]
else:
    _TextField = models.Field

_EXPORTED = "\x00sealed:"


class Sealed:
    """A value as it stands in the database; printing it shows nothing."""

    __slots__ = ("octets",)

    def __init__(self, octets: bytes) -> None:
        self.octets = octets

    def __repr__(self) -> str:
        return "<sealed>"


class Imported(Sealed):
    """A sealed value on its way from an export into the database: stored as it is, never opened."""


class _Opening(DeferredAttribute):
    """The attribute on a row: a value from the database is opened when it is first read."""

    field: "SealedTextField"

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname, self)
        if value is self:
            value = super().__get__(row, owner)
        if type(value) is Sealed:
            value = row.__dict__[self.field.attname] = self.field.opened(row, value)
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(_TextField):
    """Text, sealed under the key of the row's wallet and bound to this model, field and row.

    The model needs `wallet_id` (or the attribute that `wallet_from` names). A sealed column cannot be
    searched (keep a blind index beside it) and is written by saving rows, never by `QuerySet.update`. What it
    is bound to is `app.model.field` and the row's id: after renaming either, pass the old name as `bound_as`.
    The empty text is stored as no octets, unsealed.
    """

    descriptor_class = _Opening
    empty_strings_allowed = False

    def __init__(
        self,
        *,
        purpose: Purpose = Purpose.DATA,
        wallet_from: str = "wallet_id",
        bound_as: str = "",
        **options: Any,
    ) -> None:
        self.purpose = Purpose(purpose)
        self.wallet_from = wallet_from
        self.bound_as = bound_as
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """For migrations."""
        name, path, positional, options = super().deconstruct()
        options |= {"purpose": self.purpose.value, "wallet_from": self.wallet_from}
        return name, path, positional, options | ({"bound_as": self.bound_as} if self.bound_as else {})

    def get_internal_type(self) -> str:
        """Octets in the database."""
        return "BinaryField"

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Leave it sealed until somebody reads it."""
        if value is None:
            return None
        return Sealed(bytes(value)) if len(value) else ""

    def to_python(self, value: Any) -> Any:
        """Text stays text; what `value_to_string` exported is a sealed value."""
        if isinstance(value, str) and value.startswith(_EXPORTED):
            return Imported(base64.b64decode(value.removeprefix(_EXPORTED)))
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """For exports of the database: sealed, as it stands."""
        value = self.pre_save(obj, add=False)
        return _EXPORTED + base64.b64encode(value.octets).decode() if isinstance(value, Sealed) else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal what was set or opened; what was not opened stays as it is."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or value == "" or isinstance(value, Sealed):
            return value
        return Sealed(self._with(seal, model_instance, str(value).encode()))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Refuses plain text, which can only be sealed where its row is known."""
        if value is None:
            return None
        if value == "":
            return b""
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: set it on a row and save the row")
        return memoryview(value.octets)

    def opened(self, row: models.Model, value: Sealed) -> str:
        """The text. Raises CannotOpen."""
        return self._with(open_sealed, row, value.octets).decode()

    def resealed(self, row: models.Model, value: Sealed) -> Sealed:
        """The same text under the current key. Raises CannotOpen."""
        return Sealed(self._with(seal, row, self._with(open_sealed, row, value.octets)))

    def _with(self, does: Callable[..., bytes], row: models.Model, octets: bytes) -> bytes:
        if row.pk is None:
            raise TypeError(f"{self.name} is bound to its row, which has no id yet")
        name = self.bound_as or f"{self.model._meta.label_lower}.{self.name}"
        return does(getattr(row, self.wallet_from), self.purpose, octets, context=f"{name}.{row.pk}".encode())
