"""The master key: from a private file, the environment or a hook; a file that others can read is refused."""

import base64

import pytest
from django.test import override_settings

from answerback.keys import master, ring
from answerback.keys.master import UnsafeMasterKey
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed, seal

GOOD = bytes(range(32))


def from_kms():
    return GOOD


def from_broken_kms():
    return "not octets"


def test_master_key_file_is_made_private_and_read_again(tmp_path):
    path = tmp_path / "keys" / "master"

    key = master.make_file(path)

    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert master.make_file(path) == master.from_file(path) == key


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o620, 0o601])
def test_master_key_file_with_a_looser_mode_is_refused(tmp_path, mode):
    path = tmp_path / "master"
    master.make_file(path)
    path.chmod(mode)

    with pytest.raises(UnsafeMasterKey, match=f"{mode:04o}; it must be 0600"):
        master.from_file(path)


def test_master_key_file_that_is_missing_is_refused(tmp_path):
    with pytest.raises(UnsafeMasterKey, match="cannot be read"):
        master.from_file(tmp_path / "nothing")


@pytest.mark.parametrize("text", ["", "short", "$$$", base64.b64encode(b"x" * 31).decode(), "李雷"])
def test_master_key_text_that_is_not_32_octets_is_refused(text):
    with pytest.raises(UnsafeMasterKey):
        master.from_text(text)


def test_master_key_comes_from_text_and_from_a_hook():
    assert master.from_text(base64.b64encode(GOOD).decode() + "\n") == GOOD
    assert master.from_hook(f"{__name__}.from_kms") == GOOD
    with pytest.raises(UnsafeMasterKey, match="32 octets"):
        master.from_hook(f"{__name__}.from_broken_kms")


@pytest.mark.django_db
def test_database_without_its_master_key_opens_nothing_and_says_why(lanyue):
    sealed = seal(lanyue, Purpose.DATA, b"secret", context=b"")
    ring.forget()

    with (
        override_settings(ANSWERBACK_MASTER_KEY=GOOD),
        pytest.raises(UnsafeMasterKey, match="another master key"),
    ):
        open_sealed(lanyue, Purpose.DATA, sealed, context=b"")
    assert open_sealed(lanyue, Purpose.DATA, sealed, context=b"") == b"secret"


@pytest.mark.django_db
def test_key_row_copied_to_another_wallet_does_not_open(lanyue, qingtan):
    seal(lanyue, Purpose.DATA, b"secret", context=b"")
    Key.objects.filter(wallet_id=lanyue).update(wallet_id=qingtan)

    with pytest.raises(master.envelope.CannotOpen):
        seal(qingtan, Purpose.DATA, b"secret", context=b"")
