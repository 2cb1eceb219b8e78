"""TRON's HTTP interface.

Source: TRON documentation, "HTTP API" (java-tron). `{}` is how it says unknown. A lite node answers HTTP 200 with
plain text, a rate limit HTTP 200 with `{"Error": "… lack of computing resources"}`, a question switched off 404. What
`walletsolidity` knows, nineteen of twenty-seven producers have built upon: it is final.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains import base58
from answerback.chains.kinds import Chain, ChainError
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups import tron_allowances
from answerback.lookups.evm import TRANSFER
from answerback.lookups.grants import granted
from answerback.lookups.node import Allowed, Rest, Tokens, Trouble, known
from answerback.lookups.shapes import is_of, mapping, moment, sequence, strange, text, whole

GENESIS = "00000000000000001ebf88508a03865c71d452e25f4d51194196a1d22b6653dc"
SOLID_BLOCKS = 19
BUSY = ("lack of computing resources", "limit", "frequen")
NOBODY = base58.with_check(b"\x41" + bytes(20))
MOST_ASKED = 4
DONE = ("SUCCESS", "DEFAULT", "")
# Kind of contract → where it names the recipient and the amount.
PAID = {
    "TransferContract": ("to_address", "amount"),
    "TransferAssetContract": ("to_address", "amount"),
    "TriggerSmartContract": ("contract_address", "call_value"),
}


@dataclass(frozen=True)
class TronNode:
    """`tokens` by contract in the `T…` spelling."""

    rest: Rest
    tokens: Tokens = field(default_factory=dict)
    genesis: str = GENESIS
    chain: Chain = Chain.TRON
    source: str = "tron"

    def ask(self, path: str, body: dict[str, object]) -> dict[str, object]:
        found = self.rest(path, body)
        if found is None or (isinstance(found, str) and "lite fullnode" in found):
            raise Trouble("not_offered")
        answer = mapping(found)
        if "Error" in answer:
            told = str(answer["Error"]).lower()
            raise Trouble("limited" if any(word in told for word in BUSY) else "error")
        return answer

    def ask_if_offered(self, path: str, body: dict[str, object]) -> dict[str, object]:
        """`{}`, which is unknown, from a node where the question is switched off."""
        try:
            return self.ask(path, body)
        except Trouble as trouble:
            if trouble.code != "not_offered":
                raise
            return {}

    def check(self) -> None:
        if self.ask("/wallet/getblockbynum", {"num": 0}).get("blockID") != self.genesis:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        asked: dict[str, object] = {"value": identifier}
        final = self.ask_if_offered("/walletsolidity/gettransactionbyid", asked)
        sent = final or self.ask("/wallet/gettransactionbyid", asked)
        if not sent:
            return self.waiting(identifier, asked, at, before)
        told = self.ask("/wallet/gettransactioninfobyid", asked)
        if not is_of(identifier, sent.get("txID")) or not is_of(identifier, told.get("id")):
            raise strange()
        why = failure(sent, told)
        landed = (
            Status.FINAL
            if final
            else Status.CONFIRMED
            if told.get("blockNumber") is not None
            else Status.PENDING
        )
        block = whole(told["blockNumber"]) if told.get("blockNumber") is not None else None
        return replace(
            self.shaped(identifier, sent, at),
            status=Status.FAILED if why else landed,
            needed=SOLID_BLOCKS,
            confirmations=SOLID_BLOCKS if final else self.deep(block),
            block=block,
            block_time=moment(whole(told["blockTimeStamp"]) // 1000) if told.get("blockTimeStamp") else None,
            transfers=() if why else (*self.native(sent), *inner(told), *self.tokens_moved(sent, told)),
            fee=whole(told.get("fee", 0)) if told else None,
            reason=why,
            grants=() if why else (*permitted(sent), *grants(told)),
        )

    def waiting(
        self, identifier: str, asked: dict[str, object], at: datetime, before: Sighting | None
    ) -> Sighting:
        sent = self.ask_if_offered("/wallet/gettransactionfrompending", asked)
        if sent:
            return replace(self.shaped(identifier, sent, at), transfers=tuple(self.native(sent)))
        seen = before is not None and before.status in (Status.PENDING, Status.CONFIRMED)
        return Sighting(self.chain, identifier, Status.DROPPED if seen else Status.UNKNOWN, at, self.source)

    def shaped(self, identifier: str, sent: dict[str, object], at: datetime) -> Sighting:
        return Sighting(
            self.chain,
            identifier,
            Status.PENDING,
            at,
            self.source,
            signer=spelled(contract(sent)[1].get("owner_address")),
            called=called(sent),
        )

    def deep(self, block: int | None) -> int:
        """How many blocks stand on it, itself included."""
        if block is None:
            return 0
        header = mapping(self.ask("/wallet/getnowblock", {}).get("block_header"))
        return max(whole(mapping(header.get("raw_data")).get("number")) - block + 1, 0)

    def native(self, sent: dict[str, object]) -> Iterator[Transfer]:
        """What the transaction itself pays: TRX, TRX sent along to a contract, or a TRC-10 token by its number."""
        kind, values = contract(sent)
        target, what = PAID.get(kind, ("", ""))
        if not values.get(what):
            return
        token = unhex(values.get("asset_name")) if kind == "TransferAssetContract" else ""
        symbol, decimals = known(self.tokens, token) if token else ("", 6)
        yield Transfer(
            spelled(values.get("owner_address")),
            spelled(values.get(target)),
            whole(values[what]),
            token,
            symbol,
            decimals,
            memo(sent),
            signed_by_sender=True,
        )

    def tokens_moved(self, sent: dict[str, object], told: dict[str, object]) -> Iterator[Transfer]:
        """TRC-20: the same event as ERC-20, with addresses in bare hexadecimal."""
        signer, asked = spelled(contract(sent)[1].get("owner_address")), set[str]()
        for entry in map(mapping, sequence(told.get("log") or [])):
            topics = [text(topic) for topic in sequence(entry.get("topics") or [])]
            if [f"0x{topic}" for topic in topics[:1]] != [TRANSFER] or len(topics) != 3:
                continue
            token, sender = spelled(f"41{text(entry.get('address'))}"), spelled(f"41{topics[1][-40:]}")
            amount = hexadecimal(text(entry.get("data") or "0")[:64])
            symbol, decimals = known(self.tokens, token)
            signed = True if sender == signer else False if amount == 0 else None
            if signed is None and not symbol and self.is_picture(token, sender, asked):
                signed = False
            recipient = spelled(f"41{topics[2][-40:]}")
            yield Transfer(sender, recipient, amount, token, symbol, decimals, memo(sent), signed)

    def is_picture(self, token: str, sender: str, asked: set[str]) -> bool:
        """An event of what is no token at all. New tokens come from nobody."""
        if sender == NOBODY or (token not in asked and len(asked) >= MOST_ASKED):
            return False
        asked.add(token)
        return tron_allowances.is_no_token(self.ask, sender, token)

    def account(self, address: str, *, at: datetime) -> Account:
        own = spelled(address)
        found = self.ask("/wallet/getaccount", {"address": own, "visible": True})
        if not found:
            return Account(self.chain, address, AccountKind.NONE, at, self.source, has_acted=False)
        is_contract = found.get("type") == "Contract"
        return Account(
            self.chain,
            address,
            AccountKind.CONTRACT if is_contract else AccountKind.KEY,
            at,
            self.source,
            balances={"": whole(found.get("balance", 0))},
            has_acted=found.get("latest_opration_time") is not None,
            permissions=tuple(others(found, own)),
            keys_changed=not is_contract and not is_owner(found, own),
        )

    def allowed(self, address: str, *, clues: tuple[Grant, ...] = ()) -> Allowed:
        return tron_allowances.allowed(self.ask, self.tokens, spelled(address), clues)


def contract(sent: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Kind and values of the one contract a transaction holds."""
    found = sequence(mapping(sent.get("raw_data")).get("contract"))
    if not found:
        raise strange()
    first = mapping(found[0])
    return text(first.get("type")), mapping(mapping(first.get("parameter")).get("value"))


def outcome(sent: dict[str, object]) -> str:
    """SUCCESS, REVERT, OUT_OF_ENERGY, OUT_OF_TIME …; "" when the node does not say."""
    results = sequence(sent.get("ret") or [])
    return str(mapping(results[0]).get("contractRet") or "")[:64] if results else ""


def failure(sent: dict[str, object], told: dict[str, object]) -> str:
    """Why it had no effect; "" when it worked. The body may leave the outcome out, the receipt has it then."""
    for why in (outcome(sent), text(mapping(told.get("receipt") or {}).get("result") or "")[:64]):
        if why not in DONE:
            return why
    return "FAILED" if told.get("result") == "FAILED" else ""


def inner(told: dict[str, object]) -> Iterator[Transfer]:
    """TRX that contracts paid on the way, as platforms do that pay many at once."""
    for step in map(mapping, sequence(told.get("internal_transactions") or [])):
        for value in map(mapping, sequence(step.get("callValueInfo") or [])):
            if step.get("rejected") or value.get("tokenId") or not value.get("callValue"):
                continue
            sender, recipient = spelled(step.get("caller_address")), spelled(step.get("transferTo_address"))
            yield Transfer(sender, recipient, whole(value["callValue"]), decimals=6)


def permitted(sent: dict[str, object]) -> Iterator[Grant]:
    """Permissions of the account changed: who may sign for it from then on."""
    kind, values = contract(sent)
    if kind != "AccountPermissionUpdateContract":
        return
    owner = spelled(values.get("owner_address"))
    groups = [
        ("owner", values.get("owner")),
        *(("active", one) for one in sequence(values.get("actives") or [])),
    ]
    for name, group in groups:
        for key in sequence(mapping(group or {}).get("keys") or []):
            holder = spelled(mapping(key).get("address"))
            if holder != owner:
                yield Grant(owner, holder, name)


def grants(told: dict[str, object]) -> Iterator[Grant]:
    """TRC-20: the same event as ERC-20, with addresses in bare hexadecimal."""
    for entry in sequence(told.get("log") or []):
        shown = mapping(entry)
        topics = [f"0x{topic}" for topic in sequence(shown.get("topics") or [])]
        for one in granted([{"address": f"0x{shown.get('address')}", "topics": topics}]):
            holder, token, owner = (spelled(f"41{place[2:]}") for place in (one.holder, one.token, one.owner))
            yield Grant(owner, holder, one.kind, token, one.item)


def called(sent: dict[str, object]) -> str:
    """The function of a contract, unless it is a token's plain transfer (a9059cbb)."""
    kind, values = contract(sent)
    data = str(values.get("data") or "")
    return data[:8] if kind == "TriggerSmartContract" and not data.startswith("a9059cbb") else ""


def memo(sent: dict[str, object]) -> str:
    return unhex(mapping(sent.get("raw_data")).get("data"))


def unhex(given: object) -> str:
    """Text that a node writes in hexadecimal; "" for anything else."""
    try:
        return bytes.fromhex(given).decode("utf-8", "replace")[:256] if isinstance(given, str) else ""
    except ValueError:
        return ""


def hexadecimal(given: str) -> int:
    try:
        return int.from_bytes(bytes.fromhex(given.rjust(64, "0")), "big")
    except ValueError:
        raise strange() from None


def spelled(address: object) -> str:
    """`T…` from either spelling a node may use."""
    given = text(address)
    try:
        data = base58.check(given) if given.startswith("T") else bytes.fromhex(given)
    except (ChainError, ValueError):
        raise strange() from None
    if len(data) != 21 or data[0] != 0x41:
        raise strange()
    return base58.with_check(data)


def is_owner(found: dict[str, object], address: str) -> bool:
    """Whether the address's own key still suffices; without a permission of its own it does."""
    permission = found.get("owner_permission")
    if permission is None:
        return True
    told = mapping(permission)
    weights = {
        spelled(mapping(key).get("address")): whole(mapping(key).get("weight", 1))
        for key in sequence(told.get("keys"))
    }
    return weights.get(address, 0) >= whole(told.get("threshold", 1))


def others(found: dict[str, object], address: str) -> Iterator[Permission]:
    """Keys that are not the address's own."""
    groups = [("owner", found.get("owner_permission"))]
    groups += [("active", group) for group in sequence(found.get("active_permission") or [])]
    for kind, group in groups:
        for key in sequence(mapping(group or {}).get("keys") or []):
            holder = spelled(mapping(key).get("address"))
            if holder != address:
                yield Permission(kind, holder)
