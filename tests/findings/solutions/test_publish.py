"""A solution is written, checked, published and retired."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from django.utils.translation import override

from answerback.conversations.fit import Profile
from answerback.conversations.reading import SCHEMA_FILE as GUIDE_SCHEMA
from answerback.findings.solutions.check import Fault, check
from answerback.findings.solutions.draft import save_draft
from answerback.findings.solutions.fault_words import ASKS, SENTENCES, sentence_of
from answerback.findings.solutions.install import install_solutions
from answerback.findings.solutions.models import SolutionVersion
from answerback.findings.solutions.publish import publish, retire
from answerback.findings.solutions.reading import read_solution, schema
from answerback.findings.solutions.ready_made import ready_content
from answerback.findings.solutions.refusals import SolutionBroken, SolutionUnsafe, VersionNotADraft
from answerback.texts.refusals import SecretInText
from tests.cast import NOON
from tests.findings.solutions.cast import after, version
from tests.house.sources import ROOT
from tests.phrase import PHRASE


def changed(**more: object) -> dict:
    return ready_content("fees") | more


def test_saving_and_publishing_twice_is_once_and_retires_the_one_before(cast):
    before = version(cast.wallet, "fees")
    content = changed(hours=97)
    draft = save_draft(cast.wallet, content=content, by=cast.han_meimei, at=after(1))
    assert save_draft(cast.wallet, content=content, by=cast.han_meimei, at=after(2)) == draft
    for hour in (3, 4):
        publish(draft, by=cast.han_meimei, at=after(hour))

    rows = SolutionVersion.objects.for_wallet(cast.wallet).filter(solution=before.solution)
    assert [(one.number, one.state, one.published_at) for one in rows.order_by("number")] == [
        (1, "retired", NOON),
        (2, "published", after(3)),
    ]
    with pytest.raises(VersionNotADraft):
        publish(before, by=cast.han_meimei, at=after(5))


def test_what_its_own_people_edited_is_left_alone_by_the_ready_made(cast):
    draft = save_draft(cast.wallet, content=changed(hours=97), by=cast.han_meimei, at=after(1))
    publish(draft, by=cast.han_meimei, at=after(1))

    added = install_solutions(cast.wallet, by=cast.han_meimei, at=after(2))
    assert "fees" not in [one.solution.slug for one in added]
    assert version(cast.wallet, "fees").number == 2


def test_retiring_twice_is_once(cast):
    found = version(cast.wallet, "fees")
    for hour in (1, 2):
        found = retire(found, by=cast.han_meimei, at=after(hour))

    assert (found.state, found.retired_at) == ("retired", after(1))


def test_a_broken_shape_is_refused_with_the_place(cast):
    with pytest.raises(SolutionBroken) as refused:
        save_draft(cast.wallet, content=changed(hours="soon"), by=cast.han_meimei, at=NOON)

    assert [where for where, _what in refused.value.problems] == ["/hours"]


def test_a_secret_does_not_get_into_the_library(cast):
    content = changed(tell=[{"zh": "请您看一下。", "en": f"Type {PHRASE} there."}])

    with pytest.raises(SecretInText):
        save_draft(cast.wallet, content=content, by=cast.han_meimei, at=NOON)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"tell": [{"zh": "请把验证码念给我。", "en": "We look."}]}, Fault("asks_code", "tell.0.zh")),
        ({"tell": [{"zh": "我们看。", "en": "We'll unlock your account."}]}, None),
        ({"tell": [{"zh": "我们看。", "en": "我们看。"}]}, Fault("missing_translation", "tell.0.en")),
        ({"tell": [{"zh": "{agent}看。", "en": "We look."}]}, Fault("unknown_hole", "tell.0.zh")),
        ({"tell": [{"zh": "会退款。", "en": "We look."}]}, Fault("refund_word", "tell.0.zh")),
        ({"hours": 20}, Fault("hours_too_few", "hours")),
        ({"custody": ["self_custodial"]}, Fault("wrong_custody", "custody")),
    ],
)
def test_what_may_not_be_said_or_cannot_be_done_is_not_published(cast, change, fault):
    draft = save_draft(cast.wallet, content=changed(**change), by=cast.han_meimei, at=NOON)

    if fault is None:
        assert publish(draft, by=cast.han_meimei, at=NOON).state == "published"
        return
    with pytest.raises(SolutionUnsafe) as refused:
        publish(draft, by=cast.han_meimei, at=NOON)
    assert refused.value.faults == (fault,)


def test_a_promise_is_too_much_only_for_the_wallet_that_cannot_keep_it(cast):
    from answerback.conversations.profiles import profile_of

    content = read_solution(changed(tell=[{"zh": "我们看。", "en": "We'll unlock your account."}]))
    assert check(content, profile_of(cast.wallet)) == []

    cast.wallet.capabilities = []
    assert check(content, profile_of(cast.wallet)) == [Fault("promises_too_much", "tell.0.en")]


def test_every_fault_has_a_sentence_in_both_languages():
    for language in ("en", "zh-hans"):
        with override(language):
            assert all(sentence_of(Fault(code)) for code in SENTENCES)
            assert sentence_of(Fault("asks_password")) == str(ASKS)


def test_conditions_are_written_as_in_a_guide():
    guide = json.loads(GUIDE_SCHEMA.read_text("utf-8"))["$defs"]

    assert {name: schema()["$defs"][name] for name in ("condition", "conditions", "codes")} == {
        name: guide[name] for name in ("condition", "conditions", "codes")
    }


def test_the_example_in_the_documentation_is_valid():
    text = (ROOT / "docs" / "solutions.md").read_text("utf-8")
    example = json.loads(text.partition("```json\n")[2].partition("```")[0])

    assert check(read_solution(example), Profile("custodial", frozenset())) == []


@pytest.mark.parametrize("odd", ["\x00", "\ud800"])
def test_what_no_database_or_page_can_hold_is_no_solution(cast, odd):
    content = deepcopy(ready_content("fees"))
    content["tell"][0]["en"] += odd

    with pytest.raises(SolutionBroken):
        save_draft(cast.wallet, content=content, by=cast.han_meimei, at=NOON)
