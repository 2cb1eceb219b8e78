"""Supervisors and administrators write rules, guides, names and lists."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerback.channels.models import Change
from answerback.channels.publish import publish
from answerback.console.guide_check import guides_of, newest_of
from answerback.findings.solutions.draft import save_draft as save_solution
from answerback.findings.solutions.ready_made import ready_content
from answerback.intake.models import Rule
from answerback.journal.write import SYSTEM, Actor
from answerback.quality.form import install_form
from answerback.quality.items import READY
from answerback.quality.models import Sample, SampledCall
from answerback.quality.sample import last_week
from answerback.reports.receive import Told, receive
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.outbox import queue
from answerback.wallets.places import Place
from tests.console.cast import House, make_house, now
from tests.console.test_work import rule_form
from tests.quality.cast import a_call
from tests.texts.acts.act import Act
from tests.texts.acts.fraud import FRAUD_ACTS
from tests.texts.acts.hazards import HAZARD_ACTS
from tests.texts.acts.offers import CONSOLE_ACTS as OFFER_ACTS
from tests.texts.acts.suggestions import CONSOLE_ACTS as SUGGESTION_ACTS

FACE = {"name_zh": "小王", "name_en": "Wang", "team_zh": "", "team_en": "", "skills": ""}
TABLE = "用户,事件,订单号,金额,币种,说明\nuser-1,payment_not_arrived,m-501,120.00,CNY,{words}\n"


def stage() -> House:
    house = make_house(equipped=True)
    add_endpoint(house.cast.wallet, url="https://backend.lanyue.test/hooks", by=SYSTEM, at=now())
    return house


def _face(name: str):
    def write(house: House, text: str) -> object:
        member = house.cast.agent
        face = {**FACE, "work_number": member.work_number, name: text}
        return house.admin.post(reverse("console:member", args=[member.id]), face)

    return write


def _invitation(name: str):
    def write(house: House, text: str) -> object:
        fresh = uuid4().hex[:6]
        said = {**FACE, "work_number": fresh, "username": f"new-{fresh}", "role": "agent", name: text}
        return house.admin.post(reverse("console:staff_new"), said)

    return write


def _rule(**how: str):
    def write(house: House, text: str) -> object:
        rule = Rule.objects.for_wallet(house.cast.wallet).filter(kind="payment_not_arrived").first()
        changes = dict.fromkeys(how, text)
        if "value" in how:
            changes = {"field": ["currency"], "op": ["is"], "value": [text]}
        form = rule_form(rule, save="1", **changes)
        return house.lead.post(reverse("console:rule", args=[rule.id]), form)

    return write


def key_name(house: House, text: str) -> object:
    return house.admin.post(reverse("console:keys"), {"name": text, "scopes": ["read"]})


def _wallet(name: str):
    def write(house: House, text: str) -> object:
        client, address = house.admin, reverse("console:wallet")
        form = client.get(address).context["form"]
        return client.post(address, {one: form[one].value() for one in form.fields} | {name: text})

    return write


CHANNEL = {"kind": "ens", "direction": "site", "what_for_zh": "官网", "what_for_en": "Website"}


def _channel(name: str):
    def write(house: House, text: str) -> object:
        fresh = "".join(chr(97 + int(digit, 16)) for digit in uuid4().hex)
        said = {**CHANNEL, "text": f"{fresh}.eth", name: text}
        return house.lead.post(reverse("console:channel_new"), said)

    return write


def _proposed(house: House) -> Change:
    _channel("what_for_en")(house, "Website")
    return Change.objects.for_wallet(house.cast.wallet).latest("id")


def _wanted(name: str):
    def write(house: House, text: str) -> object:
        change = _proposed(house)
        publish(change, by=Actor("staff", house.administrator.id), at=now())
        said = {**CHANNEL, "what_for_zh": "网站", name: text}
        return house.lead.post(reverse("console:channel", args=[change.channel_id]), said)

    return write


def channel_decision(house: House, text: str) -> object:
    address = reverse("console:channel_refusal", args=[_proposed(house).id])
    return house.admin.post(address, {"reason": text})


def channel_statement(house: House, text: str) -> object:
    address = reverse("console:channel_attestation", args=[_proposed(house).channel_id])
    return house.admin.post(address, {"statement": text})


def suspect(house: House, text: str) -> object:
    """A number that somebody reported is proposed for the registry."""
    number = f"138{uuid4().int % 10**8:08}"
    found = receive(house.cast.wallet, number, Told(), sender=uuid4().hex, by=SYSTEM, at=now())
    address = reverse("console:suspect_proposal", args=[found.id])
    return house.lead.post(address, {"value": found.value, "reason": text})


def _version(house: House):
    version = newest_of(guides_of(house.cast.wallet)[0])
    assert version is not None
    return version


def guide(house: House, text: str) -> object:
    version = _version(house)
    content = json.loads(json.dumps(version.content))
    content["title"] = {"zh": f"标题 {text}", "en": f"Title {text}"}
    address = reverse("console:version_json", args=[version.guide_id, version.number])
    return house.lead.post(address, {"json": json.dumps(content)})


def solution(house: House, text: str) -> object:
    """A solution is edited; without a wallet of its own library the ready-made draft is there."""
    content = json.loads(json.dumps(ready_content("fees")))
    draft = save_solution(house.cast.wallet, content=content, by=SYSTEM, at=now())
    content["title"] = {"zh": f"标题 {text}", "en": f"Title {text}"}
    content["steps"][0]["zh"] = f"我们看：{text}"
    address = reverse("console:solution_json", args=[draft.solution_id, draft.number])
    return house.lead.post(address, {"json": json.dumps(content)})


def guide_words(house: House, text: str) -> object:
    version = _version(house)
    address = reverse("console:version_words", args=[version.guide_id, version.number])
    pair = house.lead.get(address).context["title"]
    return house.lead.post(address, {f"{pair.name}.zh": f"标题 {text}", f"{pair.name}.en": f"Title {text}"})


def listed(house: House, text: str) -> object:
    """The rows are put away, tried, and one of them fails."""
    table = TABLE.format(words=text) + f",payment_not_arrived,m-502,free,CNY,{text}\n"
    sent = SimpleUploadedFile("名单.csv", table.encode())
    run = house.lead.post(reverse("console:imports"), {"file": sent, "kind": ""}).url
    mapping = {name: field.value() for name, field in _mapping(house, run).items()}
    return house.lead.post(f"{run}/check", mapping | {"start": "1"})


def _mapping(house: House, run: str):
    form = house.lead.get(run).context["form"]
    return {name: form[name] for name in form.fields}


def list_heading(house: House, text: str) -> object:
    table = f"用户,事件,{text}\nuser-1,payment_not_arrived,x\n"
    return house.lead.post(
        reverse("console:imports"), {"file": SimpleUploadedFile("a.csv", table.encode()), "kind": ""}
    )


def list_name(house: House, text: str) -> object:
    table = TABLE.format(words=uuid4().hex)
    sent = SimpleUploadedFile(f"{text}.csv", table.encode())
    return house.lead.post(reverse("console:imports"), {"file": sent, "kind": ""})


def message(house: House, text: str) -> object:
    return queue(house.cast.wallet, "ticket.closed", {"ticket": "x", "said": [text]}, at=now())


def _sampled(house: House) -> SampledCall:
    """A call that waits for a score; each time another one."""
    cast, at = house.cast, now()
    form = install_form(cast.wallet, by=SYSTEM, at=at)
    since = Sample.objects.for_wallet(cast.wallet).count()
    week = (last_week(cast.wallet, at=at)[0] - timedelta(days=7 * since), at)
    attempt = a_call(cast.agent, cast.customer, at=week[0])
    sample = Sample.objects.create(wallet=cast.wallet, since=week[0], until=at, seed=1, drawn_at=at)
    assert form.number == 1
    return SampledCall.objects.create(
        wallet=cast.wallet, sample=sample, attempt=attempt, agent=cast.agent, risk="ordinary"
    )


def _score(name: str):
    def write(house: House, text: str) -> object:
        said = {f"level_{one.key}": one.levels - 1 for one in READY}
        address = reverse("console:quality_call", args=[_sampled(house).id])
        return house.lead.post(address, {**said, name: f"他说：{text}"})

    return write


def coaching(house: House, text: str) -> object:
    return house.lead.post(reverse("console:quality_agent", args=[house.cast.agent.id]), {"text": text})


def scoring_form(house: House, text: str) -> object:
    address = reverse("console:quality_form")
    row = {"zh_0": "新的一项", "en_0": text, "points_0": 4, "levels_0": 2}
    return house.lead.post(address, {"pass_percent": 80, **row})


FACES = ("name_zh", "name_en", "team_zh", "team_en", "skills")
ACTS = (
    *(
        Act(
            f"face {name}",
            Place.CONSOLE,
            (f"people.Membership.{name}", f"console.FaceForm.{name}"),
            _face(name),
        )
        for name in FACES
    ),
    *(
        Act(f"invitation {name}", Place.CONSOLE, (f"console.InviteForm.{name}",), _invitation(name))
        for name in FACES
    ),
    Act(
        "username",
        Place.CONSOLE,
        ("console.InviteForm.username", "people.Person.username"),
        _invitation("username"),
    ),
    Act(
        "rule in Chinese",
        Place.CONSOLE,
        ("intake.Rule.name_zh", "console.RuleForm.name_zh"),
        _rule(name_zh=""),
    ),
    Act(
        "rule in English",
        Place.CONSOLE,
        ("intake.Rule.name_en", "console.RuleForm.name_en"),
        _rule(name_en=""),
    ),
    Act(
        "condition", Place.CONSOLE, ("intake.Rule.conditions", "console/views/rules.py data"), _rule(value="")
    ),
    Act("key", None, ("wallets.ApiKey.name", "console.KeyForm.name"), key_name),
    Act(
        "wallet in Chinese",
        None,
        ("wallets.Wallet.name_zh", "console.WalletForm.name_zh"),
        _wallet("name_zh"),
    ),
    Act(
        "wallet in English",
        None,
        ("wallets.Wallet.name_en", "console.WalletForm.name_en"),
        _wallet("name_en"),
    ),
    Act(
        "guide",
        Place.CONSOLE,
        (
            "conversations.GuideVersion.content",
            "conversations.Guide.title_zh",
            "conversations.Guide.title_en",
            "console/views/guide_editor.py content_of",
            "console/views/guide_editor.py json",
        ),
        guide,
    ),
    Act("words of a guide", Place.CONSOLE, (), guide_words),
    Act(
        "solution",
        Place.CONSOLE,
        (
            "solutions.SolutionVersion.content",
            "solutions.Solution.title_zh",
            "solutions.Solution.title_en",
            "console/views/solutions.py json",
            "console/views/solutions.py posted_content",
        ),
        solution,
    ),
    *(
        Act(
            f"channel {name}",
            Place.CONSOLE,
            (f"channels.Change.{name}", f"console.ChannelForm.{name}"),
            _channel(name),
        )
        for name in ("what_for_zh", "what_for_en", "reason")
    ),
    *(
        Act(
            f"change of a channel {name}",
            Place.CONSOLE,
            (f"console.WantedForm.{name}", *((f"channels.Channel.{name}",) if name != "reason" else ())),
            _wanted(name),
        )
        for name in ("what_for_zh", "what_for_en", "reason")
    ),
    Act(
        "decision on a channel",
        Place.CONSOLE,
        ("channels.Change.decision_reason", "console.DecisionForm.reason"),
        channel_decision,
    ),
    Act(
        "word for a channel",
        Place.CONSOLE,
        ("channels.Proof.statement", "console.StatementForm.statement"),
        channel_statement,
    ),
    *FRAUD_ACTS,
    Act("reason why a suspect is fraud", Place.CONSOLE, ("console.SuspectForm.reason",), suspect),
    Act("list", Place.IMPORT, ("intake.ImportPart.rows", "intake.ImportFailure.cells"), listed),
    Act("heading of a list", Place.IMPORT, ("intake.ImportRun.settings",), list_heading),
    Act("name of a list", Place.IMPORT, ("intake.ImportRun.file_name",), list_name),
    Act("coaching", Place.NOTE, ("quality.CoachingNote.text", "console.CoachingForm.text"), coaching),
    Act(
        "review",
        Place.NOTE,
        ("quality.Review.coaching", "console.ReviewForm.coaching"),
        _score("coaching"),
    ),
    Act("note of a review", Place.NOTE, ("quality.Review.notes",), _score("note_heard")),
    Act("scoring form", Place.CONSOLE, ("quality.ScoringForm.items",), scoring_form),
    *HAZARD_ACTS,
    *SUGGESTION_ACTS,
    *OFFER_ACTS,
    Act("message", None, ("wallets.Delivery.body_sealed",), message),
)
