"""What a verdict rests on, for machines."""

from __future__ import annotations

from typing import Any

from answerback.chains.approvals import Threat, say
from answerback.chains.sightings import Sighting, Transfer
from answerback.chains.triage import Case


def shown_evidence(case: Case, *, language: str) -> dict[str, Any]:
    """The fields of `TriageOut` that hold evidence."""
    alike = case.resembled
    resembles = alike and {"paid": alike.candidate, "known": alike.known, "differing": alike.differing}
    return {
        "evidence": [sighting(one) for one in case.sightings],
        "resembles": resembles,
        "troubles": [{"chain": one.chain, "kind": one.kind, "about": one.about} for one in case.troubles],
        "takings": [taking(one, language) for one in case.approvals],
    }


def sighting(seen: Sighting) -> dict[str, Any]:
    return {
        "chain": seen.chain,
        "transaction": seen.id,
        "status": seen.status,
        "confirmations": seen.confirmations,
        "needed": seen.needed,
        "block_time": seen.block_time,
        "asked_at": seen.at,
        "signer": seen.signer,
        "fee": digits(seen.fee),
        "reason": seen.reason,
        "replaced_by": seen.replaced_by,
        "transfers": [transfer(move) for move in seen.transfers],
    }


def transfer(move: Transfer) -> dict[str, Any]:
    return {
        "sender": move.sender,
        "recipient": move.recipient,
        "amount": digits(move.amount),
        "decimals": move.decimals,
        "symbol": move.symbol,
        "token": move.token,
        "memo": move.memo,
        "signed_by_sender": move.signed_by_sender,
    }


def taking(threat: Threat, language: str) -> dict[str, Any]:
    means, end, _nobody = say(threat, language=language)
    permission = threat.permission
    return {
        "chain": threat.chain,
        "account": threat.account,
        "kind": permission.kind,
        "holder": permission.holder,
        "token": permission.token,
        "amount": digits(threat.takes),
        "decimals": permission.decimals,
        "until": permission.until,
        "ending_helps": threat.helps,
        "means": means,
        "end": end,
    }


def digits(amount: int | None) -> str | None:
    """As text: numbers of this size lose digits in many readers of JSON."""
    return None if amount is None else str(amount)
