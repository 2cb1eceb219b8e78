"""From a case to its verdict: the rows in the order in which a careful person would ask.

First whether somebody else took it, then how far the transaction came, then where it went, then what became of it.
"""

from answerback.chains.triage import arrival, network, progress, recipient, theft
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Memo, Party, Story
from answerback.chains.triage.verdict import Question, Verdict, Who

RULES: tuple[Rule, ...] = (
    *theft.TAKEN,
    *progress.RULES,
    *theft.RULES,
    *recipient.FIRST,
    *network.RULES,
    *arrival.RULES,
    *recipient.RULES,
    *network.AFTER,
    *recipient.AFTER,
    *progress.WAITING,
    *arrival.FINAL,
)
UNCLEAR = Rule("unclear", Who.UNKNOWN, lambda case: True, "Too little is known")


def judge(case: Case) -> Verdict:
    """The first row that fits; the others that fit stand beside it. Never raises."""
    fitting = in_order(case)
    chosen = fitting[0]
    also = tuple(rule.code for rule in fitting[1:])
    asked = questions(case, chosen)
    return Verdict(chosen.code, chosen.who, chosen.source, also, asked, case.seen, case.chain)


def in_order(case: Case) -> list[Rule]:
    """The rows that fit. Nothing is called safe in an account from which somebody else may take."""
    fitting = [rule for rule in RULES if rule.fits(case)] or [UNCLEAR]
    if fitting[0].who is Who.NOTHING_LOST:
        fitting.sort(key=lambda rule: rule.code != "exposed")
    return fitting


def questions(case: Case, rule: Rule) -> tuple[Question, ...]:
    """What is still to be asked, most telling first; nothing when the verdict stands without."""
    story = case.story
    if rule.who is not Who.UNKNOWN:
        return asked_beside(rule, story)
    missing = {
        Question.TRANSACTION: not story.transaction or case.is_nowhere or rule.code == "replaced",
        Question.CHOSEN: story.chosen is None and case.seen is None,
        Question.EXPECTED: story.expected is None,
        Question.SENT_TO: story.sent_to is Party.UNKNOWN,
        Question.RECIPIENT: not story.recipient,
        Question.HOLDS_KEY: story.holds_key is None and rule.code in ("tron_key", "own_claimed"),
        Question.MEMO: story.memo is Memo.UNKNOWN and story.sent_to is Party.PLATFORM,
        Question.USER_SENT_IT: story.user_sent_it is None,
        Question.WAS_DECEIVED: story.was_deceived is None,
    }
    return tuple(question for question, is_missing in missing.items() if is_missing)


def asked_beside(rule: Rule, story: Story) -> tuple[Question, ...]:
    """Beside a verdict that stands: the id where nothing was sent, what a deposit was not compared with, the key of a
    look-alike that he calls his own, and whether somebody got him to pay a stranger."""
    is_own = story.sent_to is Party.OWN and story.holds_key is None
    beside = {
        Question.TRANSACTION: rule.code == "not_sent",
        Question.EXPECTED: rule.code == "platform_not_credited" and story.expected is None,
        Question.RECIPIENT: rule.code == "platform_not_credited" and not story.recipient,
        Question.HOLDS_KEY: rule.code == "poisoned" and is_own,
        Question.WAS_DECEIVED: rule.who is Who.STRANGER and story.was_deceived is None,
    }
    return tuple(question for question, is_open in beside.items() if is_open)
