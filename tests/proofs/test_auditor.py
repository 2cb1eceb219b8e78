"""An auditor with the published files and the command alone: a real call, a spoofed one, a stale one, a forked log."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from answerback.callbacks.models import Attempt
from answerback.passport import Call, base64url, sign
from answerback.passport.notes import Checkpoint, sign_note
from answerback.proofs import keep_log
from answerback.proofs.models import Proof
from answerback.proofs.read import of_wallet
from tests.cast import Cast
from tests.story.acting import Clock

CALLER, CALLED = "864000000188", "8617000000001"


class Auditor:
    """His folder of files, and the command, which has neither network nor database."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self.folder = folder
        self.at = int(at.timestamp())

    def keeps(self, name: str, octets: bytes) -> None:
        (self.folder / name).write_bytes(octets)

    def asks(self, command: str, **files: str) -> str:
        """`holds`, or the reason."""
        named = [each for name, file in files.items() for each in (f"--{name}", file)]
        line = [sys.executable, "-m", "answerback.ops.entry", "proof", command, *named]
        done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=self.folder)
        assert done.returncode in (0, 1), done.stderr
        said = json.loads(done.stdout.splitlines()[-1])
        assert (done.returncode == 0) == said["valid"]
        return "holds" if said["valid"] else str(said["reason"])

    def verifies(self, *, proof: str = "proof", orig: str = CALLER, late: int = 0) -> str:
        at = str(self.at + late)
        return self.asks("verify", proof=proof, anchor="anchors.pem", orig=orig, dest=CALLED, at=at)

    def finds(self, *, proof: str = "proof", key: str = "keys") -> str:
        return self.asks("included", proof=proof, key=key)

    def changes(self, name: str, change: Callable[[dict], None]) -> None:
        bundle = json.loads((self.folder / "proof").read_text())
        change(bundle)
        self.keeps(name, json.dumps(bundle).encode())


@pytest.fixture
def auditor(cast: Cast, clock: Clock, confirmed: Callable[..., Attempt], tmp_path: Path, settings) -> Auditor:
    """He keeps a first checkpoint; then a call is made, and he is given its proof."""
    public = Client(headers={"host": settings.ORIGINS["public"].split("://")[1]})
    keep_log.step(clock.now - timedelta(minutes=5))
    older = public.get("/log/checkpoint").content
    attempt = confirmed()
    assert attempt.media_at is not None
    keep_log.step(clock.now)
    found = Auditor(tmp_path, attempt.media_at)
    bundle = of_wallet(cast.wallet, Proof.objects.for_wallet(cast.wallet).get().address)
    assert bundle is not None
    found.keeps("proof", json.dumps(bundle.shown()).encode())
    found.keeps("old", older)
    for name, path in {
        "new": "checkpoint",
        "keys": "keys",
        "anchors.pem": "anchors.pem",
        "grown": "consistency?first=8&second=16",
    }.items():
        found.keeps(name, public.get(f"/log/{path}").content)
    return found


def test_real_call_is_proven_and_logged(auditor: Auditor) -> None:
    assert (auditor.verifies(), auditor.finds()) == ("holds", "holds")
    assert auditor.asks("grown", old="old", new="new", path="grown", key="keys") == "holds"


def test_spoofed_call_is_told_by_number_time_or_signature(auditor: Auditor) -> None:
    forger = ec.generate_private_key(ec.SECP256R1())
    call = Call(CALLER, CALLED, auditor.at)
    forged = sign(call, key=forger, certificate_url="https://x.example/", name="岚月支付", reason="解冻")
    auditor.changes("forged", lambda bundle: bundle.update(token=forged))

    assert auditor.verifies(orig="8613900000000") == "orig"
    assert auditor.verifies(late=3600) == "stale"
    assert (auditor.verifies(proof="forged"), auditor.finds(proof="forged")) == ("signature", "not_included")


def test_certificate_of_the_forgers_own_is_not_under_the_anchor(auditor: Auditor) -> None:
    from tests.passport.issuing import KEY, certificate, number_list, pem, token_of

    claims = {"dest": {"tn": [CALLED]}, "iat": auditor.at, "orig": {"tn": CALLER}, "rcd": {"nam": "岚月支付"}}
    own = pem(certificate(number_list(CALLER), key=KEY, days=3000)).decode()
    auditor.changes("own", lambda bundle: bundle.update(token=token_of(claims), chain=own))
    assert auditor.verifies(proof="own") == "certificate"


def test_token_that_the_wallet_signed_and_never_logged_is_not_included(auditor: Auditor) -> None:
    auditor.changes("unlogged", lambda bundle: bundle.update(nonce=base64url.encode(bytes(32))))
    assert (auditor.verifies(proof="unlogged"), auditor.finds(proof="unlogged")) == ("holds", "not_included")


def test_proof_without_a_place_is_not_yet_in_the_log(auditor: Auditor) -> None:
    auditor.changes("early", lambda bundle: bundle.update(log=None))
    assert auditor.finds(proof="early") == "not_yet"


def test_log_that_shows_another_past_is_forked(auditor: Auditor) -> None:
    """Even when its own key signed both: what was once published cannot be taken back."""
    from answerback.keys.purposes import Purpose
    from answerback.keys.ring import now, ring

    fork = Checkpoint(keep_log.origin(), 16, b"\1" * 32)
    key = ring(Purpose.LOG, None).current(now()).edwards
    auditor.keeps("fork", sign_note(fork.text(), name=keep_log.origin(), key=key).encode())

    assert auditor.asks("grown", old="old", new="fork", path="grown", key="keys") == "forked"
    assert auditor.asks("included", proof="proof", key="keys", checkpoint="fork") == "not_included"


def test_checkpoint_of_somebody_elses_key_counts_for_nothing(auditor: Auditor) -> None:
    other = "check.localhost:8000/log+00000000+AQ=="
    auditor.keeps("other", other.encode())
    assert auditor.finds(key="other") == "checkpoint"


@pytest.mark.parametrize("octets", [b"", b"\xff\xfe\x00", b"[]", b'{"token": 1}', b"[" * 100_000])
def test_file_that_is_no_proof_is_malformed(auditor: Auditor, octets: bytes) -> None:
    auditor.keeps("broken", octets)
    assert (auditor.verifies(proof="broken"), auditor.finds(proof="broken")) == ("malformed", "malformed")
