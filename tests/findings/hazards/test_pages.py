"""One "yes" on the desk: the desk interrupts, the console knows, the user reads a letter. Nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from answerback.callbacks.models import Callback
from answerback.customers import portal_session
from answerback.customers.models import Customer
from answerback.findings.hazards.by_hand import open_in_call
from answerback.findings.hazards.kinds import Kind
from answerback.findings.hazards.models import Hazard, Measure
from answerback.portal.access import COOKIE
from tests.phrase import PHRASE

if TYPE_CHECKING:
    from tests.desk.acting import Desk


@pytest.fixture
def desk(db: None, settings: object) -> Desk:
    from tests.desk.acting import make_desk

    settings.DEMO = True  # type: ignore[attr-defined]
    return make_desk()


@pytest.fixture
def lead(desk: Desk) -> Client:
    from tests.desk.acting import signed_in

    return signed_in(desk.cast.supervisor)


def user(customer: Customer, language: str = "en") -> Client:
    _session, cookie = portal_session.begin(customer, at=timezone.now())
    client = Client(headers={"accept-language": language})
    client.cookies[COOKIE] = cookie
    return client


def part(page: str, name: str) -> str:
    """One piece of the desk."""
    return page.split(f'data-part="{name}"')[1].split('class="part"')[0]


def told(desk: Desk, *kinds: Kind) -> tuple[Callback, list[Hazard]]:
    """A call in which this came to light."""
    from tests.desk.acting import now

    callback = desk.talk()
    return callback, [open_in_call(callback, kind, by=desk.cast.li_lei, at=now()) for kind in kinds]


def make_urgent(hazard: Hazard) -> None:
    from answerback.findings.hazards.facts import Fact
    from answerback.findings.hazards.kinds import Source
    from answerback.findings.hazards.open import Found, open_hazard
    from answerback.journal.write import SYSTEM
    from tests.desk.acting import now

    found = Found(Source.CONVERSATION, hazard.origin, hazard.callback_id, hazard.ticket)
    open_hazard(
        hazard.customer,
        kind=Kind(hazard.kind),
        found=found,
        facts=[Fact.STRANGER_NOW],
        by=SYSTEM,
        at=now(),
    )


# The desk


def test_before_anything_is_told_the_desk_says_that_nothing_is_urgent(desk: Desk) -> None:
    desk.talk()

    assert "Nothing urgent is known." in part(desk.page(), "urgent")


def test_an_urgent_one_interrupts_the_desk_and_says_what_to_say_now(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SCREEN_SHARED)
    make_urgent(hazard)

    page = desk.page()

    bar = part(page, "urgent")
    assert "The screen was shared with a stranger" in bar
    assert 'lang="zh-Hans">先别的都不管：请您挂断那边的电话' in bar
    assert '<div aria-live="assertive"><div class="part" id="part-urgent"' in page
    assert "autofocus" not in bar


def test_an_alarm_about_another_caller_stands_on_the_desk_in_the_next_call(desk: Desk) -> None:
    user(desk.cast.customer).post("/my/alarm")

    desk.talk()

    [hazard] = Hazard.objects.for_wallet(desk.cast.wallet)
    assert f'id="hazard-{hazard.id}"' in part(desk.page(), "hazards")


def test_an_alarm_about_our_own_call_is_urgent_for_the_supervisor_and_not_told_to_its_desk(
    desk: Desk, lead: Client
) -> None:
    desk.talk()

    user(desk.cast.customer).post("/my/alarm")

    [hazard] = Hazard.objects.for_wallet(desk.cast.wallet)
    assert (hazard.level, hazard.owner) == ("urgent", desk.cast.supervisor)
    assert f'id="hazard-{hazard.id}"' not in part(desk.page(), "hazards")
    assert "Urgent security hazards" in lead.get("/console/").content.decode()


def test_another_agents_desk_knows_nothing_of_it(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SCREEN_SHARED)
    make_urgent(hazard)

    assert "The screen was shared" not in desk.other.get("/desk/").content.decode()


def test_before_the_call_is_answered_the_desk_keeps_silent(desk: Desk) -> None:
    callback = desk.arrange()
    desk.post("next")
    from tests.desk.acting import now

    open_in_call(callback, Kind.SCREEN_SHARED, by=desk.cast.li_lei, at=now())

    assert "The screen was shared" not in desk.page()


def test_the_agent_opens_one_by_hand_and_ticks_off_a_measure(desk: Desk) -> None:
    callback = desk.talk()

    assert desk.post("hazards", callback, kind="lost_device") == 302
    assert desk.post("hazards", callback, kind="a_storm") == 404
    lock = Measure.objects.get(code="lock_device")
    assert desk.post(f"measures/{lock.id}", callback, state="done") == 302

    lock.refresh_from_db()
    assert (lock.state, lock.done_by) == ("done", desk.cast.agent)


def test_a_measure_of_somebody_else_is_not_found_on_this_desk(desk: Desk) -> None:
    from tests.findings.hazards.acting import by_hand

    callback = desk.talk()
    theirs = by_hand(_about_the_stranger(desk), Kind.LOST_DEVICE)
    measure = Measure.objects.filter(hazard=theirs)[0]

    assert desk.post(f"measures/{measure.id}", callback, state="done") == 404


def _about_the_stranger(desk: Desk):
    from dataclasses import replace

    return replace(desk.cast, customer=desk.cast.stranger)


# The user


def test_the_user_reads_it_like_a_letter_in_both_languages(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)
    address = f"/my/hazards/{hazard.id}"

    english = user(desk.cast.customer).get(address).content.decode()
    chinese = user(desk.cast.customer, "zh-hans").get(address).content.decode()

    for title in ("What we found", "Why it matters", "What you do", "What we do", "When we ring again"):
        assert title in english
    for title in ("我们发现了什么", "为什么要紧", "我们什么时候再打给您"):
        assert title in chinese
    assert "points" not in english


def test_it_stands_in_the_list_of_matters(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)

    page = user(desk.cast.customer).get("/my/matters").content.decode()

    assert f'href="/my/hazards/{hazard.id}"' in page


def test_the_user_ticks_off_what_he_did(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)
    own, ours = (hazard.measures.filter(who=who)[0] for who in ("user", "company"))
    visitor = user(desk.cast.customer)

    assert visitor.post(f"/my/measures/{own.id}", {"state": "done"}).status_code == 302
    assert visitor.post(f"/my/measures/{ours.id}", {"state": "done"}).status_code == 404

    own.refresh_from_db()
    assert own.state == "done"
    assert "Not done after all" in visitor.get(f"/my/hazards/{hazard.id}").content.decode()


def test_a_stranger_finds_neither_letter_nor_measure(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)
    stranger, measure = user(desk.cast.stranger), hazard.measures.filter(who="user")[0]

    assert stranger.get(f"/my/hazards/{hazard.id}").status_code == 404
    assert stranger.post(f"/my/measures/{measure.id}", {"state": "done"}).status_code == 404


def test_a_withdrawn_one_is_gone_from_the_users_pages(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)

    lead.post(f"/console/hazards/{hazard.id}/withdrawal")

    visitor = user(desk.cast.customer)
    assert visitor.get(f"/my/hazards/{hazard.id}").status_code == 404
    assert str(hazard.id) not in visitor.get("/my/matters").content.decode()


def test_the_letter_says_how_it_ended(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)

    sent = {"safe_by": "password_changed", "words": "用户自己换了密码。"}
    assert lead.post(f"/console/hazards/{hazard.id}/closure", sent).status_code == 302

    page = user(desk.cast.customer).get(f"/my/hazards/{hazard.id}").content.decode()
    assert "How it ended" in page
    assert "The password was changed" in page
    assert "用户自己换了密码。" in page


# The console


def test_the_console_writes_the_risk_out(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SCREEN_SHARED)
    make_urgent(hazard)

    page = lead.get(f"/console/hazards/{hazard.id}").content.decode()

    for said in (
        "The screen was shared with a stranger",
        "The stranger is still on the line or sees the screen while we speak.",
        '<td class="numeric">50</td>',
        '<td class="numeric">30</td>',
        "<strong>80</strong>",
        "hazard.opened",
    ):
        assert said in page


def test_the_list_filters_and_exports(desk: Desk, lead: Client) -> None:
    told(desk, Kind.SHARED_SECRET, Kind.SUSPICIOUS_CALL)

    def shown(query: str) -> int:
        return lead.get(f"/console/hazards?{query}").context["drawn"].total

    assert [
        shown(query)
        for query in ("", "level=high", "kind=suspicious_call", "owner=nobody", "owner=1001", "lateness=late")
    ] == [2, 1, 1, 1, 1, 0]
    exported = b"".join(lead.get("/console/hazards?export=csv").streaming_content).decode()
    assert exported.count("user-1") == 2


def test_what_is_urgent_needs_a_person_and_stands_on_the_wall(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SCREEN_SHARED)
    make_urgent(hazard)

    home = lead.get("/console/").content.decode()
    wall = lead.get("/console/wallboard/figures").content.decode()

    assert "Urgent security hazards" in home
    assert "Somebody must act now" in wall


def test_the_supervisor_opens_one_and_gives_it_to_herself(desk: Desk, lead: Client) -> None:
    form = lead.get("/console/hazards/new?customer=user-1").context["form"]
    sent = {"token": form["token"].value(), "customer": "user-1", "kind": "malware", "facts": ["money_gone"]}

    for _twice in range(2):
        assert lead.post("/console/hazards/new", sent).status_code == 302

    [hazard] = Hazard.objects.for_wallet(desk.cast.wallet)
    assert (hazard.kind, hazard.points, hazard.level) == ("malware", 70, "urgent")
    lead.post(f"/console/hazards/{hazard.id}/owner", {"owner": ""})
    hazard.refresh_from_db()
    assert hazard.owner is None
    lead.post(f"/console/hazards/{hazard.id}/owner", {"owner": desk.cast.supervisor.id})
    hazard.refresh_from_db()
    assert hazard.owner == desk.cast.supervisor


def test_an_unknown_customer_or_owner_is_refused(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)
    form = lead.get("/console/hazards/new").context["form"]
    sent = {"token": form["token"].value(), "customer": "user-99", "kind": "malware"}

    assert lead.post("/console/hazards/new", sent).status_code == 422
    assert lead.post(f"/console/hazards/{hazard.id}/owner", {"owner": "nobody"}).status_code == 404


def test_a_secret_in_the_words_is_not_kept(desk: Desk, lead: Client) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)

    answer = lead.post(f"/console/hazards/{hazard.id}/closure", {"safe_by": "user_informed", "words": PHRASE})

    hazard.refresh_from_db()
    assert (answer.status_code, hazard.state) == (422, "open")
    assert "gospel quantum" not in answer.content.decode()


def test_agents_do_not_open_the_console(desk: Desk) -> None:
    _callback, [hazard] = told(desk, Kind.SHARED_SECRET)

    assert desk.client.get("/console/hazards").status_code == 403
    assert desk.client.get(f"/console/hazards/{hazard.id}").status_code == 403


def test_the_letter_promises_no_call_that_was_made_or_will_not_come(desk: Desk) -> None:
    from answerback.findings.hazards import follow_up
    from tests.desk.acting import now

    callback, [hazard] = told(desk, Kind.SHARED_SECRET)
    Callback.objects.filter(id=callback.id).update(state="done")
    follow_up.step(now())
    calls = Callback.objects.filter(matter_id=f"hazard:{hazard.id}")

    def ring(state: str) -> str:
        calls.update(state=state)
        page = user(desk.cast.customer).get(f"/my/hazards/{hazard.id}").content.decode()
        return page.split('id="ring"')[1].split("</section>")[0]

    assert "We ring you around" in ring("planned")
    assert "We have rung you about this." in ring("done")
    assert "No call about this is planned any more." in ring("refused")


def test_an_agent_neither_reads_of_an_alarm_about_his_call_nor_ticks_it_off(desk: Desk) -> None:
    callback = desk.talk()
    user(desk.cast.customer).post("/my/alarm")
    step = Measure.objects.get(code="review_call")

    status = desk.client.post(
        f"/desk/callbacks/{callback.id}/measures/{step.id}", {"state": "done"}
    ).status_code
    page = desk.page()

    assert (status, Measure.objects.get(id=step.id).state) == (404, "open")
    assert "A security hazard came to light" not in page
    assert "The customer says that a secret was asked for" not in page


def test_of_an_alarm_about_another_caller_the_timeline_tells(desk: Desk) -> None:
    user(desk.cast.customer).post("/my/alarm")

    desk.talk()

    page = desk.page()
    assert "A security hazard came to light" in page
    assert "The customer says that a secret was asked for" in page


def test_a_mistaken_alarm_ends_well_in_the_users_letter(desk: Desk, lead: Client) -> None:
    from answerback.reports.models import SecretAlarm

    user(desk.cast.customer).post("/my/alarm")
    [hazard] = Hazard.objects.for_wallet(desk.cast.wallet)

    lead.post(f"/console/alarms/{SecretAlarm.objects.get().id}/review", {"verdict": "mistaken"})

    letter = user(desk.cast.customer).get(f"/my/hazards/{hazard.id}").content.decode()
    assert "It turned out to be harmless" in letter
