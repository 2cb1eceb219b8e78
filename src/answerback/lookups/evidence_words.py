"""How far a transaction has come, why it failed and why a node was no help, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from answerback.chains.sightings import About, NodeTrouble, Sighting, Status, TroubleKind
from answerback.chains.triage.words import NAMES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATUS: Mapping[Status, tuple[_StrPromise, str]] = {
    Status.UNKNOWN: (gettext_lazy("Not known on this chain"), "quiet"),
    Status.DROPPED: (gettext_lazy("Was announced, and is gone"), "care"),
    Status.REPLACED: (gettext_lazy("Replaced by another transaction"), "care"),
    Status.PENDING: (gettext_lazy("Waiting, in no block yet"), "act"),
    Status.FAILED: (gettext_lazy("In a block, but failed"), "stop"),
    Status.FINAL: (gettext_lazy("Final: it cannot be called back"), "care"),
}
WELL = (gettext_lazy("Final"), "done")
REASONS: Mapping[str, _StrPromise] = {
    "out_of_gas": gettext_lazy("it ran out of gas"),
    "reverted": gettext_lazy("the contract refused it"),
}
TROUBLES: Mapping[TroubleKind, _StrPromise] = {
    TroubleKind.TIMEOUT: gettext_lazy("%(chain)s: the node did not answer in time."),
    TroubleKind.REFUSED: gettext_lazy("%(chain)s: the node would not answer."),
    TroubleKind.LIMITED: gettext_lazy("%(chain)s: the node has been asked too often for now."),
    TroubleKind.WRONG_CHAIN: gettext_lazy("%(chain)s: the node serves another chain; it was not believed."),
    TroubleKind.STRANGE: gettext_lazy("%(chain)s: the node's answer could not be understood."),
    TroubleKind.DISAGREE: gettext_lazy("%(chain)s: two nodes say different things."),
    TroubleKind.NOT_OFFERED: gettext_lazy("%(chain)s: nodes of this kind cannot tell everything."),
    TroubleKind.PARTIAL: gettext_lazy("%(chain)s: the node told only the newest part."),
}
APPROVALS_TROUBLES: Mapping[TroubleKind, _StrPromise] = {
    TroubleKind.PARTIAL: gettext_lazy(
        "%(chain)s: only recent approvals could be searched. That none is shown does not mean that there is none."
    ),
}
APPROVALS_UNSEEN = gettext_lazy("%(chain)s: approvals could not be looked up. There may be some.")


def status_of(seen: Sighting, *, is_well: bool = False) -> tuple[str, str]:
    """The words and the kind of the badge. A block that can still be left behind counts what lies upon it.

    `is_well`: nothing is lost. Only then is final good news, and wears a tick.
    """
    if seen.status is Status.CONFIRMED:
        return confirmed(seen), "act"
    words, tone = WELL if is_well and seen.status is Status.FINAL else STATUS[seen.status]
    return str(words), tone


def confirmed(seen: Sighting) -> str:
    if seen.needed is not None:
        return _("Confirmed %(done)s of %(needed)s") % {"done": seen.confirmations, "needed": seen.needed}
    return _("In a block, %(done)s deep, not final yet") % {"done": seen.confirmations}


def failed_because(reason: str) -> str:
    """Known reasons in words, others as the chain's own code."""
    return str(REASONS.get(reason, reason))


def trouble_of(trouble: NodeTrouble) -> str:
    words = TROUBLES[trouble.kind]
    if trouble.about is About.APPROVALS:
        words = APPROVALS_TROUBLES.get(trouble.kind, APPROVALS_UNSEEN)
    place = int((get_language() or "").startswith("zh"))
    return str(words) % {"chain": NAMES[trouble.chain][place]}
