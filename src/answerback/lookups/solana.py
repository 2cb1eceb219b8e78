"""Solana JSON-RPC.

Source: Solana RPC documentation (getSignatureStatuses, getTransaction with `jsonParsed`, getAccountInfo). `err`
decides; the deprecated `status` is not read. `confirmations: null` means rooted, not none. A status of null is an id
never seen, or one whose block hash ran out after 150 blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains import base58
from answerback.chains.edwards import is_on_curve
from answerback.chains.kinds import Chain, ChainError
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.node import AllowsInAccount, Rpc, RpcError, Tokens, Trouble, known
from answerback.lookups.shapes import digits, mapping, moment, name, sequence, strange, text, whole

GENESIS = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"
SYSTEM = "11111111111111111111111111111111"
TOKENS = ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb")
PARSED = {"encoding": "jsonParsed", "maxSupportedTransactionVersion": 0, "commitment": "confirmed"}
STATUS = {"processed": Status.PENDING, "confirmed": Status.CONFIRMED, "finalized": Status.FINAL}
AUTHORITIES = {"accountOwner": "owner", "closeAccount": "close"}
MOVES = ("transfer", "transferChecked", "transferCheckedWithFee")


@dataclass(frozen=True)
class SolanaNode(AllowsInAccount):
    """`tokens` by mint."""

    rpc: Rpc
    tokens: Tokens = field(default_factory=dict)
    genesis: str = GENESIS
    chain: Chain = Chain.SOLANA
    source: str = "solana"

    def check(self) -> None:
        if self.rpc("getGenesisHash") != self.genesis:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = mapping(self.rpc("getSignatureStatuses", [identifier], {"searchTransactionHistory": True}))
        found = sequence(answer.get("value"))[:1]
        if not found or found[0] is None:
            return Sighting(self.chain, identifier, gone(before), at, self.source)
        state = mapping(found[0])
        status = depth(state)
        failed = state.get("err") is not None and status is not Status.PENDING
        sighting = Sighting(
            self.chain,
            identifier,
            Status.FAILED if failed else status,
            at,
            self.source,
            confirmations=whole(state.get("confirmations") or 0),
            block=whole(state.get("slot")),
            reason=reason(state.get("err")) if failed else "",
        )
        return sighting if status is Status.PENDING else self.told(sighting, failed=failed)

    def told(self, sighting: Sighting, *, failed: bool) -> Sighting:
        """With what the transaction itself says."""
        try:
            answer = self.rpc("getTransaction", sighting.id, PARSED)
        except RpcError:  # of a newer version, or no longer kept; how far it has come is known all the same
            return sighting
        if answer is None:
            return sighting
        found = mapping(answer)
        meta, sent = mapping(found.get("meta")), mapping(found.get("transaction"))
        message, signatures = mapping(sent.get("message")), sequence(sent.get("signatures") or [])
        if signatures and sighting.id not in signatures:
            raise strange()
        keys = [mapping(key) for key in sequence(message.get("accountKeys"))]
        when = found.get("blockTime")
        steps = [] if failed else list(instructions(message, meta))
        return replace(
            sighting,
            block_time=moment(whole(when)) if when is not None else None,
            signer=next((text(key.get("pubkey")) for key in keys if key.get("signer")), ""),
            transfers=tuple(self.moves(steps, owners(meta, keys), memo_of(steps))),
            fee=whole(meta.get("fee")),
            grants=tuple(grants(steps, owners(meta, keys))),
        )

    def moves(
        self, steps: list[dict[str, object]], holders: Mapping[str, tuple[str, str]], memo: str
    ) -> Iterator[Transfer]:
        """Payments of SOL and of tokens; a token account stands for the wallet that owns it."""
        for step in steps:
            if not isinstance(step.get("parsed"), dict):
                continue
            parsed = mapping(step["parsed"])
            told = mapping(parsed.get("info") or {})
            if parsed.get("type") not in MOVES:
                continue
            if step.get("program") == "system":
                yield Transfer(
                    text(told.get("source")),
                    text(told.get("destination")),
                    whole(told.get("lamports")),
                    decimals=9,
                    memo=memo,
                    signed_by_sender=True,
                )
            elif step.get("program") in ("spl-token", "spl-token-2022"):
                yield self.token_move(told, holders, memo)

    def token_move(
        self, told: dict[str, object], holders: Mapping[str, tuple[str, str]], memo: str
    ) -> Transfer:
        source, target = text(told.get("source")), text(told.get("destination"))
        owner, mint = holders.get(target, (target, ""))
        mint = text(told.get("mint") or mint or holders.get(source, ("", ""))[1])
        symbol, decimals = known(self.tokens, mint)
        sender = holders.get(source, (source, ""))[0]
        signed = True if told.get("authority") == sender else None  # else a delegate, or several signers
        return Transfer(sender, owner, arriving(told), mint, symbol, decimals, memo, signed)

    def account(self, address: str, *, at: datetime) -> Account:
        answer = mapping(self.rpc("getAccountInfo", address, {"encoding": "jsonParsed"})).get("value")
        if answer is None:
            kind = AccountKind.NONE if has_key(address) else AccountKind.PROGRAM
            return Account(self.chain, address, kind, at, self.source)
        found = mapping(answer)
        is_wallet = found.get("owner") == SYSTEM and has_key(address) and not found.get("executable")
        held = list(self.token_accounts(address)) if is_wallet else []
        balances = {"": whole(found.get("lamports"))}
        for one in held:
            mint, amount = holding(one)
            balances[mint] = balances.get(mint, 0) + amount
        others = [
            *delegates(found),
            *(other for one in held for other in delegates(one) if other.kind != "owner"),
        ]
        return Account(
            self.chain,
            address,
            AccountKind.KEY if is_wallet else AccountKind.PROGRAM,
            at,
            self.source,
            balances=balances,
            permissions=tuple(others),
        )

    def token_accounts(self, address: str) -> Iterator[dict[str, object]]:
        """Those that a wallet owns; nothing where the node keeps no index of them."""
        for program in TOKENS:
            asked = {"programId": program}, {"encoding": "jsonParsed"}
            try:
                answer = mapping(self.rpc("getTokenAccountsByOwner", address, *asked))
            except RpcError:
                continue
            yield from (mapping(mapping(one).get("account")) for one in sequence(answer.get("value")))


def depth(state: dict[str, object]) -> Status:
    """Older nodes leave the status out; `confirmations: null` then means rooted."""
    if state.get("confirmationStatus") is None:
        return Status.FINAL if state.get("confirmations", 0) is None else Status.PENDING
    return STATUS.get(text(state["confirmationStatus"]), Status.PENDING)


def gone(before: Sighting | None) -> Status:
    """An id seen before that is null now has run out; one that was final is only no longer kept."""
    seen = before is not None and before.status in (Status.PENDING, Status.CONFIRMED)
    return Status.DROPPED if seen else Status.UNKNOWN


def arriving(told: dict[str, object]) -> int:
    """What the recipient gets: a token's own transfer fee is kept back."""
    if told.get("amount") is not None:
        return digits(told["amount"])
    sent = digits(mapping(told.get("tokenAmount")).get("amount"))
    kept = mapping(told.get("feeAmount") or {}).get("amount")
    return max(sent - digits(kept), 0) if kept is not None else sent


def has_key(address: str) -> bool:
    """Whether a private key can exist for it (on the Ed25519 curve)."""
    try:
        data = base58.decoded(address)
    except ChainError:
        return False
    return len(data) == 32 and is_on_curve(data)


def reason(error: object) -> str:
    """The name of the runtime's error: `InstructionError`, `InsufficientFundsForRent` …"""
    if isinstance(error, dict):
        return str(next(iter(error), ""))[:64]
    return str(error or "")[:64] if isinstance(error, str) else ""


def instructions(message: dict[str, object], meta: dict[str, object]) -> Iterator[dict[str, object]]:
    """Those of the message, each followed by what it called."""
    inner: dict[int, list[object]] = {}
    for group in map(mapping, sequence(meta.get("innerInstructions") or [])):
        inner.setdefault(whole(group.get("index")), []).extend(sequence(group.get("instructions")))
    for place, step in enumerate(sequence(message.get("instructions"))):
        yield mapping(step)
        yield from map(mapping, inner.get(place, []))


def owners(meta: dict[str, object], keys: list[dict[str, object]]) -> dict[str, tuple[str, str]]:
    """Token account → the wallet that owns it and the mint."""
    found = {}
    for balance in (
        *sequence(meta.get("preTokenBalances") or []),
        *sequence(meta.get("postTokenBalances") or []),
    ):
        told = mapping(balance)
        place = whole(told.get("accountIndex"))
        if 0 <= place < len(keys) and told.get("owner") is not None:
            found[text(keys[place].get("pubkey"))] = (text(told["owner"]), text(told.get("mint")))
    return found


def grants(steps: list[dict[str, object]], holders: Mapping[str, tuple[str, str]]) -> Iterator[Grant]:
    """A delegate named, or an account's authority handed over."""
    for step in steps:
        parsed = step.get("parsed")
        if step.get("program") not in ("spl-token", "spl-token-2022") or not isinstance(parsed, dict):
            continue
        told = mapping(parsed.get("info") or {})
        account = name(told.get("source") or told.get("account") or "")
        owner, mint = holders.get(account, (name(told.get("owner") or told.get("authority") or ""), ""))
        if parsed.get("type") in ("approve", "approveChecked") and told.get("delegate") is not None:
            yield Grant(owner, name(told["delegate"]), "delegate", mint)
        kind = AUTHORITIES.get(str(told.get("authorityType")))
        if parsed.get("type") == "setAuthority" and kind and told.get("newAuthority") is not None:
            yield Grant(owner, name(told["newAuthority"]), kind, mint)


def memo_of(steps: list[dict[str, object]]) -> str:
    found = [step.get("parsed") for step in steps if step.get("program") == "spl-memo"]
    return " ".join(memo for memo in found if isinstance(memo, str))[:256]


def holding(found: dict[str, object]) -> tuple[str, int]:
    """Mint and amount of a token account."""
    told = mapping(mapping(mapping(found.get("data")).get("parsed")).get("info"))
    return text(told.get("mint")), digits(mapping(told.get("tokenAmount")).get("amount"))


def delegates(found: dict[str, object]) -> Iterator[Permission]:
    """Who else may move or close a token account."""
    data = found.get("data")
    if found.get("owner") not in TOKENS or not isinstance(data, dict):
        return
    told = mapping(mapping(data.get("parsed") or {}).get("info") or {})
    mint, limit = text(told.get("mint") or ""), mapping(told.get("delegatedAmount") or {}).get("amount")
    if told.get("owner") is not None:
        yield Permission("owner", text(told["owner"]), mint)
    if told.get("delegate") is not None:
        yield Permission(
            "delegate", text(told["delegate"]), mint, digits(limit) if limit is not None else None
        )
    if told.get("closeAuthority") is not None:
        yield Permission("close", text(told["closeAuthority"]), mint)
