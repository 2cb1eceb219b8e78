"""`answerback lists update`: replaced as a whole or not at all, over the network from public addresses only."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from answerback.configuration import configuration
from answerback.ops import list_download
from answerback.ops.list_download import DownloadFailed, Fetched, fetch
from answerback.ops.list_sources import KNOWN, Source, source, sources
from answerback.ops.list_update import Outcome, update
from answerback.ops.said import Stopped

BAD = Source("bad", "https://lists.example/bad.txt")


class Mirror:
    """Answers as it was told, and keeps what it was asked."""

    def __init__(self, *answers: Fetched | DownloadFailed) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, url: str, etag: str) -> Fetched:
        self.asked.append((url, etag))
        answer = self.answers.pop(0)
        if isinstance(answer, DownloadFailed):
            raise answer
        return answer


def test_first_list_is_all_new_and_kept_under_its_name(tmp_path: Path) -> None:
    outcome = update(BAD, tmp_path, ask=Mirror(Fetched(b"a.example\nb.example\n", '"1"')))

    assert outcome == Outcome("bad", entries=2, added=2)
    assert (tmp_path / "bad.list").read_bytes() == b"a.example\nb.example\n"


def test_next_list_says_what_changed_and_asks_with_the_mark_of_the_last(tmp_path: Path) -> None:
    mirror = Mirror(
        Fetched(b"a.example\nb.example\n", '"1"'), Fetched(b"b.example\nc.example\nd.example\n", '"2"')
    )
    update(BAD, tmp_path, ask=mirror)

    outcome = update(BAD, tmp_path, ask=mirror)

    assert outcome == Outcome("bad", entries=3, added=2, removed=1)
    assert mirror.asked == [(BAD.url, ""), (BAD.url, '"1"')]


def test_unchanged_list_is_left_alone(tmp_path: Path) -> None:
    mirror = Mirror(Fetched(b"a.example\n", '"1"'), Fetched(None, '"1"'))
    update(BAD, tmp_path, ask=mirror)

    assert update(BAD, tmp_path, ask=mirror) == Outcome("bad", entries=1)


def test_mark_of_another_address_or_of_a_lost_file_is_not_used(tmp_path: Path) -> None:
    mirror = Mirror(*[Fetched(b"a.example\n", '"1"')] * 3)
    update(BAD, tmp_path, ask=mirror)
    update(Source("bad", "https://other.example/bad.txt"), tmp_path, ask=mirror)
    (tmp_path / "bad.list").unlink()
    update(Source("bad", "https://other.example/bad.txt"), tmp_path, ask=mirror)

    assert [etag for _url, etag in mirror.asked] == ["", "", ""]


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (DownloadFailed("status_500"), "status_500"),
        (Fetched(b"<html>not found</html>"), "no_hosts"),
        (Fetched(b'{"blacklist": ['), "not_json"),
        (Fetched(b"\xff\xff"), "not_utf8"),
        (Fetched(b""), "shrunk"),
        (Fetched(b"a.example\n"), "shrunk"),
    ],
)
def test_bad_answer_keeps_the_old_list(
    tmp_path: Path, answer: Fetched | DownloadFailed, trouble: str
) -> None:
    good = b"a.example\nb.example\nc.example\n"
    update(BAD, tmp_path, ask=Mirror(Fetched(good)))

    outcome = update(BAD, tmp_path, ask=Mirror(answer))

    assert outcome == Outcome("bad", entries=3, trouble=trouble)
    assert ((tmp_path / "bad.list").read_bytes(), len(list(tmp_path.iterdir()))) == (good, 2)


def test_list_that_lost_most_of_itself_is_believed_by_force(tmp_path: Path) -> None:
    update(BAD, tmp_path, ask=Mirror(Fetched(b"a.example\nb.example\nc.example\n")))

    outcome = update(BAD, tmp_path, force=True, ask=Mirror(Fetched(b"a.example\n")))

    assert outcome == Outcome("bad", entries=1, removed=2)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://127.0.0.1/bad.txt", "address_not_public"),
        ("https://169.254.169.254/latest", "address_not_public"),
        ("https://[::ffff:10.0.0.1]/bad.txt", "address_not_public"),
        ("http://lists.example/bad.txt", "address_scheme"),
        ("https://localhost/bad.txt", "address_not_public"),
        ("file:///etc/hosts", "address_url"),
    ],
)
def test_private_address_is_never_asked(url: str, code: str) -> None:
    with pytest.raises(DownloadFailed) as refused:
        fetch(url)

    assert refused.value.code == code


@contextmanager
def serving(answer: bytes) -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback that answers with these bytes; its URL, and the marks that it was asked with."""
    marks: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            marks.append(self.headers.get("If-None-Match", ""))
            self.wfile.write(answer)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/bad.txt", marks
    finally:
        server.shutdown()
        server.server_close()


def test_list_comes_with_its_mark() -> None:
    answer = b'HTTP/1.1 200 OK\r\nETag: "7"\r\nContent-Length: 10\r\n\r\na.example\n'
    with serving(answer) as (url, marks):
        fetched = fetch(url, etag='"6"', allow_loopback=True)

    assert (fetched, marks) == (Fetched(b"a.example\n", '"7"'), ['"6"'])


def test_not_modified_is_no_content() -> None:
    with serving(b"HTTP/1.1 304 Not Modified\r\n\r\n") as (url, _marks):
        assert fetch(url, etag='"6"', allow_loopback=True) == Fetched(None, '"6"')


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (
            b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
            "status_302",
        ),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status_404"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "status_304"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na.example\n", "no_connection"),
        (b"nonsense\r\n\r\n", "no_connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n" + b"a" * 200, "too_large"),
    ],
)
def test_answer_that_is_no_list_fails_with_a_code(
    answer: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_download, "LARGEST_BYTES", 128)
    with serving(answer) as (url, _marks), pytest.raises(DownloadFailed) as failed:
        fetch(url, allow_loopback=True)

    assert failed.value.code == code


def test_sources_are_known_names_or_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configuration(), "link_lists", ["polkadot", "own=https://lists.example/bad.txt"])

    assert sources() == [
        Source("polkadot", KNOWN["polkadot"]),
        Source("own", "https://lists.example/bad.txt"),
    ]


@pytest.mark.parametrize(
    "word", ["nothing", "../x=https://lists.example/", "own=ftp://lists.example/", "=https://a"]
)
def test_word_that_names_no_source_ends_the_command(word: str) -> None:
    with pytest.raises(Stopped):
        source(word)
