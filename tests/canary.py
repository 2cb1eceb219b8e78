"""STYLE habit 18: logs are for operators. A test plants a canary and nothing printed or logged may sing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Canary:
    """Values that occur nowhere else; `more` takes what a test makes itself (a link, a note)."""

    phone: str = "+8617000000077"
    name: str = "金丝雀甲乙"
    code: str = "904817"
    text: str = "canary-sings-at-dawn"
    more: list[str] = field(default_factory=list)

    def heard_in(self, output: str) -> list[str]:
        """Those canaries that `output` repeats; a number counts however it is spaced."""
        digits = re.sub(r"(?<=\d)[\s().\-]+(?=\d)", "", output)
        spoken = [self.phone, self.phone.removeprefix("+86"), self.name, self.code, self.text, *self.more]
        return [value for value in spoken if value in output or value in digits]


@pytest.fixture
def canary(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Canary]:
    """Plant its values, then act; at the end all logs and output of the test are searched for them."""
    planted = Canary()
    with caplog.at_level("DEBUG"):
        yield planted
    captured = capfd.readouterr()
    records = "\n".join(record.getMessage() + str(vars(record)) for record in caplog.get_records("call"))
    for source, output in (("log", records), ("stdout", captured.out), ("stderr", captured.err)):
        assert planted.heard_in(output) == [], f"personal data in the {source}"
