"""A wallet's policy as data: what can be stored, what is refused, and what a place changes."""

import json

import pytest

from answerback.guard import DEFAULT, Action, Kind, Policy, PolicyError, Rule, clean


def test_policy_survives_being_stored() -> None:
    policy = DEFAULT.changed(email=Action.LEAVE, phone=Action.WARN)

    stored = json.dumps(policy.as_plain())

    assert Policy.from_plain(json.loads(stored)) == policy


def test_empty_policy_is_the_default() -> None:
    assert Policy.from_plain({}) == DEFAULT


def test_plain_policy_says_one_action_or_two() -> None:
    policy = Policy.from_plain(
        {
            "kinds": {"email": "leave", "cvv": {"sure": "block", "unsure": "warn", "sure_from": 0.9}},
            "least": 0.4,
        }
    )

    assert (policy.rules[Kind.EMAIL], policy.rules[Kind.CVV], policy.least) == (
        Rule(sure=Action.LEAVE, unsure=Action.LEAVE),
        Rule(sure=Action.BLOCK, unsure=Action.WARN, sure_from=0.9),
        0.4,
    )
    assert policy.rules[Kind.SEED_PHRASE] == DEFAULT.rules[Kind.SEED_PHRASE]


def test_place_changes_only_what_it_names() -> None:
    wallet = Policy.from_plain({"kinds": {"phone": "warn", "email": "leave"}})

    notes = Policy.from_plain({"kinds": {"email": "mask"}}, over=wallet)

    assert clean("a@example.com 17000000088", notes).text == "‹email› 17000000088"


@pytest.mark.parametrize(
    ("plain", "code", "where"),
    [
        ([], "not_an_object", ""),
        ({"kinds": []}, "not_an_object", "kinds"),
        ({"kind": {}}, "unknown_entry", "kind"),
        ({"kinds": {"seed": "mask"}}, "unknown_kind", "kinds.seed"),
        ({"kinds": {"email": "hide"}}, "unknown_action", "kinds.email"),
        ({"kinds": {"email": None}}, "not_an_object", "kinds.email"),
        ({"kinds": {"email": {"sure": "mask"}}}, "unknown_action", "kinds.email.unsure"),
        ({"kinds": {"email": {"sure": "mask", "maybe": "mask"}}}, "unknown_entry", "kinds.email.maybe"),
        ({"kinds": {"email": {"sure": "mask", "unsure": "mask", "sure_from": 2}}}, "not_a_share",
         "kinds.email.sure_from"),
        ({"least": True}, "not_a_share", "least"),
        ({"least": float("nan")}, "not_a_share", "least"),
        ({"kinds": {"seed_phrase": "warn"}}, "must_be_taken_out", "kinds.seed_phrase"),
        ({"kinds": {"private_key": {"sure": "block", "unsure": "leave"}}}, "must_be_taken_out", "kinds.private_key"),
    ],
)  # fmt: skip
def test_what_is_no_policy_is_refused_with_its_place(plain: object, code: str, where: str) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy.from_plain(plain)

    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("least", [0.99, 1, 0.51])
def test_stored_policy_may_not_ask_for_so_much_certainty_that_phrases_stay(least: float) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy.from_plain({"least": least})
    assert (refused.value.code, refused.value.where) == ("must_be_taken_out", "least")
