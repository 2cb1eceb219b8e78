"""Whether a verdict is good news: only then may a tick stand beside it."""

from __future__ import annotations

from answerback.chains.triage import Case, Verdict, Who


def is_well(case: Case, *verdicts: Verdict) -> bool:
    """Every one of them says that nothing is lost, a chain was seen to say so, and nobody may take more."""
    lost_nothing = all(one.who is Who.NOTHING_LOST for one in verdicts)
    return lost_nothing and case.seen is not None and not any(one.is_grave for one in case.approvals)


def notice_of(verdict: Verdict, case: Case) -> str:
    """The kind of notice that says it: done, info (as far as was told, or a question comes first) or care."""
    if is_well(case, verdict):
        return "done"
    return "info" if verdict.who in (Who.NOTHING_LOST, Who.UNKNOWN) else "care"
