"""The public log over HTTP: what a monitor needs, the same for all, cacheable, and nothing beyond a checkpoint."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from answerback.journal.log import append
from answerback.passport.merkle import Tree, has_only_grown, is_included
from answerback.passport.notes import Checkpoint, open_checkpoint
from answerback.proofs import keep_log

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def monitor(db: None, settings) -> Client:
    return Client(headers={"host": settings.ORIGINS["public"].split("://")[1]})


@pytest.fixture
def grown(db: None) -> None:
    """300 entries in one interval (512 leaves), and two quiet intervals."""
    with transaction.atomic():
        for number in range(300):
            append(number.to_bytes(32, "big"), at=NOON)
    for minutes in (0, 5, 10):
        keep_log.step(NOON + timedelta(minutes=minutes))


def head(monitor: Client) -> Checkpoint:
    keys = monitor.get("/log/keys").content.decode().split()
    return open_checkpoint(monitor.get("/log/checkpoint").content.decode(), keys[0])


def hashes(octets: bytes) -> list[bytes]:
    return [octets[at : at + 32] for at in range(0, len(octets), 32)]


def path_of(answer) -> list[bytes]:
    return [base64.b64decode(one) for one in answer.json()["path"]]


def test_monitor_computes_the_signed_root_from_tiles_alone(monitor: Client, grown: None) -> None:
    checkpoint = head(monitor)
    names = ["0/000", "0/001", "0/002.p/16"]
    leaves = [one for name in names for one in hashes(monitor.get(f"/log/tile/{name}").content)]

    assert checkpoint.origin == keep_log.origin()
    assert checkpoint.size == len(leaves) == 528
    assert Tree(leaves).root() == checkpoint.root
    assert hashes(monitor.get("/log/tile/1/000.p/2").content) == [
        Tree(leaves[:256]).root(),
        Tree(leaves[256:512]).root(),
    ]


def test_entries_hash_to_the_leaves_beside_them(monitor: Client, grown: None) -> None:
    from answerback.passport.merkle import leaf_hash

    octets = monitor.get("/log/tile/entries/000").content
    entries = [octets[at + 2 : at + 34] for at in range(0, len(octets), 34)]
    assert [leaf_hash(one) for one in entries] == hashes(monitor.get("/log/tile/0/000").content)


def test_proofs_made_for_the_asker_hold(monitor: Client, grown: None) -> None:
    checkpoint = head(monitor)
    leaves = hashes(monitor.get("/log/tile/0/000").content)
    inclusion = monitor.get("/log/inclusion?index=7&size=528")
    consistency = monitor.get("/log/consistency?first=512&second=528")
    older = Tree(leaves + hashes(monitor.get("/log/tile/0/001").content)).root()

    assert is_included(leaves[7], 7, size=528, root=checkpoint.root, path=path_of(inclusion))
    assert has_only_grown(512, older, 528, checkpoint.root, path_of(consistency))


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/003",
        "tile/0/002",
        "tile/0/002.p/17",
        "tile/0/002.p/0",
        "tile/0/002.p/016",
        "tile/0/02",
        "tile/0/x000/",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/entries/002",
        "tile/0/x999/x999/x999/x999/999",
        "inclusion",
        "inclusion?index=0&size=529",
        "inclusion?index=528&size=528",
        "inclusion?index=-1&size=8",
        "inclusion?index=１&size=8",
        "inclusion?index=9999999999999999999999&size=8",
        "consistency?first=0&second=528",
        "consistency?first=528&second=512",
        "consistency?first=1&second=529",
        "certificates/" + "0" * 64 + ".pem",
        "certificates/zz.pem",
        "proofs",
        "",
    ],
)
def test_what_is_not_published_is_not_there(monitor: Client, grown: None, path: str) -> None:
    assert monitor.get(f"/log/{path}").status_code == 404


def test_no_checkpoint_before_the_first_interval(monitor: Client) -> None:
    assert monitor.get("/log/checkpoint").status_code == 404


@pytest.mark.parametrize(
    ("path", "keep"),
    [
        ("checkpoint", "public, max-age=5"),
        ("keys", "public, max-age=3600"),
        ("anchors.pem", "public, max-age=3600"),
        ("tile/0/000", "public, max-age=31536000, immutable"),
        ("inclusion?index=0&size=8", "public, max-age=31536000, immutable"),
    ],
)
def test_any_page_and_any_cache_may_have_it(monitor: Client, grown: None, path: str, keep: str) -> None:
    answer = monitor.get(f"/log/{path}", headers={"origin": "https://auditor.example"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == keep
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_log_is_on_the_public_origin_alone(grown: None, settings) -> None:
    portal = Client(headers={"host": settings.ORIGINS["portal"].split("://")[1]})
    assert portal.get("/log/checkpoint").status_code == 404


def test_nothing_can_be_posted(monitor: Client, grown: None) -> None:
    assert monitor.post("/log/checkpoint").status_code == 405
