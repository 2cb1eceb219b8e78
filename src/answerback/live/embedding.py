"""The web component: where it is, and the hash by which a page of somebody else knows it again (W3C SRI)."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

NAME = "embed/answerback-status.v1.js"
SOURCE = Path(__file__).parent / "static" / NAME


def component() -> str:
    """The address of the module, which stays; what changes its behaviour towards the page gets a new number."""
    return f"{settings.ORIGINS['public']}{settings.STATIC_URL}{NAME}"


@cache
def integrity() -> str:
    """For the attribute `integrity` of the script."""
    digest = hashlib.sha384(SOURCE.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"
