"""Signed notes: the specification's own example, and everything that is not one."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from answerback.passport.notes import (
    BadNote,
    Checkpoint,
    open_checkpoint,
    open_note,
    read_checkpoint,
    sign_note,
    verifier_key,
)

# Published with Go's golang.org/x/mod/sumdb/note and repeated by many implementations.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NAME = "check.example/log"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = verifier_key(NAME, KEY.public_key().public_bytes_raw())
HEAD = Checkpoint(NAME, 20, bytes(range(32)))


def test_published_note_opens_with_its_key() -> None:
    assert open_note(NOTE, PETER) == NOTE[: NOTE.index("\n\n") + 1]


def test_checkpoint_comes_back_as_it_was_signed() -> None:
    note = sign_note(HEAD.text(), name=NAME, key=KEY)
    assert note.startswith(
        "check.example/log\n20\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— check.example/log "
    )
    assert open_checkpoint(note, VERIFIER) == HEAD


def test_signatures_of_witnesses_beside_the_logs_own_change_nothing() -> None:
    note = sign_note(HEAD.text(), name=NAME, key=KEY) + "— witness.example/w AAAAAAAAAAAAAAA=\n"
    assert open_checkpoint(note, VERIFIER) == HEAD


def test_checkpoint_signed_by_another_log_is_refused() -> None:
    other = verifier_key("other.example/log", KEY.public_key().public_bytes_raw())
    note = sign_note(HEAD.text(), name="other.example/log", key=KEY)
    with pytest.raises(BadNote, match="another log"):
        open_checkpoint(note, other)


def test_note_of_another_key_of_the_same_name_is_not_believed() -> None:
    note = sign_note(HEAD.text(), name=NAME, key=Ed25519PrivateKey.generate())
    with pytest.raises(BadNote, match="not signed by this key"):
        open_note(note, VERIFIER)


@given(some.data())
def test_note_with_one_letter_changed_is_refused(data: some.DataObject) -> None:
    note = sign_note(HEAD.text(), name=NAME, key=KEY)
    at = data.draw(some.integers(0, len(note) - 1))
    letter = data.draw(some.characters(exclude_characters=note[at], exclude_categories=["Cs"]))
    with pytest.raises(BadNote):
        open_checkpoint(note[:at] + letter + note[at + 1 :], VERIFIER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\nAAAA\n",
        "a\n-1\nAAAA\n",
        "a\n1\nAAAA\n",
        "\n1\n" + "A" * 43 + "=\n",
        "a\n1\n\u4e00\n",
    ],
)
def test_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "key", ["", "a+b", "a+00000000+AQ==", VERIFIER.replace("+", "-", 1), VERIFIER[:-4] + "AAA="]
)
def test_key_that_is_no_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(BadNote):
        open_note(NOTE, key)


@given(some.text())
def test_any_text_is_refused_as_a_note(text: str) -> None:
    with pytest.raises(BadNote):
        open_note(text, VERIFIER)
