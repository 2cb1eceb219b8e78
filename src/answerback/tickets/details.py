"""What each kind of action request must say, typed; strings stand exactly as the user sees them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

from answerback import numbers


class Chain(StrEnum):
    """The chains of the wallets served."""

    BITCOIN = "bitcoin"
    ETHEREUM = "ethereum"
    BSC = "bsc"
    TRON = "tron"
    APTOS = "aptos"
    POLYGON = "polygon"
    SOLANA = "solana"
    OKTC = "oktc"
    POLKADOT = "polkadot"
    KUSAMA = "kusama"
    EOS = "eos"
    ARBITRUM = "arbitrum"
    OPTIMISM = "optimism"
    BASE = "base"


class FreezeCause(StrEnum):
    """Why an account may be frozen at all."""

    USER_ASKED = "user_asked"
    ALARM = "secret_alarm"


def _positive(amount: str) -> str:
    if Decimal(amount) <= 0:
        raise ValueError("must be more than nothing")
    return amount


def _number(text: str) -> str:
    """A full number in E.164; NumberError is a ValueError."""
    number = numbers.parse(text)
    if not (number.valid and number.e164.startswith("+")):
        raise ValueError("is not a telephone number with its country code")
    return number.e164


Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,30}(\.\d{1,18})?$"), AfterValidator(_positive)]
Asset = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9.]{1,14}$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:/@-]{1,128}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
TelephoneNumber = Annotated[str, AfterValidator(_number)]
# Which facts are free words and which are identifiers by their form; `request_action` has both read by the guard.
FREE = frozenset({"account", "merchant", "recipient", "platform"})
SHAPED = frozenset({"order", "transfer", "transaction", "address", "memo"})
LastTwo = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]


class Detail(BaseModel):
    """The facts of one request. Unknown fields are refused. `confirmed_on_chain` facts are final."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def is_final_on_chain(self) -> bool:
        """Whether this is about a transfer that its chain has confirmed."""
        return False


class UnlockAccount(Detail):
    account: Words


class FreezeAccount(Detail):
    account: Words
    cause: FreezeCause


class ChangeNumber(Detail):
    new_number: TelephoneNumber
    old_last_two: LastTwo


class MerchantRefund(Detail):
    merchant: Words
    order: Identifier
    amount: Amount
    currency: Asset
    paid_at: AwareDatetime | None = None


class Transfer(Detail):
    """A transfer inside the wallet, or on a chain when `chain` is given."""

    amount: Amount
    asset: Asset
    transfer: Identifier
    recipient: Words
    sent_at: AwareDatetime | None = None
    chain: Chain | None = None
    confirmed_on_chain: bool = False

    @property
    def is_final_on_chain(self) -> bool:
        """Confirmed by the chain that is named."""
        return self.chain is not None and self.confirmed_on_chain


class RecallTransfer(Transfer):
    pass


class AskRecipient(Transfer):
    pass


class AskPlatform(Detail):
    """A deposit that a platform received and has not credited."""

    platform: Words
    amount: Amount
    asset: Asset
    chain: Chain
    transaction: Identifier
    address: Identifier
    memo: Identifier | None = None

    @property
    def is_final_on_chain(self) -> bool:
        """A platform can only recover what has arrived."""
        return True


LABELS = {
    "account": _("Account"),
    "cause": _("Reason"),
    "new_number": _("New number"),
    "old_last_two": _("Old number, its last two digits"),
    "merchant": _("Merchant"),
    "order": _("Order number"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "paid_at": _("Paid at"),
    "asset": _("Asset"),
    "transfer": _("Transfer number"),
    "recipient": _("Recipient"),
    "sent_at": _("Sent at"),
    "chain": _("Chain"),
    "confirmed_on_chain": _("Confirmed on the chain"),
    "platform": _("Receiving platform"),
    "transaction": _("Transaction id"),
    "address": _("Address"),
    "memo": _("Memo"),
}

WORDS = {
    FreezeCause.USER_ASKED.value: _("You asked for it"),
    FreezeCause.ALARM.value: _("A caller asked you for a secret"),
    "True": _("Yes, and therefore final"),
    "False": _("Not confirmed"),
}


def shown_value(value: object) -> str:
    """A value as the user reads it: times in UTC to the second, everything else exactly as it is sent."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return str(WORDS.get(str(value), value))
