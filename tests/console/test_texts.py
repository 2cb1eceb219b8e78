"""The security analyst says what the guard does where, tries a sentence, and sees counts without a word of anybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from answerback.guard import Action, Kind
from answerback.journal.models import Entry
from answerback.people.models import Role
from answerback.people.rights import Right, grants
from answerback.texts.models import TextFinding
from answerback.texts.refusals import SecretInText
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.policies import policies_of
from tests.console.cast import House, now
from tests.ops.everything import where

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def form_of(response) -> dict[str, object]:
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_analyst_lets_mail_addresses_stand_in_notes_and_the_journal_says_so(house: House) -> None:
    client, address = house.client(house.analyst), reverse("console:texts_place", args=["note"])
    sent = form_of(client.get(address)) | {"email": "leave"}

    for _ in range(2):
        assert client.post(address, sent).status_code == 302

    wallet = Wallet.objects.get(id=house.cast.wallet.id)
    entry = Entry.objects.get(kind="policies.changed")
    assert policies_of(wallet).texts == {Place.NOTE: {Kind.EMAIL: Action.LEAVE}}
    assert (entry.actor_id, entry.data) == (
        house.analyst.id,
        {"before": {"texts": None}, "after": {"texts": {"note": {"email": "leave"}}}},
    )
    assert take(wallet, "写信到 a@b.cn", place=Place.NOTE, at=now()).text == "写信到 a@b.cn"
    assert take(wallet, "写信到 a@b.cn", place=Place.TICKET, at=now()).text == "写信到 ‹email›"


def test_choosing_the_default_again_leaves_nothing_stored(house: House) -> None:
    client, address = house.client(house.analyst), reverse("console:texts_place", args=["note"])
    default = form_of(client.get(address))

    client.post(address, default | {"email": "warn"})
    client.post(address, default)

    assert Wallet.objects.get(id=house.cast.wallet.id).policies == {}


@pytest.mark.parametrize("action", ["leave", "warn"])
@pytest.mark.parametrize("kind", ["seed_phrase", "private_key", "one_time_code", "cvv", "password"])
def test_what_opens_an_account_cannot_be_let_through(house: House, kind: str, action: str) -> None:
    client, address = house.client(house.analyst), reverse("console:texts_place", args=["note"])
    response = client.post(address, form_of(client.get(address)) | {kind: action})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [kind])
    assert Wallet.objects.get(id=house.cast.wallet.id).policies == {}


def test_the_floor_is_said_beside_the_choice_in_both_languages(house: House) -> None:
    address = reverse("console:texts_place", args=["note"])

    english = house.client(house.analyst, "en").get(address).content.decode()
    chinese = house.client(house.analyst, "zh-hans").get(address).content.decode()

    assert english.count("Cannot be lowered: whoever reads it holds the account or the money.") == 5
    assert chinese.count("不能放宽：谁看到它，谁就掌握账户或资金。") == 5


def test_what_the_backend_needs_offers_no_choice(house: House) -> None:
    response = house.client(house.analyst).get(reverse("console:texts_place", args=["webhook"]))

    assert set(response.context["form"].fields) == {
        "seed_phrase",
        "private_key",
        "one_time_code",
        "cvv",
        "password",
    }


def test_sentence_that_is_tried_is_answered_and_nowhere_kept(house: House, caplog) -> None:
    client = house.client(house.analyst)

    masked = client.post(reverse("console:texts_trial"), {"place": "note", "text": "验证码 420774"})
    refused = client.post(reverse("console:texts_trial"), {"place": "comment", "text": f"my words: {SEED}"})

    shown = masked.content.decode() + refused.content.decode()
    assert ("验证码 ‹one_time_code›" in shown, "This text would be refused." in shown) == (True, True)
    assert ("420774" in shown, "sausage" in shown + caplog.text) == (False, False)
    assert where(["420774", "sausage"]) == {}
    assert not TextFinding.objects.for_wallet(house.cast.wallet).exists()


def test_counts_tell_place_and_kind_and_nothing_else(house: House) -> None:
    wallet, at = house.cast.wallet, now()
    take(wallet, "验证码 420774", place=Place.EVENT, at=at)
    with pytest.raises(SecretInText):
        take(wallet, SEED, place=Place.COMMENT, at=at)

    page = house.client(house.analyst).get(reverse("console:texts_findings"), {"days": "7"})

    counted = [(str(place), str(kind), one.found) for place, kind, one in page.context["counted"]]
    assert ("Event and API", "One-time code", 1) in counted
    assert ("420774" in page.content.decode(), "sausage" in page.content.decode()) == (False, False)


def test_another_wallets_findings_are_not_counted(house: House) -> None:
    take(house.other.wallet, "验证码 420774", place=Place.EVENT, at=now())

    page = house.client(house.analyst).get(reverse("console:texts_findings"))

    assert (page.context["counted"], page.context["by_day"]) == ([], [])


def test_an_agent_does_not_see_the_policy(house: House) -> None:
    answers = {
        house.client(house.cast.agent).get(reverse("console:texts")).status_code,
        house.client(house.cast.agent).get(reverse("console:texts_findings")).status_code,
    }

    assert (answers, grants(Role.AGENT, Right.GUARD_TEXTS)) == ({403}, False)


def test_a_place_that_is_none_is_not_there(house: House) -> None:
    assert house.client(house.analyst).get(reverse("console:texts_place", args=["attic"])).status_code == 404
