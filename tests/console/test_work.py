"""What a supervisor does at the console: alarms, fresh numbers, rules, conversations, imports, the journal."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerback.callbacks.models import Callback
from answerback.console.guide_check import guides_of, published_of, versions_of
from answerback.intake.imports.run import step
from answerback.intake.models import Event, ImportRun, Rule
from answerback.journal.seal import seal
from answerback.reports.models import SecretAlarm
from tests.console.cast import House, make_house, now
from tests.filled import LIST, fill


@pytest.fixture
def house(db: None, settings: object) -> House:
    settings.DEMO = True
    return make_house(equipped=True)


@pytest.fixture
def ids(house: House) -> dict[str, object]:
    return fill(house.cast.wallet, house.cast.customer, house.cast.agent, at=now())


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_first_page_names_each_thing_that_waits_for_a_supervisor(
    house: House, ids: dict[str, object]
) -> None:
    text = text_of(house.lead.get(reverse("console:home")))

    named = [
        word in text
        for word in (
            "They asked me for a secret",
            "Fresh numbers to approve",
            "Promises overdue",
            "Events that wait for their customer",
            "Webhooks that could not be delivered",
        )
    ]
    assert named == [True, True, True, True, False]


def test_first_page_names_failed_webhooks_to_the_administrator(house: House, ids: dict[str, object]) -> None:
    text = text_of(house.admin.get(reverse("console:home")))

    assert ("Webhooks that could not be delivered" in text, "Promises overdue" in text) == (True, False)


def test_fresh_number_may_be_rung_once_the_supervisor_agrees(house: House, ids: dict[str, object]) -> None:
    house.lead.post(reverse("console:callback_approval", args=[ids["callback_id"]]))

    callback = Callback.objects.get(id=ids["callback_id"])
    assert (callback.approved_by, callback.held_by) == (house.cast.supervisor, "")


def test_first_finding_about_an_alarm_stands(house: House, ids: dict[str, object]) -> None:
    address = reverse("console:alarm_review", args=[ids["alarm_id"]])
    for verdict in ("impostor", "mistaken"):
        house.lead.post(address, {"verdict": verdict})

    alarm = SecretAlarm.objects.get(id=ids["alarm_id"])
    assert (alarm.verdict, alarm.reviewed_by) == ("impostor", house.cast.supervisor)


def rule_form(rule: Rule, **changes: object) -> dict[str, object]:
    names = (
        "name_en",
        "name_zh",
        "kind",
        "purpose",
        "guide",
        "priority",
        "delay_minutes",
        "position",
        "version",
    )
    values = {name: getattr(rule, name) for name in names}
    extra = {"sample_percent": 100, "active": "on", "field": [], "op": [], "value": []}
    return values | extra | changes


def test_rule_is_tried_on_past_events_and_saved_only_by_its_own_button(
    house: House, ids: dict[str, object]
) -> None:
    rule = Rule.objects.get(wallet=house.cast.wallet, kind="payment_not_arrived")
    address, client = reverse("console:rule", args=[rule.id]), house.lead
    form = rule_form(rule, field=["amount"], op=["at_least"], value=["100"], priority=2)
    Event.objects.filter(kind="payment_not_arrived").update(received_at=now() - timedelta(days=1))

    tried = text_of(client.post(address, form | {"try": "1"}))
    rule.refresh_from_db()
    before = rule.priority
    client.post(address, form | {"save": "1"})

    rule.refresh_from_db()
    assert "1 were of this kind, 1 of them meet the conditions; 0 go to an earlier rule; 1 would" in tried
    assert (before, rule.priority) == (3, 2)
    assert rule.conditions == [{"field": "amount", "op": "at_least", "value": "100"}]


def test_wrong_condition_is_named_and_nothing_is_saved(house: House) -> None:
    rule = Rule.objects.get(wallet=house.cast.wallet, kind="payment_not_arrived")
    form = rule_form(rule, field=["colour"], op=["is"], value=["red"], save="1")

    response = house.lead.post(reverse("console:rule", args=[rule.id]), form)

    rule.refresh_from_db()
    assert (response.status_code, rule.version) == (422, 1)
    assert "/conditions/0/field" in text_of(response)


def test_rule_asked_earlier_changes_places_with_its_neighbour(house: House) -> None:
    rows = Rule.objects.for_wallet(house.cast.wallet).filter(kind="scam_reported")
    last = rows.last()
    house.lead.post(reverse("console:rule_place", args=[last.id]), {"way": "earlier"})

    assert rows.first() == last


def words_of(house: House, number: int = 1):
    guide = guides_of(house.cast.wallet)[0]
    return guide, reverse("console:version_words", args=[guide.id, number])


def test_edited_words_become_a_draft_that_agents_do_not_see(house: House) -> None:
    guide, address = words_of(house)
    house.lead.post(address, {"title.en": "Another title", "title.zh": "另一个标题"})

    draft = versions_of(guide)[0]
    assert (draft.number, draft.state, draft.content["title"]["en"]) == (2, "draft", "Another title")
    assert published_of(guide).number == 1


def test_guide_that_asks_for_a_code_is_named_and_cannot_be_published(house: House) -> None:
    guide, address = words_of(house)
    first = published_of(guide).content["parts"][0]["steps"][0]["id"]
    bad = {
        f"{first}/prompt.en": "Please tell me the code you received.",
        f"{first}/prompt.zh": "请把验证码告诉我。",
    }
    client = house.lead

    checked = text_of(client.post(reverse("console:version_check", args=[guide.id, 1]), bad))
    client.post(address, bad)
    client.post(reverse("console:version_publication", args=[guide.id, 2]))

    assert "This seems to ask for a code." in checked
    assert published_of(guide).number == 1


def test_sound_draft_is_published_and_shows_what_is_different(house: House) -> None:
    guide, address = words_of(house)
    client = house.lead
    client.post(address, {"title.en": "A kinder title", "title.zh": "更温和的标题"})

    differing = text_of(client.get(reverse("console:version_changes", args=[guide.id, 2])))
    client.post(reverse("console:version_publication", args=[guide.id, 2]))

    assert ("+ title.en: A kinder title" in differing, published_of(guide).number) == (True, 2)


def test_guide_is_walked_to_its_end_by_declining_everything(house: House) -> None:
    guide, _address = words_of(house)
    address, client, said = reverse("console:version_trial", args=[guide.id, 1]), house.lead, "{}"
    for _step in range(60):
        response = client.post(address, {"said": said, "answer": "rather_not_say", "go": "1"})
        trial = response.context["trial"]
        said = trial.said
        if trial.walked.ended:
            break

    assert trial.walked.ended


def test_list_is_tried_dry_then_run_and_its_failures_come_back(house: House) -> None:
    client, wallet = house.lead, house.cast.wallet
    sent = client.post(
        reverse("console:imports"), {"file": SimpleUploadedFile("list.csv", LIST.encode("gb18030"))}
    )
    dry = text_of(client.get(sent["Location"]))
    run = ImportRun.objects.get(wallet=wallet)
    columns = {f"column_{n}": target for n, target in enumerate(
        ["external_id", "kind", "matter_id", "amount", "currency", "number"])}  # fmt: skip
    events_before = Event.objects.filter(wallet=wallet).count()

    client.post(reverse("console:import_check", args=[run.id]), columns | {"start": "1"})
    run = ImportRun.objects.get(wallet=wallet, state="running")
    while step(run, at=now()):
        pass
    run.refresh_from_db()
    failures = b"".join(
        client.get(reverse("console:import_failures", args=[run.id])).streaming_content
    ).decode("utf-8-sig")

    assert "2 ready, 1 duplicates, 1 invalid" in dry
    assert (events_before, run.state, run.failed, run.duplicates) == (0, "finished", 1, 1)
    assert "'=cmd|calc" in failures


def test_file_that_is_no_table_is_refused_in_words(house: House) -> None:
    file = SimpleUploadedFile("a.csv", b"\x00\x01\x02")
    response = house.lead.post(reverse("console:imports"), {"file": file})

    assert (response.status_code, "cannot be read as a table" in text_of(response)) == (422, True)


def test_journal_shows_what_each_may_see_and_verifies(house: House, ids: dict[str, object]) -> None:
    seal(at=now())
    address = reverse("console:journal")

    lead = text_of(house.lead.get(address))
    admin = text_of(house.admin.get(address))
    verdict = text_of(house.lead.post(reverse("console:journal_verification")))

    assert ["rule.added" in lead, "api_key.made" in lead] == [True, False]
    assert ["rule.added" in admin, "api_key.made" in admin] == [False, True]
    assert "Every link holds" in verdict


def test_journal_is_narrowed_to_one_kind(house: House, ids: dict[str, object]) -> None:
    page = house.lead.get(reverse("console:journal"), {"kind": "secret_alarm"})

    assert {row[2].text for row in page.context["drawn"].rows} == {"secret_alarm.raised"}
