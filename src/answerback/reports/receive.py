"""Anybody reports a number, site, account or address that is used in the wallet's name, with what shows it.

The same thing is one suspect however it is spelled and however often it comes. Nothing is published by a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from answerback.channels.check import check
from answerback.channels.current import index_at
from answerback.channels.spellings import key_of
from answerback.channels.verdicts import Item
from answerback.journal.write import Actor, Subject, write
from answerback.keys import seal
from answerback.keys.purposes import Purpose
from answerback.reports.models import Evidence, Suspect
from answerback.reports.refusals import NothingToReport, ReportsFull, TooManyReports
from answerback.storage.ids import new_id
from answerback.texts.take import take
from answerback.tickets.files import Rebuilt, rebuilt
from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.refusals import FileNotAccepted
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

MOST_A_DAY = 5  # of one sender
MOST_NEW_A_DAY = 300  # suspects of one wallet
MOST_EVIDENCE = 20  # of one suspect; later reports are counted
LONGEST_WORDS = 4_000
EARLIEST = timedelta(days=400)


@dataclass(frozen=True)
class Told:
    """What somebody sends: what happened in his words, when (aware), a screenshot as it was uploaded."""

    words: str = ""
    happened_at: datetime | None = None
    picture: bytes = b""


def receive(wallet: Wallet, thing: str, told: Told, *, sender: str, by: Actor, at: datetime) -> Suspect:
    """Keep the report. One sender's second report of a thing on one day is his first.

    `sender`: the network address, of which only a day's hash is kept. The work on the picture is done before the
    transaction begins. Raises NothingToReport, TooManyReports, ReportsFull, FileNotAccepted, FileTooLarge.
    """
    item = _item(thing, at)
    index = seal.blind_index(None, f"{at:%Y-%m-%d} {sender}")
    _check_sender(index)
    picture = _picture(told.picture)
    with transaction.atomic():
        suspect = _suspect(wallet, item, at)
        evidence = Evidence.objects.for_wallet(wallet).filter(suspect=suspect)
        if evidence.filter(sender_index=index).exists():
            return suspect
        if evidence.count() < MOST_EVIDENCE:
            _keep(suspect, told, picture, index, at)
        Suspect.objects.for_wallet(wallet).filter(id=suspect.id).update(times=F("times") + 1, last_at=at)
        subject = Subject("suspect", suspect.id)
        write(
            "suspect.reported", wallet_id=wallet.id, subject=subject, by=by, at=at, data={"kind": item.kind}
        )
    return suspect


def _item(thing: str, at: datetime) -> Item:
    """The first thing in what was sent; a text with a key in it is none."""
    answer = check(thing, index_at(at))
    if not answer.items or answer.holds_secret:
        raise NothingToReport
    return answer.items[0]


def _check_sender(index: str) -> None:
    # every wallet: a sender's day is one, whatever he reports
    if Evidence.objects.filter(sender_index=index).count() >= MOST_A_DAY:
        raise TooManyReports


def _picture(content: bytes) -> Rebuilt | None:
    """Decoded and encoded again by us, without any metadata."""
    if not content:
        return None
    made = rebuilt(content)
    if made.kind not in (AttachmentKind.PNG, AttachmentKind.JPEG):
        raise FileNotAccepted
    return made


def _suspect(wallet: Wallet, item: Item, at: datetime) -> Suspect:
    index = seal.blind_index(wallet.id, f"{item.kind}:{key_of(item.kind, item.value)}")
    rows = Suspect.objects.for_wallet(wallet).select_for_update()
    found: Suspect | None = rows.filter(kind=item.kind.value, value_index=index).first()
    if found is not None:
        return found
    if rows.filter(first_at__gt=at - timedelta(days=1)).count() >= MOST_NEW_A_DAY:
        raise ReportsFull
    made = Suspect(wallet=wallet, kind=item.kind.value, value=item.value, value_index=index)
    made.first_at = made.last_at = at
    made.save(force_insert=True)
    return made


def _keep(suspect: Suspect, told: Told, picture: Rebuilt | None, index: str, at: datetime) -> None:
    evidence = Evidence(
        id=new_id(), wallet=suspect.wallet, suspect=suspect, reported_at=at, sender_index=index
    )
    words = told.words.strip()[:LONGEST_WORDS]
    about = Subject("suspect", suspect.id)
    evidence.text = take(suspect.wallet, words, place=Place.REPORT, at=at, about=about).text if words else ""
    if told.happened_at is not None and at - EARLIEST <= told.happened_at <= at:
        evidence.happened_at = told.happened_at
    if picture is not None:
        evidence.picture_kind = picture.kind
        evidence.picture = seal.seal(
            suspect.wallet_id, Purpose.DATA, picture.content, context=picture_context(evidence)
        )
    evidence.save(force_insert=True)


def picture_context(evidence: Evidence) -> bytes:
    """What the sealed picture is bound to."""
    return b"evidence:" + evidence.id.bytes
