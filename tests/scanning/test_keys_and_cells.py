"""A phrase in a row's key, over two cells, down a column, in a number's place or in octets; and nothing tells it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from answerback.scanning.rows.sql_source import SqlSource
from tests.phrase import WORDS as OTHERS
from tests.scanning.planted import CARD, MAC, SEED, guard
from tests.scanning.test_other_databases import carried_out, found, planned, url_of

pytestmark = pytest.mark.django_db  # connections of our own count as the database, too
WORDS = SEED.split()
SIX, REST = " ".join(WORDS[:6]), " ".join(WORDS[6:])
PHRASE = "‹seed_phrase›"


def made(path: Path, script: str, *inserts: tuple[str, list[tuple[object, ...]]], wal: bool = False) -> Path:
    database = sqlite3.connect(path)
    if wal:
        database.execute("PRAGMA journal_mode = WAL")
    database.executescript(script)
    for query, rows in inserts:
        database.executemany(query, rows)
    database.commit()
    database.close()
    return path


def everything(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in database.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
    database.close()
    return rows


@pytest.fixture
def keyed(tmp_path: Path) -> Path:
    """The phrase is the key of a row, stands beside it, and in a table that refers to it."""
    return made(
        tmp_path / "keyed.sqlite3",
        "CREATE TABLE w (k TEXT PRIMARY KEY, v TEXT, n INTEGER) WITHOUT ROWID;"
        "CREATE TABLE refers (id INTEGER PRIMARY KEY, k TEXT)",
        ("INSERT INTO w VALUES (?, ?, ?)", [(SEED, SEED, 1), ("a", "ok", 2), (SEED + " again", "ok", 3)]),
        ("INSERT INTO refers VALUES (?, ?)", [(1, SEED)]),
        wal=True,
    )


def test_phrase_in_a_key_is_told_by_nothing_and_left_nowhere(keyed: Path, tmp_path: Path) -> None:
    plan = tmp_path / "the.plan"
    runs = [
        guard("scan", keyed, "--state", tmp_path / "scan.state", folder=tmp_path),
        guard("fix", keyed, "--plan", plan, folder=tmp_path),
        guard("fix", keyed, "--apply", plan, folder=tmp_path),
        guard("fix", keyed, "--apply", plan, folder=tmp_path),
        guard("fix", keyed, "--apply", plan, "--json", folder=tmp_path),
        guard("scan", keyed, folder=tmp_path),
    ]

    assert [run.returncode for run in runs] == [1, 1, 0, 0, 0, 0]
    left = {path.name for path in tmp_path.iterdir() if path.is_file() and b"winner" in path.read_bytes()}
    assert left == set()
    assert {path.name for path in tmp_path.iterdir()} >= {"the.plan", "the.plan.done", "scan.state"}
    assert [run.args for run in runs if "winner" in run.stdout + run.stderr] == []


def test_row_with_the_phrase_in_its_key_is_changed_as_a_whole(keyed: Path, tmp_path: Path) -> None:
    assert carried_out(url_of(keyed), planned(url_of(keyed), tmp_path / "plan")) == {"done": 3}

    rows = everything(keyed)
    keys = {row[0] for row in rows if len(row) == 3}
    assert len(keys) == 3
    assert ("a", "ok", 2) in rows
    assert {row[1] for row in rows if len(row) == 3} == {PHRASE, "ok"}
    (changed,) = (row[0] for row in rows if len(row) == 3 and row[2] == 1)
    assert str(changed).startswith(f"{PHRASE}-")
    assert found(url_of(keyed)) == []


def test_plan_tells_where_without_the_key_and_finds_the_row_again(keyed: Path, tmp_path: Path) -> None:
    plan = planned(url_of(keyed), tmp_path / "plan")
    with sqlite3.connect(keyed) as database:
        database.execute("UPDATE w SET v = 'other' WHERE n = 1")
    database.close()

    assert carried_out(url_of(keyed), plan) == {"done": 2, "changed_since": 1}


def test_scan_goes_on_behind_a_row_whose_key_must_not_be_told(keyed: Path) -> None:
    source = SqlSource(url_of(keyed), MAC)
    marks = [unit.after for unit in source.units(None) if unit.after]

    rest = [[unit.after for unit in SqlSource(url_of(keyed), MAC).units(mark)] for mark in marks]

    assert "winner" not in str(marks)
    assert rest == [marks[number + 1 :] for number in range(len(marks))]


def test_phrase_over_two_cells_of_a_row_is_found_and_taken_out(tmp_path: Path) -> None:
    path = made(
        tmp_path / "two.sqlite3",
        "CREATE TABLE note (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT)",
        ("INSERT INTO note VALUES (?, ?, ?, ?)", [(1, SIX, REST, "ok"), (2, "好的", "ok", "ok")]),
    )

    assert found(url_of(path)) == [("note", "1", "…", "seed_phrase")]
    assert carried_out(url_of(path), planned(url_of(path), tmp_path / "plan")) == {"done": 1}
    assert everything(path) == [(1, PHRASE, "", "ok"), (2, "好的", "ok", "ok")]
    assert found(url_of(path)) == []


@pytest.mark.parametrize(
    "columns",
    ["n INTEGER PRIMARY KEY, word TEXT", "n INTEGER, word TEXT PRIMARY KEY"],
    ids=["numbered", "key"],
)
def test_phrase_of_one_word_a_row_is_found_and_taken_out(columns: str, tmp_path: Path) -> None:
    path = made(
        tmp_path / "rows.sqlite3",
        f"CREATE TABLE seeds ({columns})",
        ("INSERT INTO seeds (n, word) VALUES (?, ?)", list(enumerate(OTHERS, 1))),
    )

    assert found(url_of(path)) == [("seeds", "1", "word", "seed_phrase")]
    outcomes = carried_out(url_of(path), planned(url_of(path), tmp_path / "plan"))
    assert outcomes == {"done": 12}
    assert [word for word in OTHERS if word.encode() in path.read_bytes()] == []


def test_number_of_a_card_in_a_column_of_numbers_becomes_nothing(tmp_path: Path) -> None:
    path = made(
        tmp_path / "numbers.sqlite3",
        "CREATE TABLE pay (id INTEGER PRIMARY KEY, card INTEGER, phone REAL, otp INTEGER, amount INTEGER)",
        (
            "INSERT INTO pay VALUES (?, ?, ?, ?, ?)",
            [(1, int(CARD), 17000000088.0, 482913, 482913), (2, 1, 2.5, 3, 1763800000000)],
        ),
    )

    assert found(url_of(path)) == [
        ("pay", "1", "card", "bank_card"),
        ("pay", "1", "phone", "phone"),
        ("pay", "1", "otp", "one_time_code"),
    ]
    assert carried_out(url_of(path), planned(url_of(path), tmp_path / "plan")) == {"done": 1}
    assert everything(path) == [(1, None, None, None, 482913), (2, 1, 2.5, 3, 1763800000000)]


def test_octets_that_are_text_are_read_and_others_are_counted(tmp_path: Path) -> None:
    path = made(
        tmp_path / "octets.sqlite3",
        "CREATE TABLE file (id INTEGER PRIMARY KEY, body BLOB)",
        (
            "INSERT INTO file VALUES (?, ?)",
            [(1, SEED.encode()), (2, b"\x89PNG\r\n\x1a\n\0"), (3, b"\xff\xfe\0"), (4, b"")],
        ),
    )

    done = guard("scan", path, folder=tmp_path)

    assert found(url_of(path)) == [("file", "1", "body", "seed_phrase")]
    assert "2 were not read at all" in done.stdout
    assert done.stderr.count("octets that are no text") == 1
    assert carried_out(url_of(path), planned(url_of(path), tmp_path / "plan")) == {"done": 1}
    assert everything(path)[:2] == [(1, PHRASE.encode()), (2, b"\x89PNG\r\n\x1a\n\0")]


def test_phrase_in_the_name_of_a_table_or_column_is_told_of_and_kept(tmp_path: Path) -> None:
    path = made(
        tmp_path / "names.sqlite3",
        f'CREATE TABLE "{SEED}" (id INTEGER PRIMARY KEY, "{SEED}" TEXT); CREATE VIEW seen AS SELECT \'{SEED}\'',
        (f'INSERT INTO "{SEED}" VALUES (?, ?)', [(1, "密码是abc12345")]),  # noqa: S608
    )
    plan = tmp_path / "the.plan"

    runs = [
        guard("scan", path, folder=tmp_path),
        guard("fix", path, "--plan", plan, folder=tmp_path),
        guard("fix", path, "--apply", plan, folder=tmp_path),
    ]

    assert [run.returncode for run in runs] == [1, 1, 1]
    assert "winner" not in "".join([run.stdout + run.stderr for run in runs])
    assert "winner" not in plan.read_text("utf-8")
    assert everything(path) == [(1, "密码是‹password›")]
    assert "must not be changed" in runs[2].stdout


def test_file_called_by_the_phrase_is_fixed_and_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / f"{SEED}.txt").write_text("验证码是420774")

    plan = tmp_path / "the.plan"
    runs = [
        guard("fix", folder, "--plan", plan, folder=tmp_path),
        guard("fix", folder, "--apply", plan, folder=tmp_path),
    ]

    assert [run.returncode for run in runs] == [1, 0]
    assert (folder / f"{SEED}.txt").read_text("utf-8") == "验证码是‹one_time_code›"
    told = "".join([plan.read_text("utf-8"), *(run.stdout + run.stderr for run in runs)])
    assert "winner" not in told
