"""The demo begins with wishes of others, once, and the machine has something to propose."""

from __future__ import annotations

from answerback.findings.suggestions.evidence import waiting
from answerback.findings.suggestions.models import Suggestion, SuggestionGroup
from answerback.findings.suggestions.plan import iteration_plan
from answerback.findings.suggestions.propose import new_groups, proposals
from answerback.ops.demo.suggestions import seed_suggestions
from tests.cast import NOON, make_cast
from tests.findings.suggestions.saying import says


def test_demo_has_groups_wishes_that_wait_and_a_plan(db: None) -> None:
    wallet = make_cast().wallet
    for _ in range(2):
        seed_suggestions(wallet, at=NOON)

    counts = (SuggestionGroup.objects.for_wallet(wallet).count(), waiting(wallet).count())
    assert (counts, Suggestion.objects.for_wallet(wallet).count()) == ((2, 3), 9)
    assert [len(one.suggestions) for one in new_groups(wallet)] == [2]
    assert [one.weight.suggesters for one in iteration_plan(wallet, NOON)] == [3, 3]


def test_confusing_button_of_the_demo_call_is_proposed_for_its_group(db: None) -> None:
    cast = make_cast()
    seed_suggestions(cast.wallet, at=NOON)

    wish = says(cast.customer, "确认按钮和取消按钮挨在一起，容易按错")

    assert proposals(wish)[0].group.title_en == "A clearer, larger confirm button"
