"""`answerback number`: a number a line, or JSON lines; JSON lines out."""

import io
import json
from typing import Any

from answerback.numbers.command import main
from answerback.numbers.place import Place, place_of


def run(given: str) -> list[dict[str, Any]]:
    stdout = io.StringIO()
    assert main(io.StringIO(given), stdout) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_a_plain_line_is_described() -> None:
    assert run("170 0000 0088\n") == [
        {
            "id": None,
            "input": "170 0000 0088",
            "e164": "+8617000000088",
            "region": "CN",
            "kind": "mobile",
            "valid": True,
            "masked": "+86 ••• ••88",
            "place": place_of("+8617000000088").place,
            "carrier": place_of("+8617000000088").carrier,
            "spoken": {
                "zh": "幺七零，零零零零，零零八八",
                "en": "plus eight six, one seven zero, zero zero zero zero, zero zero eight eight",
            },
            "lookalike_of": None,
            "trick": None,
        }
    ]


def test_json_lines_carry_id_and_are_compared_with_official_numbers() -> None:
    answers = run('{"id": 7, "text": "+86 95188", "official": ["95188"]}\n')

    assert answers == [
        {
            "id": 7,
            "input": "+86 95188",
            "error": "short_with_country",
            "lookalike_of": "95188",
            "trick": "country_code",
        }
    ]


def test_a_bad_line_gets_an_error_and_the_rest_goes_on() -> None:
    answers = run('{"text": 3}\nhello\n\n{"text"\n110\n' + '{"text": "1", "official": 5}\n')

    assert [answer.get("error", answer.get("kind")) for answer in answers] == [
        "bad_line",
        "not_a_number",
        "bad_line",
        "emergency",
        "bad_line",
    ]


def test_a_public_service_is_named() -> None:
    assert (place_of("96110"), place_of("12321", "en")) == (
        Place("中国", "反电信网络诈骗专线"),
        Place("China", "Reports of spam and harmful messages"),
    )
