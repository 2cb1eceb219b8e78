"""The questions of this engine: is a message a trap, is a call?"""

from collections.abc import Iterable

from answerback.guard.messages.dialogue import Dialogue
from answerback.guard.messages.kinds import Judgement, Model, Reason, Turn
from answerback.guard.messages.speakers import Side, side

MESSAGE, CALL = "message", "call"


def judge(text: str, *, channel: str = MESSAGE, model: Model | None = None) -> Judgement:
    """What one message asks of its reader. Without `model` the rules stand alone.

    >>> judge("把验证码发给我").verdict, judge("验证码1234，请勿告诉他人").verdict
    (<Verdict.STOP: 'stop'>, <Verdict.NOTHING_KNOWN: 'nothing_known'>)
    """
    dialogue = Dialogue(channel=channel, monologue=True, model=model)
    dialogue.hear(Turn("", text))
    told = dialogue.judgement()
    return Judgement(told.verdict, told.score, tuple(Reason(r.code, r.start, r.end) for r in told.reasons))


def judge_dialogue(turns: Iterable[Turn], *, channel: str = CALL, model: Model | None = None) -> Judgement:
    """What the other side asks in a call or chat, turn by turn; see `Dialogue` for one that goes on."""
    said = list(turns)
    alone = all(side(turn.speaker) is Side.ASKED for turn in said)
    dialogue = Dialogue(channel=channel, monologue=alone, model=model)
    for turn in said:
        dialogue.hear(turn)
    return dialogue.judgement()
