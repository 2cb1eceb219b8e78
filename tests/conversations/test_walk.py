"""Going forward, back, and along another branch."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.conversations.conditions import Context
from answerback.conversations.given import DECLINED, SAID, Given
from answerback.conversations.ready_made import ready_guide, ready_names
from answerback.conversations.walk import BrokenGuide, next_step, walk
from tests.conversations.building import guide, random_given, step, words, yes_or_no

YES, NO = Given(codes=("yes",)), Given(codes=("no",))
HERE = Context()
MARKETING = frozenset({"marketing"})


def forked():
    """arrived? yes: to the safety part; no: when, then why."""
    return guide(
        yes_or_no("arrived", {"next": "part:hazards", "marks": ["solved"]}),
        step("when", "date"),
        step("reason", "text", when={"answer": "arrived", "in": ["no"]}),
    )


def test_first_step_comes_first() -> None:
    assert next_step(forked(), {}, HERE).id == "arrived"


def test_answer_leads_where_it_says() -> None:
    assert next_step(forked(), {"arrived": YES}, HERE).id == "safe"
    assert next_step(forked(), {"arrived": NO}, HERE).id == "when"


def test_rather_not_say_leads_on() -> None:
    assert next_step(forked(), {"arrived": DECLINED}, HERE).id == "when"


def test_condition_that_does_not_hold_passes_to_the_next_step_as_written() -> None:
    assert next_step(forked(), {"arrived": DECLINED, "when": DECLINED}, HERE).id == "safe"


def test_skipped_step_does_not_jump() -> None:
    jumping = guide(
        yes_or_no("a"), step("b", when={"answer": "a", "in": ["yes"]}, next="part:thanks"), step("c")
    )

    assert next_step(jumping, {"a": NO}, HERE).id == "c"


def test_first_branch_that_holds_is_taken() -> None:
    branching = guide(
        yes_or_no("a", branches=[{"when": {"answer": "a", "in": ["no"]}, "to": "c"}]), step("b"), step("c")
    )

    assert next_step(branching, {"a": NO}, HERE).id == "c"
    assert next_step(branching, {"a": YES}, HERE).id == "b"


def test_branch_left_behind_is_kept_but_does_not_count() -> None:
    said = {"arrived": NO, "when": SAID, "reason": Given(text="不知道")}

    changed = walk(forked(), said | {"arrived": YES}, HERE)

    assert [one.step.id for one in changed.passed] == ["arrived"]
    assert changed.marks == {"solved"}
    again = walk(forked(), said, HERE)
    assert [one.step.id for one in again.passed] == ["arrived", "when", "reason"]


def test_back_goes_to_the_step_shown_before() -> None:
    walked = walk(forked(), {"arrived": NO, "when": SAID}, HERE)

    assert walked.before(walked.frontier) == walked.guide.by_id["when"]
    assert walked.before(walked.guide.by_id["arrived"]) is None


def test_position_off_the_path_is_the_frontier() -> None:
    assert walk(forked(), {"arrived": YES}, HERE).at("reason").id == "safe"


@pytest.mark.parametrize(
    ("known", "trouble", "shown"),
    [
        (Context(consents=MARKETING), NO, True),
        (Context(consents=frozenset({"service"})), NO, False),
        (Context(consents=MARKETING, open_tickets=1), NO, False),
        (Context(consents=MARKETING, open_hazards=1), NO, False),
        (Context(consents=MARKETING, offer_fits=False), NO, False),
        (Context(consents=MARKETING), YES, False),
    ],
)
def test_offer_needs_one_that_fits_consent_and_no_trouble(
    known: Context, trouble: Given, shown: bool
) -> None:
    offering = guide(
        yes_or_no("lost", {"marks": ["hazard.fraud_loss"]}),
        thanks=[yes_or_no("offer", offer=True), step("bye", "end")],
    )
    walked = walk(offering, {"lost": trouble, "safe": SAID, "ideas": SAID}, known)

    assert (walked.frontier.id == "offer") is shown


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"can": "unlock_account"}, True),
        ({"can": "freeze_account"}, False),
        ({"custody": ["mixed"]}, True),
        ({"consent": "service"}, True),
        ({"open_trouble": True}, True),
        ({"event": "chain", "in": ["tron", "bsc"]}, True),
        ({"event": "chain", "in": ["eos"]}, False),
        ({"event": "amount"}, False),
        ({"not": {"event": "amount"}}, True),
        ({"all": [{"can": "unlock_account"}, {"event": "amount"}]}, False),
        ({"any": [{"can": "unlock_account"}, {"event": "amount"}]}, True),
    ],
)
def test_condition_looks_at_the_context(condition: dict[str, object], holds: bool) -> None:
    conditional = guide(step("first", when=condition), step("second"))
    context = Context("mixed", frozenset({"unlock_account"}), frozenset({"service"}), 1, {"chain": "tron"})

    assert (next_step(conditional, {}, context).id == "first") is holds


def test_guide_that_goes_round_is_stopped() -> None:
    round_and_round = guide(step("a"), step("b", next="a"))

    with pytest.raises(BrokenGuide):
        walk(round_and_round, {"a": SAID, "b": SAID}, HERE)


def test_words_are_filled_with_names_and_unknown_holes_stay() -> None:
    text = guide(step("a", prompt=words("我是{wallet}的{agent}。", "{agent} of {wallet}."))).steps[0].prompt

    assert text.words("zh-hans", {"wallet": "岚月支付", "agent": "李雷"}) == "我是岚月支付的李雷。"
    assert text.words("en-GB", {"agent": "Li Lei"}) == "Li Lei of {wallet}."


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(ready_names()))
def test_progress_never_falls_and_the_same_answers_give_the_same_walk(seed: int, name: str) -> None:
    dice, ready, answers, shares = random.Random(seed), ready_guide(name), {}, [0.0]
    context = Context(ready.custody[0], frozenset(), frozenset({"marketing"}))

    while not (walked := walk(ready, answers, context)).ended:
        assert walked == walk(ready, dict(reversed(answers.items())), context)
        shares.append(walked.progress().share)
        answers[walked.frontier.id] = random_given(walked.frontier, dice)

    assert shares == sorted(shares)
    assert walked.progress().share == 1.0
