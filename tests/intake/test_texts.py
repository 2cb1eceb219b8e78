"""What comes in over the API or in a list is read by the guard, and what is a number by its place stays one."""

from __future__ import annotations

import hashlib
import json
from uuid import uuid4

import pytest

from answerback.intake.accept import EventConflict, accept
from answerback.intake.imports import upload
from answerback.intake.imports.sheet import read_sheet
from answerback.intake.incoming import read
from answerback.intake.models import Event, ImportRun
from answerback.journal.write import SYSTEM
from answerback.texts.refusals import SecretInText
from answerback.wallets.models import Wallet
from tests.cast import NOON, Cast, make_cast
from tests.texts.acts.act import SEED

KEY = "L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1"
TRANSACTION = "ab12" * 16


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def wallet(cast: Cast) -> Wallet:
    return cast.wallet


def envelope(**data: object) -> dict[str, object]:
    said = {"matter_id": "m-1", "amount": "1", "currency": "CNY", "rail": "bank_transfer"} | data
    return {
        "specversion": "1.0",
        "id": "e-1",
        "source": "/payments",
        "type": "answerback.payment_not_arrived.v1",
        "subject": "user-1",
        "time": NOON.isoformat(),
        "data": said,
    }


def test_transaction_stays_and_the_code_in_the_summary_goes(wallet: Wallet) -> None:
    sent = envelope(
        transaction=f"0x{TRANSACTION}", rail="on_chain", chain="ethereum", summary="验证码 420774"
    )

    event = accept(wallet, sent, by=SYSTEM, at=NOON).event

    kept = json.loads(event.data)
    assert (kept["transaction"], kept["summary"]) == (f"0x{TRANSACTION}", "验证码 ‹one_time_code›")


def test_event_named_by_a_private_key_is_refused_whole(wallet: Wallet) -> None:
    with pytest.raises(SecretInText):
        accept(wallet, envelope(matter_id=KEY), by=SYSTEM, at=NOON)

    assert not Event.objects.for_wallet(wallet).exists()


def test_masked_code_cannot_be_guessed_from_the_digest(wallet: Wallet) -> None:
    sent = envelope(summary="验证码 420774")
    event = accept(wallet, sent, by=SYSTEM, at=NOON).event

    plain = {read(envelope(summary=f"验证码 {code}"), at=NOON).digest for code in range(420770, 420780)}

    assert event.digest not in plain
    assert event.digest not in {hashlib.sha256(one.encode()).hexdigest() for one in plain}


def test_same_event_again_is_known_and_another_of_its_name_is_not(wallet: Wallet) -> None:
    first = accept(wallet, envelope(summary="验证码 420774"), by=SYSTEM, at=NOON)
    again = accept(wallet, envelope(summary="验证码 420774"), by=SYSTEM, at=NOON)

    assert (again.repeated, again.answer) == (True, first.answer)
    with pytest.raises(EventConflict):
        accept(wallet, envelope(summary="验证码 420775"), by=SYSTEM, at=NOON)


def listed(wallet: Wallet, table: str, file_name: str = "名单.csv") -> ImportRun:
    return upload.keep(wallet, read_sheet(table.encode()), file_name=file_name, by=SYSTEM, at=NOON)


def test_numbers_of_a_list_stay_and_its_secrets_go_before_the_first_row_is_put_away(wallet: Wallet) -> None:
    run = listed(
        wallet,
        "用户,事件,订单号,手机号,说明,别的\n"
        f"user-1,payment_not_arrived,6222021234567890128,17000000001,打我电话 17000000001,{TRANSACTION}\n"
        f"user-2,payment_not_arrived,m-2,17000000002,我的词是 {SEED},{KEY}\n",
    )

    rows = upload.sheet_of(run).rows
    assert rows[0][1][2:] == ("6222021234567890128", "17000000001", "打我电话 ‹phone›", TRANSACTION)
    assert rows[1][1][2:] == ("m-2", "17000000002", "我的词是 ‹seed_phrase›", "‹private_key›")


def test_phrase_that_a_long_cell_cuts_in_two_leaves_no_half(wallet: Wallet) -> None:
    run = listed(wallet, f"用户,事件,说明\nuser-1,payment_not_arrived,{'好' * 1980} {SEED}\n")

    words = upload.sheet_of(run).rows[0][1][2]
    assert (len(words), "rib fog" in words) == (1994, False)


def test_list_named_by_a_phrase_loses_its_name_and_is_the_same_list_again(wallet: Wallet) -> None:
    table = f"用户,事件,说明\nuser-1,payment_not_arrived,{uuid4().hex}\n"

    run, again = listed(wallet, table, f"{SEED}.csv"), listed(wallet, table)

    assert (run, run.file_name) == (again, "‹seed_phrase›.csv")
