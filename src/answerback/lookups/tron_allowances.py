"""What others may still take from a TRON account by TRC-20 allowances.

Source: TRON documentation, `triggerconstantcontract`. A node keeps no log that could be searched by account, so only
what a transaction or the user names can be asked about: never the whole.
"""

from __future__ import annotations

from collections.abc import Callable

from answerback.chains import base58
from answerback.chains.kinds import ChainError
from answerback.chains.sightings import Grant, Permission
from answerback.lookups.node import Allowed, Tokens, Trouble, known
from answerback.lookups.shapes import mapping, sequence, text

Ask = Callable[[str, dict[str, object]], dict[str, object]]
MOST = 12
WORD = 64


def allowed(ask: Ask, tokens: Tokens, owner: str, clues: tuple[Grant, ...]) -> Allowed:
    """`owner` and all in `clues` as `T…`. Raises `Trouble`."""
    asked = [one for one in dict.fromkeys(clues) if one.owner == owner and one.kind == "erc20"]
    found: list[Permission] = []
    balances: dict[str, int] = {}
    for grant in asked[:MOST]:
        amount = number(ask, owner, grant.token, "allowance(address,address)", owner, grant.holder)
        held = number(ask, owner, grant.token, "balanceOf(address)", owner) if amount else None
        if amount:
            symbol, decimals = known(tokens, grant.token)
            found.append(
                Permission("erc20", grant.holder, grant.token, amount, symbol=symbol, decimals=decimals)
            )
        if held is not None:
            balances[grant.token] = held
    return Allowed(tuple(found), balances, is_whole=False)


def is_no_token(ask: Ask, holder: str, contract: str) -> bool:
    """Whether a contract tells no balance at all: its events then prove nothing. Certain only when True."""
    try:
        answer = called(ask, holder, contract, "balanceOf(address)", holder)
    except Trouble:
        return False
    return answer is not None and len(answer) < WORD


def number(ask: Ask, owner: str, contract: str, function: str, *given: str) -> int | None:
    """What the contract answers; None when it refuses or answers no number. Raises `Trouble`."""
    answer = called(ask, owner, contract, function, *given)
    if answer is None or len(answer) < WORD:
        return None
    try:
        return int.from_bytes(bytes.fromhex(answer[:WORD]), "big")
    except ValueError:
        raise Trouble("strange") from None


def called(ask: Ask, owner: str, contract: str, function: str, *given: str) -> str | None:
    """Hexadecimal without `0x`; None when the node did not run it."""
    try:
        parameter = "".join(base58.check(address)[1:].hex().rjust(64, "0") for address in given)
    except ChainError:
        return None
    asked = {"owner_address": owner, "contract_address": contract, "visible": True}
    answer = ask(
        "/wallet/triggerconstantcontract",
        {**asked, "function_selector": function, "parameter": parameter},
    )
    words = sequence(answer.get("constant_result") or [])
    has_run = mapping(answer.get("result") or {}).get("result") is True
    return text(words[0]) if has_run and words else None
