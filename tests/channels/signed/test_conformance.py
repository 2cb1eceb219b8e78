"""The TUF conformance suite against our client, where somebody has it: it is in no package index.

`TUF_CONFORMANCE` names a checkout of theupdateframework/tuf-conformance with the environment `env/` that its own
`make dev` builds; docs/registry.md says how, and what the last run answered.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = Path(os.environ.get("TUF_CONFORMANCE") or "absent")
CLIENT = Path(__file__).parents[3] / "scripts" / "tuf_client.py"
LEAST = 90  # tests of the suite that must pass


@pytest.mark.slow
@pytest.mark.skipif(
    not (SUITE / "env" / "bin" / "pytest").exists(),
    reason="not run: no TUF conformance suite on this machine (TUF_CONFORMANCE names its checkout)",
)
def test_client_passes_the_conformance_suite() -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    asked = ["env/bin/pytest", "tuf_conformance", "-c", "pyproject.toml", "-q", "--entrypoint", str(CLIENT)]

    ended = subprocess.run(asked, cwd=SUITE, env=environment, capture_output=True, text=True, check=False)

    closing = ended.stdout.splitlines()[-1]
    passed = re.search(r"(\d+) passed", closing)
    assert (ended.returncode, passed is not None and int(passed[1]) >= LEAST) == (0, True), closing
