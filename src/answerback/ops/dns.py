"""TXT records, asked of the resolver that the machine itself uses (RFC 1035, RFC 6891).

No DNS library is among our dependencies and this is all we need of one: a single question, every length checked,
at most 64 KiB read, names followed through a bounded number of pointers. DNSSEC is not validated here; a resolver
that does so should be the machine's own.
"""

from __future__ import annotations

import secrets
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RESOLV = Path("/etc/resolv.conf")
PORT, SECONDS = 53, 3.0
TXT, CNAME, OPT, IN = 16, 5, 41, 1
NO_ERROR, NO_SUCH_NAME = 0, 3
BUFFER = 1232  # octets that pass everywhere unfragmented (dnsflagday.net, 2020)
MOST_POINTERS, MOST_RECORDS = 20, 200
TRUNCATED, RESPONSE = 0x0200, 0x8000


class Unanswered(Exception):
    """No resolver, no answer in time, or none that can be read. It says nothing about the name."""


@dataclass(frozen=True)
class Record:
    """One record of an answer; `at` is where its data begins."""

    owner: str
    type: int
    at: int
    length: int


def txt(name: str, *, servers: list[tuple[str, int]] | None = None, seconds: float = SECONDS) -> list[str]:
    """The TXT records of a name, its CNAMEs followed as the resolver answers them. Raises Unanswered."""
    for server in resolvers() if servers is None else servers:
        try:
            return read(ask(name, server, seconds), name)
        except (OSError, Unanswered, UnicodeError, ValueError):
            continue
    raise Unanswered(name)


def resolvers(path: Path = RESOLV) -> list[tuple[str, int]]:
    """The machine's own, at most three as the C library takes them."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    words = [line.split() for line in lines if line.startswith("nameserver")]
    return [(word[1].partition("%")[0], PORT) for word in words if len(word) > 1][:3]


def ask(name: str, server: tuple[str, int], seconds: float) -> bytes:
    """The answer to one question: by UDP, and by TCP when it did not fit. The sender, id and question are checked."""
    question = encoded(name) + struct.pack("!HH", TXT, IN)
    extension = b"\0" + struct.pack("!HHIH", OPT, BUFFER, 0, 0)
    mark = secrets.token_bytes(2)
    query = mark + struct.pack("!HHHHH", 0x0100, 1, 0, 0, 1) + question + extension
    answer = by_udp(query, server, seconds)
    if int.from_bytes(answer[2:4], "big") & TRUNCATED:
        answer = by_tcp(query, server, seconds)
    flags = int.from_bytes(answer[2:4], "big")
    is_ours = answer[:2] == mark and flags & RESPONSE
    if not is_ours or answer[12 : 12 + len(question)].lower() != question.lower():
        raise Unanswered(name)
    if flags & 0xF not in (NO_ERROR, NO_SUCH_NAME):
        raise Unanswered(name)
    return answer


def encoded(name: str) -> bytes:
    """Labels with their lengths. Raises ValueError for what is no name."""
    labels = [label.encode("ascii") for label in name.rstrip(".").split(".")]
    if not all(0 < len(label) < 64 for label in labels) or sum(map(len, labels)) + len(labels) > 254:
        raise ValueError(name)
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def by_udp(query: bytes, server: tuple[str, int], seconds: float) -> bytes:
    """One datagram out, one in, from the same address."""
    with _socket(server, socket.SOCK_DGRAM, seconds) as out:
        out.send(query)
        return out.recv(65_535)


def by_tcp(query: bytes, server: tuple[str, int], seconds: float) -> bytes:
    """The same over a stream, with its length before it."""
    with _socket(server, socket.SOCK_STREAM, seconds) as out, out.makefile("rb") as stream:
        out.sendall(len(query).to_bytes(2, "big") + query)
        return stream.read(int.from_bytes(stream.read(2), "big"))


def _socket(server: tuple[str, int], type: socket.SocketKind, seconds: float) -> socket.socket:
    out = socket.socket(socket.AF_INET6 if ":" in server[0] else socket.AF_INET, type)
    out.settimeout(seconds)
    out.connect(server)
    return out


def read(answer: bytes, name: str) -> list[str]:
    """The texts of the name and of what it is an alias of."""
    names, found = {name.rstrip(".").lower()}, []
    for record in records(answer):
        if record.owner not in names:
            continue
        if record.type == CNAME:
            names.add(name_at(answer, record.at)[0])
        if record.type == TXT:
            found.append(text_of(answer[record.at : record.at + record.length]))
    return found


def records(answer: bytes) -> Iterator[Record]:
    """The answer section. Raises ValueError when it is cut or too long."""
    if len(answer) < 12:
        raise ValueError("header")
    questions, count = struct.unpack("!HH", answer[4:8])
    if questions != 1 or count > MOST_RECORDS:
        raise ValueError("counts")
    place = name_at(answer, 12)[1] + 4
    for _n in range(count):
        owner, place = name_at(answer, place)
        if place + 10 > len(answer):
            raise ValueError("record")
        type_, class_, _ttl, length = struct.unpack("!HHIH", answer[place : place + 10])
        place += 10
        if place + length > len(answer):
            raise ValueError("data")
        if class_ == IN:
            yield Record(owner, type_, place, length)
        place += length


def name_at(answer: bytes, place: int) -> tuple[str, int]:
    """The name there in small letters, and where it ends. Raises ValueError for a loop or an end too soon."""
    labels: list[bytes] = []
    after = pointers = 0
    while place < len(answer):
        length = answer[place]
        if length == 0:
            return b".".join(labels).decode("latin-1").lower(), after or place + 1
        if length >= 0xC0:
            pointers += 1
            after = after or place + 2
            place = int.from_bytes(answer[place : place + 2], "big") & 0x3FFF
        elif length < 0x40:
            labels.append(answer[place + 1 : place + 1 + length])
            place += 1 + length
        if pointers > MOST_POINTERS or 0x40 <= length < 0xC0 or len(labels) > 128:
            break
    raise ValueError("name")


def text_of(data: bytes) -> str:
    """The strings of a record, joined as RFC 7208 section 3.3 joins them."""
    pieces = []
    while data:
        pieces.append(data[1 : 1 + data[0]])
        data = data[1 + data[0] :]
    return b"".join(pieces).decode("utf-8", "replace")
