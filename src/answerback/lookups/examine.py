"""Triage of one matter: the story read, the chains asked, the verdict judged and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import transaction

from answerback.chains import Chain
from answerback.chains.sightings import NodeTrouble, Sighting
from answerback.chains.triage import Case, Verdict, judge
from answerback.configuration import configuration
from answerback.journal.write import Actor, Subject, write
from answerback.lookups import kept
from answerback.lookups.ask import Looked, look_up, search
from answerback.lookups.endpoints import Endpoints, read
from answerback.lookups.gather import Asked
from answerback.lookups.history import history
from answerback.lookups.models import Triage
from answerback.lookups.telling import Told, told
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Examined:
    """`looked`: what came of each chain asked; empty when no node is set up for it."""

    triage: Triage
    case: Case
    verdict: Verdict
    looked: tuple[Looked, ...] = ()

    @property
    def troubles(self) -> tuple[NodeTrouble, ...]:
        """What was asked of a node in vain, about the transaction, the accounts or the approvals."""
        return self.case.troubles

    @property
    def agree(self) -> bool | None:
        """Whether the nodes that were compared said the same; None when none were."""
        return self.case.agree


@cache
def endpoints() -> Endpoints:
    """The deployment's nodes; none without the file. Raises `WrongEndpoints` (start-up asks first)."""
    path = configuration().nodes_file
    return read(path) if path is not None else Endpoints()


def examine(
    wallet: Wallet,
    given: Mapping[str, str],
    *,
    subject: Subject,
    by: Actor,
    at: datetime,
    customer_id: UUID | None = None,
    everywhere: bool = False,
) -> Examined:
    """Judge what was told, with what the chains say. `everywhere`: ask every chain where such an id may be, which
    tells every provider about it. Asks the network, so it is called outside a transaction.

    Raises SecretPasted, IsItATransaction, NoSuchString, UnknownChoice; a node's trouble is in the answer.
    """
    reading = told(given)
    looked = asked(wallet, reading, at=at, everywhere=everywhere, before=earlier(wallet, subject, reading))
    untold = Case(reading.story, **history(wallet, customer_id, reading.story))
    case = Asked(endpoints(), wallet.slug, at).case(untold, looked)
    verdict = judge(case)
    return Examined(keep(wallet, case, verdict, subject, customer_id, by, at), case, verdict, tuple(looked))


def asked(
    wallet: Wallet, reading: Told, *, at: datetime, everywhere: bool, before: Sighting | None
) -> list[Looked]:
    identifier = reading.story.transaction
    if not identifier:
        return []
    if everywhere:
        return search(endpoints(), wallet.slug, reading.chains, identifier, at=at)
    served = endpoints().chains_of(wallet.slug)
    chains = [chain for chain in named(reading) if chain in served]
    return [
        look_up(
            endpoints(),
            wallet.slug,
            chain,
            identifier,
            at=at,
            before=before if before is not None and before.chain is chain else None,
        )
        for chain in chains
    ]


def named(reading: Told) -> list[Chain]:
    """The chains the user named, where the id fits them; the only one it fits, when none was named."""
    said = [chain for chain in (reading.story.chosen, reading.story.expected) if chain is not None]
    if not said and len(reading.chains) == 1:
        return list(reading.chains)
    return [chain for chain in dict.fromkeys(said) if chain in reading.chains]


def earlier(wallet: Wallet, subject: Subject, reading: Told) -> Sighting | None:
    """The same transaction as it was last seen in this matter: tells replaced from unknown."""
    rows = Triage.objects.for_wallet(wallet).filter(subject_kind=subject.kind, subject_id=subject.id)
    for row in rows[:5]:
        case = kept.read(row.case)
        if case is not None and case.seen is not None and case.seen.id == reading.story.transaction:
            return case.seen
    return None


@transaction.atomic
def keep(
    wallet: Wallet,
    case: Case,
    verdict: Verdict,
    subject: Subject,
    customer_id: UUID | None,
    by: Actor,
    at: datetime,
) -> Triage:
    row = Triage.objects.create(
        wallet=wallet,
        subject_kind=subject.kind,
        subject_id=subject.id,
        customer_id=customer_id,
        code=verdict.code,
        who=verdict.who,
        chain=verdict.chain or "",
        case=kept.written(case),
        made_at=at,
    )
    write(
        "triage.made",
        wallet_id=wallet.id,
        subject=subject,
        customer_id=customer_id,
        by=by,
        at=at,
        data={"triage": str(row.id), "code": verdict.code, "who": str(verdict.who)},
    )
    return row
