"""The requests that docs/guides/embed.md prints are taken as they stand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from answerback.intake.models import Rule
from tests.api.cast import Machine, json_of

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "embed.md"
CURL = re.compile(
    r"curl -X (PUT|POST)\s+\$A(\S+) .*?-H 'Content-Type: (\S+)' \\\n\s+-d '(\{.*?\})'\n", re.DOTALL
)
NOW = "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'"


@pytest.mark.django_db
def test_printed_requests_bring_a_customer_and_an_event(machine: Machine, rule: Rule) -> None:
    lately = f"{datetime.now(UTC) - timedelta(seconds=2):%Y-%m-%dT%H:%M:%SZ}"
    printed = CURL.findall(GUIDE.read_text("utf-8"))
    answers = [
        machine.call(method, f"/v1{path}", body.replace(NOW, lately).encode(), type_=type_)
        for method, path, type_, body in printed
    ]

    assert [(path, answer.status_code) for (_, path, *_), answer in zip(printed, answers, strict=True)] == [
        ("/customers/u-1001", 201),
        ("/events", 202),
    ]
    assert json_of(answers[1])["status"] == "planned"
