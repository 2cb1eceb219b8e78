"""Rows about somebody else's doing: what is gone is gone, and the second thief calls himself a rescuer."""

from answerback.chains.lookalikes import resemblance
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Party
from answerback.chains.triage.verdict import Who

MADE_ALIKE = 14
"""At least so many digits differ between an address and one made to resemble it: nobody can make more than a dozen or
so agree. Where fewer differ, a finger slipped."""


def is_not_the_users(case: Case) -> bool:
    """Money of the user's that he did not send. What comes to him is sent by somebody else as a matter of course."""
    story = case.story
    is_incoming = story.sent_to is Party.OWN or story.sent_from is Party.STRANGER
    return story.user_sent_it is False and not is_incoming and not is_picture(case)


def is_picture(case: Case) -> bool:
    """An event in the user's name that he did not sign: the history shows it, and nothing left the wallet."""
    return case.landed and case.transfer is not None and case.transfer.signed_by_sender is False


def is_withdrawn_by_another(case: Case) -> bool:
    return is_not_the_users(case) and case.story.sent_from is Party.PLATFORM


def is_poisoned(case: Case) -> bool:
    """Copied from the history, where a look-alike had been planted; or so alike that it was made to be taken."""
    if not case.is_elsewhere_paid:
        return False
    alike = resemblance(case.paid_to, case.story.meant)
    return case.story.copied_from_history is True or (
        alike is not None and len(alike.differing) >= MADE_ALIKE and case.story.sent_to is not Party.OWN
    )


TAKEN = (
    Rule(
        "taken_platform",
        Who.SENDER_PLATFORM,
        is_withdrawn_by_another,
        "Binance: disable account; FTC: refund and recovery scams",
    ),
    Rule(
        "taken",
        Who.NOBODY,
        is_not_the_users,
        "FTC: refund and recovery scams; issuers freeze only for the police",
    ),
)
RULES = (
    Rule("poisoned", Who.NOBODY, is_poisoned, "Tsuchiya et al., USENIX Security 2025 (arXiv 2501.16681)"),
)
