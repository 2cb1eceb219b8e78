"""A wallet with the library, a call that was answered, and what its customer says."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.conversations.begin import Circumstances, begin
from answerback.conversations.install import install_guides
from answerback.conversations.models import Conversation
from answerback.conversations.queries import published_guide
from answerback.customers.models import Purpose
from answerback.findings.hear import answer
from answerback.findings.solutions.draft import save_draft
from answerback.findings.solutions.install import install_solutions
from answerback.findings.solutions.models import Course, CourseStep, SolutionVersion
from answerback.findings.solutions.publish import publish
from answerback.findings.solutions.ready_made import ready_content
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.wallets.models import Wallet
from tests.cast import NOON, Cast


def after(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


SHELF = (
    "payment_not_arrived_inside",
    "payment_not_arrived_bank",
    "mistaken_wrong_person",
    "scammed",
    "fees",
)


def stocked(cast: Cast) -> Cast:
    """The wallet has its guides and all ready-made solutions, which take a while to check."""
    install_guides(cast.wallet, by=SYSTEM, at=NOON)
    install_solutions(cast.wallet, by=SYSTEM, at=NOON)
    return cast


def shelved(cast: Cast, *names: str) -> Cast:
    """The wallet has these solutions alone, as if installed."""
    for name in names:
        draft = save_draft(cast.wallet, content=ready_content(name), by=SYSTEM, at=NOON)
        draft.is_ready_made = True
        draft.save(update_fields=["is_ready_made"])
        publish(draft, by=SYSTEM, at=NOON)
    return cast


def arranged(cast: Cast, kind: str = "payment_not_arrived", **changes: object) -> Callback:
    fields: dict[str, object] = {
        "wallet": cast.wallet,
        "customer": cast.customer,
        "kind": kind,
        "purpose": Purpose.SERVICE,
        "priority": 3,
        "guide": kind,
        "not_before": NOON,
        "deadline_at": None,
        "by": SYSTEM,
        "at": NOON,
    }
    return request(**fields | changes)  # type: ignore[arg-type]


def talking(callback: Callback) -> Conversation:
    version = published_guide(callback.wallet, slug=callback.guide, kind=callback.kind)
    assert version is not None
    return begin(
        version,
        callback_id=callback.id,
        customer_id=callback.customer_id,
        language="zh-hans",
        circumstances=Circumstances(),
        by=SYSTEM,
        at=NOON,
    )


def say(cast: Cast, callback: Callback, conversation: Conversation, **given: str) -> Conversation:
    """Go through the guide: what is given is answered so, everything before it by its first answer."""
    wanted = dict(given)
    while wanted:
        conversation = _one_answer(cast, callback, conversation, wanted)
    return conversation


def _one_answer(cast: Cast, callback: Callback, talk: Conversation, wanted: dict[str, str]) -> Conversation:
    from answerback.conversations.record import walk_of

    walk = walk_of(talk)
    back = next((one.step for one in walk.passed if one.step.id in wanted), None)
    step = back or walk.frontier
    code = wanted.pop(step.id, step.choices[0].code if step.choices else "")
    given: dict[str, object] = {"codes": [code]} if code else {}
    if step.kind in ("date", "text", "number"):
        given = {"declined": True}
    done = answer(callback, talk, step=step.id, given=given, by=cast.li_lei, at=after(0.1))
    return done.conversation


def version(wallet: Wallet, slug: str) -> SolutionVersion:
    rows = SolutionVersion.objects.for_wallet(wallet).select_related("solution", "wallet")
    return rows.get(solution__slug=slug, state="published")


def courses(cast: Cast) -> list[tuple[str, str]]:
    """Slug and state of every course, in the order of their making."""
    rows = Course.objects.for_wallet(cast.wallet).select_related("version__solution").order_by("id")
    return [(one.version.solution.slug, one.state) for one in rows]


def steps(course: Course) -> list[tuple[str, str]]:
    rows = CourseStep.objects.for_wallet(course.wallet_id).filter(course=course).order_by("number")
    return [(one.step, one.state) for one in rows]


def written(cast: Cast, beginning: str = "solution.") -> list[str]:
    """The kinds of entries about courses, in order."""
    rows = Entry.objects.for_wallet(cast.wallet).filter(subject_kind="ticket", kind__startswith=beginning)
    return list(rows.order_by("id").values_list("kind", flat=True))
