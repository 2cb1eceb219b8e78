"""What a message or a caller asks of the reader, and whether that is how swindlers ask. Pure."""

from answerback.guard.messages.dialogue import Dialogue
from answerback.guard.messages.judge import judge, judge_dialogue
from answerback.guard.messages.kinds import Judgement, Model, Reason, Turn, Verdict

__all__ = ["Dialogue", "Judgement", "Model", "Reason", "Turn", "Verdict", "judge", "judge_dialogue"]
