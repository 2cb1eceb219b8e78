"""`answerback chain`: a string a line in, one JSON line each out, in order.

`{"input", "verdict", "candidates": [{"chain", "kind", "checksum"}], "why"}`; `input` is masked where it may be
secret. With `--plain`, near misses are not looked for (a few milliseconds each).

>>> answered("0xf")["candidates"]
[{'chain': 'aptos', 'kind': 'address', 'checksum': False}]
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from answerback.chains.identify import Answer, bare_of, identify
from answerback.chains.kinds import Candidate, Verdict
from answerback.chains.words import said, sentence

NEAR = {"checksum", "capitals", "letter", "length"}
FORMLESS = {"letter", "unknown", "prefix", "too_long", "case_mixed"}  # says nothing where a chain is named
AT_ONCE = 1 << 16  # bytes


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: what has come in is answered and flushed before more is read. Any line gets its one answer."""
    suggesting = "--plain" not in sys.argv[2:]
    is_first = True
    for lines in arriving(getattr(stdin, "buffer", stdin)):
        for line in lines:
            text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
            text = text.removesuffix("\n").removesuffix("\r")
            stdout.write(written(text.removeprefix("\ufeff") if is_first else text, suggesting=suggesting))
            is_first = False
        stdout.flush()
    return 0


def arriving(stream: Any) -> Iterator[Iterable[bytes | str]]:
    """The whole lines of each piece that arrives; of a stream of text one line each."""
    if not hasattr(stream, "read1"):
        yield from ([line] for line in stream)
        return
    begun: list[bytes] = []
    while piece := stream.read1(AT_ONCE):
        head, newline, rest = piece.rpartition(b"\n")
        if newline:
            yield b"".join((*begun, head)).split(b"\n")
            begun = []
        begun.append(rest)
    if any(begun):
        yield [b"".join(begun)]


def written(text: str, *, suggesting: bool) -> str:
    """The answer as a line of JSON; the candidates, which are few kinds of lists, are written once."""
    answer = identify(text)
    why = reason(text, answer, suggesting=suggesting)
    return (
        f'{{"input": {json.dumps(answer.shown)}, "verdict": "{answer.verdict}",'
        f' "candidates": {listed(answer.candidates)}, "why": {json.dumps(why)}}}\n'
    )


@cache
def listed(candidates: tuple[Candidate, ...]) -> str:
    return json.dumps(
        [
            {"chain": str(candidate.chain), "kind": str(candidate.kind), "checksum": candidate.checksum}
            for candidate in candidates
        ]
    )


def answered(text: str, *, suggesting: bool = True) -> dict[str, Any]:
    """The answer to one line, as it is written."""
    answer: dict[str, Any] = json.loads(written(text, suggesting=suggesting))
    return answer


def reason(text: str, answer: Answer, *, suggesting: bool) -> str:
    parts = [said(answer.why)]
    if answer.verdict is Verdict.INVALID or answer.why.code == "solana_or_other":
        parts = nearest(bare_of(text), text, answer, parts, suggesting=suggesting)
    if answer.steps:
        parts.append(sentence("step_taken", ", ".join(answer.steps)))
    return " ".join(parts)


def nearest(bare: str, text: str, answer: Answer, parts: list[str], *, suggesting: bool) -> list[str]:
    """The reason and what the string may be instead: of another chain, a near miss, or something to hide."""
    # Imported here: two milliseconds that only such lines pay.
    from answerback.chains.others import other_chain
    from answerback.chains.suggest import suggestion

    elsewhere = other_chain(bare)
    if elsewhere is not None:
        parts = [] if answer.why.code in FORMLESS else parts
        parts = [*parts, sentence("other_chain", elsewhere)]
    if answer.shown != text:
        return [*parts, sentence("hidden")]
    near = suggestion(bare) if suggesting and bare and answer.why.code in NEAR else None
    return parts if near is None else [*parts, sentence("suggestion", near)]
