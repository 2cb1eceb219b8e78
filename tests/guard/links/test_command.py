"""`answerback link`: lines in, JSON lines out."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerback.guard.links.command import main


def run(given: bytes, *options: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    monkeypatch.setattr(sys, "argv", ["answerback", "link", *options])
    stdin, stdout = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"), io.StringIO()
    assert main(stdin, stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_answer_has_input_host_verdict_reasons_and_whom_it_imitates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "official").write_text("# ours\nlanyue.example\n", encoding="utf-8")
    (tmp_path / "bad.json").write_text('["trap.example"]', encoding="utf-8")
    (tmp_path / "bad.hosts").write_text("0.0.0.0 snare.example\n", encoding="utf-8")
    options = ["--official", str(tmp_path / "official"), "--list", str(tmp_path / "bad.json")]
    options += ["--list", str(tmp_path / "bad.hosts")]

    answers = run(
        b"https://pay.lanyue.example/a\nhxxp://trap[.]example\nsnare.example\r\nlanyue.top\nunknown.example\n",
        *options, monkeypatch=monkeypatch,
    )  # fmt: skip

    assert answers == [
        {
            "input": "https://pay.lanyue.example/a", "host": "pay.lanyue.example", "verdict": "official",
            "reasons": ["official_channel"], "lookalike_of": None,
        },
        {
            "input": "hxxp://trap[.]example", "host": "trap.example", "verdict": "dangerous",
            "reasons": ["on_list", "defanged"], "lookalike_of": None,
        },
        {
            "input": "snare.example", "host": "snare.example", "verdict": "dangerous", "reasons": ["on_list"],
            "lookalike_of": None,
        },
        {
            "input": "lanyue.top", "host": "lanyue.top", "verdict": "suspicious", "reasons": ["other_ending"],
            "lookalike_of": "lanyue.example",
        },
        {
            "input": "unknown.example", "host": "unknown.example", "verdict": "unknown", "reasons": [],
            "lookalike_of": None,
        },
    ]  # fmt: skip


def test_a_bad_line_gets_an_error_and_the_rest_goes_on_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = run(
        b'a.example\n\xff\n\nno link here\n{"id": 7, "text": "b.example"}\n{"id"\n{"id": 8}\n',
        monkeypatch=monkeypatch,
    )

    errors = [list(one) for one in answers if "error" in one]
    assert errors == [["id", "error", "line", "input"]] * len(errors)
    assert [(one.get("id"), one.get("host"), one.get("error"), one.get("line")) for one in answers] == [
        (None, "a.example", None, None), (None, None, "not_utf8", 2), (None, None, "no_link", 4),
        (7, "b.example", None, None), (None, None, "no_link", 6), (8, None, "no_text", 7),
    ]  # fmt: skip


def test_lines_of_any_length_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    long = [
        b"https://" + b"a" * 1_000_000,
        b"https://" + b"a." * 100_000 + b"example",
        b"[" * 100_000,
        b"https://trap.example/" + b"%25" * 300_000,
    ]

    answers = run(b"\n".join(long), monkeypatch=monkeypatch)

    assert [answer.get("verdict", answer.get("error")) for answer in answers] == [
        "unknown",
        "unknown",
        "no_link",
        "unknown",
    ]


def test_list_that_cannot_be_read_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["answerback", "link", "--list", str(tmp_path / "broken.json")])

    assert main(io.StringIO("a.example\n"), io.StringIO()) == 2
    assert "broken.json: not_json" in capsys.readouterr().err


def test_command_brings_neither_the_engine_of_secrets_nor_its_lists() -> None:
    asked = "import sys, answerback.guard.links.command; print(*(n for n in sys.modules if n.startswith('answerback')))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    others = {name for name in told.stdout.split() if not name.startswith("answerback.guard.links")}

    assert others == {"answerback", "answerback.guard", "answerback.json_lines"}
