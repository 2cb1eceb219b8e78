"""`answerback number`: a number a line, or JSON lines; JSON lines out."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from answerback.numbers.command import answer_lines
from answerback.numbers.place import Place, place_of
from tests.guard.growth import IN_PROPORTION, growth

OFFICIAL = ("95188", "+864000000188")


def run(given: str | bytes, official: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    lines = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    stdout = io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8")
    assert answer_lines(stdin, stdout, official=official) == 0
    return [json.loads(line, parse_constant=never) for line in stdout.getvalue().split("\n") if line]


def never(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


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
            "error": "short_with_country",
            "line": 1,
            "input": "+86 95188",
            "lookalike_of": "95188",
            "trick": "country_code",
        }
    ]


def test_numbers_of_the_option_hold_for_every_line_that_names_none() -> None:
    answers = run('95I88\n{"id": 2, "text": "95188", "official": ["96110"]}\n九五幺八八\n', OFFICIAL)

    assert [(answer["lookalike_of"], answer["trick"]) for answer in answers] == [
        ("95188", "disguised"),
        (None, None),
        ("95188", "disguised"),
    ]


def test_a_bad_line_gets_an_error_with_its_number_and_the_rest_goes_on_in_order() -> None:
    answers = run(
        b'{"text": 3}\nhello\n\n{"text"\n110\n{"text": "1", "official": 5}\n\xff\n{"id": NaN, "text": "110"}\n'
        b'{"text": "1", "region": 1}\n{"text": "1", "official": ["x"]}\n{"id": "last", "text": "\\ud800"}\n'
    )

    assert [(answer.get("line"), answer.get("error", answer.get("kind"))) for answer in answers] == [
        (1, "no_text"),
        (2, "not_a_number"),
        (4, "not_json"),
        (None, "emergency"),
        (6, "bad_official"),
        (7, "not_utf8"),
        (8, "not_json"),
        (9, "bad_region"),
        (10, "bad_official"),
        (11, "not_a_number"),
    ]


def test_every_error_has_one_shape_whatever_was_wrong() -> None:
    answers = run(
        b'\xff\n{"text"\n13800138000abc\n\xe7\x99\xbe\xe4\xb8\x89\xe5\x8d\x81\n+86 95188\n', OFFICIAL
    )

    assert [list(answer) for answer in answers] == [
        ["id", "error", "line", "input", "lookalike_of", "trick"]
    ] * 5


def test_short_number_with_a_country_code_is_told_without_any_official_number() -> None:
    answers = run("+86 95188\n0086 96110\nplus eight six nine five one double eight\n")

    assert [(answer["error"], answer["lookalike_of"], answer["trick"]) for answer in answers] == [
        ("short_with_country", "95188", "country_code"),
        ("short_with_country", "96110", "country_code"),
        ("short_with_country", "95188", "country_code"),
    ]


def test_a_public_service_is_named() -> None:
    assert (place_of("96110"), place_of("12321", "en")) == (
        Place("中国", "反电信网络诈骗专线"),
        Place("China", "Reports of spam and harmful messages"),
    )


def test_place_and_carrier_of_a_number_come_from_its_first_digits() -> None:
    answer = run("139 1000 0000")[0]

    assert (answer["place"], answer["carrier"]) == ("北京市", "中国移动")


def test_an_endless_line_and_very_deep_nesting_are_answered() -> None:
    deep = '{"text":' + "[" * 100_000
    answers = run(
        "1" * 1_000_000 + "\n" + "\u0301" * 100_000 + "110\n" + deep + "\n" + " " * 500_000 + "110\n"
    )

    assert [answer.get("error", answer.get("kind")) for answer in answers] == [
        "too_long",
        "emergency",
        "not_json",
        "emergency",
    ]


def test_work_grows_with_the_length_of_a_line() -> None:
    for unit in ("1", "一", "\u200b1", "one ", "- "):
        assert growth(lambda text: run(text, OFFICIAL), unit, length=100_000) < IN_PROPORTION, unit


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), min_size=1), max_size=5))
def test_every_line_that_says_something_gets_one_answer(lines: list[str]) -> None:
    asked = [json.dumps({"id": place, "text": line}) for place, line in enumerate(lines)]
    answers = run("\n".join(asked), OFFICIAL)

    assert [(answer["id"], answer["input"]) for answer in answers] == list(enumerate(lines))


def test_command_takes_official_numbers_from_a_file_and_starts_light(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text("95188\n400 000 0188  # the hotline\n", "utf-8")
    command = [sys.executable, "-m", "answerback.ops.entry", "number", "--official", "ours.txt"]
    done = subprocess.run(
        command, input="400-000-0178\n", capture_output=True, text=True, cwd=tmp_path, check=False
    )
    missing = subprocess.run(
        [*command[:-1], "none.txt"], input="", capture_output=True, text=True, check=False
    )
    loaded = (
        "import sys, answerback.numbers.command; print({'django', 'phonenumbers.geodata'} & {*sys.modules})"
    )
    light = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)

    assert [json.loads(line)["lookalike_of"] for line in done.stdout.splitlines()] == ["+864000000188"]
    assert (missing.returncode, "none.txt" in missing.stderr) == (2, True)
    assert light.stdout == "set()\n"
