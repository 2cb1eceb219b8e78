"""What is answered proposes a solution; another answer proposes another one."""

from answerback.findings.solutions.begin import begin
from answerback.findings.solutions.end_course import give_up
from answerback.findings.solutions.facts import facts_of, walk_so_far
from answerback.findings.solutions.hear import weigh_again
from answerback.findings.solutions.kinds import GivenUp
from answerback.findings.solutions.models import Course
from answerback.findings.solutions.propose import proposed
from answerback.lookups.models import Triage
from tests.cast import NOON
from tests.findings.solutions.cast import after, arranged, courses, say, stocked, talking, version, written


def test_the_kind_of_call_alone_is_a_guess_and_no_proposal(whole):
    callback = arranged(whole)

    best = proposed((whole.wallet, facts_of(callback, None)))[0]

    assert (best.content.slug, best.is_guess) == ("payment_not_arrived_unclear", True)
    assert best.reasons("zh-hans") == ["事件说有一笔钱没有到账。"]
    weigh_again(callback, by=whole.li_lei, at=NOON)
    assert courses(whole) == []


def test_an_answer_proposes_what_fits_and_says_why(whole):
    callback = arranged(whole)
    say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")

    course = Course.objects.for_wallet(whole.wallet).get(state="proposed")
    best = proposed((whole.wallet, facts_of(callback, walk_so_far(callback))))[0]

    assert course.version == version(whole.wallet, "payment_not_arrived_bank")
    assert course.ticket_id == callback.ticket_id
    assert best.reasons("en") == ["The customer says it went to or from a bank."]
    assert written(whole) == ["solution.proposed"]


def test_a_changed_answer_changes_the_proposal(whole):
    callback = arranged(whole)
    talk = say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")
    say(whole, callback, talk, p_rail="merchant")

    assert courses(whole) == [
        ("payment_not_arrived_bank", "withdrawn"),
        ("payment_not_arrived_merchant", "proposed"),
    ]
    assert written(whole) == ["solution.proposed", "solution.withdrawn", "solution.proposed"]


def test_hearing_the_same_twice_changes_nothing(whole):
    callback = arranged(whole)
    talk = say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")
    say(whole, callback, talk, p_rail="bank")
    weigh_again(callback, by=whole.li_lei, at=after(1))

    assert courses(whole) == [("payment_not_arrived_bank", "proposed")]
    assert written(whole) == ["solution.proposed"]


def test_what_has_arrived_after_all_is_proposed_no_longer(whole):
    callback = arranged(whole)
    talk = say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")
    say(whole, callback, talk, p_arrived="yes")

    assert courses(whole) == [("payment_not_arrived_bank", "withdrawn")]


def test_a_course_under_way_stays_whatever_is_answered_then(whole):
    callback = arranged(whole)
    talk = say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")
    begin(callback.ticket, version(whole.wallet, "payment_not_arrived_bank"), by=whole.li_lei, at=after(1))
    say(whole, callback, talk, p_rail="merchant")

    assert courses(whole) == [("payment_not_arrived_bank", "begun")]


def test_what_was_given_up_is_not_proposed_again_for_the_ticket(whole):
    callback = arranged(whole)
    say(whole, callback, talking(callback), p_arrived="no", p_rail="bank")
    course = begin(
        callback.ticket, version(whole.wallet, "payment_not_arrived_bank"), by=whole.li_lei, at=after(1)
    )
    give_up(course, GivenUp.WRONG_SOLUTION, by=whole.li_lei, at=after(2))
    weigh_again(callback, by=whole.li_lei, at=after(2))

    assert courses(whole) == [("payment_not_arrived_bank", "given_up")]


def test_what_the_chain_says_weighs_more_than_what_was_answered(qingtan):
    stocked(qingtan)
    callback = arranged(qingtan)
    say(qingtan, callback, talking(callback), p_arrived="no", p_state="not_looked")
    assert courses(qingtan) == [("payment_not_arrived_own_keys", "proposed")]

    Triage.objects.create(
        wallet=qingtan.wallet,
        subject_kind="callback",
        subject_id=callback.id,
        customer_id=callback.customer_id,
        code="token_not_shown",
        who="user",
        case="{}",
        made_at=after(1),
    )
    weigh_again(callback, by=qingtan.li_lei, at=after(1))

    assert courses(qingtan)[-1] == ("token_not_shown", "proposed")
