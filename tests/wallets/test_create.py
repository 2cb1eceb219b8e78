"""A wallet declares what it is; what does not fit is refused and nothing is written."""

from typing import Any

import pytest

from answerback.journal.kinds import SYSTEM
from answerback.journal.models import Entry
from answerback.ui.refusals import Refusal
from answerback.wallets.create import create_wallet
from answerback.wallets.kinds import CUSTODIAL_ONLY, Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet
from answerback.wallets.refusals import (
    CapabilityImpossible,
    LineImpossible,
    PhoneImpossible,
    WalletIncomplete,
    WalletTaken,
)
from tests.wallets.conftest import AT

SELF_CUSTODIAL: dict[str, Any] = {
    "name_en": "Qingtan Wallet",
    "name_zh": "青檀钱包",
    "custody": Custody.SELF_CUSTODIAL,
    "calling": Calling.NEVER_BY_PHONE,
    "lines": [Line.IN_APP],
}
PHONING: dict[str, Any] = {
    "name_en": "Lanyue Pay",
    "name_zh": "岚月支付",
    "custody": Custody.CUSTODIAL,
    "calling": Calling.PHONE,
    "lines": [Line.ASTERISK],
    "official_number": "400-000-0188",
    "caller_number": "４００ ０００ ０１８８",
}


def create(slug: str = "lanyue", **declared: Any) -> Wallet:
    return create_wallet(slug, by=SYSTEM, at=AT, **declared)


@pytest.mark.django_db
def test_numbers_are_kept_in_international_form() -> None:
    wallet = create(**PHONING)

    assert (wallet.official_number, wallet.caller_number) == ("+864000000188", "+864000000188")


@pytest.mark.django_db
def test_creating_the_same_wallet_twice_gives_the_first_one_and_one_journal_entry() -> None:
    first, second = create(**PHONING), create(**PHONING)

    assert first.id == second.id
    assert [(e.kind, e.wallet_id) for e in Entry.objects.all()] == [("wallet.created", first.id)]


@pytest.mark.django_db
def test_another_wallet_under_the_same_short_name_is_refused() -> None:
    create(**PHONING)

    with pytest.raises(WalletTaken):
        create(**{**PHONING, "name_en": "Another"})


@pytest.mark.django_db
@pytest.mark.parametrize("capability", sorted(CUSTODIAL_ONLY))
def test_a_self_custodial_wallet_cannot_declare_what_only_its_user_can_do(capability: Capability) -> None:
    with pytest.raises(CapabilityImpossible):
        create("qingtan", **SELF_CUSTODIAL, capabilities=[Capability.ASK_RECIPIENT, capability])

    assert not Wallet.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("line", [Line.ASTERISK, Line.MANUAL, Line.SIMULATED])
def test_a_wallet_that_never_telephones_has_no_telephone_line(line: Line) -> None:
    with pytest.raises(LineImpossible):
        create("qingtan", **{**SELF_CUSTODIAL, "lines": [Line.IN_APP, line]})


@pytest.mark.django_db
def test_a_self_custodial_wallet_knows_no_number_to_ring() -> None:
    with pytest.raises(PhoneImpossible):
        create(**{**PHONING, "custody": Custody.SELF_CUSTODIAL})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_zh", " "),
        ("zone", "Mars/Olympus"),
        ("region", "cn"),
        ("website", "http://lanyue.example"),
        ("custody", "shared"),
        ("capabilities", ["print_money"]),
        ("lines", ["carrier_pigeon"]),
        ("caller_number", ""),
        ("official_number", "call me"),
    ],
)
def test_a_wrong_field_is_named_in_the_refusal(field: str, value: object) -> None:
    with pytest.raises(WalletIncomplete) as refused:
        create(**{**PHONING, field: value})

    assert refused.value.holes == {"field": field}


@pytest.mark.django_db
def test_the_refusal_says_a_whole_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        create("qingtan", **SELF_CUSTODIAL, capabilities=[Capability.FREEZE_ACCOUNT])

    assert (
        refused.value.sentence == "In a self-custodial wallet only the user can do this: Freeze an account."
    )
