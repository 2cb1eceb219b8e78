"""This product's own database: what is sealed is opened and sealed again, and what is append-only stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from answerback.guard import DEFAULT
from answerback.journal.models import Entry, Payload
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from answerback.journal.write import SYSTEM, Subject, write
from answerback.keys import seal as sealing
from answerback.keys.purposes import Purpose
from answerback.scanning.apply import carry_out
from answerback.scanning.go_over import Stop, go_over
from answerback.scanning.ledger import Ledger, entries
from answerback.scanning.ours.own_source import OwnSource
from answerback.scanning.rows.apply import RowHands
from answerback.scanning.rows.plan import RowPlan
from answerback.scanning.scan import Scan
from answerback.tickets.attach import attach, content_context
from answerback.tickets.kinds import Category
from answerback.tickets.models import Attachment, AttachmentContent, Ticket
from answerback.tickets.open import open_ticket
from tests.cast import NOON, Cast, make_cast, make_wallet
from tests.filled import fill
from tests.scanning.planted import CARD, MAC, SEED

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    happened = "转账 250 元没有到账。"
    ticket = open_ticket(
        cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=NOON, happened=happened
    )
    attach(cast.customer, content=b"what happened", name="a.txt", by=cast.li_lei, at=NOON, ticket=ticket)
    return cast


def plant(cast: Cast) -> None:
    """As it would stand there from before there was a guard."""
    ticket = Ticket.objects.for_wallet(cast.wallet).get()
    ticket.happened = f"他输入了：{SEED}。"
    ticket.matter_id = f"card {CARD}"
    ticket.save(update_fields=["happened", "matter_id"])
    with transaction.atomic():
        write(
            "note.filed", wallet_id=cast.wallet.id, subject=Subject("ticket", ticket.id), by=SYSTEM, at=NOON,
            payload={"words": f"she said {SEED}", "number": "+8617000000088"},
        )  # fmt: skip


def scanned(source: OwnSource) -> list[tuple[str, str, str]]:
    """(source, part, kind) of each finding."""
    found = list[tuple[str, str, str]]()

    def tell(kind: str, line: Any) -> None:
        if kind == "finding":
            found.append((line["source"], line["part"], line["kind"]))

    work: Scan[str] = Scan(DEFAULT, MAC)
    assert go_over(source, work, ledger=None, tell=tell, progress=lambda _: None, stop=Stop())
    return sorted(found)


def gone_over(source: OwnSource, work: Any, ledger: Ledger, stop: Stop) -> bool:
    return go_over(source, work, ledger=ledger, tell=lambda *_: None, progress=lambda _: None, stop=stop)


def planned(source: OwnSource, plan: Path) -> Path:
    plan.unlink(missing_ok=True)
    with Ledger(plan, {}) as ledger:
        assert gone_over(source, RowPlan(DEFAULT, MAC), ledger, Stop())
        ledger.end({})
    return plan


def fixed(source: OwnSource, folder: Path) -> Counter[str]:
    return carried_out(source, planned(source, folder / "plan"))


def carried_out(source: OwnSource, plan: Path) -> Counter[str]:
    done = plan.with_name("done")
    done.unlink(missing_ok=True)
    with Ledger(done, {}) as ledger:
        outcomes, is_whole = carry_out(
            plan,
            RowHands(source, MAC),
            ledger,
            tell=lambda *_: None,
            progress=lambda done: None,
            stop=Stop(),
        )
    assert is_whole
    return outcomes


def test_filled_database_holds_nothing_that_a_scan_finds(cast: Cast) -> None:
    fill(cast.wallet, cast.customer, cast.agent, at=NOON)

    assert scanned(OwnSource(MAC)) == []


def test_sealed_text_is_opened_and_found(cast: Cast) -> None:
    plant(cast)

    assert scanned(OwnSource(MAC)) == [
        ("journal.Payload", "octets.words", "seed_phrase"),
        ("tickets.Ticket", "happened", "seed_phrase"),
        ("tickets.Ticket", "matter_id", "bank_card"),
    ]


def test_fix_seals_again_erases_payloads_and_leaves_the_chain_whole(cast: Cast, tmp_path: Path) -> None:
    plant(cast)
    seal(at=NOON)

    outcomes = fixed(OwnSource(MAC), tmp_path)

    ticket = Ticket.objects.for_wallet(cast.wallet).get(matter_id="card ‹bank_card›")
    assert ticket.happened == "他输入了：‹seed_phrase›。"
    assert outcomes == {"done": 2}
    assert scanned(OwnSource(MAC)) == []
    seal(at=NOON)
    assert verify().ok
    assert Entry.objects.filter(kind="text.redacted").count() == 3
    entry = Entry.objects.get(kind="note.filed", payload_hash__gt="")
    assert not Payload.objects.filter(entry_id=entry.id).exists()


def test_second_fix_finds_nothing_to_do(cast: Cast, tmp_path: Path) -> None:
    plant(cast)
    fixed(OwnSource(MAC), tmp_path)

    assert carried_out(OwnSource(MAC), tmp_path / "plan") == {"already_done": 1, "gone": 1}
    assert fixed(OwnSource(MAC), tmp_path) == {}


def test_row_changed_since_the_plan_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    plant(cast)
    source, plan = OwnSource(MAC), planned(OwnSource(MAC), tmp_path / "plan")
    ticket = Ticket.objects.for_wallet(cast.wallet).get(matter_id=f"card {CARD}")
    ticket.happened = f"since then: {SEED}"
    ticket.save(update_fields=["happened"])

    outcomes = carried_out(source, plan)

    assert outcomes == {"changed_since": 1, "done": 1}
    assert Ticket.objects.for_wallet(cast.wallet).get(pk=ticket.pk).happened == f"since then: {SEED}"


def test_one_wallets_scan_reads_no_other_wallets_rows(cast: Cast) -> None:
    plant(cast)
    other = make_wallet("qingtan")

    assert scanned(OwnSource(MAC, other.id)) == []
    assert len(scanned(OwnSource(MAC, cast.wallet.id))) == 3


def test_scan_goes_on_where_it_stopped_and_tells_all_once(cast: Cast, tmp_path: Path) -> None:
    plant(cast)
    state = tmp_path / "state"
    stop, is_whole = Stop(), False
    stop.want()
    while not is_whole:  # each run takes one row
        with Ledger(state, {}) as ledger:
            is_whole = gone_over(OwnSource(MAC), Scan(DEFAULT, MAC), ledger, stop)

    told = [line["kind"] for kind, line in entries(state) if kind == "finding"]
    assert sorted(told) == ["bank_card", "seed_phrase", "seed_phrase"]


def test_attachment_of_text_with_a_secret_is_purged(cast: Cast, tmp_path: Path) -> None:
    content = AttachmentContent.objects.for_wallet(cast.wallet).get()
    content.sealed = sealing.seal(
        cast.wallet.id, Purpose.DATA, f"words: {SEED}".encode(), context=content_context(content.attachment)
    )
    content.save()

    assert scanned(OwnSource(MAC)) == [("tickets.AttachmentContent", "sealed", "seed_phrase")]
    assert fixed(OwnSource(MAC), tmp_path) == {"done": 1}
    assert Attachment.objects.for_wallet(cast.wallet).get(pk=content.attachment_id).purged_reason == "secret"


def test_what_no_policy_guards_is_told_of_and_kept(cast: Cast, tmp_path: Path) -> None:
    type(cast.customer).objects.for_wallet(cast.wallet).filter(pk=cast.customer.pk).update(external_id=SEED)

    assert scanned(OwnSource(MAC)) == [("customers.Customer", "external_id", "seed_phrase")]
    assert fixed(OwnSource(MAC), tmp_path) == {"append_only": 1}
