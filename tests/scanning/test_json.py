"""JSON lines: strings, numbers and lists of words, redacted without losing a blank; broken lines are read as text."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.scanning.json_text import values
from tests.scanning.planted import CARD, SEED
from tests.scanning.rewriting import faults, fixed, found

CODE = "‹one_time_code›"


def test_finding_is_told_by_line_and_path(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        f'{{"id":1,"turns":[{{"text":"卡 {CARD}"}}],"otp":482913,"amount":482913}}\n\n{json.dumps(SEED.split())}\n',
        "utf-8",
    )

    assert found(file) == [
        ("1", "turns.0.text", "bank_card"),
        ("1", "otp", "one_time_code"),
        ("3", "", "seed_phrase"),
    ]


def test_only_the_secret_changes_and_json_stays_json(tmp_path: Path) -> None:
    before = '{ "a" : "x\\u4e2d\\n验证码420774\\"", "otp":482913 ,"b":[1.50, true,null]}\r\n'
    file = tmp_path / "a.jsonl"
    file.write_bytes(before.encode())

    after = fixed(file).decode()

    assert after == before.replace("420774", CODE).replace("482913", f'"{CODE}"')
    assert json.loads(after)["b"] == [1.5, True, None]


def test_secret_behind_escapes_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"note": "验证码是420774"}) + "\n", "utf-8")

    assert json.loads(fixed(file)) == {"note": f"验证码是{CODE}"}


def test_words_of_a_phrase_in_a_list_are_one_phrase(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": 1, "words": SEED.split()}) + "\n", "utf-8")

    assert json.loads(fixed(file)) == {"id": 1, "words": ["‹seed_phrase›"] + [""] * 11}


def test_phrase_in_two_members_is_one_phrase(tmp_path: Path) -> None:
    file, words = tmp_path / "a.jsonl", SEED.split()
    before = {"id": 1001, "a": " ".join(words[:6]), "b": " ".join(words[6:])}
    file.write_text(json.dumps(before) + "\n", "utf-8")

    assert json.loads(fixed(file)) == {"id": 1001, "a": "‹seed_phrase›", "b": ""}
    assert found(file) == []


def test_broken_line_is_read_as_text_and_told_of(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id":1}\n{"id":2, 验证码420774\n{"id":3}\n', "utf-8")

    assert faults(file) == [("2", "not_json")]
    assert fixed(file).decode() == f'{{"id":1}}\n{{"id":2, 验证码{CODE}\n{{"id":3}}\n'


def test_file_that_is_one_json_text_is_read_as_one(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    before = json.dumps([{"text": "验证码420774"}, {"words": SEED.split()}], indent=2, ensure_ascii=False)
    file.write_text(before, "utf-8")

    after = fixed(file).decode()

    assert json.loads(after) == [{"text": f"验证码{CODE}"}, {"words": ["‹seed_phrase›"] + [""] * 11}]
    assert after.splitlines()[:2] == before.splitlines()[:2]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def strings(value: object) -> list[str]:
    """Every string of a JSON value, names included, in the order of the text."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [one for item in value for one in strings(item)]
    if isinstance(value, dict):
        return [one for name, item in value.items() for one in [name, *strings(item)]]
    return []


@settings(max_examples=200, deadline=None)
@given(value=JSON, is_ascii=st.booleans(), indent=st.sampled_from((None, 1)))
def test_every_string_is_seen_as_it_was_written(value: object, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent)

    seen = [one.laid.text for one in values(text) if one.is_quoted]

    assert seen == strings(json.loads(text))
