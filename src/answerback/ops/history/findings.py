"""What the talks yielded, by the findings' own verbs at the time it was said: hazards, campaigns, suggestions.

Their rooms keep indexes of their own (what joins two reports, which wishes are alike), so nothing is written past them.
Each verb is harmless the second time; so is running this again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from answerback.callbacks.models import Callback
from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.models import Source as ReportedIn
from answerback.findings.hazards.close import close_hazard
from answerback.findings.hazards.facts import said
from answerback.findings.hazards.hear import origin_of
from answerback.findings.hazards.kinds import Kind, SafeBy, Source
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.findings.suggestions.kinds import Topic
from answerback.findings.suggestions.make import Said, make
from answerback.findings.suggestions.models import Asked, Suggestion
from answerback.journal.kinds import Actor
from answerback.ops.history.afterwards import SAFE_BY
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.rows.talks import conversation_of
from answerback.ops.history.shapes import Call, HazardPlan, Matter, WishPlan

DONE = {
    "opened_link": "link_opened",
    "told_code": "shared_secret",
    "installed": "app_installed",
    "paid": "fraud_loss",
}
LOOKED_AFTER = timedelta(days=20)
"""A hazard that is not made safe by then is left at the user's own risk; younger ones stand open."""


def tell_findings(
    matters: Iterable[Matter], settings: dict[str, Setting], progress: Callable[[int], None]
) -> int:
    """Go through the matters in order; how many brought something to light."""
    found = 0
    for matter in matters:
        setting, talk = settings.get(matter.wallet), matter.talk
        if setting is None or talk is None:
            continue
        if matter.hazard or matter.wish:
            _tell_one(setting, matter, talk)
            found += 1
            progress(matter.number)
    return found


def _tell_one(setting: Setting, matter: Matter, talk: Call) -> None:
    rows = Callback.objects.for_wallet(setting.wallet).select_related("customer", "wallet", "ticket", "agent")
    callback = rows.get(id=setting.callback_id(matter))
    callback.customer.wallet = callback.wallet
    by = Actor("staff", setting.agents[talk.agent])
    if matter.hazard:
        _hazards(setting, callback, matter.hazard, by=by)
        _joined(setting, callback, matter.hazard, by=by)
    if matter.wish:
        _wish(setting, callback, matter, matter.wish, by=by)


def _hazards(setting: Setting, callback: Callback, plan: HazardPlan, *, by: Actor) -> None:
    """One of each kind that was told, and what made it safe."""
    kinds = [plan.kind, *(DONE[code] for code in plan.did if code in DONE)]
    facts = said([f"hazard.{kind}" for kind in kinds])
    for kind in map(Kind, kinds):
        found = Found(
            Source.CONVERSATION, origin_of(callback, kind), callback.id, callback.ticket, callback.agent
        )
        hazard = open_hazard(callback.customer, kind=kind, found=found, facts=facts, by=by, at=plan.opened_at)
        _made_safe(setting, hazard, plan.closed_at, by=by)


def _made_safe(setting: Setting, hazard: Hazard, closed_at: datetime | None, *, by: Actor) -> None:
    safe_by = SafeBy(SAFE_BY[hazard.kind])
    if closed_at is None or closed_at - hazard.opened_at > LOOKED_AFTER:
        closed_at, safe_by = hazard.opened_at + LOOKED_AFTER, SafeBy.RISK_ACCEPTED
    if setting.past(closed_at):
        close_hazard(hazard, safe_by=safe_by, by=by, at=closed_at)


def _joined(setting: Setting, callback: Callback, plan: HazardPlan, *, by: Actor) -> None:
    report = Report(
        setting.wallet,
        ReportedIn.CONVERSATION,
        callback.id,
        str(callback.customer_id),
        plan.opened_at,
        plan.words,
        callback.customer,
        callback.language[:2],
    )
    join(report, by=by, at=plan.opened_at)


def _wish(setting: Setting, callback: Callback, matter: Matter, plan: WishPlan, *, by: Actor) -> None:
    if matter.talk is None:
        return
    conversation = conversation_of(setting, matter, matter.talk)
    step = "s_better" if matter.hard_screens == (plan.where,) else "s_wish_what"
    known = Suggestion.objects.for_wallet(setting.wallet).filter(conversation_id=conversation, step=step)
    if known.exists():
        return
    told = Said(
        plan.words,
        (Topic(plan.where),) if step == "s_better" else (Topic.WISH,),
        language=callback.language,
        conversation_id=conversation,
        step=step,
        callback_id=callback.id,
        callback_kind=callback.kind,
        had_trouble=matter.ticket is not None,
        hazards=[matter.hazard.kind] if matter.hazard else [],
    )
    make(callback.customer, told, by=by, at=plan.at)


def note_who_was_asked(matters: Iterable[Matter], settings: dict[str, Setting]) -> None:
    """Everybody who was asked what could be better, in batches: shares are counted against them."""
    rows = [
        Asked(
            id=setting.id_of(matter.talk.ended_at, matter.number, "asked"),
            wallet=setting.wallet,
            customer_id=setting.customer_id(matter.person),
            conversation_id=conversation_of(setting, matter, matter.talk),
            asked_at=matter.talk.ended_at,
        )
        for matter in matters
        if matter.talk and matter.asked_hard and (setting := settings.get(matter.wallet))
    ]
    for start in range(0, len(rows), ASKED_AT_ONCE):
        some = rows[start : start + ASKED_AT_ONCE]
        Asked.objects.for_wallet(some[0].wallet).bulk_create(some, ignore_conflicts=True)


ASKED_AT_ONCE = 500
