"""`answerback guard`: JSON lines in, JSON lines out."""

import io
import json

from answerback.guard.command import main


def run(given: bytes) -> list[object]:
    stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    stdout = io.StringIO()
    assert main(stdin, stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_answers_carry_id_redacted_text_and_findings() -> None:
    answers = run(json.dumps({"id": "n1", "text": "验证码是420774"}).encode())

    finding = {"kind": "one_time_code", "start": 4, "end": 10, "certainty": 0.95, "action": "mask"}
    assert answers == [{"id": "n1", "redacted": "验证码是‹one_time_code›", "findings": [finding]}]


def test_a_bad_line_gets_an_error_and_the_rest_goes_on_in_order() -> None:
    answers = run(
        b'{"id":1,"text":"a"}\n{"id":2\n[]\n{"id":4}\n\xff\n\n{"id":7,"text":"\\ud800"}\n{"id":NaN,"text":""}\n{"id":1e999,"text":""}\n'
    )

    assert [answer.get("error", answer["id"]) for answer in answers] == [
        1, "not_json", "not_an_object", "no_text", "not_utf8", 7, "not_json", "not_json",
    ]  # fmt: skip


def test_a_very_long_line_and_very_deep_nesting_are_answered() -> None:
    answers = run(json.dumps({"id": 1, "text": "好" * 300_000}).encode() + b"\n" + b"[" * 100_000)

    assert [answer.get("error") for answer in answers] == [None, "not_json"]
