"""Somebody else's database by URL: found by table, key and column; changed only where nothing changed since."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from answerback.guard import DEFAULT
from answerback.scanning.apply import carry_out, lines_of
from answerback.scanning.go_over import Stop, go_over
from answerback.scanning.ledger import Ledger, entries
from answerback.scanning.rows.apply import RowHands
from answerback.scanning.rows.plan import RowPlan
from answerback.scanning.rows.sql_source import SqlSource
from answerback.scanning.scan import Scan
from tests.scanning.planted import CARD, MAC, SEED

pytestmark = pytest.mark.django_db  # connections of our own count as the database, too
CODE = "‹one_time_code›"


def found(url: str, state: Path | None = None) -> list[tuple[str, str, str, str]]:
    """(table, key, column, kind) of each finding."""
    told = list[tuple[str, str, str, str]]()

    def tell(kind: str, line: Any) -> None:
        if kind == "finding":
            told.append((line["source"], line["row"], line["part"], line["kind"]))

    work: Scan[str] = Scan(DEFAULT, MAC)
    assert go_over(SqlSource(url, MAC), work, ledger=None, tell=tell, progress=lambda _: None, stop=Stop())
    return told


def planned(url: str, plan: Path) -> Path:
    plan.unlink(missing_ok=True)
    with Ledger(plan, {}) as ledger:
        go_over(
            SqlSource(url, MAC),
            RowPlan(DEFAULT, MAC),
            ledger=ledger,
            tell=lambda *_: None,
            progress=lambda _: None,
            stop=Stop(),
        )
        ledger.end({})
    return plan


def carried_out(url: str, plan: Path) -> Counter[str]:
    source = SqlSource(url, MAC, may_write=True)
    done = plan.with_name("done")
    done.unlink(missing_ok=True)
    with Ledger(done, {}) as ledger:
        source.locate(line.what["row"] for line in lines_of(plan, after=-1))
        hands = RowHands(source, MAC)
        outcomes, _ = carry_out(
            plan, hands, ledger, tell=lambda *_: None, progress=lambda _: None, stop=Stop()
        )
    source.finish()
    source.database.close()
    return outcomes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small help desk on SQLite, with a search table kept by triggers, a view, and a table of one's own keys."""
    path = tmp_path / "desk.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(
            """
            CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT, otp TEXT, amount INTEGER, facts TEXT);
            CREATE VIRTUAL TABLE note_search USING fts5(body, content='note', content_rowid='id');
            CREATE TRIGGER note_in AFTER INSERT ON note BEGIN
                INSERT INTO note_search(rowid, body) VALUES (new.id, new.body); END;
            CREATE TRIGGER note_changed AFTER UPDATE ON note BEGIN
                INSERT INTO note_search(note_search, rowid, body) VALUES ('delete', old.id, old.body);
                INSERT INTO note_search(rowid, body) VALUES (new.id, new.body); END;
            CREATE VIRTUAL TABLE memo USING fts5(words);
            CREATE VIEW all_notes AS SELECT body FROM note;
            CREATE TABLE keyed (a TEXT, b INTEGER, body TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
            CREATE TABLE short (id INTEGER PRIMARY KEY, body TEXT CHECK (length(body) < 60));
            """
        )
        database.executemany(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
            [
                (1, f"said {SEED}", "482913", 482913, '{"card": "' + CARD + '", "n": 1}'),
                (2, "好的", None, 1, None),
                (7, "验证码是420774", "", 2, "[]"),
            ],
        )
        database.execute("INSERT INTO memo VALUES (?)", (f"便条：{SEED}",))
        database.execute("INSERT INTO keyed VALUES ('x', 2, ?), ('x', 10, 'ok')", ("密码是abc12345",))
        database.execute("INSERT INTO short VALUES (1, ?)", ("x" * 52 + " 17000000088"[:7],))
    database.close()
    return path


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def test_text_of_every_table_is_found_once(file: Path) -> None:
    assert found(url_of(file)) == [
        ("keyed", "x,2", "body", "password"),
        ("memo", "1", "words", "seed_phrase"),
        ("note", "1", "body", "seed_phrase"),
        ("note", "1", "otp", "one_time_code"),
        ("note", "1", "facts.card", "bank_card"),
        ("note", "7", "body", "one_time_code"),
    ]


def test_fix_changes_those_cells_and_the_search_forgets_the_words(file: Path, tmp_path: Path) -> None:
    assert carried_out(url_of(file), planned(url_of(file), tmp_path / "plan")) == {"done": 4}

    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT * FROM note ORDER BY id").fetchall()
        assert database.execute(
            "SELECT count(*) FROM note_search WHERE note_search MATCH 'winner'"
        ).fetchone() == (0,)
        assert database.execute(
            "SELECT count(*) FROM note_search WHERE note_search MATCH 'seed_phrase'"
        ).fetchone() == (1,)
        assert database.execute("SELECT words FROM memo").fetchone() == ("便条：‹seed_phrase›",)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert rows == [
        (1, "said ‹seed_phrase›", CODE, 482913, '{"card": "‹bank_card›", "n": 1}'),
        (2, "好的", None, 1, None),
        (7, f"验证码是{CODE}", "", 2, "[]"),
    ]
    assert found(url_of(file)) == []
    octets = file.read_bytes()
    assert [word for word in (SEED, CARD, "abc12345", "winner") if word.encode() in octets] == []


def test_row_changed_since_the_plan_is_left_alone(file: Path, tmp_path: Path) -> None:
    plan = planned(url_of(file), tmp_path / "plan")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE note SET body = ? WHERE id = 7", ("验证码是420779",))
        database.execute("DELETE FROM keyed")

    assert carried_out(url_of(file), plan) == {"done": 2, "changed_since": 1, "gone": 1}
    assert carried_out(url_of(file), plan) == {"already_done": 2, "changed_since": 1, "gone": 1}
    assert found(url_of(file)) == [("note", "7", "body", "one_time_code")]


def test_row_that_a_constraint_refuses_stops_no_other(file: Path, tmp_path: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE short SET body = ?", ("x" * 46 + " " + "密码是abc12345",))
        database.execute("CREATE TRIGGER no BEFORE UPDATE ON short BEGIN SELECT RAISE(ABORT, 'no'); END")

    assert carried_out(url_of(file), planned(url_of(file), tmp_path / "plan")) == {
        "done": 4,
        "refused_by_the_database": 1,
    }


def test_scan_opens_the_file_for_reading_only(file: Path) -> None:
    before = file.read_bytes()
    file.chmod(0o400)

    found(url_of(file))

    assert file.read_bytes() == before
    assert not file.with_name(f"{file.name}-wal").exists()


def test_text_that_is_not_utf8_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "bad.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (body TEXT)")
        database.execute(
            "INSERT INTO t VALUES (CAST(? AS TEXT))", (b"\xff caf\xe9 " + "验证码420774".encode(),)
        )
    database.close()

    assert carried_out(url_of(path), planned(url_of(path), tmp_path / "plan")) == {"done": 1}
    with sqlite3.connect(path) as database:
        (after,) = database.execute("SELECT CAST(body AS BLOB) FROM t").fetchone()
    assert after == b"\xff caf\xe9 " + f"验证码{CODE}".encode()


def test_scan_goes_on_behind_the_last_row(file: Path, tmp_path: Path) -> None:
    state, is_whole, runs = tmp_path / "state", False, 0
    while not is_whole:
        stop, runs = Stop(), runs + 1
        stop.want()
        with Ledger(state, {}) as ledger:
            work: Scan[str] = Scan(DEFAULT, MAC)
            is_whole = go_over(
                SqlSource(url_of(file), MAC),
                work,
                ledger=ledger,
                tell=lambda *_: None,
                progress=lambda _: None,
                stop=stop,
            )

    assert runs == 7
    assert sum(kind == "finding" for kind, _line in entries(state)) == 6


@pytest.mark.postgresql
def test_postgresql_is_scanned_and_fixed_in_every_kind_of_text(empty_postgresql: str, tmp_path: Path) -> None:
    from psycopg import connect

    with connect(empty_postgresql, autocommit=True) as database:
        database.execute("CREATE SCHEMA old")
        database.execute(
            "CREATE TABLE old.note (at timestamptz, n uuid, body text, otp varchar(6), facts jsonb, raw json,"
            " words text[], size int, shout text GENERATED ALWAYS AS (upper(body)) STORED, PRIMARY KEY (at, n))"
        )
        database.execute("CREATE TABLE bare (body text)")
        database.execute(
            "INSERT INTO old.note VALUES ('2026-11-22 13:05+08', %s, %s, '482913', %s, %s, %s, 1)",
            (
                uuid.UUID(int=7),
                f"said {SEED}",
                json.dumps({"card": CARD}),
                '{ "pin" : "4829" }',
                ["a", "验证码420774"],
            ),
        )
        database.execute("INSERT INTO bare VALUES ('ok'), ('密码是abc12345')")

    kinds = [(table, part, kind) for table, _row, part, kind in found(empty_postgresql)]
    assert sorted(kinds) == [
        ("bare", "body", "password"),
        ("old.note", "body", "seed_phrase"),
        ("old.note", "facts.card", "bank_card"),
        ("old.note", "otp", "one_time_code"),
        ("old.note", "raw.pin", "password"),
        ("old.note", "words.1", "one_time_code"),
    ]
    plan = planned(empty_postgresql, tmp_path / "plan")
    assert carried_out(empty_postgresql, plan) == {"done": 2}
    assert found(empty_postgresql) == []
    with connect(empty_postgresql) as database:
        row = database.execute("SELECT body, otp, facts, raw::text, words, shout FROM old.note").fetchone()
    assert row == (
        "said ‹seed_phrase›", "‹›", {"card": "‹bank_card›"}, '{ "pin" : "‹password›" }', ["a", f"验证码{CODE}"],
        "SAID ‹SEED_PHRASE›",
    )  # fmt: skip


@pytest.mark.postgresql
def test_postgresql_keys_numbers_octets_and_domains_are_read_and_the_rest_is_said(
    empty_postgresql: str, tmp_path: Path
) -> None:
    from psycopg import connect

    six, rest = " ".join(SEED.split()[:6]), " ".join(SEED.split()[6:])
    with connect(empty_postgresql, autocommit=True) as database:
        database.execute("CREATE DOMAIN words AS text")
        database.execute(
            "CREATE TABLE w (k text PRIMARY KEY, a words, b text, card bigint, n numeric, body bytea, raw bytea,"
            " search tsvector, at timestamptz)"
        )
        database.execute(
            "INSERT INTO w VALUES (%s, %s, %s, %s, 17000000088.00, %s, %s, to_tsvector('ok'), now()),"
            " ('x', 'ok', NULL, NULL, 2, NULL, NULL, NULL, now())",
            (SEED, six, rest, int(CARD), SEED.encode(), b"\xff\x00"),
        )

    plan = planned(empty_postgresql, tmp_path / "plan")

    assert "winner" not in plan.read_text("utf-8")
    assert {(part, kind) for _table, _row, part, kind in found(empty_postgresql)} == {
        ("k", "seed_phrase"), ("…", "seed_phrase"), ("card", "bank_card"), ("n", "phone"),
        ("body", "seed_phrase"),
    }  # fmt: skip
    units = list(SqlSource(empty_postgresql, MAC).units(None))
    assert [(fault.place.part, fault.code) for one in units for fault in one.faults] == [
        ("search", "type_not_read"), ("raw", "octets_not_text"),
    ]  # fmt: skip
    assert carried_out(empty_postgresql, plan) == {"done": 1}
    with connect(empty_postgresql) as database:
        (row,) = database.execute("SELECT k, a, b, card, body, raw FROM w WHERE k <> 'x'").fetchall()
    assert row[0].startswith("‹seed_phrase›-")
    assert row[1:] == ("‹seed_phrase›", "", None, "‹seed_phrase›".encode(), b"\xff\x00")
    assert found(empty_postgresql) == []


def test_table_with_an_odd_name_is_read_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "odd.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute('CREATE TABLE "we ird ""q" ("k %s" TEXT PRIMARY KEY, "v""" TEXT) WITHOUT ROWID')
        database.execute('INSERT INTO "we ird ""q" VALUES (?, ?)', ("a", "密码是abc12345"))
    database.close()

    assert found(url_of(path)) == [('we ird "q', "a", 'v"', "password")]
    assert carried_out(url_of(path), planned(url_of(path), tmp_path / "plan")) == {"done": 1}
    assert found(url_of(path)) == []


def test_table_that_cannot_be_read_is_told_of_and_the_others_are_read(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_master SET sql = 'CREATE VIRTUAL TABLE memo USING fts5(words, tokenize=gone)'"
            " WHERE name = 'memo'"
        )
    database.close()
    units = list(SqlSource(url_of(file), MAC).units(None))

    assert [(str(fault.place), fault.code) for one in units for fault in one.faults] == [
        ("memo", "table_not_readable")
    ]
    assert {table for table, *_rest in found(url_of(file))} == {"keyed", "note"}
