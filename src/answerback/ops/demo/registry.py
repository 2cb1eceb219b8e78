"""The demo has no holders: it makes up their passphrases, keeps them in its data folder and publishes by itself.

Just this is what a deployment must not do; there `answerback channels publish` asks two people.
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import datetime

from answerback.channels.published import registry_version
from answerback.configuration import configuration
from answerback.ops import registry
from answerback.ops.loops import Loop

CHEAP = 2**12  # scrypt's n, where the passphrases lie beside the keys
_published: list[str] = []


def keeping_published(at: datetime) -> int:
    """A step of the demo: what is published in the console is in the signed list some seconds later."""
    now = registry_version()
    if _published[-1:] == [now]:
        return 0
    phrases, keys = _passphrases(), registry.keys_folder()
    if not registry.has_begun():
        registry.begin(phrases, keys, at=at, cost=CHEAP)
    registry.publish(phrases, keys, at=at)
    _published[:] = [now]
    return 0


LOOP = Loop("demo-registry", keeping_published, 5.0)


def _passphrases() -> dict[int, str]:
    path = configuration().data_dir / "registry" / "demo_passphrases.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = {holder: secrets.token_urlsafe(24) for holder in (1, 2, 3)}
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            json.dump(made, file)
    return {int(holder): phrase for holder, phrase in json.loads(path.read_text()).items()}
