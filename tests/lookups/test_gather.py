"""All that the chains can say to a story: whose accounts are read, on what hints, and what nobody answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import (
    About,
    Grant,
    NodeTrouble,
    Sighting,
    Status,
    Transfer,
    TroubleKind,
)
from answerback.chains.triage import Case, Party, Story
from answerback.lookups import kept
from answerback.lookups.ask import Looked, Permitted, Stood, look_up
from answerback.lookups.endpoints import Endpoints
from answerback.lookups.gather import Asked, agree, clues, key_is_known, own, spelled, told, trimmed
from answerback.lookups.node import Allowed
from tests.lookups.server import serving
from tests.lookups.test_ask import HASH, file, node

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ALICE, BOB, THIEF, POOL, USDT = ("0x" + letter * 40 for letter in "abe1c")
ON_TRON = "TQZ4iNhzKZvM3nQTrtK69oNwLYxWLHa248"


def seen(*transfers: Transfer, signer: str = ALICE, **more: Any) -> Sighting:
    return Sighting(
        Chain.ETHEREUM, HASH, Status.FINAL, NOON, "evm", signer=signer, transfers=transfers, **more
    )


def move(sender: str, recipient: str) -> Transfer:
    return Transfer(sender, recipient, 5, USDT)


def case(sighting: Sighting | None = None, **story: Any) -> Case:
    return Case(
        Story(transaction=HASH, **{"chosen": Chain.ETHEREUM, **story}), (sighting,) if sighting else ()
    )


MINE = {"sent_from": Party.OWN}


@pytest.mark.parametrize(
    ("given", "addresses"),
    [
        (case(seen(move(ALICE, BOB)), **MINE), [ALICE]),
        (case(seen(), **MINE), [ALICE]),
        (case(seen(move(POOL, ALICE), move(ALICE, POOL)), **MINE), [ALICE]),
        (case(seen(move(POOL, BOB), signer=THIEF), **MINE), [POOL]),
        (case(seen(move(ALICE, THIEF), signer=THIEF), user_sent_it=False, **MINE), [ALICE]),
        (
            case(
                seen(move(ALICE, THIEF), move(THIEF, BOB), signer=THIEF),
                user_sent_it=False,
                recipient=THIEF,
                **MINE,
            ),
            [ALICE],
        ),
        (case(seen(move(BOB, ALICE), signer=BOB), sent_to=Party.OWN), [ALICE]),
        (case(sent_to=Party.OWN, recipient=ALICE), [ALICE]),
        (case(sent_to=Party.PLATFORM, recipient=BOB), []),
        (case(seen(move(ALICE, BOB)), sent_from=Party.PLATFORM), []),
        (case(sent_to=Party.OWN, recipient=ALICE, chosen=None), []),
        (case(sent_to=Party.OWN, recipient="bc1q", chosen=Chain.BITCOIN), []),
    ],
)
def test_only_the_users_own_accounts_are_searched_for_approvals(given: Case, addresses: list[str]) -> None:
    assert [address for _, address in own(given)] == addresses


def test_hints_are_what_the_transaction_allowed_who_took_and_whom_the_user_names() -> None:
    granted = Grant(ALICE, POOL, "erc20", USDT)
    others = Grant(BOB, POOL, "erc20", USDT)
    given = case(
        seen(move(ALICE, BOB), signer=THIEF, grants=(granted, others)), recipient=BOB, user_sent_it=False
    )
    found = list(clues(given, Chain.ETHEREUM, ALICE))
    assert found[0] == granted
    assert set(found[1:]) == {
        Grant(ALICE, holder, kind, USDT) for holder in (BOB, THIEF) for kind in ("erc20", "permit2", "erc721")
    }


def test_thousands_of_movements_do_not_hide_the_one_that_is_meant() -> None:
    junk = tuple(move(f"0x{place:040x}", f"0x{place + 1:040x}") for place in range(1, 9000, 2))
    given = seen(*junk, move(POOL, BOB), move(ALICE, POOL))
    kept_moves = trimmed(given, Story(recipient=BOB.upper().replace("X", "x"))).transfers
    assert (len(kept_moves), kept_moves[0], kept_moves[-2:]) == (
        200,
        junk[0],
        (move(POOL, BOB), move(ALICE, POOL)),
    )
    assert trimmed(seen(*junk[:200]), Story()).transfers == junk[:200]


@pytest.mark.parametrize(
    ("signer", "story", "known"),
    [
        (ALICE, {"user_sent_it": False}, True),
        (THIEF, {"user_sent_it": False}, False),
        (ALICE, {}, False),
        (THIEF, {"key_is_known": True}, True),
        (ALICE, {"user_sent_it": False, "key_is_known": False}, False),
    ],
)
def test_key_is_known_when_the_user_says_so_or_it_signed_without_him(
    signer: str, story: dict[str, Any], known: bool
) -> None:
    assert key_is_known(case(seen(signer=signer), **story), ALICE) is known


@pytest.mark.parametrize(
    ("chain", "address", "expected"),
    [
        (
            Chain.OKTC,
            "ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn",
            "0x277cd9a8633cccff2cc5b400743054e2d9d18eef",
        ),
        (
            Chain.BSC,
            "0x277CD9a8633ccCFF2Cc5B400743054e2d9d18eEf",
            "0x277cd9a8633cccff2cc5b400743054e2d9d18eef",
        ),
        (Chain.TRON, "0x9ff8fc48fb114ccd5bbdc24a86f0c73082f08825", ON_TRON),
        (Chain.TRON, ON_TRON, ON_TRON),
        (Chain.EOS, "hanmeimeihan", "hanmeimeihan"),
        (Chain.ETHEREUM, "nonsense", "nonsense"),
    ],
)
def test_node_is_asked_in_the_spelling_of_its_chain(chain: Chain, address: str, expected: str) -> None:
    assert spelled(chain, address) == expected


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("timed_out", TroubleKind.TIMEOUT),
        ("no_connection", TroubleKind.TIMEOUT),
        ("status", TroubleKind.REFUSED),
        ("refused", TroubleKind.REFUSED),
        ("error", TroubleKind.REFUSED),
        ("limited", TroubleKind.LIMITED),
        ("wrong_chain", TroubleKind.WRONG_CHAIN),
        ("strange", TroubleKind.STRANGE),
        ("not_json", TroubleKind.STRANGE),
        ("too_large", TroubleKind.STRANGE),
        ("not_offered", TroubleKind.NOT_OFFERED),
    ],
)
def test_every_trouble_of_a_node_is_told_in_the_words_of_the_engine(code: str, kind: TroubleKind) -> None:
    looked = Looked(Chain.ETHEREUM, troubles=(("evm", code),))
    assert list(told(looked, About.TRANSACTION)) == [
        NodeTrouble(Chain.ETHEREUM, kind, About.TRANSACTION, "evm")
    ]


def test_difference_and_a_part_are_told_and_what_no_node_of_a_kind_offers_is_not() -> None:
    assert list(told(Stood(Chain.BITCOIN, troubles=(("bitcoin-core", "not_offered"),)), About.ACCOUNT)) == []
    part = Permitted(Chain.TRON, Allowed(is_whole=False), agree=False)
    assert [trouble.kind for trouble in told(part, About.APPROVALS)] == [
        TroubleKind.DISAGREE,
        TroubleKind.PARTIAL,
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([], None), ([None, None], None), ([None, True], True), ([True, False, None], False)],
)
def test_all_nodes_agree_only_when_some_were_compared_and_none_differed(
    answers: list[bool | None], expected: bool | None
) -> None:
    assert agree([Stood(Chain.ETHEREUM, agree=one) for one in answers]) is expected


def test_nodes_that_did_not_answer_stand_in_the_case_and_are_kept_with_it(tmp_path: Path) -> None:
    with serving(lambda path, body: (200, b"{}")) as (url, _):
        endpoints = file(tmp_path, url)
    looked = look_up(endpoints, "lanyue", Chain.ETHEREUM, HASH, at=NOON)
    found = Asked(endpoints, "lanyue", NOON).case(case(sent_to=Party.OWN, recipient=ALICE), [looked])
    assert (found.sightings, found.agree, found.troubles) == (
        (),
        None,
        tuple(
            NodeTrouble(Chain.ETHEREUM, TroubleKind.TIMEOUT, about, "evm")
            for about in (About.TRANSACTION, About.ACCOUNT)
        ),
    )
    assert kept.read(kept.written(found)) == found


def test_without_a_node_nothing_is_asked_and_nothing_went_wrong() -> None:
    found = Asked(Endpoints(), "lanyue", NOON).case(case(sent_to=Party.OWN, recipient=ALICE), [])
    assert (found.troubles, found.agree, found.accounts, found.approvals) == ((), None, (), ())


def test_account_of_a_look_up_is_asked_about_once(tmp_path: Path) -> None:
    """Recipient and own account are the same one."""
    with serving(node(1, block=5, final=9)) as (url, asked):
        endpoints = file(tmp_path, url)
        looked = look_up(endpoints, "lanyue", Chain.ETHEREUM, HASH, at=NOON)
        Asked(endpoints, "lanyue", NOON).case(case(sent_to=Party.OWN, recipient=BOB), [looked])
        methods = [body["method"] for _, body in asked]
    assert (methods.count("eth_getCode"), methods.count("eth_chainId")) == (1, 1)
