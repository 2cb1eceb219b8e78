"""Call proofs and the public log on one core: sign and verify against `cryptography` alone, append and prove.

python -m benchmarks.proofs [SECONDS] [LEAVES]
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import page

ROUNDS = 5
AT = 1_795_348_800
CALLER, CALLEE = "864000000188", "8617000000021"
AT_ONCE = 4096
Work = Callable[[], object]


def main(seconds: float, leaves: int) -> None:
    """Each work in turn, a few rounds, its best: what else runs can only slow it."""
    with tempfile.TemporaryDirectory() as data:
        works = {**_signing(), **_verifying()}
        grown, per_leaf = _log(Path(data), leaves)
        rates: dict[str, list[float]] = {name: [] for name in (*works, *grown)}
        for _ in range(ROUNDS):
            for name, work in {**works, **grown}.items():
                rates[name].append(_per_second(work, seconds))
    best = {name: max(values) for name, values in rates.items()}
    page.write(
        "proofs",
        "Call proofs and the public log",
        why="One proof per answered call is signed in the transaction that hears the answer; anybody may check it.",
        head=("", "per CPU second", "against its peer"),
        rows=[
            _row("sign a proof (claims, canonical form, ES256)", best, "sign", "bare sign"),
            (
                "`cryptography` alone: ES256, deterministic, as many octets",
                f"{best['bare sign']:,.0f}",
                "100%",
            ),
            _row("verify a proof with a key (all rules)", best, "verify", "bare verify"),
            _row("verify a proof with certificate and anchor", best, "verify chain", "bare verify"),
            ("`cryptography` alone: ES256, the same octets", f"{best['bare verify']:,.0f}", "100%"),
            (f"append to the log up to {leaves:,} leaves, {AT_ONCE:,} an interval", f"{per_leaf:,.0f}", ""),
            (f"prove inclusion at {leaves:,} leaves", f"{best['inclusion']:,.0f}", ""),
            (f"prove consistency at {leaves:,} leaves", f"{best['consistency']:,.0f}", ""),
        ],
        notes=[
            f"best of {ROUNDS} rounds of {seconds:g} CPU s each, in turn; one thread; SQLite on disk",
            "an append is the row in the verb's transaction (bulk) and its place, tiles and checkpoint; a proof reads "
            "its tiles from the database",
            f"one quiet interval (8 padding leaves and a checkpoint): {1000 / best['interval']:,.1f} CPU ms",
        ],
    )


def _row(what: str, best: dict[str, float], ours: str, peer: str) -> tuple[str, str, str]:
    return what, f"{best[ours]:,.0f}", f"{best[ours] / best[peer]:.0%}"


def _per_second(work: Work, seconds: float) -> float:
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < seconds:
        for _ in range(20):
            work()
        done += 20
    return done / spent


def _signing() -> dict[str, Work]:
    from cryptography.hazmat.primitives.asymmetric import ec

    from answerback.passport.keys import DETERMINISTIC

    key = ec.generate_private_key(ec.SECP256R1())
    octets = _token(key).rpartition(".")[0].encode()
    return {"sign": lambda: _token(key), "bare sign": lambda: key.sign(octets, DETERMINISTIC)}


def _token(key: object) -> str:
    from answerback.passport import Call, sign

    ours = {
        "agent": "1001",
        "asks": ["到账时间", "付款方式"],
        "leg": "x" * 36,
        "line": "phone",
        "wallet": "lanyue",
    }
    return sign(
        Call(CALLER, CALLEE, AT),
        key=key,  # type: ignore[arg-type]
        certificate_url="https://check.lanyue.example/log/certificates/" + "0" * 64 + ".pem",
        name="岚月支付",
        reason="支付不到账",
        more={"answerback": ours},
    )


def _verifying() -> dict[str, Work]:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding

    from answerback.passport import Call, base64url, verify
    from answerback.passport.issue_certificate import Lasting, anchor_of, certificate_of
    from answerback.passport.keys import ES256

    key, root = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    start = datetime.fromtimestamp(AT, UTC) - timedelta(days=1)
    lasting = Lasting(x509.random_serial_number(), start, start + timedelta(days=90))
    anchor = anchor_of(root, name="anchor", lasting=lasting)
    chain = certificate_of(
        key.public_key(), name="Lanyue Pay", callers=[CALLER], lasting=lasting, anchor=anchor, key=root
    )
    chain_pem, anchor_pem = (one.public_bytes(Encoding.PEM) for one in (chain, anchor))
    token, call, public = _token(key), Call(CALLER, CALLEE, AT), key.public_key()
    numbers = public.public_numbers()
    x, y = (base64url.encode(part.to_bytes(32, "big")) for part in (numbers.x, numbers.y))
    jwk = {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    signed = token.rpartition(".")[0].encode()
    der = key.sign(signed, ES256)
    return {
        "verify": lambda: verify(token, call, jwk=jwk),
        "verify chain": lambda: verify(token, call, certificate=chain_pem, anchor=anchor_pem),
        "bare verify": lambda: public.verify(der, signed, ES256),
    }


def _log(data: Path, leaves: int) -> tuple[dict[str, Work], float]:
    """The works upon a log of so many leaves, and how many leaves a CPU second appended to it."""
    os.environ |= {
        "ANSWERBACK_MODE": "test", "ANSWERBACK_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "answerback.settings"
    }  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from answerback.journal.log import read
    from answerback.journal.log.sequence import INTERVAL, sequence
    from answerback.proofs.keep_log import sign

    moment = [datetime.fromtimestamp(AT, UTC)]

    def interval() -> int:
        moment[0] += INTERVAL
        return sequence(at=moment[0], sign=sign)

    interval()
    began, size = time.process_time(), 0
    while size < leaves:
        _append(size, min(AT_ONCE, leaves - size), moment[0])
        size += interval()
    per_leaf = size / (time.process_time() - began)
    middle, head = leaves // 2, read.newest()
    total = head.size if head else 0
    works: dict[str, Work] = {
        "inclusion": lambda: read.inclusion(middle, total),
        "consistency": lambda: read.consistency(middle, total),
        "interval": interval,
    }
    return works, per_leaf


def _append(first: int, count: int, at: datetime) -> None:
    from answerback.journal.log.models import Leaf

    entries = (hashlib.sha256(str(first + number).encode()).digest() for number in range(count))
    Leaf.objects.bulk_create([Leaf(at=at, entry=entry) for entry in entries], batch_size=500)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.5, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
