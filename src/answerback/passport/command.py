"""`answerback proof verify --token FILE (--jwk FILE | --cert FILE) --orig X --dest Y --at UNIX_SECONDS`.

Exit 0 with a last line `{"valid": true, …}`, or 1 with `{"valid": false, "reason": R, …}`; 2 when a file cannot
be read or an option is wrong. Nothing is fetched.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from answerback.passport.call import Call
from answerback.passport.failure import Failure
from answerback.passport.token import LONGEST
from answerback.passport.verify import verify

VALID, INVALID, UNREADABLE = 0, 1, 2


class Unreadable(Exception):
    """A file of the command cannot be read."""


def main(stdin: TextIO, stdout: TextIO) -> int:
    """The exit status. `stdin` is not read."""
    asked = arguments(sys.argv[2:])
    try:
        answer = answered(asked)
    except (OSError, Unreadable) as trouble:
        sys.stderr.write(f"answerback proof verify: {trouble}\n")
        return UNREADABLE
    stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    return VALID if answer["valid"] else INVALID


def arguments(given: Sequence[str]) -> Namespace:
    """The options; a wrong one ends the command with status 2."""
    parser = ArgumentParser(prog="answerback proof", description="Signed call proofs (RFC 8225, RFC 9795).")
    commands = parser.add_subparsers(required=True, metavar="verify")
    verifying = commands.add_parser("verify", help="hold a token against a call")
    verifying.add_argument("--token", type=Path, required=True, metavar="FILE", help="the token, compact")
    keys = verifying.add_mutually_exclusive_group(required=True)
    keys.add_argument("--jwk", type=Path, metavar="FILE", help="the signer's public key, a JWK")
    keys.add_argument("--cert", type=Path, metavar="FILE", help="the signer's certificate first, PEM")
    verifying.add_argument("--anchor", type=Path, metavar="FILE", help="trusted issuers of --cert, PEM")
    verifying.add_argument("--orig", required=True, help="who rang: digits as in the claim, or a URI")
    verifying.add_argument("--dest", required=True, help="who was rung: digits as in the claim, or a URI")
    verifying.add_argument("--at", required=True, type=int, metavar="UNIX_SECONDS", help="when")
    asked = parser.parse_args(given)
    if asked.anchor and not asked.cert:
        parser.error("--anchor is for --cert")
    return asked


def answered(asked: Namespace) -> dict[str, Any]:
    """The answer's object. Raises OSError or Unreadable for the files of the options."""
    with asked.token.open("rb") as file:
        token = file.read(LONGEST + 2).decode("utf-8", "replace").strip(" \t\r\n")
    call = Call(asked.orig, asked.dest, asked.at)
    try:
        proven = verify(
            token,
            call,
            jwk=jwk_in(asked.jwk) if asked.jwk else None,
            certificate=asked.cert.read_bytes() if asked.cert else None,
            anchor=asked.anchor.read_bytes() if asked.anchor else None,
        )
    except Failure as failure:
        return {"valid": False, "reason": str(failure.reason), "detail": failure.detail}
    return {"valid": True, "claims": proven.claims, "unchecked": list(proven.unchecked)}


def jwk_in(path: Path) -> Mapping[str, object]:
    """Raises Unreadable."""
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise Unreadable(f"{path} is not JSON") from None
    if not isinstance(value, dict):
        raise Unreadable(f"{path} is no JWK")
    return value
