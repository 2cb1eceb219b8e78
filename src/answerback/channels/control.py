"""Proof that a channel is in the wallet's hands: a DNS record, a mailed code, a code asked for by telephone, a word.

Nothing here touches the network: `ops.channel_proofs` looks up records and sends mail, and tells what it found. The
code of a call is asked for by a colleague who rings the number himself; the lines of a deployment are not used, and
it is called what it is. What cannot be tried is attested: somebody else looked, and his written word is kept.
"""

from __future__ import annotations

import hmac
from base64 import b32decode, b32encode
from binascii import Error
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from answerback.channels.kinds import Kind
from answerback.channels.models import Channel, Proof, Way
from answerback.channels.people import acting
from answerback.channels.queries import changes_of, proofs_of
from answerback.channels.refusals import (
    ProofByAnother,
    ProofOver,
    ProofTooOften,
    ProofUnfit,
    ProofWrong,
    ReasonMissing,
)
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.keys.mac import check, mac
from answerback.keys.purposes import Purpose
from answerback.people.models import Membership
from answerback.people.rights import Right
from answerback.texts.take import take
from answerback.wallets.places import Place

WAYS: Mapping[Kind, tuple[Way, ...]] = {
    **dict.fromkeys(Kind, (Way.ATTESTED,)),
    Kind.LINK: (Way.DNS, Way.ATTESTED),
    Kind.MAIL: (Way.MAIL, Way.ATTESTED),
    Kind.NUMBER: (Way.CALL, Way.ATTESTED),
}
LASTS = {Way.DNS: timedelta(days=7), Way.MAIL: timedelta(days=1), Way.CALL: timedelta(minutes=15)}
VALID = {way: timedelta(days=180 if way is Way.ATTESTED else 365) for way in Way}
MOST_TRIES = 5
MOST_ASKED, ASKED_WITHIN = 5, timedelta(days=1)
LONGEST_STATEMENT = 400
PREFIX = "answerback-channel="


def ask(channel: Channel, way: Way, *, by: Actor, at: datetime) -> Proof:
    """Begin a proof; asking again while it runs gives the same one. Raises ProofUnfit, ProofTooOften."""
    asker = acting(channel.wallet, by, Right.PROPOSE_CHANNELS)
    if way not in WAYS[Kind(channel.kind)] or way not in LASTS:
        raise ProofUnfit
    with transaction.atomic():
        channel = Channel.objects.for_wallet(channel.wallet_id).select_for_update().get(id=channel.id)
        running = (
            proofs_of(channel).filter(way=way, proven_at=None, ends_at__gt=at, tries__lt=MOST_TRIES).first()
        )
        if running is not None:
            return running
        if proofs_of(channel).filter(way=way, asked_at__gt=at - ASKED_WITHIN).count() >= MOST_ASKED:
            raise ProofTooOften
        proof = Proof(wallet_id=channel.wallet_id, channel=channel, way=way.value, asked_by=asker)
        proof.asker_id, proof.asked_at, proof.ends_at = asker.person_id, at, at + LASTS[way]
        proof.save(force_insert=True)
        _tell("channel.proof_asked", proof, by=by, at=at)
    return proof


def code_of(proof: Proof) -> str:
    """Eight digits to be mailed or read out, or the text of the DNS record. Derived from a key, never stored."""
    code = mac(Purpose.CODE, proof.wallet_id, _message(proof))
    if proof.way == Way.DNS:
        return PREFIX + b32encode(code).decode().rstrip("=").lower()
    return f"{int.from_bytes(code[:8], 'big') % 10**8:08d}"


def dns_name(channel: Channel) -> str:
    """Where the record stands: `_answerback.lanyue.example`."""
    return f"_answerback.{channel.value.partition('/')[0]}"


def confirm(proof: Proof, typed: str, *, by: Actor, at: datetime) -> Proof:
    """Type the code that came by mail, or that was heard on the telephone: there by somebody other than who asked.

    Five tries. Confirming what is proven changes nothing. Raises ProofWrong, ProofOver, ProofByAnother.
    """
    member = acting(proof.wallet, by, Right.PROPOSE_CHANNELS)
    with transaction.atomic():
        proof = _locked(proof)
        if proof.proven_at is not None:
            return proof
        if proof.way == Way.CALL and member.person_id == proof.asker_id:
            raise ProofByAnother
        if proof.way not in (Way.MAIL, Way.CALL) or proof.ends_at <= at or proof.tries >= MOST_TRIES:
            raise ProofOver
        is_right = hmac.compare_digest(_digits(typed), code_of(proof).encode())
        proof.tries += 1
        proof.save(update_fields=["tries"])
        if is_right:
            return _proven(proof, member, by=by, at=at)
    raise ProofWrong


def found_in_dns(proof: Proof, records: Iterable[str], *, at: datetime) -> bool:
    """What the name server said. Proven if one of the records is ours; looked up again until the proof ends."""
    with transaction.atomic():
        proof = _locked(proof)
        if proof.proven_at is not None:
            return True
        if proof.way != Way.DNS or proof.ends_at <= at:
            return False
        proof.looked_at = at
        proof.save(update_fields=["looked_at"])
        if any(_is_ours(proof, record) for record in records):
            _proven(proof, None, by=SYSTEM, at=at)
    return proof.proven_at is not None


def attest(channel: Channel, statement: str, *, by: Actor, at: datetime) -> Proof:
    """Write down how one saw that the channel is ours; never by whoever proposed it. The same words again: once."""
    member = acting(channel.wallet, by, Right.PUBLISH_CHANNELS)
    text = take(
        channel.wallet, statement.strip()[:LONGEST_STATEMENT], place=Place.CONSOLE, at=at, whole=True
    ).text
    if not text:
        raise ReasonMissing
    with transaction.atomic():
        channel = Channel.objects.for_wallet(channel.wallet_id).select_for_update().get(id=channel.id)
        if changes_of(channel).filter(proposer_id=member.person_id).exists():
            raise ProofByAnother
        known = proofs_of(channel).filter(way=Way.ATTESTED, statement=text, valid_until__gt=at).first()
        if known is not None:
            return known
        proof = Proof(wallet_id=channel.wallet_id, channel=channel, way=Way.ATTESTED.value, asked_by=member)
        proof.asker_id, proof.asked_at, proof.ends_at, proof.statement = member.person_id, at, at, text
        return _proven(proof, member, by=by, at=at)


def _proven(proof: Proof, member: Membership | None, *, by: Actor, at: datetime) -> Proof:
    proof.proven_at, proof.proven_by = at, member
    proof.valid_until = at + VALID[Way(proof.way)]
    proof.save()
    _tell("channel.proven", proof, by=by, at=at)
    return proof


def _locked(proof: Proof) -> Proof:
    rows = Proof.objects.for_wallet(proof.wallet_id).select_related("channel__wallet", "wallet")
    found: Proof = rows.select_for_update(of=("self",)).get(id=proof.id)
    return found


def _is_ours(proof: Proof, record: str) -> bool:
    """Under any key that still counts, so that a rotation spoils no record."""
    text = record.strip()
    if not text.lower().startswith(PREFIX):
        return False
    try:
        code = b32decode(text[len(PREFIX) :].upper() + "====")
    except (Error, ValueError):
        return False
    return check(Purpose.CODE, proof.wallet_id, _message(proof), code)


def _message(proof: Proof) -> bytes:
    return b"channel proof " + proof.id.bytes


def _digits(typed: str) -> bytes:
    return "".join(sign for sign in typed if sign.isdecimal()).encode()


def _tell(kind: str, proof: Proof, *, by: Actor, at: datetime) -> None:
    subject = Subject("channel", proof.channel_id)
    data = {"proof": proof.id, "way": proof.way}
    write(kind, wallet_id=proof.wallet_id, subject=subject, by=by, at=at, data=data)
