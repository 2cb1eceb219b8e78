"""A proof per answered leg: what it says, when it may be read, by whom, and what is left when it is forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from django.db import IntegrityError, transaction

from answerback.callbacks import call_proof, dial
from answerback.callbacks.models import Attempt
from answerback.customers.erase import erase
from answerback.customers.models import Customer
from answerback.journal.log.models import Leaf
from answerback.journal.log.read import newest
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from answerback.passport import Call, Failure, base64url, verify
from answerback.passport.merkle import is_included, leaf_hash
from answerback.passport.notes import open_checkpoint
from answerback.proofs import anchor, certify, keep_log
from answerback.proofs.forget import forget_old
from answerback.proofs.issue import Leg, commitment, issue
from answerback.proofs.models import Proof, ProofCertificate
from answerback.proofs.read import Bundle, addresses_of, of_customer, of_wallet
from tests.cast import Cast, make_cast
from tests.story.acting import Clock

Rings = Callable[..., Attempt]
CALLER, CALLED = "864000000188", "8617000000001"


def proof_of(attempt: Attempt) -> Proof:
    proof: Proof = Proof.objects.for_wallet(attempt.wallet_id).get(attempt_id=attempt.id)
    return proof


def read(cast: Cast, attempt: Attempt) -> Bundle:
    found = of_customer(cast.customer, proof_of(attempt).address)
    assert found is not None
    return found


def second(at: datetime | None) -> int:
    assert at is not None
    return int(at.timestamp())


def held(bundle: Bundle, at: datetime, caller: str = CALLER, called: str = CALLED) -> dict[str, object]:
    call = Call(caller, called, second(at))
    chain, trusted = bundle.chain.encode(), anchor.published(at).encode()
    return dict(verify(bundle.token, call, certificate=chain, anchor=trusted).claims)


def a_leg(cast: Cast, at: datetime, **changes: object) -> Leg:
    fields: dict[str, object] = {
        "attempt_id": cast.customer.id,
        "line": "simulator",
        "caller": "+864000000188",
        "called": "+8617000000001",
        "reason": "到账查询",
        "asks": (),
        "agent": "1001",
        "answered_at": at,
    }
    return Leg(**fields | changes)  # type: ignore[arg-type]


def test_confirmed_call_has_a_proof_that_holds_against_it(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    attempt = confirmed(with_guides=True)
    claims = held(read(cast, attempt), attempt.media_at or clock.now)

    ours = claims["answerback"]
    assert isinstance(ours, dict)
    asks = ours.pop("asks")
    assert claims["rcd"] == {"nam": "岚月支付"}
    assert (claims["orig"], claims["dest"]) == ({"tn": CALLER}, {"tn": [CALLED]})
    assert claims["iat"] == second(attempt.media_at)
    assert claims["crn"] == "支付不到账"
    assert ours == {"agent": "1001", "leg": str(attempt.id), "line": "simulator", "wallet": "lanyue"}
    assert asks and all(isinstance(one, str) for one in asks)


def test_proof_names_no_person(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    token = read(cast, confirmed()).token
    claims = base64url.decode(token.split(".")[1]).decode()
    assert [name for name in ("李雷", "Li Lei", "王小明", "user-1") if name in claims] == []


@pytest.mark.parametrize(
    ("caller", "called", "late", "reason"),
    [
        ("864000000189", CALLED, 0, "orig"),
        (CALLER, "8617000000012", 0, "dest"),
        (CALLER, CALLED, 61, "stale"),
        (CALLER, CALLED, -61, "stale"),
    ],
)
def test_proof_holds_against_no_other_call(
    cast: Cast, clock: Clock, confirmed: Rings, caller: str, called: str, late: int, reason: str
) -> None:
    attempt = confirmed()
    bundle = read(cast, attempt)
    with pytest.raises(Failure) as failure:
        held(bundle, (attempt.media_at or clock.now) + timedelta(seconds=late), caller, called)
    assert failure.value.reason == reason


def test_nothing_vouches_for_the_voice_before_the_code(cast: Cast, clock: Clock, connected: Rings) -> None:
    attempt = connected()
    address = proof_of(attempt).address

    assert of_customer(cast.customer, address) is None
    assert of_wallet(cast.wallet, address) is None
    assert addresses_of(cast.customer, [attempt.id]) == {}


def test_call_that_ended_unconfirmed_can_be_proven_afterwards(
    cast: Cast, clock: Clock, connected: Rings
) -> None:
    attempt = connected()
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(2)
    assert held(read(cast, attempt), attempt.media_at or clock.now)["iat"] == second(attempt.media_at)


def test_proof_is_made_once_and_released_once(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    attempt = confirmed()
    first, leaves = proof_of(attempt), Leaf.objects.count()
    clock.passes(3)

    call_proof.issue(attempt, at=clock.now)
    call_proof.release(attempt, at=clock.now)

    again = proof_of(attempt)
    assert (again.id, again.sealed, again.readable_at) == (first.id, first.sealed, first.readable_at)
    assert Leaf.objects.count() == leaves == 1


def test_database_refuses_a_second_proof_of_a_leg(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    proof = proof_of(confirmed())
    proof.pk, proof.address, proof._state.adding = cast.wallet.id, "0" * 32, True
    with pytest.raises(IntegrityError), transaction.atomic():
        proof.save(force_insert=True)


def test_proof_is_read_by_its_own_customer_and_wallet_alone(
    cast: Cast, clock: Clock, confirmed: Rings
) -> None:
    other = make_cast("qingtan", "+8617000000031")
    address = proof_of(confirmed()).address

    assert of_wallet(cast.wallet, address) == of_customer(cast.customer, address) != None  # noqa: E711
    assert of_customer(cast.stranger, address) is None
    assert of_wallet(other.wallet, address) is None
    assert of_customer(other.customer, address) is None
    assert of_wallet(cast.wallet, "0" * 32) is None


def test_agents_own_phone_has_no_witness_and_no_proof(cast: Cast, clock: Clock, connected: Rings) -> None:
    attempt = connected()
    Proof.objects.for_wallet(cast.wallet).delete()
    attempt.line = "manual"
    call_proof.issue(attempt, at=clock.now)
    assert Proof.objects.for_wallet(cast.wallet).count() == 0


def test_proof_is_in_the_log_from_the_next_checkpoint_on(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    attempt = confirmed()
    before = read(cast, attempt)
    keep_log.step(clock.now)
    bundle = read(cast, attempt)
    head = newest()
    assert before.log is None and bundle.log is not None and head is not None

    [key] = keep_log.verifier_keys()
    checkpoint = open_checkpoint(bundle.log.note, key)
    leaf = leaf_hash(commitment(base64url.decode(bundle.nonce), bundle.token))
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (keep_log.origin(), 8, bytes(head.root))
    assert is_included(
        leaf, bundle.log.index, size=checkpoint.size, root=checkpoint.root, path=bundle.log.path
    )


def test_erased_customer_leaves_no_proof_and_a_log_that_still_holds(
    cast: Cast, clock: Clock, confirmed: Rings
) -> None:
    attempt = confirmed()
    keep_log.step(clock.now)
    head = newest()
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(2)
    _finish(cast, clock, attempt)

    erase(Customer.objects.for_wallet(cast.wallet).get(id=cast.customer.id), by=SYSTEM, at=clock.now)

    assert Proof.objects.for_wallet(cast.wallet).count() == 0
    assert Leaf.objects.count() == 1
    assert newest() == head


def _finish(cast: Cast, clock: Clock, attempt: Attempt) -> None:
    from answerback.callbacks import wrap_up
    from answerback.callbacks.models import Callback
    from answerback.callbacks.outcomes import Outcome

    callback = Callback.objects.for_wallet(cast.wallet).get(id=attempt.callback_id)
    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    clock.passes(15)


def test_proofs_are_forgotten_with_the_call_records(cast: Cast, clock: Clock, confirmed: Rings) -> None:
    confirmed()
    soon, late = clock.now + timedelta(days=1094), clock.now + timedelta(days=1096)
    gone = [forget_old(cast.wallet, at=at) for at in (soon, late, late)]
    assert gone == [0, 1, 0]


def test_journal_tells_of_keys_and_holds_nothing_of_a_token(
    cast: Cast, clock: Clock, confirmed: Rings
) -> None:
    token = read(cast, confirmed()).token
    told = json.dumps(list(Entry.objects.values_list("data", flat=True)))
    assert token.split(".")[2] not in told and token.split(".")[1] not in told


def test_call_in_the_app_is_proven_from_uri_to_uri(cast: Cast, clock: Clock) -> None:
    proof = issue(cast.customer, a_leg(cast, clock.now, line="inapp", caller="", called=""))
    call_proof_readable(proof, clock.now)
    bundle = of_customer(cast.customer, proof.address)
    assert bundle is not None

    caller, called = certify.address_of(cast.wallet), f"urn:uuid:{cast.customer.pairwise_id}"
    claims = held(bundle, clock.now, caller, called)

    assert (claims["orig"], claims["dest"]) == ({"uri": caller}, {"uri": [called]})


def call_proof_readable(proof: Proof, at: datetime) -> None:
    from answerback.proofs.issue import release

    release(proof.wallet_id, proof.attempt_id, at=at)


def test_certificate_is_kept_until_a_number_or_a_key_or_the_time_wants_another(
    cast: Cast, clock: Clock
) -> None:
    def used(days: int = 0, **changes: object) -> str:
        at = clock.now + timedelta(days=days)
        proof = issue(cast.customer, a_leg(cast, at, attempt_id=_fresh(), **changes))
        return proof.certificate.fingerprint

    first = used()
    assert used() == used(days=59) == used(caller="") == first
    other_number = used(caller="+864000000199")
    renewed = used(days=61)
    rotate(Purpose.PROOF, wallet_id=cast.wallet.id, by=SYSTEM, at=clock.now, lead=timedelta(0))
    from answerback.keys.ring import forget

    forget()
    other_key = used(days=1)
    assert len({first, other_number, renewed, other_key}) == 4
    assert ProofCertificate.objects.for_wallet(cast.wallet).count() == 4


def _fresh() -> object:
    from answerback.storage.ids import new_id

    return new_id()


def test_anchor_is_one_certificate_that_issues_and_signs_nothing_else(cast: Cast, clock: Clock) -> None:
    [one] = x509.load_pem_x509_certificates(anchor.published(clock.now).encode())
    assert anchor.published(clock.now) == anchor.published(clock.now + timedelta(days=1))
    usage = one.extensions.get_extension_for_class(x509.KeyUsage).value
    limits = one.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (usage.key_cert_sign, usage.digital_signature) == (True, False)
    assert (limits.ca, limits.path_length) == (True, 0)
