"""The whole system as a visitor starts it: `answerback demo` in a folder of its own, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

STARTS_WITHIN_SECONDS = 240


@dataclass
class System:
    """A running demo. `said` is everything that it printed."""

    data: Path
    process: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    def start(self) -> System:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("ANSWERBACK_")}
        environment |= {"PORT": "0", "ANSWERBACK_DATA_DIR": str(self.data), "PYTHONUNBUFFERED": "1"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.said.clear()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "answerback.ops.entry", "demo"],
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self._wait_for("Ctrl-C")
        return self

    def _listen(self) -> None:
        assert self.process is not None and self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)

    def _wait_for(self, word: str) -> None:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not any(word in line for line in self.said):
            assert self.process is not None
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError("the system did not start:\n" + "".join(self.said))
            time.sleep(0.05)

    @property
    def root(self) -> str:
        """The first address, with the list of screens."""
        found = re.search(r"http://localhost:\d+/", "".join(self.said))
        assert found is not None
        return found.group()

    def kill(self) -> None:
        """kill -9, as a crash would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)
