"""Every ready-made solution is valid in both languages for each wallet that it is for."""

from __future__ import annotations

from itertools import combinations

import pytest

from answerback.chains.triage.words import sentences
from answerback.conversations.conditions import AnswerIs, EventIs, Marked, leaves
from answerback.conversations.fit import Profile
from answerback.conversations.ready_made import ready_guides_for
from answerback.findings.solutions.check import check
from answerback.findings.solutions.kinds import Problem
from answerback.findings.solutions.models import SolutionVersion
from answerback.findings.solutions.ready_made import ready_content, ready_for, ready_names, ready_solution
from answerback.wallets.kinds import CUSTODIAL_ONLY, Capability

NAMES = ready_names()
CUSTODIES = ("custodial", "self_custodial", "mixed")


def abilities(custody: str) -> list[frozenset[str]]:
    """Every set of capabilities that a wallet of this custody may have."""
    able = [one.value for one in Capability if custody != "self_custodial" or one not in CUSTODIAL_ONLY]
    return [frozenset(some) for size in range(len(able) + 1) for some in combinations(able, size)]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_and_promises_nothing_that_any_wallet_of_its_kind_cannot_do(name):
    found = {
        (custody, fault)
        for custody in ready_solution(name).custody
        for can in abilities(custody)
        for fault in check(ready_solution(name), Profile(custody, can))
    }

    assert found == set()


@pytest.mark.parametrize("name", NAMES)
def test_its_file_is_named_after_it(name):
    assert ready_content(name)["slug"] == name


@pytest.mark.parametrize("custody", CUSTODIES)
def test_every_problem_has_a_solution_for_every_kind_of_wallet(custody):
    served = {ready_solution(name).problem for name in ready_for(custody)}

    assert served == {problem.value for problem in Problem} - {"other"}


@pytest.mark.parametrize("name", NAMES)
def test_its_rules_ask_for_answers_marks_and_verdicts_that_there_are(name):
    """A rule about an answer that no guide gives would never hold, and nobody would notice."""
    guides = [guide for custody in CUSTODIES for guide in ready_guides_for(custody)]
    answers = {(step.id, choice.code) for guide in guides for step in guide.steps for choice in step.choices}
    marks = {mark for guide in guides for step in guide.steps for one in step.choices for mark in one.marks}
    rules = [leaf for fit in ready_solution(name).fits for leaf in leaves(fit.when)]

    asked = {(leaf.step, code) for leaf in rules if isinstance(leaf, AnswerIs) for code in leaf.codes}
    marked = {leaf.mark for leaf in rules if isinstance(leaf, Marked)}
    verdicts = {
        str(code)
        for leaf in rules
        if isinstance(leaf, EventIs) and leaf.field == "triage"
        for code in leaf.values
    }

    assert (asked - answers, marked - marks, verdicts - set(sentences())) == (set(), set(), set())


def test_a_wallet_gets_those_of_its_kind_and_a_second_time_none(whole, qingtan):
    from answerback.findings.solutions.install import install_solutions
    from tests.cast import NOON
    from tests.findings.solutions.cast import stocked

    for one, custody in ((whole, "custodial"), (stocked(qingtan), "self_custodial")):
        rows = SolutionVersion.objects.for_wallet(one.wallet).filter(state="published")
        assert sorted(row.solution.slug for row in rows.select_related("solution")) == ready_for(custody)
        assert install_solutions(one.wallet, by=one.han_meimei, at=NOON) == []
