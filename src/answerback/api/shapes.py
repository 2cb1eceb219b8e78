"""The shapes of bodies, in and out, as the OpenAPI document shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from answerback.chains import Chain
from answerback.chains.sightings import About, Status, TroubleKind
from answerback.chains.triage import Memo, Party, Question, Who
from answerback.customers.models import Language, Purpose, Stop
from answerback.intake.moments import read_moment


def _moment(value: object) -> object:
    moment = read_moment(value) if isinstance(value, str) else None
    if moment is None:
        raise ValueError
    return moment


def _whole(text: str) -> str:
    """PostgreSQL keeps no NUL."""
    if "\0" in text:
        raise ValueError
    return text


Moment = Annotated[datetime, BeforeValidator(_moment)]
Text = Annotated[StrictStr, AfterValidator(_whole)]


class Incoming(Schema):
    """A body that comes in: unknown fields are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid")


class NumberIn(Incoming):
    """A telephone number on file. Times are RFC 3339 with an offset."""

    number: Text = Field(max_length=64, description="E.164, or as written in the wallet's own country.")
    verified_at: Moment | None = Field(None, description="When the user last proved that it is his.")
    changed_at: Moment | None = Field(None, description="When it became his number on file.")
    sim_changed_at: Moment | None = Field(None, description="When its SIM was last exchanged.")
    forwarding: StrictBool = Field(False, description="Whether calls to it are forwarded.")


class ConsentIn(Incoming):
    """A yes or a no for one purpose, and when the user said it. Older news never undoes newer."""

    granted: StrictBool
    at: Moment
    source: Text = Field("wallet", max_length=40, pattern="^[a-z][a-z0-9_]*$")


class CustomerIn(Incoming):
    """A customer. A field that is left out stays as it is; `numbers` replaces all numbers on file."""

    name: Text | None = Field(None, max_length=80, description="Not from a self-custodial wallet.")
    language: Language | None = None
    zone: Text | None = Field(None, max_length=64, description="IANA name, such as Asia/Shanghai.")
    numbers: list[NumberIn] | None = Field(None, max_length=5, description="As `name`.")
    consents: dict[Purpose, ConsentIn] = Field(default_factory=dict)
    stop: Stop | None = Field(None, description="Your own do-not-call list: it can forbid more, never less.")
    prefers_in_app: StrictBool | None = None
    mail: Text | None = Field(None, description="Not kept for any wallet; refused.")


class NumberOut(Schema):
    """A number on file, masked."""

    ending: str
    verified_at: datetime | None
    changed_at: datetime | None
    sim_changed_at: datetime | None
    forwarding: bool


class CustomerOut(Schema):
    """What is kept of a customer, without his name and the digits of his numbers."""

    external_id: str
    version: int
    language: str
    zone: str
    stop: str
    quiet_until: datetime | None
    prefers_in_app: bool
    numbers: list[NumberOut]
    consents: list[str]


class SessionIn(Incoming):
    """The signed-in user of your app for whom the portal is to be opened."""

    customer: Text = Field(max_length=120)
    return_path: Text = Field("", max_length=200, description="A path of the portal, such as /my/calls/.")


class SessionOut(Schema):
    """Open `url` in the user's browser or web view at once; never send it by SMS or mail."""

    url: str
    expires_at: datetime


class EventAnswer(Schema):
    """What became of an event; the same answer each time the same event is sent."""

    source: str
    id: str
    event: UUID
    status: str
    callback: UUID | None = None


class EventOut(EventAnswer):
    """An event as it stands now."""

    kind: str
    is_resolution: bool
    occurred_at: datetime
    received_at: datetime


class ProblemError(Schema):
    """One thing that is wrong with the body."""

    pointer: str
    code: str
    detail: str


class Problem(Schema):
    """RFC 9457. `type` opens a page about it in Chinese and English."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str = ""
    errors: list[ProblemError] | None = None
    retry_at: datetime | None = None


class BatchResult(Schema):
    """The result of one item: its answer, or its problem."""

    status: int
    answer: EventAnswer | None = None
    problem: Problem | None = None


class BatchOut(Schema):
    """One result per item, in the order of the batch."""

    results: list[BatchResult]


class CallbackOut(Schema):
    """Where a callback stands. `outcome` is empty until it is done."""

    id: UUID
    customer: str
    kind: str
    purpose: str
    state: str
    outcome: str
    matter_id: str
    in_app: bool
    not_before: datetime
    deadline_at: datetime | None
    appointment_at: datetime | None
    next_call_at: datetime | None
    ticket: str | None
    created_at: datetime
    ended_at: datetime | None


class ActionOut(Schema):
    """What your backend was or may be asked to do."""

    id: UUID
    kind: str
    state: str
    hold_until: datetime | None


class TicketOut(Schema):
    """Where a ticket stands, without what was said."""

    reference: str
    customer: str
    category: str
    state: str
    priority: str
    matter_id: str
    foreign_reference: str
    deadline_at: datetime | None
    opened_at: datetime
    solved_at: datetime | None
    closed_at: datetime | None
    actions: list[ActionOut]


class SettlementIn(Incoming):
    """What your backend did with an approved request: done, or not, and its own short reason."""

    done: StrictBool
    code: Text = Field(max_length=40, pattern="^[A-Za-z0-9_]+$", description="Such as `recalled`.")


class SettlementOut(Schema):
    """The request as it stands now."""

    id: UUID
    state: str


class TriageIn(Incoming):
    """What the user says. Leave out what is not known; it is asked for, never guessed."""

    customer: Text = Field(
        "", max_length=120, description="Your id of the user, to keep the verdict with him."
    )
    transaction: Text = Field("", max_length=200)
    is_transaction: StrictBool | None = Field(
        None,
        description="The user has confirmed that a string that may be a private key is a transaction id.",
    )
    recipient: Text = Field("", max_length=200, description="Where it was sent.")
    meant: Text = Field("", max_length=200, description="Where it should have gone, if elsewhere.")
    token: Text = Field("", max_length=200, description="The contract of the token expected.")
    symbol: Text = Field("", max_length=16, description="The token as the user names it.")
    chosen: Chain | None = Field(None, description="The network chosen when sending.")
    expected: Chain | None = Field(None, description="The network the recipient asked for.")
    sent_from: Party | None = None
    sent_to: Party | None = None
    memo: Memo | None = None
    minimum: Text = Field(
        "",
        max_length=64,
        pattern=r"^([0-9]{1,30}(\.[0-9]{1,30})?)?$",
        description="The least the platform credits, a decimal number of whole coins or tokens as text.",
    )
    is_below_minimum: StrictBool | None = Field(None, description="Whether the platform calls it too little.")
    is_listed: StrictBool | None = Field(None, description="Whether the platform supports the token.")
    holds_key: StrictBool | None = Field(
        None, description="Whether the user holds the recipient's private key."
    )
    user_sent_it: StrictBool | None = None
    copied_from_history: StrictBool | None = None
    was_deceived: StrictBool | None = Field(
        None, description="Whether somebody the user does not really know got him to send it."
    )
    key_is_known: StrictBool | None = Field(
        None, description="Whether anybody else may know the seed phrase or the private key."
    )
    sent_at: Moment | None = Field(None, description="When it was sent: RFC 3339 with an offset.")
    is_withdrawal: StrictBool | None = Field(None, description="From a Layer 2 through its own bridge.")
    other_asset: Literal["", "bch", "bep2"] = ""
    everywhere: StrictBool = Field(
        False, description="Ask every chain where such an id may be: this tells every provider about it."
    )
    language: Literal["en", "zh-hans"] = "en"


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
