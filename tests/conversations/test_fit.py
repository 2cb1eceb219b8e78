"""What a wallet cannot do is taken out of its copy of a guide."""

from answerback.conversations.conditions import AnswerIs
from answerback.conversations.fit import Profile, fit
from answerback.conversations.guide import Guide
from tests.conversations.building import guide, step, words, yes_or_no

ABLE = Profile("custodial", frozenset({"unlock_account"}))
UNABLE = Profile("mixed")


def names(one: Guide) -> list[str]:
    return [step.id for step in one.steps]


def test_step_that_needs_what_is_missing_goes() -> None:
    asking = guide(step("a"), step("b", needs=["unlock_account"]), step("c"))

    assert names(fit(asking, ABLE)) == ["a", "b", "c", "safe", "ideas", "bye"]
    assert names(fit(asking, UNABLE)) == ["a", "c", "safe", "ideas", "bye"]


def test_jump_to_a_step_that_went_leads_to_the_next_that_stays() -> None:
    asking = guide(
        yes_or_no("a", {"next": "c"}), step("b", next="part:hazards"), step("c", needs=["x"]), step("d")
    )

    fitted = fit(asking, UNABLE)

    assert names(fitted) == ["a", "b", "d", "safe", "ideas", "bye"]
    assert fitted.by_id["a"].choices[0].to == "d"


def test_answer_that_needs_what_is_missing_goes() -> None:
    answers = [
        {"code": "x", "label": words("解", "X"), "needs": ["unlock_account"]},
        {"code": "y", "label": words("不", "Y")},
    ]
    fitted = fit(guide(step("a", "choice", answers=answers)), UNABLE)

    assert [choice.code for choice in fitted.by_id["a"].choices] == ["y"]


def test_condition_on_the_wallet_is_settled_and_the_rest_stays() -> None:
    both = {"all": [{"custody": ["custodial"]}, {"answer": "a", "in": ["yes"]}]}
    asking = guide(yes_or_no("a"), step("b", when=both), step("c", when={"not": {"can": "unlock_account"}}))

    assert fit(asking, ABLE).by_id["b"].when == AnswerIs("a", ("yes",))
    assert names(fit(asking, ABLE)) == ["a", "b", "safe", "ideas", "bye"]
    assert names(fit(asking, UNABLE)) == ["a", "c", "safe", "ideas", "bye"]
    assert fit(asking, UNABLE).by_id["c"].when is None


def test_branch_that_always_holds_becomes_the_way_on_and_what_it_leaves_goes() -> None:
    asking = guide(
        step("a", branches=[{"when": {"can": "unlock_account"}, "to": "c"}]),
        step("b", next="part:hazards"),
        step("c"),
    )

    assert names(fit(asking, ABLE)) == ["a", "c", "safe", "ideas", "bye"]
    assert names(fit(asking, UNABLE)) == ["a", "b", "safe", "ideas", "bye"]


def test_step_that_hangs_on_the_answer_of_a_step_that_went_goes_too() -> None:
    asking = guide(
        step("z"), yes_or_no("a", needs=["unlock_account"]), step("b", when={"answer": "a", "in": ["yes"]})
    )

    assert names(fit(asking, UNABLE)) == ["z", "safe", "ideas", "bye"]


def test_fitting_twice_is_fitting_once() -> None:
    asking = guide(
        yes_or_no("a", {"next": "c"}), step("b", next="part:hazards"), step("c", needs=["x"]), step("d")
    )

    once = fit(asking, UNABLE)

    assert fit(once, UNABLE) == once
    assert once.custody == ("mixed",)
