"""A machine reads its own wallet's entries of the registry, and nobody else's."""

from __future__ import annotations

from answerback.channels.control import attest
from answerback.channels.kinds import Direction, Kind
from tests.api.cast import a_machine, json_of
from tests.channels.cast import FOR, make_registry


def test_machine_reads_what_is_published_of_its_own_wallet(db: None) -> None:
    registry, theirs = make_registry(), make_registry("qingtan", "+8617000000031")
    theirs.published(Kind.ENS, "qingtan.eth")
    channel = registry.published(Kind.X, "@lanyuepay", Direction.BOTH)
    registry.proposed(Kind.LINK, "lanyue.example")

    answer = a_machine(registry.cast.wallet).call("GET", "/v1/channels")

    assert (answer.status_code, json_of(answer)) == (
        200,
        {
            "channels": [
                {
                    "id": str(channel.id),
                    "kind": "x",
                    "value": "@lanyuepay",
                    "direction": "both",
                    "what_for": {"en": FOR[0], "zh": FOR[1]},
                    "since": "2026-11-23T02:00:00Z",
                    "until": None,
                    "control": None,
                }
            ]
        },
    )


def test_proof_that_counts_is_told(db: None) -> None:
    from django.utils import timezone

    registry = make_registry()
    channel = registry.published(Kind.X, "@lanyuepay", Direction.BOTH)
    proof = attest(channel, "I saw it.", by=registry.lin_tao, at=timezone.now())
    assert proof.proven_at is not None

    (told,) = json_of(a_machine(registry.cast.wallet).call("GET", "/v1/channels"))["channels"]

    assert told["control"]["way"] == "attested"
    assert set(told["control"]) == {"way", "proven_at", "valid_until"}


def test_without_a_key_nothing_is_told(db: None) -> None:
    from tests.api.cast import Machine

    assert Machine("").call("GET", "/v1/channels").status_code == 401
