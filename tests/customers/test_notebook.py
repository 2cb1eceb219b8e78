from datetime import timedelta
from uuid import uuid4

import pytest

from answerback.customers.bring import bring
from answerback.customers.data import CustomerData
from answerback.customers.models import Customer, OwnNote
from answerback.customers.notebook import (
    NoSuchNote,
    NoteIsEmpty,
    NoteTooLong,
    keep_private,
    put,
    share,
    tear_out,
)
from answerback.customers.queries import notes_of, shared_notes_of
from answerback.texts.refusals import SecretInText
from tests.customers.cast import BACKEND, NOON

LATER = NOON + timedelta(minutes=5)
SEED = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"


def test_a_note_is_private_until_it_is_shared_and_again_when_taken_back(customer: Customer) -> None:
    note = put(customer, "他说他姓李", note_id=uuid4(), about="陌生来电", at=NOON)
    private = shared_notes_of(customer)
    share(note, at=LATER)
    share(note, at=LATER)
    shared = shared_notes_of(customer)
    keep_private(note, at=LATER)

    assert [(one.text, one.about) for one in notes_of(customer)] == [("他说他姓李", "陌生来电")]
    assert (private, shared, shared_notes_of(customer)) == ([], [note], [])


def test_saving_twice_is_one_note_and_rewriting_keeps_its_time(customer: Customer) -> None:
    note_id = uuid4()
    put(customer, "first", note_id=note_id, at=NOON)
    put(customer, "first", note_id=note_id, at=LATER)
    note = put(customer, "second", note_id=note_id, at=LATER)

    assert OwnNote.objects.for_wallet(customer.wallet).count() == 1
    assert (note.text, note.written_at, note.updated_at) == ("second", NOON, LATER)


def test_what_only_the_customer_may_know_is_refused_and_nothing_is_kept(customer: Customer) -> None:
    with pytest.raises(SecretInText):
        put(customer, f"my words are {SEED}", note_id=uuid4(), at=NOON)

    assert notes_of(customer) == []


def test_a_phrase_that_begins_in_the_heading_is_refused(customer: Customer) -> None:
    first, second = "zebra gospel quantum velvet oxygen lizard", "mimic knife raccoon tuna vivid jaguar"
    with pytest.raises(SecretInText):
        put(customer, second, note_id=uuid4(), about=first, at=NOON)
    assert notes_of(customer) == []


def test_a_code_in_a_note_is_masked(customer: Customer) -> None:
    note = put(customer, "他让我念验证码是420774", note_id=uuid4(), at=NOON)

    assert "420774" not in note.text


@pytest.mark.parametrize(
    ("text", "refusal"), [("", NoteIsEmpty), (" \n", NoteIsEmpty), ("x" * 4001, NoteTooLong)]
)
def test_nothing_and_too_much_are_refused(customer: Customer, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        put(customer, text, note_id=uuid4(), at=NOON)


def test_nobody_can_write_over_the_note_of_another(customer: Customer, stranger: Customer) -> None:
    neighbour = bring(customer.wallet, "u-2002", CustomerData(), by=BACKEND, at=NOON).customer
    note = put(customer, "mine", note_id=uuid4(), at=NOON)

    for other in (neighbour, stranger):
        with pytest.raises(NoSuchNote):
            put(other, "theirs", note_id=note.id, at=LATER)

    assert [one.text for one in notes_of(customer)] == ["mine"]


def test_a_note_torn_out_is_gone(customer: Customer) -> None:
    note = put(customer, "mine", note_id=uuid4(), at=NOON)

    tear_out(note)
    tear_out(note)

    assert notes_of(customer) == []
