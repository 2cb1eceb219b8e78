"""Rotation: announced, then used, while the older key still counts; then re-sealed and destroyed."""

from datetime import timedelta

import pytest

from answerback.customers.models import Customer, PhoneNumber
from answerback.journal.models import Entry
from answerback.journal.write import Actor
from answerback.keys import ring as ring_module
from answerback.keys import upkeep
from answerback.keys.checking import BadSignature, check_jws
from answerback.keys.envelope import CannotOpen
from answerback.keys.holders import Column, name_column, rows_sealed_by
from answerback.keys.mac import check, mac
from answerback.keys.models import Key
from answerback.keys.purposes import OVERLAPS, Purpose
from answerback.keys.reindex import SHORT_LIVED, Place, reindex_step, retire_older
from answerback.keys.reseal import reseal_step
from answerback.keys.rotate import LEAD, KeyInUse, destroy, destroy_superseded, rotate
from answerback.keys.seal import blind_index, blind_indexes, open_sealed, seal
from answerback.keys.signing import public_jwks, sign_jws
from answerback.storage.ids import new_id
from answerback.wallets.models import WebhookEndpoint
from tests.cast import make_customer, make_wallet
from tests.keys.conftest import NOON

pytestmark = pytest.mark.django_db

HAN_MEIMEI = Actor("staff", new_id())
TYPE = "answerback-status+jwt"


def move(clock, to):
    """Let time pass; what was kept in memory is too old by then."""
    clock.move_to(to)
    ring_module.forget()


def kids(purpose, wallet):
    return [key["kid"] for key in public_jwks(purpose, wallet)["keys"]]


def test_rotated_key_is_published_first_used_later_and_the_old_one_counts_on(clock, lanyue):
    old_token = sign_jws(Purpose.STATUS, lanyue, {"n": 1}, typ=TYPE)
    (old,) = kids(Purpose.STATUS, lanyue)

    new = rotate(Purpose.STATUS, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON).kid

    ring_module.forget()
    assert kids(Purpose.STATUS, lanyue) == [new, old]
    assert ring_module.ring(Purpose.STATUS, lanyue).current(ring_module.now()).kid == old
    move(clock, NOON + LEAD)
    new_token = sign_jws(Purpose.STATUS, lanyue, {"n": 2}, typ=TYPE)
    assert ring_module.ring(Purpose.STATUS, lanyue).current(ring_module.now()).kid == new
    assert check_jws(Purpose.STATUS, lanyue, old_token, typ=TYPE) == {"n": 1}
    move(clock, NOON + LEAD + OVERLAPS[Purpose.STATUS])
    assert kids(Purpose.STATUS, lanyue) == [new]
    assert check_jws(Purpose.STATUS, lanyue, new_token, typ=TYPE) == {"n": 2}
    with pytest.raises(BadSignature):
        check_jws(Purpose.STATUS, lanyue, old_token, typ=TYPE)


def test_rotating_twice_before_the_new_key_begins_makes_one_key(clock, lanyue):
    sign_jws(Purpose.STATUS, lanyue, {}, typ=TYPE)

    first = rotate(Purpose.STATUS, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON)
    second = rotate(Purpose.STATUS, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON + timedelta(minutes=1))

    assert first == second
    assert list(Key.objects.order_by("generation").values_list("generation", flat=True)) == [1, 2]
    assert Entry.objects.filter(kind="key.made", actor_id=HAN_MEIMEI.id).count() == 1


def test_stolen_key_is_replaced_at_once(clock, lanyue):
    code = mac(Purpose.TICKET, lanyue, b"m")

    rotate(Purpose.TICKET, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))

    ring_module.forget()
    assert not check(Purpose.TICKET, lanyue, b"m", code)
    assert check(Purpose.TICKET, lanyue, b"m", mac(Purpose.TICKET, lanyue, b"m"))


def test_macs_overlap_and_then_end(clock, lanyue):
    code = mac(Purpose.TICKET, lanyue, b"m")
    rotate(Purpose.TICKET, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON)

    move(clock, NOON + LEAD + timedelta(minutes=59))
    assert check(Purpose.TICKET, lanyue, b"m", code)
    move(clock, NOON + LEAD + timedelta(minutes=60))
    assert not check(Purpose.TICKET, lanyue, b"m", code)


def test_rotating_one_wallet_leaves_the_others_alone(clock, lanyue, qingtan):
    theirs, everybodys = (seal(wallet, Purpose.DATA, b"x", context=b"") for wallet in (qingtan, None))

    rotate(Purpose.DATA, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))
    rotate(Purpose.DATA, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))

    ring_module.forget()
    assert seal(qingtan, Purpose.DATA, b"x", context=b"")[:9] == theirs[:9]
    assert seal(None, Purpose.DATA, b"x", context=b"")[:9] != everybodys[:9]
    assert open_sealed(None, Purpose.DATA, everybodys, context=b"") == b"x"


@pytest.fixture
def people(clock):
    """Three customers of one wallet and one of another, with names and numbers."""
    lanyue, qingtan = make_wallet("lanyue"), make_wallet("qingtan")
    numbers = [f"+861700000000{n}" for n in range(1, 4)]
    mine = [make_customer(lanyue, number[-1], number, name=f"王{number[-1]}") for number in numbers]
    return lanyue, mine, make_customer(qingtan, "9", "+8617000000009", name="赵九")


def test_resealing_moves_every_value_and_then_the_old_key_can_be_destroyed(clock, people):
    lanyue, _, stranger = people
    old = Key.objects.get(purpose=Purpose.DATA, wallet_id=lanyue.id)
    rotate(Purpose.DATA, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON)
    assert reseal_step(at=NOON) == 0
    later = NOON + LEAD
    move(clock, later)
    with pytest.raises(KeyInUse):
        destroy(old, by=HAN_MEIMEI, at=later)

    steps = [reseal_step(at=later, limit=4) for _ in range(3)]

    assert steps == [4, 2, 0]
    assert rows_sealed_by(old.kid) == 0
    destroy(old, by=HAN_MEIMEI, at=later)
    destroy(old, by=HAN_MEIMEI, at=later)
    ring_module.forget()
    assert [customer.name for customer in Customer.objects.for_wallet(lanyue).order_by("id")] == [
        "王1",
        "王2",
        "王3",
    ]
    assert [one.e164[-1] for one in PhoneNumber.objects.for_wallet(lanyue).order_by("id")] == ["1", "2", "3"]
    assert Customer.objects.get(id=stranger.id).name == "赵九"
    old.refresh_from_db()
    assert (old.private_sealed, old.destroyed_at) == (None, later)
    assert Entry.objects.filter(kind="key.destroyed").count() == 1


def test_what_a_destroyed_key_sealed_is_gone(clock, lanyue):
    sealed = seal(lanyue, Purpose.DATA, b"x", context=b"")
    old = Key.objects.get(purpose=Purpose.DATA)
    rotate(Purpose.DATA, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))
    destroy(old, by=HAN_MEIMEI, at=NOON)

    ring_module.forget()
    with pytest.raises(CannotOpen):
        open_sealed(lanyue, Purpose.DATA, sealed, context=b"")


def test_newest_key_cannot_be_destroyed(clock, lanyue):
    seal(lanyue, Purpose.DATA, b"x", context=b"")
    only = Key.objects.get(purpose=Purpose.DATA)
    coming = rotate(Purpose.DATA, wallet_id=lanyue, by=HAN_MEIMEI, at=NOON)

    for key in (only, coming):
        with pytest.raises(KeyInUse):
            destroy(key, by=HAN_MEIMEI, at=NOON)


def test_superseded_keys_are_destroyed_when_nothing_needs_them(clock, people):
    lanyue = people[0]
    token = sign_jws(Purpose.PROOF, lanyue.id, {}, typ="passport")
    mac(Purpose.TICKET, lanyue.id, b"m")
    for purpose in (Purpose.PROOF, Purpose.TICKET, Purpose.DATA, Purpose.INDEX):
        rotate(purpose, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON)

    assert destroy_superseded(by=HAN_MEIMEI, at=NOON) == 0
    move(clock, NOON + LEAD)
    assert destroy_superseded(by=HAN_MEIMEI, at=NOON + LEAD) == 1
    assert check_jws(Purpose.PROOF, lanyue.id, token, typ="passport") == {}
    move(clock, NOON + timedelta(hours=2))
    assert destroy_superseded(by=HAN_MEIMEI, at=NOON + timedelta(hours=2)) == 1

    destroyed = Key.objects.exclude(destroyed_at=None).order_by("destroyed_at")
    assert [key.purpose for key in destroyed] == [Purpose.PROOF, Purpose.TICKET]


def test_index_rotation_is_found_under_both_then_renewed_then_ended(clock, people):
    lanyue, _, stranger = people
    number = "+8617000000001"
    old_key, before = (
        Key.objects.get(purpose=Purpose.INDEX, wallet_id=lanyue.id),
        blind_index(lanyue.id, number),
    )
    rotate(Purpose.INDEX, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON)
    later = NOON + LEAD
    move(clock, later)
    after = blind_index(lanyue.id, number)
    assert blind_indexes(lanyue.id, number) == [after, before] != [after, after]
    with pytest.raises(KeyInUse):
        destroy(old_key, by=HAN_MEIMEI, at=later)

    place, steps = reindex_step(limit=3), 1
    while place:
        place, steps = reindex_step(place, limit=3), steps + 1

    assert steps == 4
    assert [one.blind_index == after for one in PhoneNumber.objects.order_by("id")] == [
        True,
        False,
        False,
        False,
    ]
    assert PhoneNumber.objects.get(customer=stranger).blind_index == blind_index(
        stranger.wallet_id, "+8617000000009"
    )
    assert (retire_older(began_at=NOON, at=later), retire_older(began_at=later, at=later)) == (0, 1)
    move(clock, later + SHORT_LIVED)
    old_key.refresh_from_db()
    destroy(old_key, by=HAN_MEIMEI, at=later + SHORT_LIVED)
    ring_module.forget()
    assert blind_indexes(lanyue.id, number) == [after]
    assert reindex_step(Place(index=99)) is None


def test_values_in_a_plain_column_hold_their_key_until_it_is_named(clock, people):
    lanyue = people[0]
    endpoint = WebhookEndpoint.objects.create(
        wallet=lanyue, url="https://wallet.example/hook", kinds=[], created_at=NOON, secret_sealed=b""
    )
    context = lambda row: b"webhook test:" + row.id.bytes  # noqa: E731
    endpoint.secret_sealed = seal(lanyue.id, Purpose.CODE, b"whsec_x", context=context(endpoint))
    endpoint.save()
    old = Key.objects.get(purpose=Purpose.CODE)
    rotate(Purpose.CODE, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))
    ring_module.forget()

    with pytest.raises(KeyInUse):
        destroy(old, by=HAN_MEIMEI, at=NOON)
    name_column(Column(WebhookEndpoint, "secret_sealed", Purpose.CODE, context))
    assert (reseal_step(at=NOON), reseal_step(at=NOON)) == (1, 0)
    destroy(old, by=HAN_MEIMEI, at=NOON)

    ring_module.forget()
    endpoint.refresh_from_db()
    sealed = bytes(endpoint.secret_sealed)
    assert open_sealed(lanyue.id, Purpose.CODE, sealed, context=context(endpoint)) == b"whsec_x"


def test_resealing_steps_over_a_value_that_does_not_open(clock, people, caplog):
    lanyue, mine, _ = people
    broken = Customer.objects.get(id=mine[0].id).__dict__["name"]
    broken.octets = broken.octets[:-1] + bytes([broken.octets[-1] ^ 1])
    Customer.objects.filter(id=mine[0].id).update(name=broken)
    rotate(Purpose.DATA, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON, lead=timedelta(0))
    ring_module.forget()

    assert (reseal_step(at=NOON), reseal_step(at=NOON)) == (5, 0)

    assert [record.message for record in caplog.records] == ["reseal_refused"] * 2
    assert "王" not in caplog.text


def test_upkeep_brings_every_rotation_to_its_end(clock, people):
    lanyue = people[0]
    sign_jws(Purpose.STATUS, lanyue.id, {}, typ=TYPE)
    for purpose in (Purpose.DATA, Purpose.INDEX, Purpose.STATUS):
        rotate(purpose, wallet_id=lanyue.id, by=HAN_MEIMEI, at=NOON)
    assert upkeep.step(NOON) == 0
    later = NOON + LEAD
    move(clock, later)

    steps = [upkeep.step(later, limit=5) for _ in range(4)]

    assert steps == [10, 6, 0, 0]
    assert upkeep.step(later + SHORT_LIVED) == 0
    old = {key.purpose: key for key in Key.objects.filter(wallet_id=lanyue.id, generation=1)}
    assert rows_sealed_by(old[Purpose.DATA].kid) == 0
    assert {purpose for purpose, key in old.items() if key.destroyed_at} == {Purpose.STATUS, Purpose.INDEX}
    ring_module.forget()
    number = "+8617000000001"
    assert PhoneNumber.objects.get(blind_index__in=blind_indexes(lanyue.id, number)).e164 == number
