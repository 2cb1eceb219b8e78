"""What somebody else may still take: by the permission, the balance, and who knows the key."""

from datetime import UTC, datetime, timedelta

import pytest

from answerback.chains import Chain
from answerback.chains.approvals import say, weigh
from answerback.chains.approvals.words import sentences
from answerback.chains.sightings import Account, AccountKind, Permission

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
USER = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
TOKEN, SPENDER = "0xdac17f958d2ee523a2206206994597c13d831ec7", "0x000000000000000000000000000000000000beef"


CHAINS = {"eos": Chain.EOS, "tron": Chain.TRON, "solana": Chain.SOLANA}


def chain_of(code: str) -> Chain:
    return CHAINS.get(code.partition("_")[0], Chain.ETHEREUM)


def account(*permissions: Permission, chain: Chain = Chain.ETHEREUM, changed: bool = False) -> Account:
    return Account(
        chain,
        USER,
        AccountKind.KEY,
        NOON,
        "evm",
        balances={TOKEN: 500},
        permissions=permissions,
        keys_changed=changed,
    )


ALL = {
    "unlimited": Permission("erc20", SPENDER, TOKEN, (1 << 256) - 1),
    "limited": Permission("erc20", SPENDER, TOKEN, 700),
    "collection": Permission("erc721", SPENDER, TOKEN),
    "item": Permission("erc721", SPENDER, TOKEN, 1, item=77),
    "permit2": Permission("permit2", SPENDER, TOKEN, 300, NOON + timedelta(days=1)),
    "delegation": Permission("delegation", SPENDER),
    "eos_owner": Permission("owner", "hanmeimeihan"),
    "eos_active": Permission("active", "hanmeimeihan"),
    "tron_owner": Permission("owner", SPENDER),
    "tron_active": Permission("active", SPENDER),
    "solana_owner": Permission("owner", SPENDER, TOKEN),
    "solana_active": Permission("active", SPENDER, TOKEN),
    "delegate": Permission("delegate", SPENDER, TOKEN, 20),
    "close": Permission("close", SPENDER, TOKEN),
}


@pytest.mark.parametrize("code", ALL)
def test_every_permission_has_its_row_and_words_in_both_languages(code: str) -> None:
    threat = weigh(account(ALL[code], chain=chain_of(code)), at=NOON)[0]
    assert (threat.code, threat.chain, threat.account) == (code, chain_of(code), USER)
    assert [all(len(one) > 8 for one in say(threat, language=tongue)) for tongue in ("en", "zh-Hans")] == [
        True
    ] * 2


def test_no_words_are_left_without_a_permission() -> None:
    assert set(sentences()) == {*ALL, "useless", "lost"}


@pytest.mark.parametrize(
    ("code", "taken"),
    [
        ("unlimited", None),
        ("limited", 500),
        ("permit2", 300),
        ("item", 1),
        ("delegate", 20),
        ("delegation", None),
    ],
)
def test_what_can_still_be_taken_is_bounded_by_allowance_and_balance(code: str, taken: int | None) -> None:
    assert weigh(account(ALL[code]), at=NOON)[0].takes == taken


def test_what_has_run_out_or_allows_nothing_is_no_threat() -> None:
    nothing = Permission("erc20", SPENDER, TOKEN, 0)
    assert weigh(account(ALL["permit2"], nothing), at=NOON + timedelta(days=2)) == ()


def test_ending_it_is_called_useless_when_the_key_is_known() -> None:
    threat = weigh(account(ALL["tron_owner"], chain=Chain.TRON), at=NOON, key_is_known=True)[0]
    assert (threat.helps, "does not help" in say(threat, language="en")[1]) == (False, True)


@pytest.mark.parametrize("known", [True, False])
def test_nobody_is_told_to_move_what_his_key_no_longer_moves(known: bool) -> None:
    lost = account(ALL["tron_owner"], chain=Chain.TRON, changed=True)
    threat = weigh(lost, at=NOON, key_is_known=known)[0]
    said = [say(threat, language=language)[1] for language in ("en", "zh-Hans")]
    assert (threat.helps, "can no longer end it" in said[0], "已无法撤销" in said[1]) == (False, True, True)


@pytest.mark.parametrize(
    ("kind", "bits", "code"),
    [("erc20", 96, "unlimited"), ("permit2", 160, "permit2"), ("delegate", 64, "delegate")],
)
def test_largest_number_of_a_narrow_amount_is_without_limit(kind: str, bits: int, code: str) -> None:
    threat = weigh(account(Permission(kind, SPENDER, TOKEN, (1 << bits) - 1)), at=NOON)[0]
    assert (threat.code, threat.takes) == (code, None)


def test_bounded_allowance_of_a_known_spender_comes_last() -> None:
    known = Permission("erc20", SPENDER, TOKEN, 10, holder_is_known="Uniswap")
    found = weigh(account(known, ALL["unlimited"]), at=NOON)
    assert [(one.code, one.is_grave) for one in found] == [("unlimited", True), ("limited", False)]
