"""`answerback message`: JSON lines `{"id", "text"}` or `{"id", "turns": [{"speaker", "text"}], "channel"}` in, and

`{"id", "verdict", "score", "reasons": [{"code", "start", "end"}], "turn"}` out, in order. A reason of a dialogue
also says its `turn`. With `--rules` the model is left out.
"""

import sys
from typing import Any, TextIO

from answerback.guard.messages.judge import CALL, MESSAGE, judge, judge_dialogue
from answerback.guard.messages.kinds import Judgement, Model, Reason, Turn
from answerback.guard.messages.wording import model
from answerback.json_lines import BadLine, object_of, raw_lines, write

CHANNELS = frozenset({"sms", "call", "chat", "email", "web", MESSAGE})


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read. A bad line gets an error object."""
    reader = None if "--rules" in sys.argv[2:] else model()
    for number, line in enumerate(raw_lines(stdin), start=1):
        try:
            request = object_of(line)
            answer = None if request is None else answered_by_name(request, reader)
        except BadLine as refused:
            answer = {"id": refused.id, "error": refused.code, "line": number}
        if answer is not None:
            write(stdout, answer)
    return 0


def answered_by_name(request: dict[str, Any], reader: Model | None) -> dict[str, Any]:
    """As `answered`; what is wrong with a request is told with its `id`."""
    try:
        return answered(request, reader)
    except BadLine as refused:
        raise BadLine(refused.code, id=request.get("id")) from None


def answered(request: dict[str, Any], reader: Model | None) -> dict[str, Any]:
    if "turns" in request:
        judgement = judge_dialogue(turns(request["turns"]), channel=channel(request, CALL), model=reader)
    elif isinstance(request.get("text"), str):
        judgement = judge(request["text"], channel=channel(request, MESSAGE), model=reader)
    else:
        raise BadLine("no_text")
    return {"id": request.get("id"), **shown(judgement)}


def turns(given: object) -> list[Turn]:
    """What was said; a turn may go without a speaker, not without a text."""
    if not isinstance(given, list):
        raise BadLine("no_turns")
    said = []
    for turn in given:
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            raise BadLine("no_text")
        speaker = turn.get("speaker")
        said.append(Turn("" if speaker is None else str(speaker), turn["text"]))
    return said


def channel(request: dict[str, Any], usual: str) -> str:
    """The channel that was named, if there is such a one."""
    named = request.get("channel")
    return named if isinstance(named, str) and named in CHANNELS else usual


def shown(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": str(judgement.verdict),
        "score": judgement.score,
        "reasons": [shown_reason(reason) for reason in judgement.reasons],
        "turn": judgement.turn,
    }


def shown_reason(reason: Reason) -> dict[str, Any]:
    place = {"code": reason.code, "start": reason.start, "end": reason.end}
    return place if reason.turn is None else {**place, "turn": reason.turn}
