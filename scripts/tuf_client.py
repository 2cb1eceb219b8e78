#!/usr/bin/env python3
"""Our client of the signed channel list, spoken to as the TUF conformance suite speaks to the client it tests.

    tuf_client.py --metadata-dir DIR init ROOT
    tuf_client.py --metadata-dir DIR --metadata-url URL refresh
    tuf_client.py --metadata-dir DIR --metadata-url URL \\
        --target-name NAME --target-base-url URL --target-dir DIR download

The suite (theupdateframework/tuf-conformance) is in no package index: docs/registry.md says how to run it. What our
client does not do on purpose is in the file beside this one, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from answerback.channels.signed.client import Refused, refusals, updater
from answerback.channels.signed.fetching import OverHttp

TRUSTED = "trusted_root"  # what init was given; the suite reads every *.json beside it


def main() -> int:
    """Run one command; 0 when all of it went well, else 1."""
    asked = _arguments()
    kept: Path = asked.metadata_dir
    if asked.command == "init":
        content = asked.root.read_bytes()
        (kept / TRUSTED).write_bytes(content)
        (kept / "root.json").write_bytes(content)
        return 0
    try:
        _refresh_and_fetch(asked, kept)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _refresh_and_fetch(asked: argparse.Namespace, kept: Path) -> None:
    scratch = asked.target_dir or kept
    with refusals():
        base = asked.metadata_url.rstrip("/") + "/"
        ours = updater(kept, base, scratch, OverHttp(), (kept / TRUSTED).read_bytes())
        ours.refresh()
        for name in asked.target_name or ():
            target = ours.get_targetinfo(name)
            if target is None:
                sys.exit(1)
            if not ours.find_cached_target(target):
                ours.download_target(target, target_base_url=asked.target_base_url)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--metadata-dir", type=Path, required=True)
    parser.add_argument("--metadata-url")
    parser.add_argument("--target-name", action="append")
    parser.add_argument("--target-base-url")
    parser.add_argument("--target-dir", type=Path)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("root", type=Path)
    commands.add_parser("refresh")
    commands.add_parser("download")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
