"""Rows about somebody else's doing: what is gone is gone, and the second thief calls himself a rescuer."""

from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case
from answerback.chains.triage.verdict import Who


def is_poisoned(case: Case) -> bool:
    """Copied from the history, where a look-alike had been planted."""
    return case.story.copied_from_history is True and case.is_elsewhere_paid


def is_not_the_users(case: Case) -> bool:
    return case.story.user_sent_it is False


RULES = (
    Rule(
        "taken",
        Who.NOBODY,
        is_not_the_users,
        "FTC: refund and recovery scams; issuers freeze only for the police",
    ),
    Rule("poisoned", Who.NOBODY, is_poisoned, "Tsuchiya et al., USENIX Security 2025 (arXiv 2501.16681)"),
)
