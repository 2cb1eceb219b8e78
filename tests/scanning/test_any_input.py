"""Whatever stands in a file or a table: no reader breaks, and a fix changes nothing but what was found."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard import DEFAULT
from answerback.guard.secrets.plain import PLACEHOLDER
from answerback.scanning.files.shapes import Shape, Wanted
from answerback.scanning.rows.plan import lines_of
from answerback.scanning.rows.sql_source import SqlSource
from answerback.scanning.search import edits_in, found
from tests.scanning.planted import CARD, MAC, SEED
from tests.scanning.rewriting import fixed, told, units

SECRETS = (SEED, "验证码是420774", f"卡号 {CARD}", "密码是abc12345")
SIGNS = (
    '"',
    ",",
    "\n",
    "\r\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\t",
    ";",
    "<b>",
    "=?utf-8?B?",
    "--x\n",
    "From ",
    "\0",
    "\\u12",
    " ",
)
HARMLESS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
TEXTS = st.lists(st.one_of(HARMLESS, st.sampled_from(SECRETS), st.sampled_from(SIGNS)), max_size=14).map(
    "".join
)
OCTETS = st.one_of(
    st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("gb18030")),
    TEXTS.map(lambda text: text.encode("utf-16")),
)  # fmt: skip
MAIL = st.builds(
    "Subject: {}\nX-A: {}\nContent-Type: {}; charset={}\nContent-Transfer-Encoding: {}\n\n{}".format,
    HARMLESS, TEXTS, st.sampled_from(("text/plain", "text/html", "multipart/mixed; boundary=x", "message/rfc822")),
    st.sampled_from(("utf-8", "gb2312", "what")), st.sampled_from(("8bit", "base64", "quoted-printable")), TEXTS,
).map(str.encode)  # fmt: skip
READ = [shape for shape in Shape if shape is not Shape.OTHER]
VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), TEXTS, OCTETS)


@pytest.mark.parametrize("shape", READ)
@given(octets=st.one_of(OCTETS, MAIL))
@settings(max_examples=60, deadline=None)
def test_no_reader_breaks_or_loses_an_octet(shape: Shape, octets: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(octets)
        wanted = Wanted(shape)

        told(path, wanted)

        assert units(path, wanted) == octets


@pytest.mark.parametrize("shape", [Shape.TEXT, Shape.CSV, Shape.JSON_LINES])
@given(
    harmless=st.lists(st.text("abc 好的,;\n", max_size=10), min_size=2, max_size=8),
    secret=st.sampled_from(SECRETS),
)
@settings(max_examples=40, deadline=None)
def test_fix_changes_nothing_but_what_was_found(shape: Shape, harmless: list[str], secret: str) -> None:
    """What is left of the text are its own signs in their order, with a mark in each gap."""
    text = f"\n。{secret}。\n".join(harmless)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(text.encode())

        after = fixed(path, Wanted(shape)).decode()

    at = 0
    for part in PLACEHOLDER.split(after):
        at = text.find(part, at)
        assert at >= 0
        at += len(part)
    assert secret not in after
    assert after.startswith(harmless[0])


@given(rows=st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=14))
@settings(max_examples=80, deadline=None)
@pytest.mark.django_db
def test_any_values_of_a_database_are_read_and_edits_stay_inside_their_cells(
    rows: list[tuple[object, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.sqlite3"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE t (a, b, c)")
        database.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        database.commit()
        database.close()
        source = SqlSource(f"sqlite:///{path}", MAC)
        read = list(source.units(None))
        source.database.close()

    edits = [(unit, edits_in(unit, DEFAULT)[0]) for unit in read]
    planned = [
        line for unit, ours in edits for row in unit.rows for line in lines_of(unit.raw, row, ours, MAC)
    ]
    assert sum(len(unit.rows) for unit in read if unit.after) == len(rows)
    assert bool(planned) == any(found(piece, DEFAULT) for unit in read for piece in unit.pieces)
    assert not any(secret in str(planned) for secret in SECRETS)
