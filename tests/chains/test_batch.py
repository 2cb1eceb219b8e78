"""`answerback chain` on 5,000 mixed strings: right on every line, by the way in which each was made."""

import io
import json
import random
import subprocess
import sys

import pytest

from answerback.chains.command import main
from tests.chains.batch import RIGHT, Line, lines
from tests.chains.batch_dirty import DIRTY
from tests.chains.batch_wrong import WRONG

COUNT = 5_000
MAKERS = RIGHT + WRONG + DIRTY
START = "import sys; from answerback.ops.entry import main; sys.exit(main())"
ENDS = ("\n", "\n", "\r\n")


@pytest.fixture(scope="module")
def batch() -> list[Line]:
    return list(lines(random.Random(20261122), COUNT, MAKERS))


def written(batch: list[Line]) -> bytes:
    dice = random.Random(4)
    return b"".join((line.text + dice.choice(ENDS)).encode() for line in batch)


def run(given: bytes) -> list[dict[str, object]]:
    stdout = io.StringIO()
    assert main(io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"), stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def faults(line: Line, answer: dict[str, object]) -> list[str]:
    """What of the answer is not as the line was made."""
    candidates = answer["candidates"]
    claims = [(given["chain"], given["kind"], given["checksum"]) for given in candidates]
    checks = {
        "fields": set(answer) == {"input", "verdict", "candidates", "why"},
        "verdict": answer["verdict"] == line.verdict,
        "candidates": set(claims) == line.claims and len(claims) == len(line.claims),
        "input": (answer["input"] != line.text) is line.masked,
        "why": line.named in str(answer["why"]) and str(answer["why"]).strip() != "",
    }
    return [name for name, is_right in checks.items() if not is_right]


def test_every_line_of_the_batch_is_right(batch):
    answers = run(written(batch))
    assert len(answers) == COUNT
    wrong = [
        (line.maker, line.text, found, answer)
        for line, answer in zip(batch, answers, strict=True)
        if (found := faults(line, answer))
    ]
    assert wrong == []


def test_batch_holds_every_verdict_on_every_chain(batch):
    chains = {(chain, kind) for line in batch for chain, kind, _ in line.claims}
    assert {line.verdict for line in batch} == {
        "valid",
        "unprotected",
        "invalid",
        "possible_secret",
        "secret",
    }
    assert len({chain for chain, _ in chains}) == 15
    assert {kind for _, kind in chains} == {"address", "transaction", "public_key"}


def test_no_piece_of_a_secret_is_in_what_is_written(batch):
    hidden = [line for line in batch if line.verdict == "secret"]
    said = [
        json.dumps(answer, ensure_ascii=False).replace("private key", "") for answer in run(written(hidden))
    ]
    told = [
        (line.text, answer)
        for line, answer in zip(hidden, said, strict=True)
        if any(line.text[at : at + 12] in answer for at in range(len(line.text) - 11))
    ]
    assert told == []


def test_installed_command_answers_each_line_in_order_whatever_the_bytes(batch):
    sample = batch[:200]
    broken = b"\xff\xfe\xc3\x28\n" + b"\0\n" + b"\n" + b"\xed\xa0\x80\n"
    given = b"\xef\xbb\xbf" + written(sample) + broken + sample[0].text.encode()
    done = subprocess.run(
        [sys.executable, "-c", START, "chain", "--plain"], input=given, capture_output=True, check=True
    )
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.decode().splitlines()]
    assert verdicts == [line.verdict for line in sample] + ["invalid"] * 4 + [sample[0].verdict]
    assert done.stderr == b""


@pytest.mark.parametrize("seed", range(5))
def test_other_dice_give_no_other_faults(seed):
    made = list(lines(random.Random(seed), 500, MAKERS))
    wrong = [
        (line.maker, line.text)
        for line, answer in zip(made, run(written(made)), strict=True)
        if faults(line, answer)
    ]
    assert wrong == []
