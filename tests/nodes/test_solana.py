"""What others may take from a Solana wallet, by the real token program (LiteSVM): delegate, owner, close authority."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from answerback.chains import Chain
from answerback.chains.approvals import Threat, say, weigh
from answerback.chains.sightings import Account, AccountKind, Permission
from answerback.lookups.node import Token
from answerback.lookups.solana import SolanaNode

if TYPE_CHECKING:
    from tests.nodes.ledger import Ledger

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
CLOSE, OWNER = 3, 2


@pytest.fixture
def ledger() -> Ledger:
    from tests.nodes.ledger import Ledger

    return Ledger()


def account(ledger: Ledger, address: str = "") -> Account:
    listed = Token(Chain.SOLANA, str(ledger.mint.pubkey()), "USDC", 6)
    node = SolanaNode(ledger.rpc, {listed.contract: listed})
    return node.account(address or str(ledger.alice.pubkey()), at=NOON)


def threats(ledger: Ledger, address: str = "") -> list[tuple[str, str, int | None]]:
    return [seen(one) for one in weigh(account(ledger, address), at=NOON)]


def seen(threat: Threat) -> tuple[str, str, int | None]:
    return threat.code, threat.permission.holder, threat.takes


def test_wallet_without_a_delegate_is_nobodys_but_the_users(ledger: Ledger) -> None:
    ledger.token_account(ledger.alice, 500)
    found = account(ledger)
    assert (found.kind, found.permissions, found.balances[str(ledger.mint.pubkey())]) == (
        AccountKind.KEY,
        (),
        500,
    )


def test_delegate_takes_what_was_allowed_less_what_he_took_and_no_more_than_is_there(ledger: Ledger) -> None:
    held, other = ledger.token_account(ledger.alice, 500), ledger.token_account(ledger.thief, 0)
    thief = str(ledger.thief.pubkey())
    ledger.approve(held, 300)
    assert threats(ledger) == [("delegate", thief, 300)]
    assert ledger.move(held, other, 100, by=ledger.thief)
    assert threats(ledger) == [("delegate", thief, 200)]
    ledger.move(held, other, 350, by=ledger.alice)
    assert threats(ledger) == [("delegate", thief, 50)]
    ledger.revoke(held)
    assert threats(ledger) == []


def test_delegate_without_limit_takes_everything(ledger: Ledger) -> None:
    held = ledger.token_account(ledger.alice, 500)
    ledger.approve(held, (1 << 64) - 1)
    assert threats(ledger) == [("delegate", str(ledger.thief.pubkey()), None)]


def test_close_authority_is_told(ledger: Ledger) -> None:
    held = ledger.token_account(ledger.alice, 500)
    ledger.hand_over(held, CLOSE)
    assert threats(ledger) == [("close", str(ledger.thief.pubkey()), None)]


def test_token_account_handed_over_is_no_longer_the_wallets(ledger: Ledger) -> None:
    held = ledger.token_account(ledger.alice, 500)
    mint = str(ledger.mint.pubkey())
    assert ledger.hand_over(held, OWNER)
    thief = str(ledger.thief.pubkey())
    there = account(ledger, str(held))
    assert mint not in account(ledger).balances
    assert (there.kind, there.permissions) == (AccountKind.PROGRAM, (Permission("owner", thief, mint),))
    (threat,) = weigh(there, at=NOON)
    assert (threat.code, "cannot be taken back" in say(threat, language="en")[1]) == ("solana_owner", True)


def test_mover_who_was_never_allowed_is_stopped_by_the_program(ledger: Ledger) -> None:
    held, other = ledger.token_account(ledger.alice, 500), ledger.token_account(ledger.thief, 0)
    assert not ledger.move(held, other, 1, by=ledger.thief)
    assert account(ledger).balances[str(ledger.mint.pubkey())] == 500
