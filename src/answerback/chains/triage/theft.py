"""Rows about somebody else's doing: what is gone is gone, and the second thief calls himself a rescuer."""

from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Party
from answerback.chains.triage.verdict import Who


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
    is_copied = case.is_elsewhere_paid and case.story.copied_from_history is True
    return is_copied or case.resembled is not None


def is_key_known(case: Case) -> bool:
    """Whatever else happened: what is in that wallet can be taken at any moment."""
    return case.story.key_is_known is True


def is_deceived(case: Case) -> bool:
    """He sent it himself, because somebody had got him to."""
    return case.story.was_deceived is True


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
    Rule(
        "deceived",
        Who.NOBODY,
        is_deceived,
        "FTC: cryptocurrency scams; FBI IC3 on relationship investment fraud: report at once, pay no fee",
    ),
    Rule("key_known", Who.USER, is_key_known, "BIP-39: who has the words has the wallet"),
)
RULES = (
    Rule("poisoned", Who.NOBODY, is_poisoned, "Tsuchiya et al., USENIX Security 2025 (arXiv 2501.16681)"),
)
