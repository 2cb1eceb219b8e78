"""The work that nobody waits for, in loops by name: sealing, promotion, settling, reconciliation, deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from answerback.api import idempotency
from answerback.callbacks import plan, promised, reconcile, shift, wrap_up
from answerback.callbacks import retention as callbacks_retention
from answerback.conversations.retention import forget_old_words
from answerback.customers import retention as customers_retention
from answerback.findings.campaigns import gather as campaigns_gather
from answerback.findings.campaigns import warn as campaigns_warn
from answerback.findings.campaigns.forget import forget_old as forget_old_campaigns
from answerback.findings.hazards import follow_up, late
from answerback.findings.hazards.forget import forget_old as forget_old_hazards
from answerback.findings.offers import approve as offers_approve
from answerback.findings.offers.forget import forget_old as forget_old_offers
from answerback.findings.solutions import watch as solutions
from answerback.findings.suggestions import answer_people
from answerback.findings.suggestions import forget as suggestions_forget
from answerback.findings.suggestions import rebuild as suggestions_rebuild
from answerback.hotline import forget as hotline_forget
from answerback.hotline import ring_back
from answerback.insight import follow as insight_follow
from answerback.insight import forget as insight_forget
from answerback.insight.weekly import freeze
from answerback.intake import resume, routine
from answerback.intake import retention as intake_retention
from answerback.intake.imports import run as imports
from answerback.journal.seal import seal
from answerback.journal.wake import Bell
from answerback.keys import upkeep
from answerback.lookups.forget import forget_old as forget_old_triage
from answerback.ops import channel_proofs, hold, lines, registry
from answerback.ops.loops import Loop
from answerback.people import sign_in_link
from answerback.proofs import keep_log
from answerback.proofs.forget import forget_old as forget_old_proofs
from answerback.quality.forget import forget_old as forget_old_reviews
from answerback.reports import retention as reports_retention
from answerback.texts.forget import forget_old as forget_old_findings
from answerback.tickets import close, expire, promise_owner
from answerback.tickets import retention as tickets_retention
from answerback.wallets import deliver
from answerback.wallets.endpoints import loopback_allowed
from answerback.wallets.models import Wallet
from answerback.wallets.retention import forget_old_deliveries
from answerback.wallets.sender import HttpSender


def sealing(at: datetime) -> int:
    """Give the new entries their places."""
    return seal(at=at)


def promoting(at: datetime) -> int:
    """Due callbacks become ready; late ones expire."""
    if hold.is_held():
        return 0
    plan.expire(at=at)
    return plan.promote(at=at)


def settling(at: datetime) -> int:
    """Finished callbacks whose ten seconds are over move on."""
    return len(wrap_up.settle(at=at))


def reconciling(at: datetime) -> int:
    """Nothing stays stuck after a crash or a lost desk. Returns 0: what is left comes with the next turn."""
    reconcile.return_expired_offers(at=at)
    reconcile.give_up_stale_intents(at=at)
    reconcile.finish_abandoned_wrap_ups(at=at)
    reconcile.close_stranded(at=at)
    shift.close_silent(at=at)
    return 0


def delivering(at: datetime) -> int:
    """Webhooks go out; nothing does while a restored system waits for its confirmation."""
    return 0 if hold.is_held() else deliver.step(at, SENDER)


def keeping_promises(at: datetime) -> int:
    """Promises, tickets and requests whose time has come."""
    promised.step(at)
    promise_owner.step(at)
    close.step(at)
    expire.step(at)
    offers_approve.step(at)
    return 0


def keeping_safe(at: datetime) -> int:
    """Hazards that are late are flagged; those without a follow-up get their callback."""
    late.step(at)
    if not hold.is_held():
        follow_up.step(at)
    return 0


def joining_fraud(at: datetime) -> int:
    """Reports join their campaigns; approved warnings go out, not while a restored system waits."""
    joined = campaigns_gather.step(at)
    return joined if hold.is_held() else joined + campaigns_warn.step(at)


def taking_in(at: datetime) -> int:
    """Events that waited for their customer, routine follow-ups, callers of the hotline, imports under way."""
    if hold.is_held():
        return 0
    resume.step(at=at)
    routine.step(at=at)
    ring_back.step(at)
    return int(imports.step_any(at=at))


def keeping_log(at: datetime) -> int:
    """The public log grows; not while a restored system waits, for it may lack what was published since."""
    return 0 if hold.is_held() else keep_log.step(at)


def answering_suggestions(at: datetime) -> int:
    """Those who asked hear what became of it; an index under an older key is built anew."""
    for wallet in Wallet.objects.all():
        suggestions_rebuild.step_for(wallet)
    return 0 if hold.is_held() else answer_people.step(at)


def forgetting(at: datetime) -> int:
    """Retention, wallet by wallet, a little in each turn; how much was let go, so that the loop turns until 0."""
    gone = 0
    for wallet in Wallet.objects.all():
        gone += sum(forget(wallet, at=at) for forget in FORGETTING)
    gone += tickets_retention.step(at) + hotline_forget.forget_old(at=at)
    return gone + idempotency.forget_old(at=at) + sign_in_link.forget_old(at=at)


FORGETTING: tuple[Callable[..., int], ...] = (
    customers_retention.forget_old,
    callbacks_retention.forget_old,
    intake_retention.forget_old,
    forget_old_deliveries,
    forget_old_offers,
    forget_old_words,
    forget_old_findings,
    forget_old_triage,
    reports_retention.forget_old,
    forget_old_campaigns,
    forget_old_reviews,
    forget_old_proofs,
    suggestions_forget.forget_old,
    insight_forget.forget_old,
    forget_old_hazards,
)
SENDER = HttpSender(allow_loopback=loopback_allowed())
LINE_LOOPS = (Loop("lines", lines.step, 0.25, Bell.WRITTEN),)
WORK_LOOPS = (
    Loop("sealer", sealing, 1.0, Bell.WRITTEN),
    Loop("promoter", promoting, 1.0, Bell.WRITTEN),
    Loop("settler", settling, 1.0),
    Loop("reconciler", reconciling, 5.0),
    Loop("deliverer", delivering, 1.0),
    Loop("promises", keeping_promises, 10.0),
    Loop("hazards", keeping_safe, 10.0),
    Loop("fraud campaigns", joining_fraud, 5.0),
    Loop("intake", taking_in, 1.0),
    Loop("channel proofs", channel_proofs.step, 20.0),
    Loop("suggestions", answering_suggestions, 10.0),
    Loop("retention", forgetting, 600.0),
    Loop("solutions", solutions.step, 1.0, Bell.SEALED),
    Loop("keys", upkeep.step, 600.0),
    Loop("weekly", freeze.step, 600.0),
    Loop("registry", registry.keeping_fresh, 60.0),
    Loop("log", keeping_log, 5.0),
    Loop("measures", insight_follow.step, 5.0, Bell.SEALED),
)
