"""The solution on the desk, in the customer's letter and in the console."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from answerback.findings.solutions.begin import begin
from answerback.findings.solutions.install import install_solutions
from answerback.findings.solutions.models import Course, CourseStep, SolutionVersion
from answerback.findings.solutions.ready_made import ready_content
from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.findings.solutions.cast import courses, steps, version


@pytest.fixture
def desk(db, settings):
    from tests.desk.acting import make_desk, now

    settings.DEMO = True
    made = make_desk()
    install_solutions(made.cast.wallet, by=SYSTEM, at=now())
    return made


@pytest.fixture
def house(db, settings):
    from tests.console.cast import make_house

    settings.DEMO = True
    made = make_house()
    at = datetime.now(UTC)
    for one in (made.cast, made.other):
        install_solutions(one.wallet, by=SYSTEM, at=at)
    return made


def letter(cast, ticket, language: str) -> str:
    from answerback.customers import portal_session
    from answerback.portal.access import COOKIE

    _session, cookie = portal_session.begin(cast.customer, at=timezone.now())
    client = Client(headers={"accept-language": language})
    client.cookies[COOKIE] = cookie
    return client.get(reverse("portal:ticket", args=[ticket.id])).content.decode()


def answered(desk, **given: str):
    """A call whose guide was answered so, each question before it by its first answer."""
    from answerback.conversations.queries import conversation_of
    from tests.findings.solutions.cast import say

    callback = desk.talk()
    desk.page()
    say(desk.cast, callback, conversation_of(desk.cast.wallet, callback_id=callback.id), **given)
    return desk.again(callback)


def test_before_the_call_the_desk_shows_a_guess_that_cannot_begin_yet(desk):
    desk.arrange()
    desk.post("next")

    page = desk.page()

    assert "Find the payment first: which way it went is not clear yet" in page
    assert "Begin this solution" not in page


def test_one_key_begins_what_the_answers_propose_and_the_user_reads_it(desk):
    callback = answered(desk, p_arrived="no", p_rail="bank")
    page = desk.page()
    assert "The customer says it went to or from a bank." in page
    assert 'data-key="J"' in page

    wanted = version(desk.cast.wallet, "payment_not_arrived_bank")
    address = f"/desk/tickets/{callback.ticket_id}/solution"
    assert desk.client.post(address, {"version": str(wanted.id)}).status_code == 302
    assert desk.client.post(address, {"version": str(wanted.id)}).status_code == 302

    assert courses(desk.cast) == [("payment_not_arrived_bank", "begun")]
    said = letter(desk.cast, callback.ticket, "zh-hans")
    assert "我们查清这笔钱是已经交给银行，还是还在钱包这边。" in said
    assert "银行什么时候入账由银行定，我们不能保证哪一天到。" in said
    assert "请打卡背面印的客服电话" in said
    assert "When a bank credits an account is the bank’s decision" in letter(desk.cast, callback.ticket, "en")


def test_steps_are_done_skipped_with_a_reason_and_the_course_given_up(desk):
    callback = answered(desk, p_arrived="no", p_rail="inside")
    wanted = version(desk.cast.wallet, "payment_not_arrived_inside")
    base = f"/desk/tickets/{callback.ticket_id}/solution"
    desk.client.post(base, {"version": str(wanted.id)})
    course = Course.objects.for_wallet(desk.cast.wallet).get(state="begun")
    first, second, *_rest = CourseStep.objects.for_wallet(desk.cast.wallet).filter(course=course)

    desk.client.post(f"{base}/steps/{first.id}", {"result": "done"})
    refused = desk.client.post(f"{base}/steps/{second.id}", {"result": "skipped"})
    desk.client.post(f"{base}/steps/{second.id}", {"result": "skipped", "reason": "user_declined"})

    assert refused.status_code == 422
    assert steps(course)[:2] == [("trace", "done"), ("recipient", "skipped")]
    assert "(left out: The customer does not want it)" in letter(desk.cast, callback.ticket, "en")
    desk.client.post(f"{base}/end", {"reason": "wrong_solution"})
    course.refresh_from_db()
    assert (course.state, course.end_reason) == ("given_up", "wrong_solution")
    assert [state for _step, state in steps(course)][2:] == ["left", "left"]


def test_another_wallets_ticket_version_and_step_are_not_there(desk):
    from tests.cast import make_cast

    other = make_cast("qingtan", "+8617000000021")
    install_solutions(other.wallet, by=SYSTEM, at=datetime.now(UTC))
    theirs = open_ticket(other.customer, category=Category.OTHER, by=SYSTEM, at=datetime.now(UTC))
    course = begin(theirs, version(other.wallet, "fees"), by=SYSTEM, at=datetime.now(UTC))
    step = CourseStep.objects.for_wallet(other.wallet).filter(course=course)[0]
    callback = answered(desk, p_arrived="no", p_rail="inside")
    base = "/desk/tickets/{}/solution"

    said = [
        desk.client.post(base.format(theirs.id), {"version": str(course.version_id)}).status_code,
        desk.client.post(base.format(callback.ticket_id), {"version": str(course.version_id)}).status_code,
        desk.client.post(
            f"{base.format(callback.ticket_id)}/steps/{step.id}", {"result": "done"}
        ).status_code,
        desk.client.post(f"{base.format(theirs.id)}/end", {"reason": "not_possible"}).status_code,
    ]

    assert said == [404, 404, 404, 404]


def test_han_meimei_edits_checks_publishes_and_retires_a_solution(house):
    client, wallet = house.client(house.cast.supervisor), house.cast.wallet
    first = version(wallet, "fees")
    address = reverse("console:solution_json", args=[first.solution_id, 1])
    content = ready_content("fees")

    broken = client.post(address, {"json": "{"}).content.decode()
    content["steps"][0]["en"] = "Please tell us your password."
    checked = client.post(address, {"json": json.dumps(content), "check": "1"}).content.decode()
    content["steps"][0]["en"] = "We list every item for you."
    client.post(address, {"json": json.dumps(content)})
    differing = client.get(reverse("console:solution_changes", args=[first.solution_id, 2])).content.decode()
    client.post(reverse("console:solution_publication", args=[first.solution_id, 2]))

    assert "This is not JSON" in broken
    assert "asks for something a callback never asks for" in checked
    assert "steps.break_down.en: We list every item for you." in differing
    rows = SolutionVersion.objects.for_wallet(wallet).filter(solution=first.solution).order_by("number")
    assert [one.state for one in rows] == ["retired", "published"]
    client.post(reverse("console:solution_retirement", args=[first.solution_id, 2]))
    assert [one.state for one in rows.all()] == ["retired", "retired"]


def test_a_step_that_often_fails_is_flagged_in_the_list_to_its_author(house):
    from answerback.findings.solutions.models import StepCount

    client, wallet = house.client(house.cast.supervisor), house.cast.wallet
    flagged = version(wallet, "fees")
    SolutionVersion.objects.for_wallet(wallet).filter(id=flagged.id).update(
        begun=20, solved=15, given_up=5, reopened=3, created_by=house.cast.supervisor.id
    )
    StepCount.objects.create(wallet=wallet, version=flagged, step="check", done=8, failed=8)

    page = client.get(reverse("console:solutions")).content.decode()
    one = client.get(reverse("console:solution_version", args=[flagged.solution_id, 1])).content.decode()

    assert "failed 8 times of 16" in page
    assert "For its author, Han Meimei." in page
    assert "75 % (53 to 89 %, n = 20)" in page
    assert "done 8, failed 8, skipped 0" in one
    assert "often fails" in one


def test_an_agent_has_no_library_to_edit_and_a_stranger_wallet_none_to_see(house):
    theirs = version(house.other.wallet, "fees")
    supervisor, agent = house.client(house.cast.supervisor), house.client(house.cast.agent)

    assert agent.get(reverse("console:solutions")).status_code == 403
    for name in ("solution_version", "solution_json", "solution_changes"):
        assert supervisor.get(reverse(f"console:{name}", args=[theirs.solution_id, 1])).status_code == 404


def test_the_user_ticks_off_his_step_in_the_letter_and_a_stranger_cannot(desk):
    from answerback.customers import portal_session
    from answerback.portal.access import COOKIE
    from tests.desk.acting import now

    cast = desk.cast
    ticket = open_ticket(
        cast.customer, category=Category.MISTAKEN_TRANSFER, by=SYSTEM, at=now(), origin="tick"
    )
    course = begin(ticket, version(cast.wallet, "scammed"), by=cast.li_lei, at=now())
    rows = CourseStep.objects.for_wallet(cast.wallet).filter(course=course)
    his, ours = rows.filter(doer="user").first(), rows.exclude(doer="user").first()

    def posts(who, step) -> int:
        _session, cookie = portal_session.begin(who, at=timezone.now())
        client = Client()
        client.cookies[COOKIE] = cookie
        return client.post(reverse("portal:solution_step", args=[ticket.id, step.id])).status_code

    address = reverse("portal:solution_step", args=[ticket.id, his.id])
    before = letter(cast, ticket, "zh-hans")
    tried = [posts(cast.stranger, his), posts(cast.customer, ours)]
    tried += [posts(cast.customer, his) for _twice in range(2)]

    assert tried == [404, 404, 302, 302]
    assert [one.state for one in (rows.get(id=his.id), rows.get(id=ours.id))] == ["done", "waiting"]
    assert (address in before, "我做好了" in before, address in letter(cast, ticket, "zh-hans")) == (
        True,
        True,
        False,
    )


def key_j(page: str) -> str:
    """The button that begins what is proposed first."""
    before, behind = page.split('data-key="J"')
    return before.rsplit("<button", 1)[1] + behind.split(">")[0]


def test_what_was_given_up_comes_after_what_was_not_tried(desk):
    callback = answered(desk, p_arrived="no", p_rail="bank")
    first = version(desk.cast.wallet, "payment_not_arrived_bank")
    before = key_j(desk.page())
    desk.client.post(reverse("desk:solution", args=[callback.ticket_id]), {"version": first.id})

    desk.client.post(reverse("desk:solution_end", args=[callback.ticket_id]), {"reason": "wrong_solution"})

    assert (str(first.id) in before, str(first.id) in key_j(desk.page())) == (True, False)
