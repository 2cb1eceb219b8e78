"""The serving lock between real processes."""

import signal
import subprocess
import sys

import pytest

from answerback.storage.lease import AlreadyServing, hold_serving_lock

_SERVER = """
import sys, time
from pathlib import Path
from answerback.storage.lease import hold_serving_lock
lock = hold_serving_lock(Path(sys.argv[1]))
print("serving", flush=True)
time.sleep(60)
"""


def test_serving_lock_refuses_a_second_holder_and_names_the_first(tmp_path):
    with hold_serving_lock(tmp_path / "data" / "serving.lock"), pytest.raises(AlreadyServing) as refused:
        hold_serving_lock(tmp_path / "data" / "serving.lock")

    assert refused.value.pid > 0


def test_serving_lock_is_free_after_release(tmp_path):
    hold_serving_lock(tmp_path / "serving.lock").release()

    with hold_serving_lock(tmp_path / "serving.lock"):
        assert (tmp_path / "serving.lock").read_text().strip().isdigit()


def test_serving_lock_is_free_after_the_other_process_was_killed(tmp_path):
    path = tmp_path / "serving.lock"
    server = subprocess.Popen([sys.executable, "-c", _SERVER, str(path)], stdout=subprocess.PIPE, text=True)
    assert server.stdout.readline() == "serving\n"
    with pytest.raises(AlreadyServing) as refused:
        hold_serving_lock(path)

    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()

    assert refused.value.pid == server.pid
    hold_serving_lock(path).release()
