"""`answerback proof verify | included | grown`: proofs and the log they stand in, checked with files alone.

    verify --token FILE (--jwk FILE | --cert FILE [--anchor FILE]) --orig X --dest Y --at UNIX_SECONDS
    verify --proof FILE --anchor FILE --orig X --dest Y --at UNIX_SECONDS
    included --proof FILE --key FILE [--checkpoint FILE]
    grown --old FILE --new FILE --path FILE --key FILE

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
LARGEST_FILE = 4 << 20  # octets


class Unreadable(Exception):
    """A file of the command cannot be read."""


def main(stdin: TextIO, stdout: TextIO) -> int:
    """The exit status. `stdin` is not read."""
    asked = arguments(sys.argv[2:])
    try:
        answer: dict[str, Any] = asked.answered(asked)
    except (OSError, Unreadable) as trouble:
        sys.stderr.write(f"answerback proof {asked.name}: {trouble}\n")
        return UNREADABLE
    stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    return VALID if answer["valid"] else INVALID


def arguments(given: Sequence[str]) -> Namespace:
    """The options; a wrong one ends the command with status 2."""
    parser = ArgumentParser(prog="answerback proof", description="Signed call proofs (RFC 8225, RFC 9795).")
    commands = parser.add_subparsers(required=True, dest="name", metavar="verify | included | grown")
    _verifying(commands.add_parser("verify", help="hold a token against a call"))
    including = commands.add_parser("included", help="hold a proof against the public log")
    including.set_defaults(answered=included)
    _files(including, proof="the proof as handed out, JSON", key="the log's verifier keys")
    including.add_argument("--checkpoint", type=Path, metavar="FILE", help="another of its size than its own")
    growing = commands.add_parser("grown", help="hold a log's checkpoint against an older one")
    growing.set_defaults(answered=grown)
    _files(growing, old="a checkpoint kept", new="a later one", path="/log/consistency", key="the log's keys")
    asked = parser.parse_args(given)
    if asked.name == "verify":
        _check(parser, asked)
    return asked


def _verifying(verifying: ArgumentParser) -> None:
    verifying.set_defaults(answered=verified)
    tokens = verifying.add_mutually_exclusive_group(required=True)
    tokens.add_argument("--token", type=Path, metavar="FILE", help="the token, compact")
    tokens.add_argument("--proof", type=Path, metavar="FILE", help="token and chain as handed out, JSON")
    keys = verifying.add_mutually_exclusive_group()
    keys.add_argument("--jwk", type=Path, metavar="FILE", help="the signer's public key, a JWK")
    keys.add_argument("--cert", type=Path, metavar="FILE", help="the signer's certificate first, PEM")
    verifying.add_argument(
        "--anchor", type=Path, metavar="FILE", help="trusted issuers of the certificate, PEM"
    )
    verifying.add_argument("--orig", required=True, help="who rang: digits as in the claim, or a URI")
    verifying.add_argument("--dest", required=True, help="who was rung: digits as in the claim, or a URI")
    verifying.add_argument("--at", required=True, type=int, metavar="UNIX_SECONDS", help="when")


def _files(parser: ArgumentParser, **files: str) -> None:
    for name, said in files.items():
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="FILE", help=said)


def _check(parser: ArgumentParser, asked: Namespace) -> None:
    """A proof brings its own certificate, which nothing but the anchor makes worth anything."""
    if asked.token and not (asked.jwk or asked.cert):
        parser.error("one of the arguments --jwk --cert is required")
    if asked.proof and (asked.jwk or asked.cert or not asked.anchor):
        parser.error("--proof needs --anchor, and neither --jwk nor --cert")
    if asked.anchor and asked.jwk:
        parser.error("--anchor is for --cert")


def verified(asked: Namespace) -> dict[str, Any]:
    """The answer's object. Raises OSError or Unreadable for the files of the options."""
    call = Call(asked.orig, asked.dest, asked.at)
    try:
        token, certificate = _from_proof(asked.proof) if asked.proof else _given(asked)
        proven = verify(
            token,
            call,
            jwk=jwk_in(asked.jwk) if asked.jwk else None,
            certificate=certificate,
            anchor=octets_in(asked.anchor) if asked.anchor else None,
        )
    except Failure as failure:
        return {"valid": False, "reason": str(failure.reason), "detail": failure.detail}
    return {"valid": True, "claims": proven.claims, "unchecked": list(proven.unchecked)}


def _given(asked: Namespace) -> tuple[str, bytes | None]:
    with asked.token.open("rb") as file:
        token = file.read(LONGEST + 2).decode("utf-8", "replace").strip(" \t\r\n")
    return token, octets_in(asked.cert) if asked.cert else None


def _from_proof(path: Path) -> tuple[str, bytes]:
    from answerback.passport.bundles import DoesNotHold, read_bundle
    from answerback.passport.failure import Reason

    try:
        bundle = read_bundle(text_in(path))
    except DoesNotHold as broken:
        raise Failure(Reason.MALFORMED, broken.detail) from None
    return bundle.token, bundle.chain.encode("utf-8", "replace")


def included(asked: Namespace) -> dict[str, Any]:
    """Whether the public log holds the proof."""
    from answerback.passport.bundles import DoesNotHold, check_included, read_bundle

    proof, key = text_in(asked.proof), text_in(asked.key)
    checkpoint = text_in(asked.checkpoint) if asked.checkpoint else ""
    try:
        head = check_included(read_bundle(proof), key=key, checkpoint=checkpoint)
    except DoesNotHold as failure:
        return {"valid": False, "reason": str(failure.trouble), "detail": failure.detail}
    return {"valid": True, "log": head.origin, "size": head.size}


def grown(asked: Namespace) -> dict[str, Any]:
    """Whether the later checkpoint is of a log that begins with the older one's."""
    from answerback.passport.bundles import DoesNotHold, check_grown, read_path

    old, new, path, key = (text_in(file) for file in (asked.old, asked.new, asked.path, asked.key))
    try:
        before, after = check_grown(old, new, read_path(path), key=key)
    except DoesNotHold as failure:
        return {"valid": False, "reason": str(failure.trouble), "detail": failure.detail}
    return {"valid": True, "log": after.origin, "sizes": [before.size, after.size]}


def text_in(path: Path) -> str:
    """A text file; octets that are no UTF-8 become marks that no format has. Raises OSError, Unreadable."""
    return octets_in(path).decode("utf-8", "replace")


def octets_in(path: Path) -> bytes:
    """Raises OSError, and Unreadable for more than four MiB."""
    with path.open("rb") as file:
        octets = file.read(LARGEST_FILE + 1)
    if len(octets) > LARGEST_FILE:
        raise Unreadable(f"{path} is larger than {LARGEST_FILE} octets")
    return octets


def jwk_in(path: Path) -> Mapping[str, object]:
    """What is no JWK is empty: a key with which nothing was ever signed. Raises OSError, Unreadable."""
    try:
        value = json.loads(octets_in(path))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
