"""The public log: gap-free, only growing, the same tree as everybody computes, and silent about who and how many."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as some

from answerback.journal.log import append, place_of
from answerback.journal.log.models import ENTRIES, Leaf, LogCheckpoint, Tile
from answerback.journal.log.queue import LONGEST
from answerback.journal.log.read import consistency, included, inclusion, newest
from answerback.journal.log.sequence import BATCH, INTERVAL, sequence
from answerback.journal.log.tiles import HASH, WIDTH, Tiles, fold, grow, part
from answerback.passport.merkle import NoProof, Tree, has_only_grown, is_included, leaf_hash, root
from tests.journal.conftest import Failed
from tests.journal.log.conftest import NOON, unsigned


def published_entries():
    """All entries of the log, as a monitor reads them."""
    entries, octets = (
        [],
        b"".join(bytes(tile.octets) for tile in Tile.objects.filter(level=ENTRIES).order_by("number")),
    )
    while octets:
        length = int.from_bytes(octets[:2], "big")
        entries.append(octets[2 : 2 + length])
        octets = octets[2 + length :]
    return entries


@pytest.mark.django_db
def test_entry_gets_a_place_at_the_next_interval_and_is_proven_there(append_one, next_interval):
    leaf = append_one(b"a registry change")
    assert (place_of(leaf), included(leaf)) == (None, None)

    assert next_interval() == BATCH

    found = included(leaf)
    head = newest()
    assert (found.index, found.size, found.note) == (place_of(leaf), BATCH, head.note)
    assert published_entries()[found.index] == b"a registry change"
    assert is_included(
        leaf_hash(b"a registry change"), found.index, size=found.size, root=bytes(head.root), path=found.path
    )


@pytest.mark.django_db
def test_interval_is_closed_once_and_grows_by_the_same_whether_anything_happened(append_one):
    grown = []
    for minute, entries in ((0, 0), (1, 0), (6, 3), (6, 0), (11, 8), (16, 9), (21, 0)):
        for number in range(entries):
            append_one(bytes([minute, number]) * 16)
        grown.append(sequence(at=NOON + timedelta(minutes=minute), sign=unsigned))

    assert grown == [8, 0, 8, 0, 8, 16, 8]
    assert list(LogCheckpoint.objects.order_by("size").values_list("size", flat=True)) == [8, 16, 24, 40, 48]


@pytest.mark.django_db
def test_padding_and_commitments_look_alike_and_come_in_no_telling_order(append_one, next_interval):
    commitments = [bytes([number]) * 32 for number in range(5)]
    for commitment in commitments:
        append_one(commitment)
    next_interval()

    entries = published_entries()
    assert {len(entry) for entry in entries} == {32}
    assert sorted(entries, key=leaf_hash) == entries
    assert len(set(entries)) == BATCH
    assert set(commitments) < set(entries)


@pytest.mark.django_db
def test_old_checkpoint_is_proven_to_be_the_beginning_of_every_later_one(append_one, next_interval):
    heads = []
    for number in range(6):
        append_one(f"change {number}".encode())
        next_interval()
        heads.append(newest())
    tree = Tree([leaf_hash(entry) for entry in published_entries()])

    for first in heads:
        assert bytes(first.root) == tree.root(first.size)
        for second in heads[heads.index(first) :]:
            path = consistency(first.size, second.size)
            assert has_only_grown(first.size, bytes(first.root), second.size, bytes(second.root), path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "numbers"),
    [(inclusion, (8, 8)), (inclusion, (0, 9)), (consistency, (0, 8)), (consistency, (8, 9))],
)
def test_nothing_is_proven_of_what_is_not_published(next_interval, ask, numbers):
    next_interval()
    with pytest.raises(NoProof):
        ask(*numbers)


@pytest.mark.django_db
def test_nothing_is_proven_of_an_empty_log():
    assert newest() is None
    with pytest.raises(NoProof):
        inclusion(0, 1)


@pytest.mark.django_db
def test_waiting_entry_of_a_failed_verb_is_gone():
    with pytest.raises(Failed), transaction.atomic():
        append(b"never", at=NOON)
        raise Failed
    assert Leaf.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        append(b"x", at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "at"), [(b"", NOON), (b"x" * (LONGEST + 1), NOON), (b"x", NOON.replace(tzinfo=None))]
)
def test_entry_that_is_none_is_refused(append_one, data, at):
    with pytest.raises(ValueError):
        append_one(data, at)


@pytest.mark.django_db
def test_failure_while_signing_leaves_everything_as_it_was(append_one, next_interval):
    leaf = append_one(b"waits")

    def fails(size, root):
        raise Failed

    with pytest.raises(Failed):
        sequence(at=NOON, sign=fails)

    assert (place_of(leaf), Tile.objects.count(), LogCheckpoint.objects.count()) == (None, 0, 0)
    next_interval()
    assert included(leaf) is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Leaf.objects.all().delete(),
        lambda: Leaf.objects.update(place=99),
        lambda: Tile.objects.filter(level=0).delete(),
        lambda: Tile.objects.filter(level=0).update(octets=bytes(9 * HASH), width=9),
        lambda: Tile.objects.filter(level=0).update(width=1),
        lambda: LogCheckpoint.objects.update(note="another"),
        lambda: LogCheckpoint.objects.all().delete(),
    ],
)
def test_database_itself_refuses_to_change_what_was_published(append_one, next_interval, change):
    append_one(b"published")
    next_interval()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        change()


@pytest.mark.django_db
def test_tiles_over_many_levels_are_the_tree_of_the_definition():
    """70,000 leaves (the sizes are those of the specification of tiles), put in by hand: only their hashes."""
    hashes = [leaf_hash(number.to_bytes(4, "big")) for number in range(70_000)]
    levels = [hashes]
    while len(levels[-1]) >= WIDTH:
        below = levels[-1]
        full = range(0, len(below) // WIDTH * WIDTH, WIDTH)
        levels.append([fold(b"".join(below[at : at + WIDTH])) for at in full])
    Tile.objects.bulk_create(
        Tile(
            level=level,
            number=at // WIDTH,
            width=len(below[at : at + WIDTH]),
            octets=b"".join(below[at : at + WIDTH]),
        )
        for level, below in enumerate(levels)
        for at in range(0, len(below), WIDTH)
    )
    tree = Tree(hashes)
    sizes = [1, 255, 256, 257, 512, 65_535, 65_536, 65_537, 69_999, 70_000]

    assert [[Tile.objects.filter(level=level).count() for level in range(3)]] == [[274, 2, 1]]
    assert [root(size, Tiles().complete) for size in sizes] == [tree.root(size) for size in sizes]


@pytest.mark.django_db
@given(batches=some.lists(some.integers(1, 300), min_size=1, max_size=5), data=some.data())
def test_tree_that_grew_in_any_batches_is_the_tree_of_the_definition(batches, data):
    with transaction.atomic():
        savepoint = transaction.savepoint()
        entries = [number.to_bytes(3, "big") for number in range(sum(batches))]
        size = 0
        for batch in batches:
            grow(size, entries[size : size + batch])
            size += batch
        tree = Tree([leaf_hash(entry) for entry in entries])
        index = data.draw(some.integers(0, size - 1))
        second = data.draw(some.integers(index + 1, size))

        store = Tiles()
        assert root(second, store.complete) == tree.root(second)
        assert published_entries() == entries
        assert part(0, 0, min(size, WIDTH)) == b"".join(leaf_hash(entry) for entry in entries[:WIDTH])
        assert part(ENTRIES, 0, 1) == b"\x00\x03\x00\x00\x00"
        assert part(0, 0, WIDTH + 1) is part(0, 9999, 1) is None
        transaction.savepoint_rollback(savepoint)


@pytest.mark.django_db(transaction=True)
def test_writers_and_sequencers_together_leave_no_gap_and_lose_nothing(append_one):
    """Each of five writers appends twenty; three sequencers close intervals all the while."""
    start, left = threading.Barrier(8), []

    def work(number):
        start.wait()
        try:
            for turn in range(20):
                if number < 5:
                    left.append(append_one(bytes([number, turn]) * 16))
                else:
                    sequence(at=NOON + turn * INTERVAL, sign=unsigned)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequence(at=NOON + 30 * INTERVAL, sign=unsigned)

    head, entries = newest(), published_entries()
    assert len(entries) == head.size
    assert bytes(head.root) == Tree([leaf_hash(entry) for entry in entries]).root()
    assert len({place_of(leaf) for leaf in left} - {None}) == 100
    assert {entries[place_of(leaf)] for leaf in left} == {
        bytes([n, t]) * 16 for n in range(5) for t in range(20)
    }


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sequencing_does_nothing_while_another_process_is_at_it():
    found = []

    def other():
        found.append(sequence(at=NOON + INTERVAL, sign=unsigned))
        connection.close()

    with transaction.atomic():
        assert sequence(at=NOON, sign=unsigned) == BATCH
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    assert (found, newest().size) == ([0], BATCH)
