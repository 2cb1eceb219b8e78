"""The registry at the console: 韩梅梅 proposes, 林涛 publishes, and neither does both."""

from __future__ import annotations

import pytest
from django.urls import reverse

from answerback.channels.control import code_of
from answerback.channels.models import Change, ChangeState, Channel, ChannelState, Proof
from answerback.wallets.models import Wallet
from tests.console.cast import House

NEW = {
    "kind": "telegram",
    "text": "https://t.me/Lanyue_Pay",
    "direction": "both",
    "what_for_zh": "支付问题",
    "what_for_en": "Help with payments",
}
LOOKALIKE = {**NEW, "text": "@Ianyue_pay"}


def propose(house: House, **changes: str):
    return house.lead.post(reverse("console:channel_new"), NEW | changes)


def publish(house: House, **said: str):
    address = reverse("console:channel_publication", args=[Change.objects.latest("id").id])
    return house.admin.post(address, said)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_open_in_both_languages_for_both_roles(house: House, language: str) -> None:
    propose(house)
    change = Change.objects.get()
    addresses = [
        reverse("console:channels"),
        reverse("console:channel_new"),
        reverse("console:channel", args=[change.channel_id]),
        reverse("console:channel_change", args=[change.id]),
    ]

    for member in (house.cast.supervisor, house.administrator):
        client = house.client(member, language)
        assert [client.get(one).status_code for one in addresses] == [200] * 4


def test_agents_and_analysts_have_no_registry(house: House) -> None:
    for member in (house.cast.agent, house.analyst):
        client = house.client(member)
        assert client.get(reverse("console:channels")).status_code == 403
        assert client.post(reverse("console:channel_new"), NEW).status_code == 403
    assert Channel.objects.count() == 0


def test_proposal_waits_on_a_page_of_its_own_and_the_second_person_publishes_it(house: House) -> None:
    proposed = propose(house)
    change = Change.objects.get()
    waiting = house.admin.get(reverse("console:channels")).content.decode()

    published = publish(house)

    change.refresh_from_db()
    assert proposed["Location"] == reverse("console:channel_change", args=[change.id])
    assert ("@lanyue_pay" in waiting, "Waits for a second person" in waiting) == (True, True)
    assert published["Location"] == reverse("console:channel", args=[change.channel_id])
    assert (change.state, change.proposed_by, change.decided_by) == (
        ChangeState.PUBLISHED,
        house.cast.supervisor,
        house.administrator,
    )


def test_decision_page_names_the_two_people_and_gives_the_proposer_no_button(house: House) -> None:
    propose(house)
    change = Change.objects.get()
    address, publication = (
        reverse(f"console:{name}", args=[change.id]) for name in ("channel_change", "channel_publication")
    )

    own, others = house.lead.get(address).content.decode(), house.admin.get(address).content.decode()
    tried = house.lead.post(publication, {})

    assert (publication in own, publication in others) == (False, True)
    assert ("Han Meimei · 2001" in own, "Han Meimei · 2001" in others) == (True, True)
    assert (tried.status_code, Change.objects.get().state) == (403, ChangeState.OPEN)


def test_look_alike_is_shown_with_what_differs_marked_and_needs_two_reasons(house: House) -> None:
    propose(house)
    publish(house)

    refused = house.lead.post(reverse("console:channel_new"), LOOKALIKE)
    proposed = house.lead.post(reverse("console:channel_new"), LOOKALIKE | {"reason": "For merchants."})
    silent = publish(house)
    agreed = publish(house, reason="I saw both accounts.")

    page = refused.content.decode()
    assert (refused.status_code, proposed.status_code, silent.status_code, agreed.status_code) == (
        422,
        302,
        409,
        302,
    )
    assert ("<mark>" in page, "The letters look the same." in page) == (True, True)
    assert "<mark>" in silent.content.decode()
    assert Channel.objects.get(value="@ianyue_pay").state == ChannelState.PUBLISHED


def test_what_cannot_be_read_is_said_beside_the_form(house: House) -> None:
    response = propose(house, text="https://t.me/+invitation")

    assert (response.status_code, "an invitation link is no name" in response.content.decode()) == (422, True)


def test_contract_takes_its_chain_from_the_form(house: House) -> None:
    address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    missing = propose(house, kind="contract", text=address, direction="site")
    propose(house, kind="contract", text=address, direction="site", chain="bsc")

    assert missing.status_code == 422
    assert Channel.objects.get().value == f"bsc:{address.lower()}"


def test_refusal_needs_a_reason_and_withdrawal_is_the_proposers(house: House) -> None:
    propose(house)
    change = Change.objects.get()
    refusal = reverse("console:channel_refusal", args=[change.id])

    silent = house.admin.post(refusal, {"reason": ""})
    by_another = house.admin.post(reverse("console:channel_withdrawal", args=[change.id]))
    said = house.admin.post(refusal, {"reason": "Not ours yet."})

    change.refresh_from_db()
    assert (silent.status_code, by_another.status_code, said.status_code) == (422, 403, 302)
    assert (change.state, change.decision_reason) == (ChangeState.REFUSED, "Not ours yet.")


def test_proposer_withdraws(house: House) -> None:
    propose(house)
    change = Change.objects.get()

    house.lead.post(reverse("console:channel_withdrawal", args=[change.id]))

    change.refresh_from_db()
    assert change.state == ChangeState.WITHDRAWN


def test_retirement_is_proposed_on_the_channels_page_and_published_by_another(house: House) -> None:
    propose(house)
    publish(house)
    channel = Channel.objects.get()
    address = reverse("console:channel", args=[channel.id])
    said = {"direction": "retired", "what_for_zh": "支付问题", "what_for_en": "Help with payments"}

    silent = house.admin.post(address, said)
    proposed = house.admin.post(address, said | {"reason": "Closed."})
    own = publish(house)
    house.lead.post(reverse("console:channel_publication", args=[Change.objects.latest("id").id]), {})

    channel.refresh_from_db()
    assert (silent.status_code, proposed.status_code, own.status_code) == (422, 302, 403)
    assert channel.direction == "retired"


def test_fraud_is_put_on_the_list_without_words_for_the_public(house: House) -> None:
    said = {"kind": "link", "text": "hxxps://lanyue-help[.]example/x", "direction": "reported"}

    silent = house.lead.post(reverse("console:channel_new"), said)
    house.lead.post(reverse("console:channel_new"), said | {"reason": "Three users."})
    publish(house)

    assert (silent.status_code, Channel.objects.get().direction) == (422, "reported")


def test_list_filters_and_exports(house: House) -> None:
    propose(house)
    address = reverse("console:channels")

    other = house.lead.get(address, {"kind": "number"}).content.decode()
    file = b"".join(house.lead.get(address, {"export": "csv"}).streaming_content).decode()

    assert '<th scope="row">' not in other
    assert "'@lanyue_pay,Telegram,Proposed" in file


def test_code_of_a_call_is_shown_to_who_asked_and_typed_by_who_rang(house: House) -> None:
    propose(house, kind="number", text="400 000 0199", direction="rings")
    channel = Channel.objects.get()
    address = reverse("console:channel", args=[channel.id])
    house.lead.post(reverse("console:channel_proof", args=[channel.id]), {"way": "call"})
    proof = Proof.objects.get()
    code = code_of(proof)
    confirmation = reverse("console:channel_proof_confirmation", args=[proof.id])

    seen = [code in client.get(address).content.decode() for client in (house.lead, house.admin)]
    house.lead.post(confirmation, {"code": code})
    proof.refresh_from_db()
    unproven = proof.proven_at
    house.admin.post(confirmation, {"code": code})

    proof.refresh_from_db()
    assert (seen, unproven, proof.proven_by) == ([True, False], None, house.administrator)


def test_code_of_a_mail_is_on_no_page(house: House) -> None:
    propose(house, kind="mail", text="help@lanyue.example", direction="both")
    channel = Channel.objects.get()
    house.lead.post(reverse("console:channel_proof", args=[channel.id]), {"way": "mail"})

    code = code_of(Proof.objects.get())
    pages = [
        client.get(reverse("console:channel", args=[channel.id])) for client in (house.lead, house.admin)
    ]

    assert [code in page.content.decode() for page in pages] == [False, False]


def test_record_for_the_dns_is_shown_with_its_place(house: House) -> None:
    propose(house, kind="link", text="lanyue.example", direction="site")
    channel = Channel.objects.get()
    house.lead.post(reverse("console:channel_proof", args=[channel.id]), {"way": "dns"})

    page = house.admin.get(reverse("console:channel", args=[channel.id])).content.decode()

    assert ("_answerback.lanyue.example" in page, code_of(Proof.objects.get()) in page) == (True, True)


def test_colleagues_word_is_kept_and_the_proposers_is_not(house: House) -> None:
    propose(house)
    address = reverse("console:channel_attestation", args=[Channel.objects.get().id])

    house.lead.post(address, {"statement": "It is mine."})
    house.admin.post(address, {"statement": "I saw it post my word."})

    proof = Proof.objects.get()
    assert (proof.statement, proof.proven_by) == ("I saw it post my word.", house.administrator)


def test_wallets_page_takes_no_number_that_two_people_have_not_published(house: House) -> None:
    client, address = house.admin, reverse("console:wallet")
    form = client.get(address).context["form"]
    said = {one: form[one].value() for one in form.fields} | {"official_number": "+864000000199"}

    refused = client.post(address, said)
    propose(house, kind="number", text="+864000000199", direction="dialled")
    publish(house)
    kept = client.post(address, said)

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert Wallet.objects.get(id=house.cast.wallet.id).official_number == "+864000000199"


def test_another_wallets_entries_proposals_and_proofs_are_not_there(house: House) -> None:
    theirs = house.client(house.other.supervisor)
    theirs.post(reverse("console:channel_new"), NEW | {"kind": "number", "text": "+864000000177"})
    channel = Channel.objects.get()
    theirs.post(reverse("console:channel_proof", args=[channel.id]), {"way": "call"})
    ids = {"channel": channel.id, "change": Change.objects.get().id, "proof": Proof.objects.get().id}
    addresses = {
        "channel": ("channel", "channel_proof", "channel_attestation"),
        "change": ("channel_change", "channel_publication", "channel_refusal", "channel_withdrawal"),
        "proof": ("channel_proof_confirmation",),
    }
    said = NEW | {"way": "call", "reason": "No.", "statement": "Mine.", "code": "1"}

    client = house.admin
    found = [
        (name, status)
        for thing, names in addresses.items()
        for name in names
        for status in (
            client.get(reverse(f"console:{name}", args=[ids[thing]])).status_code,
            client.post(reverse(f"console:{name}", args=[ids[thing]]), said).status_code,
        )
        if status not in (404, 405)
    ]
    assert (found, Change.objects.get().state, Proof.objects.get().tries) == ([], ChangeState.OPEN, 0)
