"""Signed verdicts per second on one core, against the bare ES256 signature of `cryptography`.

python -m benchmarks.signing [SECONDS]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import page

ROUNDS = 5


def main(seconds: float) -> None:
    """Measure both in turn, a few rounds each, and keep each one's best: what else runs can only slow them."""
    with tempfile.TemporaryDirectory() as data:
        ours, bare = _verdict(Path(data)), _bare_signature()
        rates: dict[str, list[float]] = {"verdict": [], "bare": []}
        for _ in range(ROUNDS):
            rates["verdict"].append(_per_second(ours, seconds))
            rates["bare"].append(_per_second(bare, seconds))
    best = {name: max(values) for name, values in rates.items()}
    page.write(
        "signing",
        "Signed verdicts per second",
        why="A user's page gets a newly signed verdict every four seconds and at every change. One core signs:",
        head=("", "per second", "against bare"),
        rows=[
            (
                "the verdict of the user's page (state, claims, JWS)",
                f"{best['verdict']:,.0f}",
                f"{best['verdict'] / best['bare']:.0%}",
            ),
            ("`cryptography` alone: ES256 over the same number of bytes", f"{best['bare']:,.0f}", "100%"),
        ],
        notes=[
            f"best of {ROUNDS} rounds of {seconds:g} s each, in turn; one thread",
            f"pages that one core could keep alive by signing alone: {best['verdict'] * 4:,.0f}",
        ],
    )


def _per_second(work: Callable[[], object], seconds: float) -> float:
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < seconds:
        for _ in range(50):
            work()
        done += 50
    return done / spent


def _verdict(data: Path) -> Callable[[], object]:
    os.environ |= {
        "ANSWERBACK_MODE": "test", "ANSWERBACK_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "answerback.settings"
    }  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from answerback.callbacks.status import Facts
    from answerback.live.verdict import judge
    from answerback.storage.ids import new_id
    from benchmarks.people import wallet

    now = datetime.now(UTC)
    made = wallet("lanyue", now)
    facts = Facts(made.id, new_id(), "+864000000188", "+864000000188", True, False)
    pairwise = new_id()
    return lambda: judge(
        facts,
        fresh=True,
        issuer="answerback:lanyue",
        pairwise_id=pairwise,
        session="0" * 16,
        nonce="",
        seq=1,
        at=now,
    )


def _bare_signature() -> Callable[[], object]:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    key, algorithm, message = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(SHA256()), bytes(330)
    return lambda: key.sign(message, algorithm)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
