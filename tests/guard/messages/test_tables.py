"""The tables fit together: no rule names a list that is not there, no list stands unused."""

import re
from pathlib import Path

from answerback.guard.messages.tables import THEMES, forms, rulebook

FOLDER = Path(__file__).parents[3] / "src" / "answerback" / "guard" / "messages" / "data" / "rules"
BY_NAME = {"refusing", "refusing_far", "exposing", "shunning", "whoever", "others", "directing"}
BY_NAME |= {"calming", "mine", "reported", "sounds_alike", "third", "done", "resisted", "to_writer", "nobody"}
"""Lists that the code itself looks at."""


def defined() -> set[str]:
    book = rulebook()
    made = {name for name, _, _ in book.made}
    return (
        {name for names in book.words.values() for name in names} | {name for name, _ in book.patterns} | made
    )


def used() -> set[str]:
    rules, made = rulebook().rules, {part for _, parts, _ in rulebook().made for part in parts}
    return {name for rule in rules for name in (*rule.names, rule.before, rule.unless) if name} | made


def test_every_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*THEMES, "codes", "together"}


def test_every_list_is_used_and_every_used_list_is_there() -> None:
    assert defined() == used() | BY_NAME


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    book = rulebook()

    assert {rule.code for rule in book.rules} == set(book.codes) - {"wording"}
    assert {code for codes, _ in book.together for code in codes} - set(book.codes) == set()


def test_no_company_is_listed_twice() -> None:
    pairs = [pair for pair, _ in rulebook().together]

    assert len(pairs) == len(set(pairs))


def test_every_line_is_a_list_a_rule_or_a_comment() -> None:
    lines = [line for theme in THEMES for line in (FOLDER / f"{theme}.txt").read_text("utf-8").splitlines()]

    assert [line for line in lines if line and not re.match(r"#|    |\w+: |\w+ := |\w+ <[-=] ", line)] == []


def test_an_entry_with_choices_stands_for_all_of_them() -> None:
    assert forms("(read|tell) me the code(s|)") == [
        "read me the codes", "read me the code", "tell me the codes", "tell me the code",
    ]  # fmt: skip
