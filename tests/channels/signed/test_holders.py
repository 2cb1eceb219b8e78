"""The keys that people hold: who can open them, whose they are, and where they lie."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tuf.api.metadata import Root

from answerback.channels.signed import holders
from answerback.channels.signed.holders import WrongPassphrase, keyids_of, make, open_keys
from answerback.channels.signed.roles import Role

CHEAP = 2**4
PHRASE = "a passphrase of 李雷"


def test_key_opens_with_its_passphrase_and_signs_the_same(tmp_path: Path) -> None:
    made = make(Role.TARGETS, 2, PHRASE, cost=CHEAP)
    made.write(tmp_path)

    opened = open_keys(tmp_path, Role.TARGETS, {2: PHRASE}, [made.signer.public_key.keyid])

    opened[0].public_key.verify_signature(made.signer.sign(b"list"), b"list")
    assert [one.public_key.keyid for one in opened] == [made.signer.public_key.keyid]


def test_wrong_passphrase_names_the_holder(tmp_path: Path) -> None:
    made = make(Role.TARGETS, 2, PHRASE, cost=CHEAP)
    made.write(tmp_path)

    with pytest.raises(WrongPassphrase) as wrong:
        open_keys(tmp_path, Role.TARGETS, {2: "another passphrase"}, [made.signer.public_key.keyid])

    assert wrong.value.holder == 2


@pytest.mark.parametrize(("field", "value"), [("role", "root"), ("holder", 1)])
def test_key_of_one_role_or_holder_cannot_be_passed_off_as_anothers(
    tmp_path: Path, field: str, value: object
) -> None:
    made = make(Role.TARGETS, 2, PHRASE, cost=CHEAP)
    path = made.write(tmp_path)
    whole = {**json.loads(path.read_text()), field: value}
    role, holder = Role(whole["role"]), int(whole["holder"])
    (tmp_path / f"{role}-{holder}-passed.json").write_text(json.dumps(whole))
    path.unlink()

    with pytest.raises(WrongPassphrase):
        open_keys(tmp_path, role, {holder: PHRASE}, [made.signer.public_key.keyid])


def test_key_that_the_root_does_not_name_or_whose_holder_is_away_is_left_out(tmp_path: Path) -> None:
    named, old = (make(Role.TARGETS, 1, PHRASE, cost=CHEAP) for _ in range(2))
    away = make(Role.TARGETS, 3, PHRASE, cost=CHEAP)
    for one in (named, old, away):
        one.write(tmp_path)

    opened = open_keys(
        tmp_path, Role.TARGETS, {1: PHRASE}, [named.signer.public_key.keyid, away.signer.public_key.keyid]
    )

    assert [one.public_key.keyid for one in opened] == [named.signer.public_key.keyid]


def test_root_says_whose_key_it_is_so_that_a_lost_one_can_be_replaced() -> None:
    first, second = (make(Role.ROOT, holder, PHRASE, cost=CHEAP).signer.public_key for holder in (1, 2))
    root = Root()
    for key in (first, second):
        root.add_key(key, Role.ROOT)

    assert keyids_of(root, Role.ROOT, [2]) == {second.keyid}


def test_file_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    made = make(Role.ROOT, 1, PHRASE, cost=CHEAP)
    path = made.write(tmp_path)

    assert (path.stat().st_mode & 0o777, PHRASE in path.read_text()) == (0o600, False)
    with pytest.raises(FileExistsError):
        made.write(tmp_path)


def test_guessing_a_passphrase_costs_memory_and_time() -> None:
    assert holders.COST >= 2**17, "128 MiB for each guess (RFC 7914, OWASP)"


def test_other_file_with_such_a_name_is_said_to_be_no_key(tmp_path: Path) -> None:
    (tmp_path / "root-1-note.json").write_text("{}")

    with pytest.raises(OSError, match="Not a key"):
        open_keys(tmp_path, Role.ROOT, {1: PHRASE}, [])
