"""One keystroke at the desk: the money went over the wrong network, and the customer reads the same."""

from __future__ import annotations

from answerback.journal.write import Subject
from answerback.lookups.limit import PER_HOUR
from answerback.lookups.models import Triage
from answerback.lookups.queries import latest
from tests.desk.acting import Desk

ABOUT = {"chain": "bsc", "expected_chain": "ethereum", "destination": "platform"}


def taken(desk: Desk) -> object:
    callback = desk.arrange(about=ABOUT)
    desk.post("next")
    return callback


def fields_in(page: str) -> dict[str, str]:
    """What the form would send as it stands."""
    import re

    form = page.split('id="triage-form"')[1].split("</form>")[0]
    chosen = {}
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        found = re.search(r'<option value="([^"]*)" selected', options)
        chosen[name] = found[1] if found else ""
    return chosen


def test_form_holds_what_the_event_said_so_that_one_key_judges_it(desk: Desk) -> None:
    callback = taken(desk)
    page = desk.page()
    given = fields_in(page)
    assert (given["chosen"], given["expected"], given["sent_to"]) == ("bsc", "ethereum", "platform")

    desk.post("triage", callback, **given)  # type: ignore[arg-type]

    assert "It went over BNB Smart Chain, but the platform expected it over Ethereum." in desk.page()


def test_customer_and_agent_read_one_verdict(desk: Desk) -> None:
    callback = taken(desk)
    desk.post("triage", callback, **fields_in(desk.page()))  # type: ignore[arg-type]
    seen = latest(desk.cast.wallet, [Subject("callback", callback.id)], language="zh-hans")  # type: ignore[attr-defined]
    assert seen is not None
    assert (seen.verdict.code, "平台要求的是以太坊" in seen.said.happened) == ("platform_network", True)


def test_secret_is_refused_and_not_repeated(desk: Desk) -> None:
    callback = taken(desk)
    secret = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
    response = desk.client.post(f"/desk/callbacks/{callback.id}/triage", {"recipient": secret})  # type: ignore[attr-defined]
    assert (response.status_code, secret in response.content.decode()) == (422, False)
    assert Triage.objects.for_wallet(desk.cast.wallet).count() == 0


def test_agent_without_the_callback_finds_nothing(desk: Desk) -> None:
    callback = taken(desk)
    assert desk.other.post(f"/desk/callbacks/{callback.id}/triage", ABOUT).status_code == 404  # type: ignore[attr-defined]


def test_report_of_a_fraud_has_its_question_answered_already(desk: Desk) -> None:
    callback = desk.arrange(kind="scam_reported", guide="scam_reported")
    desk.post("next")
    given = fields_in(desk.page())
    assert given["was_deceived"] == "yes"

    desk.post("triage", callback, **given)

    assert "Pay nothing more: no tax, no deposit" in desk.page()


def test_agent_is_not_bound_by_the_limit_of_the_customer(desk: Desk) -> None:
    callback = taken(desk)
    answers = {desk.post("triage", callback, **ABOUT) for _ in range(PER_HOUR + 1)}  # type: ignore[arg-type]
    assert answers == {302}


def test_bad_news_wears_no_tick(desk: Desk) -> None:
    callback = taken(desk)
    desk.post("triage", callback, **ABOUT, chosen="bsc", expected="ethereum", sent_to="platform")
    messages = desk.page().split('id="messages"')[1].split("<header")[0]
    assert ("notice--care" in messages, "notice--done" in messages, "It went over BNB Smart" in messages) == (
        True,
        False,
        True,
    )
