"""Every row of the recoverability table is a rule with its source, its words and this test."""

from dataclasses import replace
from pathlib import Path

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import About, AccountKind, NodeTrouble, Status, TroubleKind
from answerback.chains.triage import Case, Party, Question, Story, Who, judge
from answerback.chains.triage.judge import RULES, UNCLEAR
from answerback.chains.triage.words import say, sentences
from tests.chains.triage.cases import (
    ALICE,
    BOB,
    BSC_FOR_ETH,
    ON_BSC,
    PLATFORM,
    ROWS,
    USDT,
    USDT_TO_BOB,
    at,
    case,
    seen,
)

CODES = [rule.code for rule in (*RULES, UNCLEAR)]


@pytest.mark.parametrize("code", CODES)
def test_case_of_a_row_gets_the_verdict_of_that_row(code: str) -> None:
    told, who = ROWS[code]
    verdict = judge(told)
    assert (verdict.code, verdict.who) == (code, who)


def test_every_row_has_a_case_a_source_and_words() -> None:
    assert (set(ROWS), set(sentences()), len(CODES)) == (set(CODES), set(CODES), len(set(CODES)))
    assert [rule.code for rule in RULES if len(rule.source) < 8] == []


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("code", CODES)
def test_verdict_is_said_whole_in_both_languages(code: str, language: str) -> None:
    told, _ = ROWS[code]
    said = say(judge(told), told, language=language)

    text = " ".join((said.happened, *said.next, said.who, said.cost, *said.beware))
    assert ("%" in text, min(map(len, (said.happened, said.cost, *said.next))) > 3) == (False, True)
    assert any("一" <= letter <= "鿿" for letter in said.happened) == (language == "zh-Hans")


PROMISING = ("guarantee", "we will recover", "will be returned", "保证", "一定能找回", "我们会追回", "肯定")


@pytest.mark.parametrize("word", PROMISING)
def test_no_sentence_promises_what_a_third_party_decides(word: str) -> None:
    assert [code for code, texts in sentences().items() if word in str(texts).lower()] == []


def test_failure_is_told_before_anything_about_the_wrong_network() -> None:
    failed = case(seen(Status.FAILED, Chain.BSC), **BSC_FOR_ETH, **PLATFORM)
    assert (judge(failed).code, judge(failed).also[0]) == ("failed", "platform_network")


def test_usdt_on_the_wrong_network_is_the_network_s_row_not_the_contract_s() -> None:
    """The contract of a token differs on each chain: that is no counterfeit."""
    other = replace(USDT_TO_BOB, token=ALICE, symbol="USDT")
    told = case(seen(chain=Chain.BSC, transfers=(other,)), token=USDT, **BSC_FOR_ETH, **PLATFORM)
    assert judge(told).code == "platform_network"


def test_transaction_found_on_another_chain_than_chosen_is_believed() -> None:
    told = case(
        seen(Status.UNKNOWN), ON_BSC, chosen=Chain.ETHEREUM, expected=Chain.ETHEREUM, sent_to=Party.OWN
    )
    assert (judge(told).code, judge(told).chain) == ("own_evm", Chain.BSC)


def test_nothing_asked_is_not_the_same_as_found_nowhere() -> None:
    assert judge(case(**BSC_FOR_ETH, **PLATFORM)).code == "platform_network"
    assert judge(case(seen(Status.UNKNOWN, Chain.BSC), **BSC_FOR_ETH, **PLATFORM)).code == "nowhere"


def test_verdict_without_a_chain_asked_says_so() -> None:
    told = case(**BSC_FOR_ETH, **PLATFORM)
    assert say(judge(told), told, language="en").rests_on.startswith("No chain was asked")
    told = case(ON_BSC, **BSC_FOR_ETH, **PLATFORM)
    assert say(judge(told), told, language="en").rests_on == ""


DISAGREE = NodeTrouble(Chain.BSC, TroubleKind.DISAGREE, About.TRANSACTION)
TIMEOUT = NodeTrouble(Chain.BSC, TroubleKind.TIMEOUT, About.TRANSACTION)
PARTIAL = NodeTrouble(Chain.BSC, TroubleKind.PARTIAL, About.APPROVALS)


@pytest.mark.parametrize(
    ("evidence", "english", "chinese"),
    [
        ({}, "No chain was asked", "没有查询链上数据"),
        ({"troubles": (TIMEOUT,)}, "no node gave a usable answer", "没有节点给出可用的回答"),
        ({"troubles": (DISAGREE,)}, "neither is believed", "都不能采信"),
        ({"sightings": (ON_BSC,), "agree": False}, "promises less", "较为保守"),
        ({"sightings": (ON_BSC,), "troubles": (TIMEOUT,)}, "those that did", "已有的回答"),
    ],
)
def test_verdict_says_whether_a_chain_was_asked_and_answered(
    evidence: dict[str, object], english: str, chinese: str
) -> None:
    told = Case(Story(**BSC_FOR_ETH, **PLATFORM), **evidence)  # type: ignore[arg-type]
    assert english in say(judge(told), told, language="en").rests_on
    assert chinese in say(judge(told), told, language="zh-hans").rests_on


@pytest.mark.parametrize("trouble", [(), (PARTIAL,)])
def test_verdict_that_rests_on_every_node_asked_needs_no_remark(trouble: tuple[NodeTrouble, ...]) -> None:
    told = Case(Story(**BSC_FOR_ETH, **PLATFORM), (ON_BSC,), troubles=trouble)
    assert say(judge(told), told, language="en").rests_on == ""


def test_what_else_fits_is_said_beside_the_verdict() -> None:
    failed = case(seen(Status.FAILED, Chain.BSC), **BSC_FOR_ETH, **PLATFORM)
    assert say(judge(failed), failed, language="en").also == (
        "It went over BNB Smart Chain, but the platform expected it over Ethereum.",
    )


def test_who_paid_a_stranger_is_asked_whether_somebody_got_him_to() -> None:
    assert judge(case(seen(), sent_to=Party.STRANGER)).ask == (Question.WAS_DECEIVED,)
    assert judge(case(seen(), sent_to=Party.STRANGER, was_deceived=False)).ask == ()


def test_empty_story_is_asked_for_the_most_telling_first() -> None:
    assert judge(Case(Story())).ask[:2] == (Question.TRANSACTION, Question.CHOSEN)


def test_key_is_asked_for_only_where_it_decides() -> None:
    told, _ = ROWS["tron_key"]
    assert Question.HOLDS_KEY in judge(told).ask
    assert Question.HOLDS_KEY not in judge(Case(Story())).ask


@pytest.mark.parametrize("kind", list(AccountKind))
def test_deposit_to_a_platform_is_never_called_lost_to_a_contract(kind: AccountKind) -> None:
    """Platforms take deposits at contracts of their own."""
    assert judge(case(seen(), at(BOB, kind), **PLATFORM)).who is Who.PLATFORM


def test_reference_lists_every_verdict_in_order_with_its_source() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "verdicts.md").read_text(encoding="utf-8")
    listed = [
        tuple(row.split(" | "))
        for row in page.splitlines()
        if row.startswith("| `") and row.count(" | ") == 3
    ]
    told = [(row[0].strip("| `"), row[1].strip("`"), row[3].removesuffix(" |")) for row in listed]
    assert told[1:] == [(rule.code, rule.who, rule.source) for rule in (*RULES, UNCLEAR)]
