"""What triage answers: the verdict, its words, and everything it rests on, for the wallet's own screens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.chains import Chain
from answerback.chains.sightings import About, Status, TroubleKind
from answerback.chains.triage import Question, Who


class LookedOut(Schema):
    """What came of one chain. `status` is null when no node answered; `agree`: whether two nodes said the same."""

    chain: Chain
    status: Status | None
    agree: bool | None
    troubles: list[str]


class TransferOut(Schema):
    """One payment inside the transaction. `amount` is a whole number of the smallest unit, as text, exact."""

    sender: str
    recipient: str
    amount: str
    decimals: int | None = Field(
        description="Only of the chain's own coin and of tokens on the deployment's list."
    )
    symbol: str
    token: str = Field(description="The contract; empty for the chain's own coin.")
    memo: str
    signed_by_sender: bool | None = Field(description="False: only the picture of a payment.")


class SightingOut(Schema):
    """The transaction as one chain shows it. `needed` is null where a chain calls a block final of its own accord."""

    chain: Chain
    transaction: str
    status: Status
    confirmations: int
    needed: int | None
    block_time: datetime | None
    asked_at: datetime
    signer: str
    fee: str | None = Field(description="In the smallest unit of the chain's coin, as text.")
    reason: str
    replaced_by: str
    transfers: list[TransferOut]


class ResemblanceOut(Schema):
    """The address paid was most likely made to resemble `known`; `differing`: places in it, from 0."""

    paid: str
    known: str
    differing: list[int]


class TroubleOut(Schema):
    """A question that a node did not answer as it should."""

    chain: Chain
    kind: TroubleKind
    about: About


class TakingOut(Schema):
    """What somebody else may still take. `amount` is null for everything, now and later."""

    chain: Chain | None
    account: str
    kind: str
    holder: str
    token: str
    amount: str | None
    decimals: int | None
    until: datetime | None
    ending_helps: bool = Field(description="False when the key is known to others or the account is lost.")
    means: str
    end: str


class TriageOut(Schema):
    """`who` can put it right. `rests_on` is empty when every chain asked has answered. `evidence`: one for each chain
    that was asked and answered."""

    id: UUID
    code: str
    who: Who
    chain: Chain | None
    also: list[str]
    ask: list[Question]
    happened: str
    next: list[str]
    cost: str
    beware: list[str]
    rests_on: str
    looked: list[LookedOut]
    evidence: list[SightingOut]
    resembles: ResemblanceOut | None
    troubles: list[TroubleOut]
    takings: list[TakingOut]
