"""A recovery phrase is cut in two over the fields of one form, or over what is written about one callback.

Half of it may stand somewhere (a note that nobody could know to be half of something); the whole of it nowhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import live_attempt
from answerback.intake.models import Rule
from answerback.texts import registry
from answerback.texts.refusals import SecretInText
from answerback.texts.take import Taken
from answerback.texts.together import without_cut
from answerback.tickets.kinds import Category
from answerback.tickets.models import TicketNote
from answerback.tickets.next_step import set_next_step
from answerback.tickets.open import open_ticket
from answerback.wallets.places import Place
from tests.cast import NOON, make_cast
from tests.console.test_offers import form as offer_form
from tests.console.test_work import rule_form
from tests.desk.acting import Desk
from tests.ops.everything import where
from tests.texts.acts import console, desk, fraud, offers, portal, suggestions
from tests.texts.acts.act import SEED

WORDS = SEED.split()
CUTS = {"6 and 6": 6, "7 and 5": 7, "4 and 8": 4}
BEGINS, ENDS = "rib fog", "oak gym"
Post = Callable[[Any, Mapping[str, str]], object]


def own_note(stage: portal.Portal, texts: Mapping[str, str]) -> object:
    given = {"about": "", "text": "他说他姓李"} | dict(texts)
    return stage.client.post("/my/notes", {"note_id": str(uuid4()), **given})


def face(house: console.House, texts: Mapping[str, str]) -> object:
    member = house.cast.agent
    return house.admin.post(
        reverse("console:member", args=[member.id]),
        {**console.FACE, "work_number": member.work_number, **texts},
    )


def invitation(house: console.House, texts: Mapping[str, str]) -> object:
    fresh = uuid4().hex[:6]
    said = {**console.FACE, "work_number": fresh, "username": f"new-{fresh}", "role": "agent", **texts}
    return house.admin.post(reverse("console:staff_new"), said)


def rule(house: console.House, texts: Mapping[str, str]) -> object:
    found = Rule.objects.for_wallet(house.cast.wallet).filter(kind="payment_not_arrived").first()
    named = {name: text for name, text in texts.items() if name != "value"}
    if "value" in texts:
        named |= {"field": ["currency"], "op": ["is"], "value": [texts["value"]]}
    return house.lead.post(
        reverse("console:rule", args=[found.id]), rule_form(found, save="1", description="x") | named
    )


def wallet(house: console.House, texts: Mapping[str, str]) -> object:
    address = reverse("console:wallet")
    form = house.admin.get(address).context["form"]
    return house.admin.post(address, {one: form[one].value() for one in form.fields} | dict(texts))


def guide(house: console.House, texts: Mapping[str, str]) -> object:
    version = console._version(house)
    address = reverse("console:version_words", args=[version.guide_id, version.number])
    pair = house.lead.get(address).context["title"]
    return house.lead.post(address, {f"{pair.name}.{language}": text for language, text in texts.items()})


def channel(house: console.House, texts: Mapping[str, str]) -> object:
    fresh = "".join(chr(97 + int(digit, 16)) for digit in uuid4().hex)
    said = {**console.CHANNEL, "text": f"{fresh}.eth", **texts}
    return house.lead.post(reverse("console:channel_new"), said)


def change(house: console.House, texts: Mapping[str, str]) -> object:
    proposed = console._proposed(house)
    console.publish(proposed, by=console.Actor("staff", house.administrator.id), at=console.now())
    address = reverse("console:channel", args=[proposed.channel_id])
    return house.lead.post(address, {**console.CHANNEL, "what_for_zh": "网站", **texts})


def offer_words(house: console.House, texts: Mapping[str, str]) -> object:
    wallet = house.cast.wallet
    wallet.website, wallet.created_at = "https://lanyue.example", console.now() - timedelta(days=365)
    wallet.save()
    return house.lead.post(reverse("console:offer_new"), offer_form(**offers.NO_WORD_OF_A_PHRASE, **texts))


def titles(house: console.House, texts: Mapping[str, str]) -> object:
    wish = suggestions.says(house.cast.customer, "字体太小", at=console.now())
    said = {"title_zh": "字体", "title_en": "Letters", "suggestions": [wish.id], "topic": "look", **texts}
    return house.lead.post(reverse("console:suggestion_groups_new"), said)


def answer_to_those_who_asked(house: console.House, texts: Mapping[str, str]) -> object:
    address = reverse("console:suggestion_group_state", args=[suggestions._group(house.cast).id])
    return house.lead.post(address, {"state": "declined", "reason": "few", **texts})


def warning(house: console.House, texts: Mapping[str, str]) -> object:
    found = fraud._campaign(house, fraud.State.CONFIRMED)
    said = {"text_zh": fraud.SENTENCE, "text_en": "We never hurry you.", "way": "propose", **texts}
    return house.lead.post(reverse("console:fraud_warning_new", args=[found.id]), said)


def solution(house: console.House, texts: Mapping[str, str]) -> object:
    content = json.loads(json.dumps(console.ready_content("fees")))
    draft = console.save_solution(house.cast.wallet, content=content, by=console.SYSTEM, at=console.now())
    address = reverse("console:solution_json", args=[draft.solution_id, draft.number])
    title = {"zh": "到账", "en": "Arrived"} | dict(texts)
    return house.lead.post(address, {"json": json.dumps(content | {"title": title})})


def facts(stage: Desk, texts: Mapping[str, str]) -> object:
    given = {"merchant": "岚月便利店", "order": "m-501", "amount": "12.00", "currency": "CNY"}
    given |= {name: text.replace(" ", "-") for name, text in texts.items()}
    return stage.client.post(desk._path(stage, "actions/merchant_refund"), given)


# What one page sends at once: the form as the registry calls it, and how its fields are filled in.
FORMS: dict[str, tuple[Any, Post, tuple[str, ...]]] = {
    "portal.NoteForm": (portal.stage, own_note, ("about", "text")),
    "console.FaceForm": (console.stage, face, console.FACES),
    "console.InviteForm": (console.stage, invitation, (*console.FACES, "username")),
    "console.RuleForm": (console.stage, rule, ("name_zh", "name_en", "value")),
    "console.WalletForm": (console.stage, wallet, ("name_zh", "name_en")),
    "console.ChannelForm": (console.stage, channel, ("what_for_zh", "what_for_en", "reason")),
    "console.WantedForm": (console.stage, change, ("what_for_zh", "what_for_en", "reason")),
    "console/views/guide_editor.py": (console.stage, guide, ("zh", "en")),
    "console.OfferForm": (console.stage, offer_words, ("title_zh", "text_zh")),
    "console.TitlesForm": (console.stage, titles, ("title_zh", "title_en")),
    "console.StateForm": (console.stage, answer_to_those_who_asked, ("answer_zh", "answer_en")),
    "console.WarningForm": (console.stage, warning, ("text_zh", "text_en")),
    "console/views/solutions.py": (console.stage, solution, ("zh", "en")),
    "desk/views/beside.py": (desk.stage, facts, ("merchant", "order")),
}


def halves(cut: int, sign: str = " ") -> tuple[str, str]:
    return sign.join(WORDS[:cut]), sign.join(WORDS[cut:])


def kept_whole() -> bool:
    found = where([BEGINS, ENDS])
    return {BEGINS, ENDS} <= {word for words in found.values() for word in words}


def test_every_form_with_two_texts_is_tried() -> None:
    found = defaultdict[str, set[str]](set)
    for name in registry.GUARDED_INPUTS:
        form, _, field = name.rpartition(".") if ".py " not in name else name.partition(" ")
        found[form].add(field)

    assert {form for form, fields in found.items() if len(fields) > 1} - FORMS.keys() == set()


@pytest.mark.parametrize("form", FORMS)
def test_phrase_cut_over_two_fields_of_a_form_is_not_kept_and_harmless_words_are(
    form: str, db: None, settings
) -> None:
    settings.DEMO = True
    make, post, fields = FORMS[form]
    stage, words = make(), {name: f"lantern{number}q" for number, name in enumerate(fields)}

    for pair in permutations(fields, 2):
        post(stage, dict(zip(pair, halves(6), strict=True)))
    kept = where([BEGINS, ENDS, BEGINS.replace(" ", "-"), ENDS.replace(" ", "-")])
    post(stage, words)

    assert kept == {}
    assert where(list(words.values())).keys() == set(words.values())


def note(stage: Desk, text: str) -> None:
    stage.client.post(desk._path(stage, "note"), {"note": text})


def filed_note(stage: Desk, text: str) -> None:
    """What was written is filed, and the next note is another one."""
    note(stage, text)
    ticket = desk.ticket_of(stage.held(), by=stage.cast.li_lei, at=desk.now())
    TicketNote.objects.for_wallet(stage.cast.wallet).update(is_draft=False, ticket=ticket)


def next_step(stage: Desk, text: str) -> None:
    desk.next_step(stage, text)


def letter_of(name: str) -> Callable[[Desk, str], None]:
    def write(stage: Desk, text: str) -> None:
        by, at = stage.cast.li_lei, desk.now()
        ticket = desk.ticket_of(stage.held(), by=by, at=at)
        if name == "promise":
            desk._try(
                lambda: desk.make_promise(ticket, text=text, due_at=at.replace(year=2099), by=by, at=at)
            )
        else:
            desk._try(lambda: desk.set_next_step(ticket, by=by, at=at, user_step=text))

    return write


def finishing(stage: Desk, text: str) -> None:
    if live_attempt(stage.held()) is not None:
        stage.end(stage.held())
    data = {"outcome": Outcome.WAITING.value, "next_step": text, "next_step_by": "", "next_call_at": ""}
    stage.client.post(desk._path(stage, "finishing"), data)


WRITTEN = {
    "note, then next step": (note, next_step),
    "next step, then note": (next_step, note),
    "note, then the step of the finish": (note, finishing),
    "note, then promise": (note, letter_of("promise")),
    "note, then the customer's step": (note, letter_of("user_step")),
    "two notes": (filed_note, note),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_phrase_cut_over_what_is_written_about_one_callback_is_not_kept(
    written: str, db: None, settings
) -> None:
    settings.DEMO = True
    stage = desk.stage()

    for write, half in zip(WRITTEN[written], halves(6), strict=True):
        write(stage, half)
    is_kept = kept_whole()
    for write, word in zip(WRITTEN[written], ("lanternaq", "lanternbq"), strict=True):
        write(stage, word)

    assert not is_kept
    assert where(["lanternaq", "lanternbq"]).keys() == {"lanternaq", "lanternbq"}


@pytest.mark.parametrize("cut", CUTS)
def test_phrase_cut_anywhere_over_two_notes_of_a_callback_is_not_kept(cut: str, db: None, settings) -> None:
    settings.DEMO = True
    stage = desk.stage()

    filed_note(stage, halves(CUTS[cut])[0])
    note(stage, halves(CUTS[cut])[1])

    assert not kept_whole()


@pytest.mark.parametrize("cut", CUTS)
def test_phrase_cut_over_two_notes_of_the_customer_is_not_kept(cut: str, db: None, settings) -> None:
    settings.DEMO = True
    stage = portal.stage()

    for half in halves(CUTS[cut]):
        own_note(stage, {"text": half})

    assert not kept_whole()


def test_phrase_cut_over_our_step_and_the_customers_is_refused(db: None) -> None:
    cast = make_cast()
    ticket = open_ticket(cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=NOON)
    ours, theirs = halves(6)

    with pytest.raises(SecretInText):
        set_next_step(ticket, by=cast.li_lei, at=NOON, next_step=ours, user_step=theirs)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_where_nothing_is_refused_the_second_half_is_taken_out(
    db: None, cut: str, order: tuple[int, int]
) -> None:
    cast = make_cast()
    before, typed = (halves(CUTS[cut])[one] for one in order)

    taken = without_cut(
        cast.wallet,
        Taken(f"他说 {typed}", (), blocked=False),
        ["钱没到", before],
        place=Place.ANSWER,
        at=NOON,
    )

    assert [word for word in typed.split() if f" {word}" in taken.text] == []
    assert taken.blocked


def test_answers_without_a_secret_between_them_stay_as_they_are(db: None) -> None:
    cast = make_cast()
    said = Taken("让他别把验证码告诉别人", (), blocked=False)

    assert (
        without_cut(cast.wallet, said, ["420774 号", "the money is gone"], place=Place.ANSWER, at=NOON)
        == said
    )
