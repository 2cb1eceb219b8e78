"""What others may still take from an EVM account: the log says whom it ever allowed, the contracts what holds now.

Sources: ERC-20, ERC-721, ERC-1155 and ERC-165 (functions), Permit2 AllowanceTransfer (allowance, uint160 and uint48).
A contract may answer anything; a token on the deployment's list is asked first, and none takes up all the room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from answerback.chains.sightings import Grant, Permission
from answerback.lookups.grants import PERMIT2, TOPICS, granted, is_address
from answerback.lookups.node import Allowed, Rpc, RpcError, Tokens, Trouble, known
from answerback.lookups.shapes import LATEST_SECONDS, moment, quantity, sequence, text

SPANS = (None, 100_000, 9_999, 999)
"""Blocks to search for grants: all of them, else the newest, as few as an endpoint insists on."""
MOST, MOST_OF_ONE, MOST_OF_LISTED = 48, 4, 24
"""Grants asked about: in all, of one contract, of one on the list."""
AT_ONCE = 4
ALLOWANCE, BALANCE, FOR_ALL = "dd62ed3e", "70a08231", "e985e9c5"
APPROVED, OWNER, SUPPORTS, THROUGH_PERMIT2 = "081812fc", "6352211e", "01ffc9a7", "927da105"
ERC1155 = "d9b67a26"
NAMES = {PERMIT2: "Permit2"}


@dataclass
class EvmAllowances:
    """One reading of one account. After the first trouble nothing more is asked, and the answer is not whole."""

    rpc: Rpc
    tokens: Tokens
    owner: str
    is_whole: bool = True
    is_stopped: bool = False
    balances: dict[str, int] = field(default_factory=dict)

    def read(self, clues: tuple[Grant, ...]) -> Allowed:
        """Raises `Trouble` when the endpoint answers nobody, or its log cannot be searched and there are no clues."""
        asked = self.chosen([*clues, *self.logged(is_needed=not clues)])
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = [one for one in pool.map(self.now, asked) if one is not None]
        return Allowed(tuple(found), self.balances, self.is_whole)

    def logged(self, *, is_needed: bool) -> list[Grant]:
        """What the chain's log names, the newest first; of as many blocks as the endpoint lets itself be asked for."""
        topics = [list(TOPICS), f"0x{self.owner[2:]:0>64}"]
        is_slow = False
        for span in SPANS:
            if is_slow and span != SPANS[-1]:
                continue
            try:
                newest = quantity(self.rpc("eth_blockNumber")) if span is not None else 0
                first = max(newest - span, 0) if span is not None else 0
                asked = {"fromBlock": hex(first), "toBlock": "latest", "topics": topics}
                log = sequence(self.rpc("eth_getLogs", asked))
            except Trouble as trouble:
                is_slow = is_slow or trouble.code == "timed_out"
                if trouble.code in ("limited", "refused", "no_connection"):
                    raise  # it wants to be left alone, with the contracts too
                continue
            self.is_whole = first == 0
            return [grant for entry in reversed(log) for grant in granted([entry])]
        self.is_whole = False
        if is_needed:
            raise Trouble("not_offered")
        return []

    def chosen(self, grants: Iterable[Grant]) -> list[Grant]:
        """Each once, listed tokens first, no contract more than its share."""
        own = [one for one in dict.fromkeys(grants) if one.owner.lower() == self.owner]
        own.sort(key=lambda one: one.token not in self.tokens)
        asked: list[Grant] = []
        of: Counter[str] = Counter()
        for one in own:
            of[one.token] += 1
            if of[one.token] <= (MOST_OF_LISTED if one.token in self.tokens else MOST_OF_ONE):
                asked.append(one)
        self.is_whole = self.is_whole and len(asked) == len(own) and len(asked) <= MOST
        return asked[:MOST]

    def now(self, grant: Grant) -> Permission | None:
        """What holds of a grant; None when nothing does."""
        if grant.kind == "permit2":
            return self.through_permit2(grant)
        if grant.item is not None:
            return self.one(grant, grant.item)
        return self.collection(grant) if grant.kind in ("erc721", "erc1155") else self.coins(grant)

    def coins(self, grant: Grant) -> Permission | None:
        amount = self.call(grant.token, ALLOWANCE, self.owner, grant.holder)
        if not amount:
            return None
        self.weigh(grant.token)
        return self.permission(grant, "erc20", amount)

    def through_permit2(self, grant: Grant) -> Permission | None:
        """Bounded by what Permit2 itself may take; it runs out by itself."""
        words = self.words(PERMIT2, THROUGH_PERMIT2, self.owner, grant.token, grant.holder)
        through = self.call(grant.token, ALLOWANCE, self.owner, PERMIT2)
        if len(words) < 3 or not words[0] or not through:
            return None
        self.weigh(grant.token)
        until = moment(words[1]) if words[1] <= LATEST_SECONDS else None
        symbol, decimals = known(self.tokens, grant.token)
        amount = min(words[0], through)
        return Permission(
            "permit2", grant.holder, grant.token, amount, until, symbol=symbol, decimals=decimals
        )

    def one(self, grant: Grant, item: int) -> Permission | None:
        holder, owner = (self.call(grant.token, asked, item) for asked in (APPROVED, OWNER))
        is_live = holder == int(grant.holder, 16) and owner == int(self.owner, 16)
        return self.permission(grant, "erc721", 1) if is_live else None

    def collection(self, grant: Grant) -> Permission | None:
        if self.call(grant.token, FOR_ALL, self.owner, grant.holder) != 1:
            return None
        is_many = self.call(grant.token, SUPPORTS, f"0x{ERC1155:0<64}") == 1
        return self.permission(grant, "erc1155" if is_many else "erc721", None)

    def permission(self, grant: Grant, kind: str, amount: int | None) -> Permission:
        symbol, decimals = known(self.tokens, grant.token)
        named = NAMES.get(grant.holder, "")
        return Permission(kind, grant.holder, grant.token, amount, None, named, grant.item, symbol, decimals)

    def weigh(self, token: str) -> None:
        """How much of it there is to take."""
        held = self.call(token, BALANCE, self.owner)
        if held is not None:
            self.balances[token] = held

    def call(self, contract: str, function: str, *given: str | int) -> int | None:
        words = self.words(contract, function, *given)
        return words[0] if words else None

    def words(self, contract: str, function: str, *given: str | int) -> list[int]:
        """The words a contract answers with; none when it refuses, or when the node had been in trouble before."""
        if self.is_stopped:
            return []
        data = f"0x{function}" + "".join(map(word, given))
        try:
            answer = text(self.rpc("eth_call", {"to": contract, "data": data}, "latest"))
            return [
                quantity(f"0x{answer[place : place + 64]}")
                for place in range(2, min(len(answer), 194) - 63, 64)
            ]
        except RpcError as refused:
            if refused.code != "limited":
                return []
            self.stop()
        except Trouble:
            self.stop()
        return []

    def stop(self) -> None:
        self.is_stopped, self.is_whole = True, False


def word(given: str | int) -> str:
    """32 bytes of a call: a number, or what is written in hexadecimal."""
    return f"{given:064x}" if isinstance(given, int) else given[2:].rjust(64, "0")


def allowed(rpc: Rpc, tokens: Tokens, address: str, clues: tuple[Grant, ...]) -> Allowed:
    """Everything that `address` allows others now. Raises `Trouble`."""
    if not is_address(address):
        raise Trouble("not_offered")
    return EvmAllowances(rpc, tokens, address.lower()).read(clues)
