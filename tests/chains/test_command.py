"""`answerback chain`: a line in, a line out, in order, whatever the line is."""

import io
import json
import subprocess
import sys
from pathlib import Path

from answerback.chains.command import main
from tests.chains import vectors


def run(given: bytes) -> list[dict[str, object]]:
    stdout = io.StringIO()
    assert main(io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"), stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_answer_has_the_published_shape():
    assert run(vectors.TRON.encode() + b"\n") == [
        {
            "input": vectors.TRON,
            "verdict": "valid",
            "candidates": [{"chain": "tron", "kind": "address", "checksum": True}],
            "why": "TRON address; its checksum is right.",
        }
    ]


def test_every_line_gets_one_answer_in_order():
    answers = run(b"abc\n\n\xff\xfe\n0x1\r\n" + b"1" * 300_000 + b"\n" + "助记词".encode() + b"\nlast")
    assert [answer["verdict"] for answer in answers] == [
        "unprotected",
        "invalid",
        "invalid",
        "unprotected",
        "invalid",
        "invalid",
        "unprotected",
    ]


def test_possible_secret_is_masked_and_its_chains_are_named():
    (answer,) = run(b"ab" * 32)
    assert (answer["input"], answer["verdict"]) == ("abab…abab", "possible_secret")
    assert [candidate["chain"] for candidate in answer["candidates"]] == ["bitcoin", "tron", "eos"]


def test_reference_shows_what_is_really_answered():
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "chains.md").read_text("utf-8")
    command, *shown = page.split("```console\n")[1].split("\n```")[0].splitlines()
    given = [word.strip("'") for word in command.split("' ", 1)[1].split(" | ")[0].split()]
    assert run("\n".join(given).encode()) == [json.loads(line) for line in shown]


def test_name_and_place_of_what_was_pasted_are_in_the_reason():
    cosmos, pasted = run(
        b"cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh\n"
        + "地址：TR7NH0jeKQxGTCi8q8ZY4pL8otSzgjLj6t".encode()
    )
    assert cosmos["why"] == "It has the form of Cosmos Hub, which is not served here."
    assert str(pasted["why"]).startswith("Holds a letter that cannot stand there. Look at character 9.")


def test_engine_starts_without_django():
    code = (
        "import sys; sys.argv = ['answerback', 'chain']; from answerback.ops.entry import main; main();"
        "print(sorted(n for n in sys.modules if n.partition('.')[0] in ('django', 'typer', 'cryptography')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="0x1\n", capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[1:] == ["[]"]
