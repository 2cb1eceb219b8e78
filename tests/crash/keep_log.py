"""A process that keeps the public log for ever: verbs append while one thread closes an interval after the other.

It says what became durable: `appended ID HEX` after the verb's commit, `signed NOTE` after the checkpoint's.
"""

from __future__ import annotations

import json
import secrets
import sys
import threading
from datetime import UTC, datetime, timedelta


def main(begins: int) -> None:
    """`begins` is how many intervals lie behind."""
    from answerback.ops.prepare import set_up

    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    threading.Thread(target=appending, daemon=True).start()
    sequencing(begins)


def say(*words: str) -> None:
    sys.stdout.write(f"{json.dumps(words)}\n")
    sys.stdout.flush()


def appending() -> None:
    from django.db import transaction

    from answerback.journal.log import append

    while True:
        entry = secrets.token_bytes(32)
        with transaction.atomic():
            leaf = append(entry, at=datetime(2026, 11, 23, tzinfo=UTC))
        say("appended", str(leaf), entry.hex())


def sequencing(begins: int) -> None:
    from answerback.journal.log.read import newest
    from answerback.journal.log.sequence import INTERVAL
    from answerback.proofs import keep_log

    at = datetime(2026, 11, 23, tzinfo=UTC) + begins * INTERVAL
    while True:
        at += INTERVAL + timedelta(seconds=1)
        say("closing")
        keep_log.step(at)
        head = newest()
        if head is not None:
            say("signed", head.note)


if __name__ == "__main__":
    main(int(sys.argv[1]))
