"""What the chains say, in one vocabulary: a transaction as it was seen, and an account as it stands.

Node kinds differ (Bitcoin Core, JSON-RPC, Hyperion …); whoever asks one turns its answer into these. Amounts are
whole numbers of the smallest unit (satoshi, wei, lamport), exact; `decimals` says how to show them. Times are
aware UTC. Nothing here asks anybody anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from answerback.chains.kinds import Chain


class Status(StrEnum):
    """How far a transaction has come.

    `unknown`: no node asked has it. `dropped`: it was seen and is gone, nothing took its place. `replaced`: another
    one spent its coins or its nonce. `pending`: seen, in no block. `failed`: in a block, without effect but the fee.
    `confirmed`: in a block that may still be left behind. `final`: in a block that cannot be.
    """

    UNKNOWN = "unknown"
    DROPPED = "dropped"
    REPLACED = "replaced"
    PENDING = "pending"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    FINAL = "final"


class AccountKind(StrEnum):
    """`key`: somebody holds a key. `contract`: code decides. `program`: Solana code or an account it owns.
    `none`: the account does not exist (yet). `delegated`: a key with code behind it (EIP-7702)."""

    KEY = "key"
    CONTRACT = "contract"
    PROGRAM = "program"
    NONE = "none"
    DELEGATED = "delegated"
    UNKNOWN = "unknown"


class TroubleKind(StrEnum):
    """Why a node's answer is missing or is not the whole.

    `timeout`: it did not answer in time, or not at all. `refused`: it would not answer. `limited`: asked too often.
    `wrong_chain`: it serves another chain. `strange`: an answer of no documented shape, or one that contradicts itself.
    `disagree`: two nodes say different things. `not_offered`: nodes of this kind cannot tell. `partial`: it told only
    a part, the newest.
    """

    TIMEOUT = "timeout"
    REFUSED = "refused"
    LIMITED = "limited"
    WRONG_CHAIN = "wrong_chain"
    STRANGE = "strange"
    DISAGREE = "disagree"
    NOT_OFFERED = "not_offered"
    PARTIAL = "partial"


class About(StrEnum):
    """What a node was asked about."""

    TRANSACTION = "transaction"
    ACCOUNT = "account"
    APPROVALS = "approvals"


@dataclass(frozen=True)
class NodeTrouble:
    """One question that a node did not answer as it should. `source` is the node kind, never an address."""

    chain: Chain
    kind: TroubleKind
    about: About
    source: str = ""


@dataclass(frozen=True)
class Transfer:
    """One movement of value inside a transaction, as the chain (not the contract's text) tells it.

    `token` is the contract, mint or asset id, "" for the chain's own coin. `symbol` and `decimals` are known only for
    tokens on the deployment's list: a counterfeit chooses its own. `signed_by_sender` is True when the payer signed
    the transaction (or, on EOS, authorized the payment), and False only by evidence: nothing was paid, the contract is
    no token, or the payer held less of it just before (a counterfeit event). None: an allowance, a contract wallet, an
    exchange or a bridge may have paid, and nothing speaks against it.
    """

    sender: str
    recipient: str
    amount: int
    token: str = ""
    symbol: str = ""
    decimals: int | None = None
    memo: str = ""
    signed_by_sender: bool | None = None


@dataclass(frozen=True)
class Permission:
    """What somebody else may do with an account's money.

    `kind` is one of erc20 erc721 erc1155 permit2 delegation owner active delegate close. `amount` None: without limit.
    `until` None: without end. `item`: the number of the one piece of a collection, None for all of it. `symbol` and
    `decimals` only of tokens on the deployment's list. `holder_is_known`: the name of a well-known holder.
    """

    kind: str
    holder: str
    token: str = ""
    amount: int | None = None
    until: datetime | None = None
    holder_is_known: str = ""
    item: int | None = None
    symbol: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Grant:
    """A permission as the log of one transaction tells it: what was said then, not what holds now."""

    owner: str
    holder: str
    kind: str
    token: str = ""
    item: int | None = None


@dataclass(frozen=True)
class Sighting:
    """One transaction on one chain. `confirmations` of `needed`; `needed` is None where finality is a state.

    `signer` paid the fee. `replaced_by` is the id that took its place, when it is known. `nonce` is the signer's own
    number for it, and `nonce_gap` how many before it are missing (EVM); `spends` the coins it uses (Bitcoin,
    `id:place`). `reason` is the chain's own code of a failure, never prose of a contract. `called`: the function of a
    contract. `grants`: what it allowed others to take. `source` names the node kind, `at` when it was asked.
    """

    chain: Chain
    id: str
    status: Status
    at: datetime
    source: str
    confirmations: int = 0
    needed: int | None = None
    block: int | None = None
    block_time: datetime | None = None
    signer: str = ""
    transfers: tuple[Transfer, ...] = ()
    fee: int | None = None
    replaced_by: str = ""
    nonce: int | None = None
    nonce_gap: int = 0
    reason: str = ""
    called: str = ""
    spends: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True)
class Account:
    """An address on one chain as it stands. `balances` by token ("" is the chain's own coin).

    `has_acted`: has it ever signed anything (None: the node cannot tell). `keys_changed`: its own key no longer
    suffices for the owner permission (TRON): money seen, not spendable. Where only an active permission is another's,
    the owner's key still moves everything and can take it back: that stands in `permissions`. `keys_changed_at`: when
    the permissions were last changed, where the chain keeps it (EOS).
    """

    chain: Chain
    address: str
    kind: AccountKind
    at: datetime
    source: str
    balances: Mapping[str, int] = field(default_factory=dict)
    has_acted: bool | None = None
    permissions: tuple[Permission, ...] = ()
    keys_changed: bool = False
    keys_changed_at: datetime | None = None
    delegate_code: str = ""
