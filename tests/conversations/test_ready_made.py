"""The guides that come with Answerback: safe, complete in both languages, and every branch leads home."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.conversations.check import check
from answerback.conversations.conditions import Context
from answerback.conversations.fit import Profile, fit
from answerback.conversations.given import DECLINED, SAID
from answerback.conversations.guide import Guide, Kind, Part
from answerback.conversations.reading import read_guide, shape_problems
from answerback.conversations.ready_made import ready_content, ready_guide, ready_guides_for, ready_names
from answerback.conversations.walk import walk
from answerback.conversations.writing import write_guide
from answerback.wallets.kinds import CUSTODIAL_ONLY, Capability, Custody
from tests.conversations.building import answers_to_all, answers_towards, is_trouble

ALL = frozenset(one.value for one in Capability)
OPEN_TO_ALL = ALL - {one.value for one in CUSTODIAL_ONLY}
PROFILES = [
    Profile("custodial", ALL),
    Profile("custodial"),
    Profile("custodial", frozenset({"unlock_account", "ask_platform"})),
    Profile("mixed", ALL - {"recall_transfer", "merchant_refund"}),
    Profile("self_custodial"),
    Profile("self_custodial", OPEN_TO_ALL),
]
SERVED = [
    (name, one) for name, one in product(ready_names(), PROFILES) if one.custody in ready_guide(name).custody
]
KINDS = {
    "payment_not_arrived",
    "account_locked",
    "mistaken_transfer",
    "suspicious_login",
    "scam_reported",
    "onboarding_finished",
    "ticket_solved",
    "routine_follow_up",
    "customer_request",
}


def contexts(profile: Profile) -> list[Context]:
    """A customer who agreed to offers, one who did not, and one with an open ticket."""
    consents = (frozenset({"service", "marketing"}), frozenset({"service"}))
    return [
        Context(profile.custody, profile.capabilities, consent, tickets)
        for consent, tickets in product(consents, (0, 1))
    ]


@pytest.mark.parametrize("custody", list(Custody))
def test_every_kind_of_event_has_exactly_one_guide_in_every_kind_of_wallet(custody: Custody) -> None:
    served = sorted(kind for one in ready_guides_for(custody.value) for kind in one.serves)

    assert served == sorted(KINDS)


@pytest.mark.parametrize("name", ready_names())
def test_guide_fits_the_schema_and_is_written_back_the_same(name: str) -> None:
    assert shape_problems(ready_content(name)) == []
    assert read_guide(write_guide(ready_guide(name))) == ready_guide(name)


@pytest.mark.parametrize(("name", "profile"), SERVED)
def test_guide_passes_the_check_in_every_wallet_it_serves(name: str, profile: Profile) -> None:
    assert check(fit(ready_guide(name), profile), profile) == []


@pytest.mark.parametrize(("name", "profile"), SERVED)
def test_every_step_and_answer_is_met_and_every_walk_ends(name: str, profile: Profile) -> None:
    guide, dice = fit(ready_guide(name), profile), random.Random(name)
    missing, tries = everything_to_meet(guide), 0
    while missing and tries < 500:
        tries += 1
        aim, calm, context = dice.choice(sorted(missing)), tries % 2 == 0, dice.choice(contexts(profile))
        towards = answers_towards(guide, *aim, dice, calm=calm)
        walked = walk(guide, answers_to_all(guide, dice, calm=calm) | towards, context)
        assert walked.ended
        missing -= {(one.step.id, code) for one in walked.passed for code in ("", *one.given.answer_codes)}

    assert missing == set()


def everything_to_meet(guide: Guide) -> set[tuple[str, str]]:
    shown = {(step.id, "") for step in guide.steps if step.kind is not Kind.END}
    answers = {(step.id, choice.code) for step in guide.steps for choice in step.choices}
    declined = {(step.id, "rather_not_say") for step in guide.steps if step.is_question}
    return shown | answers | declined


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), served=st.sampled_from(SERVED), which=st.integers(0, 3))
def test_any_answers_reach_the_end_and_never_an_offer_against_the_rules(
    seed: int, served: tuple[str, Profile], which: int
) -> None:
    name, profile = served
    guide, context = fit(ready_guide(name), profile), contexts(profile)[which]

    walked = walk(guide, answers_to_all(guide, random.Random(seed)), context)

    assert walked.ended
    offers = [one.step.id for one in walked.passed if one.step.offer]
    if any(map(is_trouble, walked.marks)) or context.open_tickets or "marketing" not in context.consents:
        assert offers == []


@pytest.mark.parametrize(("name", "profile"), SERVED)
def test_one_who_would_rather_say_nothing_is_thanked_all_the_same(name: str, profile: Profile) -> None:
    guide = fit(ready_guide(name), profile)
    silence = {step.id: DECLINED if step.is_question else SAID for step in guide.steps}

    walked = walk(guide, silence, contexts(profile)[0])

    assert walked.ended
    assert "t_thanks" in [one.step.id for one in walked.passed]


@pytest.mark.parametrize("name", ready_names())
def test_guide_asks_about_hazards_device_and_suggestions(name: str) -> None:
    guide = ready_guide(name)

    assert {step.part for step in guide.steps} == set(Part)
    asked = {"h_contacts", "h_device", "h_source", "h_updates", "s_hard", "s_better", "s_wish", "t_offer"}
    safety = {"h_backup", "h_signed"} if name.endswith("self_custodial") else {"h_two_step", "h_reuse"}
    assert (asked | safety) - set(guide.by_id) == set()


@pytest.mark.parametrize("name", ready_names())
def test_chinese_is_polite_and_uses_its_own_punctuation(name: str) -> None:
    for step in ready_guide(name).steps:
        for _, text in step.texts():
            assert "你" not in text.zh
            assert not any(mark in text.zh for mark in ",?!;") or text.zh == text.en, text.zh


@pytest.mark.parametrize("name", ready_names())
def test_question_tells_the_users_page_what_it_asks(name: str) -> None:
    silent = [step.id for step in ready_guide(name).steps if step.is_question and not step.asks]

    assert silent == []


def test_refund_is_said_only_where_a_merchant_gives_it() -> None:
    said = {
        step.id
        for name in ready_names()
        for step in ready_guide(name).steps
        for _, text in step.texts()
        if "退款" in text.zh or "refund" in text.en.lower()
    }
    assert said == {"p_merchant"}
    assert ready_guide("mistaken_transfer").by_id["p_merchant"].needs == ("merchant_refund",)


def test_confirmed_transfer_on_a_chain_is_called_final_in_both_kinds_of_wallet() -> None:
    for name in ("mistaken_transfer", "mistaken_transfer_self_custodial"):
        confirmed = ready_guide(name).by_id["p_confirmed"].prompt
        assert "谁也撤不回来" in confirmed.zh
        assert "cannot be undone by anybody" in confirmed.en


def test_self_custodial_wallet_says_what_nobody_can_do() -> None:
    names = ["payment_not_arrived", "account_locked", "mistaken_transfer", "suspicious_login"]
    for name in names:
        honest = ready_guide(f"{name}_self_custodial").by_id["p_honest"].prompt
        assert "we" in honest.en.lower()
        assert "cannot" in honest.en
