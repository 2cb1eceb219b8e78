"""Model fields whose value is text in Python and sealed octets in the database."""

from typing import Any

from django.core.checks import CheckMessage
from django.db import models

from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed, seal


class Sealed:
    """A value as it stands in the database; it shows nothing."""

    __slots__ = ("octets",)

    def __init__(self, octets: bytes) -> None:
        self.octets = octets

    def __repr__(self) -> str:
        return "<sealed>"


class _Opening:
    """The attribute on a row: opens the value when it is first read."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        value = row.__dict__[self.field.attname]
        if isinstance(value, Sealed):
            value = row.__dict__[self.field.attname] = self.field.opened(row, value)
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text, sealed under the key of the row's wallet and bound to this model, field and row.

    The model needs `wallet_id` (or the attribute named by `wallet_from`). It cannot be filtered on (keep a blind
    index beside it) and is written by saving a row, never by `QuerySet.update`.
    """

    def __init__(
        self, *, purpose: Purpose = Purpose.DATA, wallet_from: str = "wallet_id", **options: Any
    ) -> None:
        self.purpose = Purpose(purpose)
        self.wallet_from = wallet_from
        super().__init__(**{**options, "editable": options.get("editable", True)})

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, positional, options = super().deconstruct()
        options |= {"purpose": self.purpose.value, "wallet_from": self.wallet_from}
        return name, path, positional, options

    def _check_str_default_value(self) -> list[CheckMessage]:
        """A text default is right here: the value is text in Python."""
        return []

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Put the opening attribute on the model."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Leave it sealed until it is read."""
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        """Text stays text."""
        return value

    def pre_save(self, row: models.Model, add: bool) -> Any:
        """Seal what was set; keep what was not opened."""
        value = row.__dict__.get(self.attname)
        if isinstance(value, str):
            octets = seal(
                getattr(row, self.wallet_from), self.purpose, value.encode(), context=self._context(row)
            )
            return Sealed(octets)
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Refuses plain text: it can only be sealed where its row is known."""
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed: set it on a row and save the row")
        return super().get_db_prep_value(
            value.octets if isinstance(value, Sealed) else value, connection, prepared
        )

    def opened(self, row: models.Model, value: Sealed) -> str:
        """The text. Raises CannotOpen."""
        wallet_id = getattr(row, self.wallet_from)
        return open_sealed(wallet_id, self.purpose, value.octets, context=self._context(row)).decode()

    def _context(self, row: models.Model) -> bytes:
        return f"{self.model._meta.label_lower}.{self.name}.{row.pk}".encode()
