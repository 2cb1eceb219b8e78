"""Control of a channel is proven by a record, a mailed code, a code heard on the telephone, or a colleague's word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.channels.control import (
    LASTS,
    MOST_TRIES,
    ask,
    attest,
    code_of,
    confirm,
    dns_name,
    found_in_dns,
)
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Channel, Proof, Way
from answerback.channels.proving import claim_mail, due_lookups, due_mails
from answerback.channels.queries import standing_of
from answerback.channels.refusals import (
    NotAllowed,
    ProofByAnother,
    ProofOver,
    ProofUnfit,
    ProofWrong,
    ReasonMissing,
)
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from tests.cast import NOON
from tests.channels.cast import Registry

LATER = NOON + timedelta(minutes=5)
TEXTS = {
    Kind.LINK: ("lanyue.example/help", Direction.SITE),
    Kind.MAIL: ("help@lanyue.example", Direction.BOTH),
    Kind.NUMBER: ("+864000000199", Direction.RINGS),
    Kind.X: ("@lanyuepay", Direction.BOTH),
}


def channel(registry: Registry, kind: Kind) -> Channel:
    return registry.proposed(kind, *TEXTS[kind]).channel


def asked(registry: Registry, kind: Kind, way: Way) -> Proof:
    return ask(channel(registry, kind), way, by=registry.han_meimei, at=NOON)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def test_record_in_the_dns_proves_a_site(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, Way.DNS)

    is_proven = found_in_dns(proof, ["v=spf1 -all", code_of(proof)], at=LATER)

    standing = standing_of(proof.channel, at=LATER)
    assert (dns_name(proof.channel), is_proven) == ("_answerback.lanyue.example", True)
    assert standing is not None
    assert (standing.way, standing.proven_at, standing.valid_until, standing.is_current) == (
        Way.DNS,
        LATER,
        LATER + timedelta(days=365),
        True,
    )


def test_record_counts_however_it_is_capitalised_and_after_a_rotation(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, Way.DNS)
    record = code_of(proof).upper()
    rotate(Purpose.CODE, wallet_id=proof.wallet_id, by=SYSTEM, at=NOON)

    assert found_in_dns(proof, [record], at=LATER)


def test_other_records_prove_nothing_and_it_is_looked_up_again(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, Way.DNS)
    records = [
        "",
        "answerback-channel=",
        "answerback-channel=x!",
        "answerback-channel=aaaa",
        code_of(proof)[:-2],
    ]

    assert not found_in_dns(proof, records, at=NOON)
    assert [one.id for one in due_lookups(at=NOON + timedelta(seconds=30))] == []
    assert [one.id for one in due_lookups(at=NOON + timedelta(minutes=2))] == [proof.id]


def test_record_of_another_channel_proves_nothing(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, Way.DNS)
    other = registry.proposed(Kind.LINK, "river.example").channel

    code = code_of(ask(other, Way.DNS, by=registry.han_meimei, at=NOON))

    assert not found_in_dns(proof, [code], at=LATER)


def test_record_that_comes_too_late_proves_nothing(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, Way.DNS)

    assert not found_in_dns(proof, [code_of(proof)], at=NOON + LASTS[Way.DNS])
    assert due_lookups(at=NOON + LASTS[Way.DNS]) == []


def test_code_from_the_mailbox_proves_a_mail_address(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)
    code = code_of(proof)

    proven = confirm(proof, f" {code[:4]} {code[4:]}", by=registry.han_meimei, at=LATER)
    again = confirm(proof, "whatever", by=registry.han_meimei, at=LATER + timedelta(days=1))

    assert (proven.proven_at, again.proven_at, again.proven_by) == (LATER, LATER, registry.cast.supervisor)
    kinds = Entry.objects.filter(subject_id=proof.channel_id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["channel.proposed", "channel.proof_asked", "channel.proven"]


def test_mail_is_claimed_once(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)
    waiting = [one.id for one in due_mails(at=NOON)]

    won = [claim_mail(proof, at=NOON), claim_mail(proof, at=NOON)]

    assert (waiting, won, due_mails(at=NOON)) == ([proof.id], [True, False], [])


def test_five_wrong_codes_end_a_proof(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)
    code = code_of(proof)
    for _n in range(MOST_TRIES):
        with pytest.raises(ProofWrong):
            confirm(proof, wrong(code), by=registry.han_meimei, at=LATER)

    with pytest.raises(ProofOver):
        confirm(proof, code, by=registry.han_meimei, at=LATER)
    again = ask(proof.channel, Way.MAIL, by=registry.han_meimei, at=LATER)
    assert again.id != proof.id


def test_code_is_over_after_its_time(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)

    with pytest.raises(ProofOver):
        confirm(proof, code_of(proof), by=registry.han_meimei, at=NOON + LASTS[Way.MAIL])


def test_code_of_a_call_is_typed_by_the_colleague_who_rang(registry: Registry) -> None:
    proof = asked(registry, Kind.NUMBER, Way.CALL)
    with pytest.raises(ProofByAnother):
        confirm(proof, code_of(proof), by=registry.han_meimei, at=LATER)

    proven = confirm(proof, code_of(proof), by=registry.lin_tao, at=LATER)

    assert proven.proven_by == registry.administrator


def test_what_cannot_be_tried_is_attested_by_somebody_else(registry: Registry) -> None:
    account = channel(registry, Kind.X)
    with pytest.raises(ProofByAnother):
        attest(account, "I posted from it.", by=registry.han_meimei, at=LATER)
    with pytest.raises(ReasonMissing):
        attest(account, " ", by=registry.lin_tao, at=LATER)

    proof = attest(account, "I saw her post from it.", by=registry.lin_tao, at=LATER)
    again = attest(account, "I saw her post from it.", by=registry.lin_tao, at=LATER)

    assert (proof.id, proof.valid_until) == (again.id, LATER + timedelta(days=180))


def test_proof_runs_out(registry: Registry) -> None:
    proof = attest(channel(registry, Kind.X), "Seen.", by=registry.lin_tao, at=NOON)
    assert proof.valid_until is not None

    standing = standing_of(proof.channel, at=proof.valid_until)

    assert standing is not None
    assert not standing.is_current


def test_channel_without_a_proof_has_no_standing(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)

    assert standing_of(proof.channel, at=LATER) is None


@pytest.mark.parametrize(
    ("kind", "way"),
    [(Kind.X, Way.DNS), (Kind.MAIL, Way.CALL), (Kind.NUMBER, Way.MAIL), (Kind.LINK, Way.ATTESTED)],
)
def test_way_must_fit_the_kind(registry: Registry, kind: Kind, way: Way) -> None:
    with pytest.raises(ProofUnfit):
        asked(registry, kind, way)


def test_asking_again_gives_the_same_code(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)

    again = ask(proof.channel, Way.MAIL, by=registry.lin_tao, at=LATER)

    assert (again.id, code_of(again)) == (proof.id, code_of(proof))


def test_agents_prove_nothing(registry: Registry) -> None:
    proof = asked(registry, Kind.MAIL, Way.MAIL)

    with pytest.raises(NotAllowed):
        confirm(proof, code_of(proof), by=registry.cast.li_lei, at=LATER)
    with pytest.raises(NotAllowed):
        ask(proof.channel, Way.MAIL, by=registry.cast.li_lei, at=LATER)
    with pytest.raises(NotAllowed):
        attest(proof.channel, "Mine.", by=registry.cast.li_lei, at=LATER)
