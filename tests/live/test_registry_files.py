"""The signed list is handed out as plain files, piece by piece, and nothing but its own files."""

from __future__ import annotations

import asyncio
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from answerback.live.registry_files import PIECE, RegistryFiles

LARGE = os.urandom(3 * PIECE + 17)
SECRET = "a key of somebody"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    public.mkdir()
    (public / "timestamp.json").write_bytes(b"{}")
    (public / "1.targets.json").write_bytes(LARGE)
    (tmp_path / "key").write_text(SECRET)
    return public


def fetched(folder: Path, name: str, method: str = "GET") -> tuple[int, dict[bytes, bytes], list[bytes]]:
    """Status, headers, pieces that were not empty."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    asyncio.run(RegistryFiles(folder)({"method": method, "path": f"/registry/{name}"}, receive, send))
    assert [message.get("more_body", False) for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
    pieces = [message["body"] for message in sent[1:] if message["body"]]
    return sent[0]["status"], dict(sent[0]["headers"]), pieces


def test_large_file_leaves_in_pieces(folder: Path) -> None:
    status, headers, pieces = fetched(folder, "1.targets.json")

    assert (status, b"".join(pieces) == LARGE, max(map(len, pieces))) == (200, True, PIECE)
    assert headers[b"content-length"] == str(len(LARGE)).encode()


def test_head_tells_the_length_alone(folder: Path) -> None:
    status, headers, pieces = fetched(folder, "1.targets.json", "HEAD")

    assert (status, headers[b"content-length"], pieces) == (200, str(len(LARGE)).encode(), [])


def test_link_leads_nowhere(folder: Path) -> None:
    (folder / "1.root.json").symlink_to(folder.parent / "key")
    (folder / "1.snapshot.json").symlink_to(folder / "timestamp.json")

    assert fetched(folder, "1.root.json")[0] == 404
    assert fetched(folder, "1.snapshot.json")[0] == 404


def test_what_is_no_plain_file_is_not_there_and_nobody_waits(folder: Path) -> None:
    (folder / "2.root.json").mkdir()
    os.mkfifo(folder / "3.root.json")

    assert [fetched(folder, f"{version}.root.json")[0] for version in (2, 3, 4)] == [404, 404, 404]


@pytest.mark.skipif(os.geteuid() == 0, reason="not run: root reads everything")
def test_file_that_may_not_be_read_is_not_told_as_missing(folder: Path) -> None:
    """A client takes a root that is not there for the end of the chain."""
    (folder / "2.root.json").write_bytes(b"{}")
    (folder / "2.root.json").chmod(0)

    with pytest.raises(PermissionError):
        fetched(folder, "2.root.json")


@pytest.mark.parametrize(
    "name", ["../key", "..%2Fkey", "targets/../../key", "timestamp.json/", "%00", "１.root.json"]
)
def test_other_names_are_not_there(folder: Path, name: str) -> None:
    assert fetched(folder, name)[0] == 404
