import csv
import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.customers.erase import erase
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Customer, Stop
from answerback.customers.queries import find, numbers_of
from answerback.customers.stop import stop
from answerback.intake.imports import run as running
from answerback.intake.imports.dry_run import DryRun, dry_run
from answerback.intake.imports.failed_rows import failed_rows
from answerback.intake.imports.mapping import Mapped, check, guess
from answerback.intake.imports.plans import RowFault
from answerback.intake.imports.run import cancel, step, step_any
from answerback.intake.imports.sheet import NotATable, TableEmpty, TableTooLarge, read_sheet
from answerback.intake.imports.start import start
from answerback.intake.models import Event, ImportFailure, ImportPart, ImportRun, Rule
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, NOON, NUMBER

TABLE = """用户编号,订单号,金额,币种,说明,手机号,是否同意回访
u-1001,m-1,"1,250.00",CNY,转账没到,,
u-1001,m-1,"1,250.00",CNY,转账没到,,
u-2002,m-2,88,CNY,新用户,170 0000 0022,是
u-3003,m-3,12,CNY,没有档案,,
u-4004,m-4,abc,CNY,=HYPERLINK("http://evil.example"),,
u 5005,m-5,1,CNY,编号不对,,
u-6006,m-6,1,CNY,号码不对,+86 12,是
"""
PAYMENTS = Kind.PAYMENT_NOT_ARRIVED


def sheet_and_mapping(text: str = TABLE) -> tuple:
    sheet = read_sheet(text.encode())
    return sheet, guess(sheet.columns, kind=PAYMENTS)


def finish(run: ImportRun) -> ImportRun:
    while step(run, at=NOON):
        pass
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_csv_is_read_in_the_encodings_that_people_send(encoding: str) -> None:
    sheet = read_sheet(TABLE.encode(encoding))

    assert sheet.columns[:2] == ("用户编号", "订单号")
    assert sheet.rows[0] == (2, ("u-1001", "m-1", "1,250.00", "CNY", "转账没到", "", ""))
    assert [number for number, _cells in sheet.rows] == [2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_the_separators_that_programs_use(delimiter: str) -> None:
    text = delimiter.join(["customer", "amount"]) + "\r\n" + delimiter.join(["u-1", "5"]) + "\r\n"

    assert read_sheet(text.encode()).rows == ((2, ("u-1", "5")),)


def test_a_workbook_is_read_with_numbers_as_they_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["用户编号", "手机号", "时间", "金额"])
    book.active.append(["u-1", 17000000022, NOON.replace(tzinfo=None), 88.5])
    book.save(tmp_path / "list.xlsx")

    sheet = read_sheet((tmp_path / "list.xlsx").read_bytes())

    assert sheet.rows == ((2, ("u-1", "17000000022", "2026-11-23T04:00:00", "88.5")),)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 broken", NotATable),
        (b"\x00\x01\x02", NotATable),
        (b"\xff\xfe\xff\xff\x81", NotATable),
        (b"", TableEmpty),
        (b"customer,amount\n", TableEmpty),
        (b"a," * 200 + b"\n1\n", TableTooLarge),
        (b"x" * (50 * 1024 * 1024 + 1), TableTooLarge),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_sheet(content)


def test_the_mapping_is_guessed_from_headings_in_both_languages() -> None:
    chinese = guess(("用户编号", "订单号", "手机号", "颜色"), kind=PAYMENTS)
    english = guess(("User ID", "Order", "Phone", "Colour"), kind=PAYMENTS)

    assert chinese.columns == {"external_id": "用户编号", "matter_id": "订单号", "number": "手机号"}
    assert english.columns == {"external_id": "User ID", "matter_id": "Order", "number": "Phone"}


def test_a_mapping_that_names_nobody_is_refused(lanyue: Wallet) -> None:
    with pytest.raises(Invalid) as refused:
        check(lanyue, Mapped(columns={"amount": "gone", "colour": "a"}), ("a", "b"))

    assert refused.value.faults == (
        Fault("/columns/colour", "unknown"),
        Fault("/columns/amount", "not_listed"),
        Fault("/columns/external_id", "missing"),
        Fault("/kind", "missing"),
    )


def test_a_kind_that_cannot_happen_in_this_wallet_is_refused(qingtan: Wallet) -> None:
    mapped = Mapped(columns={"external_id": "a"}, kind=Kind.ACCOUNT_LOCKED)

    with pytest.raises(Invalid) as refused:
        check(qingtan, mapped, ("a",))

    assert refused.value.faults == (Fault("/kind", "not_for_this_wallet"),)


def test_a_dry_run_counts_every_row_once_and_changes_nothing(customer: Customer, rule: Rule) -> None:
    sheet, mapped = sheet_and_mapping()

    tried = dry_run(customer.wallet, sheet, mapped, at=NOON)

    assert tried == DryRun(
        rows=7,
        ready=2,
        waiting=1,
        duplicates=1,
        invalid=3,
        do_not_call=0,
        faults=(
            RowFault(6, "malformed", "amount"),
            RowFault(7, "malformed", "external_id"),
            RowFault(8, "number_not_in_use", "number"),
        ),
    )
    assert (Event.objects.count(), Callback.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_a_dry_run_counts_those_who_must_not_be_rung(customer: Customer, rule: Rule) -> None:
    stop(customer, Stop.EVERYTHING, by=BACKEND, at=NOON)
    sheet, mapped = sheet_and_mapping()

    tried = dry_run(customer.wallet, sheet, mapped, at=NOON)

    assert (tried.do_not_call, tried.ready, tried.duplicates) == (1, 1, 1)


def test_an_import_does_what_its_dry_run_said(customer: Customer, rule: Rule) -> None:
    sheet, mapped = sheet_and_mapping()

    run = finish(start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON))

    newcomer = find(customer.wallet, "u-2002")
    assert (run.state, run.rows, run.rows_done) == ("finished", 7, 7)
    assert (run.planned, run.kept, run.duplicates, run.failed) == (2, 1, 1, 3)
    assert newcomer is not None
    assert [one.e164 for one in numbers_of(newcomer)] == ["+8617000000022"]
    assert Callback.objects.for_wallet(customer.wallet).count() == 2
    assert ImportPart.objects.count() == 0


def test_the_same_file_again_goes_on_and_does_nothing_twice(customer: Customer, rule: Rule) -> None:
    sheet, mapped = sheet_and_mapping()
    first = finish(start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON))

    again = finish(start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON + timedelta(days=1)))

    assert again == first
    assert (Callback.objects.count(), Event.objects.count(), ImportFailure.objects.count()) == (2, 3, 3)


def test_a_longer_file_with_the_same_rows_adds_only_the_new_ones(customer: Customer, rule: Rule) -> None:
    finish(start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON))
    longer = TABLE.replace("u-3003,m-3", "u-1001,m-9,7,CNY,又一笔,,\nu-3003,m-3")

    run = finish(start(customer.wallet, *sheet_and_mapping(longer), by=BACKEND, at=NOON))

    assert (run.planned, run.kept, run.duplicates, run.failed) == (1, 0, 4, 3)


def test_an_import_goes_on_row_by_row_after_any_crash(
    customer: Customer, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "STEP_SECONDS", 0)
    run = start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON)
    real, calls = running._keep_failures, []

    def killed(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) % 2:
            raise KeyboardInterrupt
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "_keep_failures", killed)
    for _ in range(40):
        try:
            step(run, at=NOON)
        except KeyboardInterrupt:
            continue

    run.refresh_from_db()
    assert (run.state, run.rows_done, len(calls)) == ("finished", 7, 14)
    assert (run.planned, run.kept, run.duplicates, run.failed) == (2, 1, 1, 3)
    assert (Callback.objects.count(), ImportFailure.objects.count()) == (2, 3)


def test_a_start_that_was_cut_off_puts_the_rows_away_again(customer: Customer, rule: Rule) -> None:
    sheet, mapped = sheet_and_mapping()
    run = start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON)
    ImportRun.objects.for_wallet(customer.wallet).update(state="checked")

    again = finish(start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON))

    assert (again, again.rows_done, Callback.objects.count()) == (run, 7, 2)


def test_the_worker_finds_running_imports_of_any_wallet(customer: Customer, rule: Rule) -> None:
    assert step_any(at=NOON) is False
    start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON)

    while step_any(at=NOON):
        pass

    assert list(ImportRun.objects.values_list("state", flat=True)) == ["finished"]


def test_a_cancelled_import_takes_nothing_more(customer: Customer, rule: Rule) -> None:
    run = start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON)

    cancel(run, by=BACKEND, at=NOON)
    cancel(run, by=BACKEND, at=NOON)

    assert step(run, at=NOON) is False
    assert (ImportPart.objects.count(), Event.objects.count()) == (0, 0)


def test_a_list_never_changes_a_customer_who_is_known(customer: Customer, rule: Rule) -> None:
    text = "用户编号,订单号,手机号\nu-1001,m-1,170 0000 0099\n"

    finish(start(customer.wallet, *sheet_and_mapping(text), by=BACKEND, at=NOON))

    assert [one.e164 for one in numbers_of(customer)] == [NUMBER]
    assert Callback.objects.count() == 1


def test_erasing_a_person_takes_his_rows_out_of_lists_too(customer: Customer, rule: Rule) -> None:
    done = TABLE.replace('u-1001,m-1,"1,250.00"', "u-1001,m-1,bad", 1)
    finish(start(customer.wallet, *sheet_and_mapping(done), by=BACKEND, at=NOON))
    run = start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON)
    Callback.objects.all().delete()

    erase(customer, by=BACKEND, at=NOON)
    kept = [one.cells for one in ImportFailure.objects.all()] + [one.rows for one in ImportPart.objects.all()]
    finish(run)

    assert len(kept) == 4
    assert not any("u-1001" in text for text in kept)
    assert not Event.objects.filter(subject="u-1001").exists()
    assert not Callback.objects.filter(customer=customer).exists()


def test_failed_rows_come_back_with_reasons_and_no_formula(customer: Customer, rule: Rule) -> None:
    run = finish(start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON))

    text = "".join(failed_rows(run))

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert rows[0] == [
        "Row",
        "Reason",
        "Column",
        "用户编号",
        "订单号",
        "金额",
        "币种",
        "说明",
        "手机号",
        "是否同意回访",
    ]
    assert [row[:3] for row in rows[1:]] == [
        ["6", "This is not written as it should be.", "金额"],
        ["7", "This is not written as it should be.", "用户编号"],
        ["8", "No such telephone number can exist.", "手机号"],
    ]
    assert rows[1][7] == '\'=HYPERLINK("http://evil.example")'
    assert rows[3][8] == "'+86 12"


def test_rows_put_away_are_sealed(customer: Customer) -> None:
    from django.db import connection

    start(customer.wallet, *sheet_and_mapping(), by=BACKEND, at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_importpart")
        stored = repr(cursor.fetchall()).encode()
    assert len(stored) > 500
    assert "转账没到".encode() not in stored
    assert b"u-1001" not in stored
