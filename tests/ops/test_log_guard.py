"""A secret that slips into a log line is taken out before the line is written, in a real process and on every way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from answerback.ops.log_guard import LONGEST, guarded, guarded_text, guarded_value
from tests.guard.growth import IN_PROPORTION, growth
from tests.ops.deployment import Deployment

ROOT = Path(__file__).parents[2]
ENGLISH_12 = "legal winner thank year wave sausage worth useful legal winner thank yellow"
KEY = "e9873d79c6d87dc0fb6a5778633389f4453213303da61f20bd67fc233aa33262"
CARD, CODE, PHONE = "6222021234567890128", "420774", "17000000088"
SECRETS = (ENGLISH_12, KEY, CARD, CODE, PHONE)

EVERY_WAY = """
import asyncio, gc, logging, os, sys, threading, warnings
import structlog
from answerback.ops.logs import configure_logs

configure_logs()
SEED, KEY, CARD, CODE, PHONE = os.environ["PLANTED"].split("|")
log, library = structlog.get_logger(), logging.getLogger("uvicorn.access")
log.info(f"note says {SEED}")
log.warning("step", address=f"https://x.example/cb?otp={CODE}&next=1", header={"X-Private-Key": KEY}, card=int(CARD))
log.info("list", words=SEED.split(), deep=[{"said": [f"打 {PHONE} 找我"]}], raw=f"卡号{CARD}".encode())
log.info("object", thing=type("Thing", (), {"__repr__": lambda self: f"private key {KEY}"})())
log.info("broken", thing=type("Broken", (), {"__repr__": lambda self: 1 / 0})())
try:
    raise ValueError(f"cannot parse 验证码{CODE} {SEED}")
except ValueError as error:
    log.error("failed", exc_info=True)
    log.error("failed_with", problem=error)
    library.exception("library failed")
library.warning('%s - "%s %s HTTP/%s" %d', "127.0.0.1", "GET", f"/my/?q={SEED}", "1.1", 200)
library.warning(f"GET /my/?otp={CODE} phone={PHONE} {SEED}")
library.warning("wrong number of arguments %d %d", SEED)
warnings.warn(f"deprecated: card {CARD} {SEED}", stacklevel=1)

def thread():
    raise RuntimeError(f"in a thread: {SEED} {CARD}")

one = threading.Thread(target=thread); one.start(); one.join()

class Unraisable:
    def __del__(self):
        raise RuntimeError(f"in __del__: {SEED} private key {KEY}")

Unraisable(); gc.collect()

async def task():
    asyncio.create_task(failing())
    await asyncio.sleep(0.01)

async def failing():
    raise RuntimeError(f"in a task: {SEED} 验证码{CODE}")

asyncio.run(task()); gc.collect()
raise KeyError(f"at the end: {SEED} {PHONE} {CARD}")
"""


def written_by(code: str, tmp_path: Path, **settings: str) -> str:
    """Everything a real process wrote to stdout, stderr and its log file."""
    log = tmp_path / "log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSWERBACK_")}
    variables = {
        "ANSWERBACK_DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
        "PLANTED": "|".join(SECRETS),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept | variables | settings, cwd=tmp_path,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout + done.stderr + (log.read_text("utf-8") if log.exists() else "")


@pytest.mark.parametrize("log_json", ["true", "false"])
def test_no_secret_reaches_the_log_of_a_process_on_any_way(tmp_path: Path, log_json: str) -> None:
    written = written_by(EVERY_WAY, tmp_path, ANSWERBACK_LOG_JSON=log_json)

    said = (
        "failed",
        "library failed",
        "uncaught_in_thread",
        "unraisable",
        "UserWarning",
        "uncaught",
        "‹seed_phrase›",
    )
    assert [word for word in said if word not in written] == []
    assert [secret for secret in SECRETS if secret in written] == []
    assert "winner thank" not in written


def test_every_line_stays_json(tmp_path: Path) -> None:
    written = written_by(
        EVERY_WAY, tmp_path, ANSWERBACK_LOG_JSON="true", ANSWERBACK_LOG_FILE=str(tmp_path / "log")
    )

    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) >= 14
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)


def test_what_is_harmless_stays_as_it_is() -> None:
    event = {
        "event": "callback.offered", "leg": str(uuid.UUID(int=5)), "id": uuid.UUID(int=6), "seconds": 0.25,
        "rows": 482913, "ok": True, "none": None, "at": datetime(2026, 11, 22, 13, 5, tzinfo=UTC),
        "path": "/desk/callbacks/next", "codes": ["payment_not_arrived", "urgent"], "port": 8000,
    }  # fmt: skip

    assert guarded(None, "info", dict(event)) == event


def test_bare_value_is_known_by_the_name_it_stands_under() -> None:
    assert guarded_value("otp", 482913) == "‹one_time_code›"
    assert guarded_value("amount", 482913) == 482913
    assert guarded_value("headers", {"pin": "4829"}) == {"pin": "‹password›"}


def test_long_value_is_cut_and_nothing_hides_at_the_cut() -> None:
    text = "x" * (LONGEST - 20) + " " + ENGLISH_12 + " " + "y" * 10_000

    kept = guarded_text("", text)

    assert kept == "x" * (LONGEST - 20) + " ‹seed_phrase›… (+10001)"


def test_work_for_a_value_does_not_grow_beyond_its_length() -> None:
    assert growth(lambda text: guarded_text("", text), "a1 card ", length=20_000) < IN_PROPORTION


def test_running_server_writes_nothing_of_a_request_into_its_log(tmp_path: Path) -> None:
    system = Deployment(tmp_path / "system", variables={"ANSWERBACK_LOG_JSON": "true"})
    assert system.command("migrate").returncode == 0
    words = f"{ENGLISH_12} 验证码{CODE} card {CARD} {PHONE}"

    with system.process("serve", ready="port"):
        for face in ("staff", "portal", "public"):
            with system.visitor(
                face, referer=f"https://x.example/?otp={CODE}", **{"x-note": ENGLISH_12}
            ) as visitor:
                visitor.get(f"/{quote(words)}", params={"q": words})
                visitor.post("/api/v1/events", json={"text": words})
                visitor.post("/check/", data={"q": words, "number": PHONE})

    assert [secret for secret in SECRETS if secret in "".join(system.said)] == []
