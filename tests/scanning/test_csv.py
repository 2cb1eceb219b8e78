"""CSV of every kind people's programs write: found by row and column, and redacted without another octet changed."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerback.guard import DEFAULT
from answerback.guard.redact import redacted
from answerback.scanning.files.shapes import Shape, Wanted
from answerback.scanning.files.table_text import cells, ends_inside
from answerback.scanning.search import named
from tests.scanning.planted import CARD, SEED
from tests.scanning.rewriting import faults, fixed, found, units

CODE = "‹one_time_code›"


def written(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def test_finding_is_told_by_line_and_column(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.csv",
        f'id,note,otp,amount\n1,"{SEED}\nand ""more""",482913,482913\n2,ok,,1\n3,卡{CARD},,2\n',
    )

    assert found(file) == [
        ("2", "note", "seed_phrase"),
        ("2", "otp", "one_time_code"),
        ("5", "note", "bank_card"),
    ]


def test_only_the_secret_changes(tmp_path: Path) -> None:
    before = f'id;note;otp\r\n1;"a ""quoted"" {SEED}, yes";482913\r\n2; spaces kept ;\r\n'
    file = written(tmp_path / "a.csv", before)

    assert fixed(file).decode() == before.replace(SEED, "‹seed_phrase›").replace("482913", CODE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encoding_of_the_file_stays(tmp_path: Path, encoding: str) -> None:
    before = "编号,备注\r\n一,验证码是420774，请查收\r\n二,好\r\n"
    file = written(tmp_path / "a.csv", before, encoding)

    after = fixed(file)

    assert after == before.replace("420774", CODE).encode(encoding)


def test_octets_outside_the_encoding_stay_and_are_told_of(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"id,note\n1,\xff\xfe caf\xe9 " + "验证码420774".encode() + b"\n")

    assert faults(file) == [("2", "not_in_encoding")]
    assert fixed(file) == b"id,note\n1,\xff\xfe caf\xe9 " + f"验证码{CODE}".encode() + b"\n"


def test_line_pasted_from_another_system_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    gb = "2,验证码是420774\n".encode("gb18030")
    file.write_bytes("id,备注\n1,好的\n".encode() + gb)

    assert fixed(file) == "id,备注\n1,好的\n".encode() + f"2,验证码是{CODE}\n".encode("gb18030")


def test_old_encoding_without_the_angle_marks_gets_brackets(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", "id,otp\n1,482913\n", "latin-1")

    assert fixed(file, Wanted(encoding="latin-1")) == b"id,otp\n1,[one_time_code]\n"


def test_quotation_mark_that_never_closes_swallows_nothing(tmp_path: Path) -> None:
    before = 'id,note\n1,"never closed, 验证码420774\n2,fine\n3,验证码是420775\n'
    file = written(tmp_path / "a.csv", before)

    assert faults(file) == [("2", "quote_not_closed")]
    assert fixed(file).decode() == before.replace("420774", CODE).replace("420775", CODE)


def test_words_of_a_phrase_in_cells_of_their_own_are_one_phrase(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.csv", f"user,{','.join(f'w{n}' for n in range(1, 13))}\nu1,{SEED.replace(' ', ',')}\n"
    )

    assert found(file) == [("2", "#…", "seed_phrase")]
    assert fixed(file).decode().splitlines()[1] == "u1,‹seed_phrase›" + "," * 11


def test_phrase_in_two_cells_of_a_row_is_one_phrase(tmp_path: Path) -> None:
    words = SEED.split()
    file = written(
        tmp_path / "a.csv", f'id,a,b,c\n1001,{" ".join(words[:6])},,"{" ".join(words[6:])}"\n1002,ok,,no\n'
    )

    assert found(file) == [("2", "#…", "seed_phrase")]
    assert fixed(file).decode() == 'id,a,b,c\n1001,‹seed_phrase›,,""\n1002,ok,,no\n'


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_phrase_with_one_word_a_row_is_one_phrase(tmp_path: Path, encoding: str) -> None:
    rows = [f"{number},{word}" for number, word in enumerate(SEED.split(), 1)]
    file = written(tmp_path / "a.csv", "\n".join(["编号,word", *rows, "13001,好的 2026", ""]), encoding)

    assert found(file) == [("2", "word", "seed_phrase")]
    left = ["编号,word", "1,‹seed_phrase›", *(f"{number}," for number in range(2, 13)), "13001,好的 2026", ""]
    assert fixed(file) == "\n".join(left).encode(encoding)
    assert found(file) == []


def test_list_of_words_without_a_heading_is_one_phrase(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", SEED.replace(" ", "\n") + "\n")

    assert fixed(file).decode() == "‹seed_phrase›" + "\n" * 12


def test_column_of_ordinary_words_stays(tmp_path: Path) -> None:
    rows = "".join(f"{number},{word}\n" for number, word in enumerate(["open", "close", "pending"] * 300))
    file = written(tmp_path / "a.csv", f"id,state\n{rows}")

    assert fixed(file).decode() == f"id,state\n{rows}"


def test_packed_file_is_packed_again(tmp_path: Path) -> None:
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(b"id,otp\n1,482913\n"))

    assert gzip.decompress(fixed(file)).decode() == f"id,otp\n1,{CODE}\n"


def test_second_fix_changes_nothing(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", f"id,note,pin\n1,{SEED},4829\n")
    once = fixed(file)

    assert fixed(file) == once
    assert found(file) == []


def test_row_with_another_number_of_cells_is_told_of(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", "a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n")

    assert faults(file) == [("3", "other_number_of_cells"), ("5", "other_number_of_cells")]


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
TABLE = st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(
    table=TABLE,
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
@example(table=[["a\nb", '"'], ["", "x"]], delimiter=",", quoting=csv.QUOTE_MINIMAL)
def test_cells_are_those_that_were_written(table: list[list[str]], delimiter: str, quoting: int) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(table)  # type: ignore[arg-type]

    read, record, inside = [], "", False
    for line in lines_of(out.getvalue()):
        record, inside = record + line, ends_inside(line, delimiter, inside=inside)
        if not inside:
            read.append([cell.text for cell in cells(record, delimiter)])
            record = ""
    assert read == table


def lines_of(text: str) -> list[str]:
    """At line feeds only, as files are read."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), bom=st.sampled_from((b"", b"\xef\xbb\xbf", b"\xff\xfe")))
def test_any_file_is_read_whole_and_nothing_is_changed_without_need(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, bom: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_bytes(bom + content)

    for shape in (Shape.CSV, Shape.JSON_LINES, Shape.JSON, Shape.TEXT, Shape.MBOX):
        assert units(file, Wanted(shape=shape)) == bom + content


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=10)


@settings(max_examples=100, deadline=None)
@given(before=CELL, after=CELL, encoding=st.sampled_from(("utf-8", "gb18030", "utf-16")))
def test_redaction_changes_its_span_only(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str, encoding: str
) -> None:
    folder, cell = tmp_path_factory.mktemp("span"), f"{before}\n{SEED}\n{after}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["id", "note"], ["1", cell], ["2", "完"]])
    file = written(folder / "a.csv", out.getvalue(), encoding)

    text = fixed(file, Wanted(encoding=encoding)).decode(encoding)

    cleaned = redacted(cell, tuple(named("note", cell, DEFAULT)))
    assert "‹seed_phrase›" in cleaned
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["id", "note"], ["1", cleaned], ["2", "完"]]
    assert text.startswith('id,note\n1,"')
    assert text.endswith('"\n2,完\n')
