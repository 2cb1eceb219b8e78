"""`answerback chain`: a string a line in, one JSON line each out, in order.

`{"input", "verdict", "candidates": [{"chain", "kind", "checksum"}], "why"}`; `input` is masked where it may be
secret. With `--plain`, near misses are not looked for (a few milliseconds each).
"""

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from answerback.chains.identify import Answer, bare_of, identify
from answerback.chains.kinds import Verdict
from answerback.chains.others import other_chain
from answerback.chains.suggest import suggestion
from answerback.chains.words import said, sentence

NEAR = {"checksum", "capitals", "letter", "length"}
FORMLESS = {
    "letter",
    "unknown",
    "prefix",
    "too_long",
    "case_mixed",
}  # says nothing where another chain is named


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read. Any line gets its one answer."""
    lines: Iterable[bytes | str] = getattr(stdin, "buffer", stdin)
    suggesting = "--plain" not in sys.argv[2:]
    for number, line in enumerate(lines):
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        text = text.removesuffix("\n").removesuffix("\r")
        write(stdout, answered(text.removeprefix("\ufeff") if number == 0 else text, suggesting=suggesting))
    return 0


def answered(text: str, *, suggesting: bool = True) -> dict[str, Any]:
    """The answer to one line, as it is written."""
    answer = identify(text)
    candidates = [
        {"chain": str(candidate.chain), "kind": str(candidate.kind), "checksum": candidate.checksum}
        for candidate in answer.candidates
    ]
    return {
        "input": answer.shown,
        "verdict": str(answer.verdict),
        "candidates": candidates,
        "why": reason(text, answer, suggesting=suggesting),
    }


def reason(text: str, answer: Answer, *, suggesting: bool) -> str:
    parts = [said(answer.why)]
    other = answer.verdict is Verdict.INVALID or answer.why.code == "solana_or_other"
    bare = bare_of(text) if other else ""
    elsewhere = other_chain(bare)
    if elsewhere is not None:
        parts = [] if answer.why.code in FORMLESS else parts
        parts.append(sentence("other_chain", elsewhere))
    if answer.verdict is Verdict.INVALID and answer.shown != text:
        parts.append(sentence("hidden"))
    if answer.steps:
        parts.append(sentence("step_taken", ", ".join(answer.steps)))
    if suggesting and bare and answer.shown == text and answer.why.code in NEAR:
        near = suggestion(bare)
        if near is not None:
            parts.append(sentence("suggestion", near))
    return " ".join(parts)


def write(stdout: TextIO, answer: dict[str, Any]) -> None:
    stdout.write(json.dumps(answer) + "\n")
    stdout.flush()
