"""The command `answerback`. Engines are dispatched by name before Typer, Django or settings are imported."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

ENGINES = {
    "chain": "answerback.chains.command",
    "guard": "answerback.guard.command",
    "link": "answerback.guard.links.command",
    "message": "answerback.guard.messages.command",
    "number": "answerback.numbers.command",
    "proof": "answerback.passport.command",
    "simulate": "answerback.pacing.simulation.command",
}
# What bears an engine's name and yet needs the rest: `answerback guard` alone stays a filter.
WITH_DATABASE = ("guard scan", "guard fix")


def main() -> int:
    """Run one engine (`answerback guard …`) or the full command line."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    module = None if " ".join(sys.argv[1:3]) in WITH_DATABASE else ENGINES.get(name)
    if module is not None and find_spec(module) is not None:
        return int(import_module(module).main(sys.stdin, sys.stdout))
    from answerback.ops.cli import run

    run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
