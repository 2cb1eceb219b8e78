"""What an administrator does: declaration, policies, keys, webhooks, staff. Secrets are shown once."""

from __future__ import annotations

import re

from django.urls import reverse

from answerback.people.models import Membership, Role
from answerback.wallets.models import ApiKey, Delivery, Wallet, WebhookEndpoint
from answerback.wallets.policies import policies_of
from tests.console.cast import House, now
from tests.filled import fill


def form_of(response) -> dict[str, object]:
    """What a browser would send back of the form as it was drawn."""
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


def test_key_of_a_machine_is_shown_once_and_kept_only_as_a_hash(house: House) -> None:
    client, address = house.admin, reverse("console:keys")
    shown = client.post(address, {"name": "payments backend", "scopes": ["events:write"]}).content.decode()

    text = re.search(r"abk_\w+", shown)
    again = client.get(address).content.decode()
    key = ApiKey.objects.get(wallet=house.cast.wallet)
    assert text is not None
    assert (text.group() in again, key.prefix in again, key.scopes) == (False, True, ["events:write"])


def test_replaced_key_shows_the_new_one_and_a_revoked_one_ends(house: House) -> None:
    client = house.admin
    client.post(reverse("console:keys"), {"name": "backend", "scopes": ["read"]})
    old = ApiKey.objects.get(wallet=house.cast.wallet)

    shown = client.post(reverse("console:key_rotation", args=[old.id])).content.decode()
    client.post(reverse("console:key_revocation", args=[old.id]))

    old.refresh_from_db()
    assert (bool(re.search(r"abk_\w+", shown)), old.revoked_at is None) == (True, False)


def test_secret_of_an_endpoint_is_shown_once(house: House) -> None:
    client, address = house.admin, reverse("console:webhooks")
    shown = client.post(address, {"url": "https://backend.example/hooks", "kinds": ""}).content.decode()

    endpoint = WebhookEndpoint.objects.get(wallet=house.cast.wallet)
    again = client.get(address).content.decode()
    assert ("whsec_" in shown, "whsec_" in again, endpoint.url in again) == (True, False, True)


def test_private_address_is_refused_beside_its_field(house: House) -> None:
    response = house.admin.post(reverse("console:webhooks"), {"url": "https://10.0.0.1/hooks", "kinds": ""})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["url"])


def test_failed_message_is_sent_again_by_hand(house: House) -> None:
    ids = fill(house.cast.wallet, house.cast.customer, house.cast.agent, at=now())
    house.admin.post(reverse("console:delivery_resending", args=[ids["delivery_id"]]))

    assert Delivery.objects.get(id=ids["delivery_id"]).state == Delivery.State.WAITING


def test_policies_saved_as_they_stand_change_nothing_that_counts(house: House) -> None:
    client, address = house.lead, reverse("console:policies")
    before = policies_of(house.cast.wallet)

    response = client.post(address, form_of(client.get(address)))

    wallet = Wallet.objects.get(id=house.cast.wallet.id)
    assert (response.status_code, policies_of(wallet)) == (302, before)


def test_calling_hours_outside_the_law_are_refused(house: House) -> None:
    client, address = house.lead, reverse("console:policies")
    response = client.post(address, form_of(client.get(address)) | {"outer": "06:00-23:30"})

    assert response.status_code == 422


def test_declaration_that_does_not_fit_together_is_refused_whole(house: House) -> None:
    client, address = house.admin, reverse("console:wallet")
    changed = form_of(client.get(address)) | {"custody": "self_custodial", "name_en": "Changed"}

    response = client.post(address, changed)

    assert (response.status_code, Wallet.objects.get(id=house.cast.wallet.id).name_en) == (422, "Lanyue Pay")


def test_invited_person_gets_a_link_that_is_shown_once(house: House) -> None:
    said = {
        "username": "new-agent",
        "role": "agent",
        "name_zh": "新人",
        "name_en": "New",
        "work_number": "1009",
        "languages": ["zh-hans"],
        "skills": "支付，安全",
    }
    shown = house.admin.post(reverse("console:staff_new"), said).content.decode()

    member = Membership.objects.get(wallet=house.cast.wallet, work_number="1009")
    assert (member.role, member.skills) == (Role.AGENT, ["支付", "安全"])
    assert "/accounts/enter/" in shown


def test_ended_person_is_gone_from_the_list(house: House) -> None:
    client = house.admin
    client.post(reverse("console:member_end", args=[house.cast.agent.id]))

    text = client.get(reverse("console:staff")).content.decode()
    assert "Li Lei" not in text


def test_signing_key_is_rotated_for_this_wallet_only(house: House) -> None:
    from answerback.keys.models import Key

    house.admin.post(reverse("console:signing_key_rotation", args=["status"]))

    wallets = set(Key.objects.filter(purpose="status").values_list("wallet_id", flat=True))
    assert wallets == {house.cast.wallet.id}
