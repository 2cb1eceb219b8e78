"""One play's share of the running system: its wallet, and how its people come on stage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from tests.browser.system import System
from tests.threats.http import Caller
from tests.threats.people import Agent, Backend, User

OURS = ("ANSWERBACK_", "DJANGO_")


def environment_of(system: System) -> dict[str, str]:
    """The environment in which a command sees the same data as the running system."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {"ANSWERBACK_MODE": "demo", "ANSWERBACK_DATA_DIR": str(system.data)}


def run(system: System, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of Python's beside the running system."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment_of(system), capture_output=True, text=True, check=False)


@dataclass
class Scene:
    """The stage of one play."""

    system: System
    wallet: str
    official_number: str
    key: str
    phones: str
    zone: str
    staff: dict[str, Agent]
    met: list[User] = field(default_factory=list)

    @property
    def root(self) -> str:
        return self.system.root.rstrip("/")

    @property
    def backend(self) -> Backend:
        return Backend(self.root, self.key, self.zone)

    def user(self, external_id: str = "", **about_number: Any) -> User:
        """A customer whom the backend brings and whose wallet opens his page; his phone is in his own hand."""
        place = len(self.met)
        name, number = external_id or f"user-{place}", f"{self.phones}{place}88"
        self.backend.brings(name, number, **about_number)
        self.met.append(User(self.root, self.backend, name, number))
        return self.met[-1]

    def nobody(self) -> Caller:
        """Somebody without any session or key."""
        return Caller(self.root)

    def __getattr__(self, name: str) -> Agent:
        try:
            return self.staff[name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown


def set_the_stage(system: System) -> dict[str, Scene]:
    """The scenes of all plays, with their staff signed in."""
    told = run(system, "-m", "tests.threats.stage")
    assert told.returncode == 0, told.stderr
    return {play: _scene(system, known) for play, known in json.loads(told.stdout).items()}


def _scene(system: System, known: dict[str, Any]) -> Scene:
    staff = {name: Agent(system.root, link) for name, link in known.pop("staff").items()}
    return Scene(system=system, staff=staff, **known)
