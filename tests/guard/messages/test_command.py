"""`answerback message`: JSON lines in, JSON lines out."""

import io
import json
import subprocess
import sys

import pytest

from answerback.guard.messages.command import main


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["answerback", "message", "--rules"])


def run(given: bytes) -> list[object]:
    stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    stdout = io.StringIO()
    assert main(stdin, stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_a_text_is_answered_with_verdict_score_and_reasons() -> None:
    answers = run(json.dumps({"id": "m1", "text": "把验证码发给我"}).encode())

    assert answers == [
        {
            "id": "m1",
            "verdict": "stop",
            "score": 0.75,
            "reasons": [{"code": "asks_code", "start": 1, "end": 7}],
            "turn": None,
        }
    ]


def test_a_dialogue_is_answered_with_the_turn_of_verdict_and_reasons() -> None:
    turns = [{"speaker": "用户", "text": "喂"}, {"speaker": "客服", "text": "把验证码发给我"}]

    answers = run(json.dumps({"id": 7, "turns": turns, "channel": "call"}).encode())

    assert answers == [
        {
            "id": 7,
            "verdict": "stop",
            "score": 0.75,
            "reasons": [{"code": "asks_code", "start": 1, "end": 7, "turn": 2}],
            "turn": 2,
        }
    ]


def test_a_bad_line_gets_an_error_and_the_rest_goes_on_in_order() -> None:
    answers = run(
        b'{"id":1,"text":"a"}\n{"id":2\n[]\n{"id":4}\n\xff\n\n{"id":7,"text":"\\ud800"}\n{"id":8,"turns":3}\n'
        b'{"id":9,"turns":[{"speaker":"A"}]}\n{"id":10,"turns":[{"text":"a"}]}\n{"id":11,"text":"a","channel":[]}\n'
    )

    assert [answer.get("error", answer["id"]) for answer in answers] == [
        1, "not_json", "not_an_object", "no_text", "not_utf8", 7, "no_turns", "no_text", 10, 11,
    ]  # fmt: skip


def test_a_very_long_line_and_very_deep_nesting_are_answered() -> None:
    answers = run(json.dumps({"id": 1, "text": "好" * 300_000}).encode() + b"\n" + b"[" * 100_000)

    assert [answer.get("error") for answer in answers] == [None, "not_json"]


def test_the_command_stands_beside_the_other_engines() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "answerback.ops.entry", "message", "--rules"],
        input='{"id":1,"text":"Read me the code"}\n',
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(asked.stdout)["verdict"] == "stop"
