"""TXT records from a name server of our own on the loopback: by datagram, by stream, and whatever it may answer."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from answerback.ops.dns import CNAME, TXT, Unanswered, encoded, name_at, resolvers, txt

NAME = "_answerback.lanyue.example"
Answer = Callable[[bytes], bytes]


def question_of(query: bytes) -> bytes:
    end = query.index(b"\0", 12) + 5
    return query[12:end]


def record(type_: int, data: bytes, owner: bytes = b"\xc0\x0c") -> bytes:
    return owner + struct.pack("!HHIH", type_, 1, 60, len(data)) + data


def strings(*texts: bytes) -> bytes:
    return b"".join(bytes([len(one)]) + one for one in texts)


def answered(query: bytes, *records: bytes, flags: int = 0x8180) -> bytes:
    head = query[:2] + struct.pack("!HHHHH", flags, 1, len(records), 0, 0)
    return head + question_of(query) + b"".join(records)


@contextmanager
def served(by_datagram: Answer, by_stream: Answer | None = None) -> Iterator[list[tuple[str, int]]]:
    """A name server for one question."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
        stream.bind(("127.0.0.1", 0))
        stream.listen()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
            datagrams.bind(stream.getsockname())
            datagrams.settimeout(10)
            stream.settimeout(10)

            def answer() -> None:
                query, who = datagrams.recvfrom(4096)
                datagrams.sendto(by_datagram(query), who)
                if by_stream is not None:
                    connection, _address = stream.accept()
                    with connection:
                        asked = connection.recv(4096)[2:]
                        said = by_stream(asked)
                        connection.sendall(len(said).to_bytes(2, "big") + said)

            thread = threading.Thread(target=answer)
            thread.start()
            yield [("127.0.0.1", stream.getsockname()[1])]
            thread.join(10)


def test_records_are_read_and_their_strings_joined() -> None:
    with served(
        lambda query: answered(query, record(TXT, strings(b"v=spf1")), record(TXT, strings(b"one ", b"text")))
    ) as servers:
        assert txt(NAME, servers=servers, seconds=10) == ["v=spf1", "one text"]


def test_alias_is_followed() -> None:
    there = encoded("proofs.hosting.example")
    with served(
        lambda query: answered(
            query,
            record(CNAME, there),
            record(TXT, strings(b"ours"), owner=there),
            record(TXT, strings(b"x"), there[:-1] + b"\x02xx\0"),
        )
    ) as servers:
        assert txt(NAME, servers=servers, seconds=10) == ["ours"]


def test_what_did_not_fit_is_asked_for_by_stream() -> None:
    long = strings(*[b"a" * 255] * 6)
    with served(
        lambda query: answered(query, flags=0x8380), lambda query: answered(query, record(TXT, long))
    ) as servers:
        assert txt(NAME, servers=servers, seconds=10) == ["a" * 255 * 6]


def test_name_without_records_has_none() -> None:
    with served(lambda query: answered(query, flags=0x8183)) as servers:
        assert txt(NAME, servers=servers, seconds=10) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda query: b"\0\0" + answered(query, record(TXT, strings(b"x")))[2:],
        lambda query: answered(query, record(TXT, strings(b"x")), flags=0x0180),
        lambda query: answered(query, record(TXT, strings(b"x"))).replace(b"lanyue", b"qingta"),
        lambda query: answered(query, flags=0x8182),
        lambda query: answered(query, record(TXT, strings(b"x")))[:-2],
        lambda query: answered(query, record(TXT, strings(b"x"), owner=b"\xc0\x2c")),
        lambda query: b"",
        lambda query: query[:2] + b"\x81\x80",
    ],
    ids=["id", "no answer", "question", "failure", "cut", "loop", "empty", "short"],
)
def test_answer_that_is_not_one_to_our_question_is_none(spoil: Answer) -> None:
    with served(spoil) as servers, pytest.raises(Unanswered):
        txt(NAME, servers=servers, seconds=10)


def test_without_a_resolver_nothing_is_known(tmp_path: Path) -> None:
    with pytest.raises(Unanswered):
        txt(NAME, servers=[])
    assert resolvers(tmp_path / "missing") == []


def test_machines_own_resolvers_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "resolv.conf"
    path.write_text("# ours\nsearch example\nnameserver 192.0.2.1\nnameserver 2001:db8::1%eth0\nnameserver\n")

    assert resolvers(path) == [("192.0.2.1", 53), ("2001:db8::1", 53)]


def test_pointer_that_leads_back_to_itself_ends() -> None:
    with pytest.raises(ValueError, match="name"):
        name_at(b"\xc0\x00", 0)


def test_what_is_no_name_is_not_asked_for() -> None:
    for name in ("", "a..b", "x" * 64, ".".join(["x" * 60] * 5)):
        with pytest.raises(ValueError, match=""):
            encoded(name)
