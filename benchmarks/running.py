"""The system under measurement: the demo as a visitor starts it, and what a bench does to it over HTTP."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

STARTS_WITHIN_SECONDS = 180
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Demo:
    """A running `answerback demo` on a free port; `data` is its folder."""

    def __init__(self, data: Path, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSWERBACK_")}
        self.environment = kept | {
            "PORT": "0",
            "ANSWERBACK_MODE": "demo",
            "ANSWERBACK_DATA_DIR": str(data),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "answerback.settings",
            **environment,
        }
        self.said: list[str] = []
        self.processes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> "Demo":
        process = self.start("demo")
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not any("Ctrl-C" in line for line in self.said):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the demo did not start:\n" + "".join(self.said))
            time.sleep(0.05)
        return self

    def start(self, command: str) -> subprocess.Popen[str]:
        """One more process of the system: `demo`, `work` or `line`."""
        line = [sys.executable, "-m", "answerback.ops.entry", command]
        process = subprocess.Popen(
            line, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.processes.append(process)
        return process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or []:
            self.said.append(line)

    @property
    def port(self) -> int:
        """The port of every face."""
        found = re.search(r"http://localhost:(\d+)/", "".join(self.said))
        assert found is not None
        return int(found.group(1))

    @property
    def address(self) -> str:
        """Where the demo answers, every face of it."""
        return f"http://localhost:{self.port}"

    def __exit__(self, *trouble: object) -> None:
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(20)


class Visitor:
    """One person with cookies of his own, who opens a one-time link and presses buttons."""

    def __init__(self, demo: Demo) -> None:
        self.client = httpx.Client(base_url=demo.address, follow_redirects=True, timeout=30, trust_env=False)

    def enter(self, path: str) -> "Visitor":
        """Open a one-time link and press its landing page's button."""
        page = self.client.get(path)
        self.client.post(str(page.url), data={"csrfmiddlewaretoken": self.token(page.text)})
        return self

    def page(self, path: str) -> str:
        """A page's source."""
        return self.client.get(path).text

    def press(self, path: str, token: str, **fields: str) -> httpx.Response:
        """Press a button, without looking at the page that follows; `token` is any CSRF token of this visitor."""
        return self.client.post(path, data=fields | {"csrfmiddlewaretoken": token}, follow_redirects=False)

    @staticmethod
    def token(page: str) -> str:
        """The CSRF token in a page."""
        found = TOKEN.search(page) or FORM_TOKEN.search(page)
        assert found is not None, page
        return found.group(1)
