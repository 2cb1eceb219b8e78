"""A permission in words, English or Chinese."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from answerback.chains.approvals.weigh import Threat

DATA = Path(__file__).parent / "data" / "threats.toml"
NOBODY_NEEDS = (
    "Nobody needs your wallet connected, or a signature, to check this.",
    "检查授权不需要连接您的钱包，也不需要您签名。",
)


def say(threat: Threat, *, language: str) -> tuple[str, str, str]:
    """What it means, how to end it (or why that is useless), and what never to agree to. "zh…" or English."""
    chinese = language.lower().startswith("zh")
    which = "zh" if chinese else "en"
    told = sentences()
    row = threat.code if threat.helps else "lost" if threat.is_lost else "useless"
    end = told[row][which]["end"]
    return told[threat.code][which]["means"], end, NOBODY_NEEDS[int(chinese)]


@cache
def sentences() -> Mapping[str, Any]:
    """By code, then `en` and `zh`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
