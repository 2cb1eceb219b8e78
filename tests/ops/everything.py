"""A customer about whom everything is known, every word of it a canary; and a search of every table for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection

from answerback.api.models import StoredAnswer
from answerback.callbacks import dial, offer, prepare, prove, wrap_up
from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import live_attempt
from answerback.conversations.install import install_guides
from answerback.conversations.models import Answer, Conversation, GuideVersion
from answerback.customers.notebook import put
from answerback.customers.portal_link import make, spend
from answerback.intake.accept import accept
from answerback.intake.install import install
from answerback.intake.models import ImportFailure, ImportPart, ImportRun
from answerback.journal.models import Entry
from answerback.journal.payloads import payloads_of
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed
from answerback.reports.raise_alarm import raise_alarm
from answerback.storage.ids import new_id
from answerback.tickets.attach import attach, content_context
from answerback.tickets.kinds import ActionKind
from answerback.tickets.models import AttachmentContent
from answerback.tickets.note import file_note, save_draft
from answerback.tickets.request_action import request_action
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import Cast
from tests.story.acting import Clock

NUMBER = "+8617000000001"
EXTERNAL_ID = "user-1"
NAME = "王小明"
CANARIES = {
    "matter": "canary-matter",
    "prepared": "canaryprepared",
    "said": "canarysaid",
    "noted": "canarynoted",
    "own": "canaryown",
    "file": "canaryfile",
    "content": "canarycontent",
    "asked": "canaryasked",
    "payload": "canarypayload",
    "cell": "canarycell",
}


def live_through_everything(cast: Cast, clock: Clock) -> None:
    """An event, a call with all its words, a ticket with a file and a request, an alarm, notes, a failed import."""
    install_guides(cast.wallet, by=SYSTEM, at=clock.now)
    install(cast.wallet, by=SYSTEM, at=clock.now)
    add_endpoint(cast.wallet, url="https://backend.lanyue.test/hooks", by=SYSTEM, at=clock.now)
    callback = _arranged(cast, clock)
    callback = _talked(cast, callback, clock)
    _wrote_down(cast, callback, clock.now)
    _left_traces(cast, clock.now)
    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    clock.passes(15)
    _spoke(cast, callback, clock.now)


def _arranged(cast: Cast, clock: Clock) -> Callback:
    data = {"matter_id": CANARIES["matter"], "amount": "1", "currency": "CNY", "rail": "bank_transfer"}
    envelope = {
        "specversion": "1.0",
        "id": "e-1",
        "source": "/lanyue",
        "type": "answerback.payment_not_arrived.v1",
        "subject": EXTERNAL_ID,
        "time": clock.now.isoformat(),
        "data": data,
    }
    accept(cast.wallet, envelope, by=Actor("machine", None), at=clock.now)
    callback = Callback.objects.for_wallet(cast.wallet).get()
    prepare.write_down(callback, CANARIES["prepared"], by=cast.user, at=clock.now)
    Callback.objects.for_wallet(cast.wallet).update(not_before=clock.now)
    clock.passes(1)
    return callback


def _talked(cast: Cast, callback: Callback, clock: Clock) -> Callback:
    offered = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    assert offered is not None
    dial.dial(offered, by=cast.li_lei, at=clock.now)
    clock.passes(4)
    attempt = live_attempt(offered)
    assert attempt is not None
    code = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now)
    prove.check(attempt, code.sealed, by=cast.user, at=clock.now)
    raise_alarm(cast.customer, session_id=new_id(), by=cast.user, at=clock.now)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    return Callback.objects.for_wallet(cast.wallet).get(id=offered.id)


def _wrote_down(cast: Cast, callback: Callback, at: datetime) -> None:
    ticket = ticket_of(callback, by=cast.li_lei, at=at)
    draft = save_draft(
        cast.customer, author=cast.agent, text=CANARIES["noted"], version=1, at=at, ticket=ticket
    )
    file_note(getattr(draft, "note", draft), ticket=ticket, by=cast.li_lei, at=at)
    attach(
        cast.customer, content=CANARIES["content"].encode(), name=f"{CANARIES['file']}.txt", by=cast.user, at=at,
        ticket=ticket,
    )  # fmt: skip
    detail = {"account": CANARIES["asked"]}
    request_action(
        ticket, kind=ActionKind.UNLOCK_ACCOUNT, detail=detail, confirmed=True, by=cast.li_lei, at=at
    )


def _spoke(cast: Cast, callback: Callback, at: datetime) -> None:
    version = GuideVersion.objects.for_wallet(cast.wallet).filter(state="published").first()
    conversation, _new = Conversation.objects.for_wallet(cast.wallet).get_or_create(
        wallet=cast.wallet,
        callback_id=callback.id,
        defaults={
            "customer_id": cast.customer.id,
            "version": version,
            "language": "zh-hans",
            "shown_at": at,
            "started_at": at,
        },
    )
    Answer.objects.create(
        wallet=cast.wallet,
        conversation=conversation,
        step="x",
        words=CANARIES["said"],
        asked_at=at,
        answered_at=at,
    )


def _left_traces(cast: Cast, at: datetime) -> None:
    put(cast.customer, CANARIES["own"], note_id=new_id(), at=at)
    spend(make(cast.customer, by=SYSTEM, at=at), at=at)
    StoredAnswer.objects.create(
        wallet=cast.wallet,
        key="k",
        digest="d",
        status=200,
        body=f'{{"customer":"{EXTERNAL_ID}"}}',
        created_at=at,
    )
    run = ImportRun.objects.create(wallet=cast.wallet, digest="d", settings={"header": []}, created_at=at)
    cells = f'["{EXTERNAL_ID}", "{CANARIES["cell"]}"]'
    ImportFailure.objects.create(wallet=cast.wallet, run=run, row=2, reason="missing", cells=cells)
    ImportPart.objects.create(wallet=cast.wallet, run=run, first_row=3, rows=f"[[3, {cells}]]")
    subject = Subject("customer", cast.customer.id)
    write(
        "customer.noted", wallet_id=cast.wallet.id, subject=subject, by=SYSTEM, at=at,
        customer_id=cast.customer.id, payload={"words": CANARIES["payload"]},
    )  # fmt: skip


def where(words: list[str]) -> dict[str, set[str]]:
    """Each word that any table still holds, open or sealed: where it was found."""
    found: dict[str, set[str]] = {}
    for place, content in _contents():
        for word in words:
            if word in content:
                found.setdefault(word, set()).add(place)
    return found


def _contents() -> Iterator[tuple[str, str]]:
    yield from _raw()
    for model in apps.get_models():
        for row in model._default_manager.all():
            yield (
                model._meta.label,
                repr([getattr(row, field.attname) for field in model._meta.concrete_fields]),
            )
    for delivery in Delivery._default_manager.all():
        yield "opened delivery", opened_body(delivery)
    for one in AttachmentContent._default_manager.select_related("attachment"):
        context = content_context(one.attachment)
        yield (
            "opened file",
            open_sealed(one.wallet_id, Purpose.DATA, bytes(one.sealed), context=context).decode(),
        )
    for payload in payloads_of(Entry.objects.all()).values():
        yield "opened payload", repr(payload)


def _raw() -> Iterator[tuple[str, str]]:
    """Every row of every table as the database has it, also of tables without a model."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's own
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)


def _text(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
