"""The ready-made guides in a new wallet, and after the wallet has changed."""

from answerback.conversations.draft import save_draft
from answerback.conversations.install import install_guides
from answerback.conversations.models import Guide, GuideVersion
from answerback.conversations.publish import faults_of
from answerback.conversations.queries import published_guide
from answerback.wallets.kinds import Capability
from answerback.wallets.models import Wallet
from tests.conversations.cast import HAN_MEIMEI, NOON, after, arrival

KINDS = {
    "payment_not_arrived",
    "account_locked",
    "mistaken_transfer",
    "suspicious_login",
    "scam_reported",
    "onboarding_finished",
    "ticket_solved",
    "routine_follow_up",
    "customer_request",
}


def steps(wallet: Wallet, slug: str) -> set[str]:
    version = published_guide(wallet, slug=slug)
    assert version is not None
    return {step["id"] for part in version.content["parts"] for step in part["steps"]}


def test_every_kind_of_event_has_a_published_guide_in_both_wallets(lanyue: Wallet, qingtan: Wallet) -> None:
    for wallet in (lanyue, qingtan):
        installed = install_guides(wallet, by=HAN_MEIMEI, at=NOON)

        assert {kind for one in installed for kind in one.guide.serves} == KINDS
        assert [faults_of(one) for one in installed] == [[]] * 9


def test_installing_twice_is_installing_once(lanyue: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)

    assert install_guides(lanyue, by=HAN_MEIMEI, at=after(1)) == []
    assert GuideVersion.objects.for_wallet(lanyue).count() == 9


def test_wallet_gets_only_what_it_can_do(lanyue: Wallet, qingtan: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)
    install_guides(qingtan, by=HAN_MEIMEI, at=NOON)

    assert "p_unlock" in steps(lanyue, "account_locked")
    assert "p_no_unlock" not in steps(lanyue, "account_locked")
    assert "p_merchant" not in steps(lanyue, "mistaken_transfer")
    assert steps(qingtan, "account_locked") & {"p_unlock", "h_freeze", "p_number_how"} == set()


def test_wallet_that_learns_something_gets_it_in_its_untouched_guides(lanyue: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)
    lanyue.capabilities = [*lanyue.capabilities, Capability.MERCHANT_REFUND]
    lanyue.save(update_fields=["capabilities"])

    again = install_guides(lanyue, by=HAN_MEIMEI, at=after(1))

    assert [(one.guide.slug, one.number) for one in again] == [("mistaken_transfer", 2)]
    assert "p_merchant" in steps(lanyue, "mistaken_transfer")


def test_guide_edited_by_the_wallets_people_is_left_alone(lanyue: Wallet) -> None:
    save_draft(lanyue, content=arrival(id="account_locked"), by=HAN_MEIMEI, at=NOON)

    installed = install_guides(lanyue, by=HAN_MEIMEI, at=after(1))

    assert "account_locked" not in {one.guide.slug for one in installed}
    assert Guide.objects.for_wallet(lanyue).count() == 9


def test_self_custodial_sister_is_found_by_the_plain_name(qingtan: Wallet, lanyue: Wallet) -> None:
    install_guides(qingtan, by=HAN_MEIMEI, at=NOON)

    found = published_guide(qingtan, slug="customer_request")

    assert found is not None
    assert found.guide.slug == "customer_request_self_custodial"
    by_kind = published_guide(qingtan, slug="own_words", kind="scam_reported")
    assert by_kind is not None
    assert by_kind.guide.slug == "scam_reported_self_custodial"
    assert published_guide(qingtan, slug="nothing_like_it") is None
    assert published_guide(lanyue, slug="customer_request") is None
