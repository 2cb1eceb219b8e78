import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from answerback.journal.models import Entry
from answerback.storage.ids import new_id
from answerback.texts.refusals import SecretInText
from answerback.tickets.attach import MOST_FILES, adopt, attach, kept_name
from answerback.tickets.models import Attachment, AttachmentContent
from answerback.tickets.purge import PurgeReason, purge
from answerback.tickets.queries import files_of
from answerback.tickets.refusals import FileNotAccepted, FilePurged, NotYours, TooManyFiles
from answerback.tickets.serve import Download, serve
from tests.tickets.cast import LATER, NOON, agent, himself, make_customer
from tests.tickets.test_files import PLACE, jpeg_with_place

CALL = new_id()
TEXT = "付款没到。".encode()
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def add(customer, content=TEXT, name="备忘.txt", **place):
    by = himself(customer)
    return attach(customer, content=content, name=name, by=by, at=NOON, **(place or {"callback_id": CALL}))


def test_same_file_twice_in_one_place_is_one_attachment_and_in_two_places_two(customer, ticket):
    first, again, elsewhere = add(customer), add(customer), add(customer, ticket=ticket)

    assert (again, elsewhere == first) == (first, False)
    assert Attachment.objects.count() == 2


def test_file_is_sealed_at_rest_and_served_as_it_was_rebuilt(customer, lilei):
    attachment = add(customer)

    sealed = bytes(AttachmentContent.objects.get().sealed)
    download = serve(attachment, by=agent(lilei), at=LATER)

    assert TEXT not in sealed
    assert download == Download(TEXT, "text/plain; charset=utf-8", "备忘.txt")
    opened = Entry.objects.get(kind="attachment.opened")
    assert (opened.subject_kind, opened.subject_id, opened.actor_id) == ("callback", CALL, lilei.id)


def test_photo_named_as_text_is_a_photo_without_its_place(customer, lilei):
    attachment = add(customer, content=jpeg_with_place(), name="notes.txt")
    download = serve(attachment, by=agent(lilei), at=LATER)
    assert (download.media_type, download.file_name) == ("image/jpeg", "notes.jpg")
    assert PLACE not in download.content


def test_another_customer_is_not_served(customer, lanyue):
    attachment = add(customer)
    other = make_customer(lanyue, "u-1002")
    with pytest.raises(NotYours):
        serve(attachment, by=himself(other), at=LATER)
    assert serve(attachment, by=himself(customer), at=LATER).content == TEXT


def test_purged_file_is_gone_with_its_name_and_fingerprint_and_purging_twice_is_once(customer, lilei):
    attachment = add(customer)

    for _ in range(2):
        purge(attachment, reason=PurgeReason.SECRET, by=agent(lilei), at=LATER)

    stored = Attachment.objects.get()
    assert (stored.name, stored.fingerprint, stored.purged_at, stored.purged_reason) == (
        "",
        "",
        LATER,
        "secret",
    )
    assert AttachmentContent.objects.count() == 0
    assert Entry.objects.filter(kind="attachment.purged").count() == 1
    with pytest.raises(FilePurged):
        serve(attachment, by=agent(lilei), at=LATER)


def test_purged_file_may_be_added_again(customer, lilei):
    purge(add(customer), reason=PurgeReason.NOT_NEEDED, by=agent(lilei), at=LATER)
    assert add(customer).purged_at is None


def test_files_of_the_call_are_adopted_by_its_ticket_once(customer, ticket):
    attachment = add(customer)
    add(customer, callback_id=new_id())

    assert (adopt(ticket, callback_id=CALL), adopt(ticket, callback_id=CALL)) == (1, 0)
    assert list(files_of(customer, ticket=ticket)) == [attachment]
    assert list(files_of(customer, callback_id=CALL)) == [attachment]


def test_twenty_files_are_enough(customer):
    for number in range(MOST_FILES):
        add(customer, content=f"第 {number} 份".encode())
    with pytest.raises(TooManyFiles):
        add(customer, content=b"one more")


def test_refused_file_leaves_nothing_behind(customer):
    with pytest.raises(FileNotAccepted):
        add(customer, content=b"\x00\x01")
    assert (Attachment.objects.count(), Entry.objects.filter(kind="attachment.added").count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("截图.PNG", "截图.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\li\\我的 照片.jpeg", "我的 照片.jpg"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie x.jpg"),
        ("", "file.jpg"),
        ("...", "file.jpg"),
        ("x" * 300, "x" * 60 + ".jpg"),
    ],
)
def test_name_is_its_last_part_with_the_ending_of_its_content(customer, name, kept):
    assert kept_name(customer, name, "jpeg", at=NOON) == kept


@pytest.mark.parametrize(
    "values",
    [
        {"callback_id": None},
        {"callback_id": CALL, "size_bytes": 5 * 1024 * 1024 + 1},
    ],
)
def test_database_refuses_files_about_nothing_or_too_large(customer, values):
    known = {"kind": "text", "name": "", "size_bytes": 1, "fingerprint": "f", "added_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment(wallet_id=customer.wallet_id, customer=customer, **{**known, **values}).save()


@pytest.mark.parametrize("in_ticket", [True, False])
def test_database_refuses_the_same_file_twice_in_one_place(customer, ticket, in_ticket):
    place = {"ticket": ticket} if in_ticket else {"callback_id": CALL}
    known = {"kind": "text", "name": "", "size_bytes": 1, "fingerprint": "f", "added_at": NOON, **place}
    twins = [Attachment(wallet_id=customer.wallet_id, customer=customer, **known) for _ in range(2)]
    twins[0].save()
    with pytest.raises(IntegrityError), transaction.atomic():
        twins[1].save()


def test_reading_later_is_written_each_time(customer, lilei):
    attachment = add(customer)
    for minutes in (1, 2):
        serve(attachment, by=agent(lilei), at=NOON + timedelta(minutes=minutes))
    assert Entry.objects.filter(kind="attachment.opened").count() == 2


def letters(text: str) -> bytes:
    """A PDF whose one page draws the text with a font that says what its letters are."""
    writer = PdfWriter()
    page = writer.add_blank_page(800, 100)
    font = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/Type1"),
        "/BaseFont": NameObject("/Helvetica"),
    }
    fonts = DictionaryObject({NameObject(name): value for name, value in font.items()})
    drawing = DecodedStreamObject()
    drawing.set_data(f"BT /F1 12 Tf 10 50 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(drawing)
    of_page = DictionaryObject({NameObject("/F1"): writer._add_object(fonts)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): of_page})
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        SEED.encode(),
        f"<ol><li>{SEED.replace(' ', '</li><li>')}</li></ol>".encode(),
        letters(SEED),
        letters("the verification code is 420774"),
    ],
    ids=["text", "page of the web", "document", "code in a document"],
)
def test_file_with_a_secret_is_refused_and_nothing_of_it_is_kept(customer, content):
    with pytest.raises(SecretInText):
        add(customer, content=content)

    assert not Attachment.objects.for_wallet(customer.wallet).exists()


def test_code_in_a_text_is_masked_and_the_rest_is_kept(customer, lilei):
    attachment = add(customer, content="验证码420774，付款没到。".encode())

    assert (
        serve(attachment, by=agent(lilei), at=LATER).content.decode() == "验证码‹one_time_code›，付款没到。"
    )


def test_document_that_draws_a_number_on_file_and_a_transaction_is_kept(customer):
    attachment = add(customer, content=letters(f"paid by +8617000000001, transaction 0x{'ab12' * 16}"))

    assert (attachment.kind, attachment.name) == ("pdf", "备忘.pdf")


def test_file_whose_name_is_a_secret_loses_its_name(customer):
    assert add(customer, name=f"{SEED.replace(' ', '_')}.txt").name == "file.txt"
