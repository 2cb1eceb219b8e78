"""The caller's name and their digests: `rcd` and `rcdi` (RFC 9795, sections 5 and 6)."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping

from answerback.passport.canonical import canonical
from answerback.passport.failure import Failure, Reason

DIGEST = re.compile(r"sha256-([A-Za-z0-9+/]{43})=?\Z")
INDEX = re.compile(r"(0|[1-9][0-9]{0,5})\Z")
ESCAPE = re.compile(r"~(?![01])")
LINKS = frozenset(
    {"/icn", "/jcl"}
)  # these digests are over what the link leads to, which nobody fetches here
CARD = "/jcd/"


def digest(value: object) -> str:
    """Of the canonical JSON, a text's quotes included (RFC 9795, section 6.1).

    >>> digest("Q Branch Spy Gadgets")
    'sha256-sM275lTgzCte+LHOKHtU4SxG8shlOo6OS4ot8IJQImY'
    """
    octets = hashlib.sha256(canonical(value)).digest()
    return f"sha256-{base64.b64encode(octets).rstrip(b'=').decode('ascii')}"


def check_rcd(claims: Mapping[str, object], *, required: bool) -> None:
    """Raises Failure(claims). `nam` is what the callee is shown; `required` by `ppt` rcd."""
    rcd = claims.get("rcd")
    if rcd is None and "rcd" not in claims:
        if required:
            raise Failure(Reason.CLAIMS, "ppt is rcd and there is no rcd")
        return
    if not isinstance(rcd, Mapping):
        raise Failure(Reason.CLAIMS, "rcd is no object")
    if not isinstance(rcd.get("nam"), str) and (required or "nam" in rcd):
        raise Failure(Reason.CLAIMS, "rcd has no nam")


def check_digests(claims: Mapping[str, object]) -> tuple[str, ...]:
    """The pointers whose content lies behind a link and was not looked at. Raises Failure(rcdi)."""
    if "rcdi" not in claims:
        return ()
    pointers, rcd = claims["rcdi"], claims.get("rcd")
    if not isinstance(pointers, Mapping) or not pointers or not isinstance(rcd, Mapping):
        raise Failure(Reason.RCDI, "rcdi is no object of digests beside an rcd")
    return tuple(pointer for pointer, given in pointers.items() if not _holds(rcd, pointer, given))


def _holds(rcd: Mapping[str, object], pointer: str, given: object) -> bool:
    """Whether this digest could be checked, and held. Raises Failure(rcdi)."""
    if not isinstance(given, str) or not DIGEST.match(given):
        raise Failure(Reason.RCDI, "a digest is not sha256")
    value = _led_to(rcd, pointer)
    wanted = digest(value)
    if hmac.compare_digest(given.rstrip("="), wanted):
        return True
    if pointer in LINKS or (pointer.startswith(CARD) and _is_link(value)):
        return False
    raise Failure(Reason.RCDI, "a digest differs")


def _is_link(value: object) -> bool:
    return isinstance(value, str) and value.lower().startswith("https://")


def _led_to(rcd: object, pointer: str) -> object:
    """What the pointer leads to (RFC 6901). Raises Failure(rcdi)."""
    first, *names = pointer.split("/")
    if first or not names or ESCAPE.search(pointer):
        raise Failure(Reason.RCDI, "a pointer does not lead into rcd")
    here = rcd
    for name in (each.replace("~1", "/").replace("~0", "~") for each in names):
        if isinstance(here, Mapping) and name in here:
            here = here[name]
        elif isinstance(here, list) and INDEX.match(name) and int(name) < len(here):
            here = here[int(name)]
        else:
            raise Failure(Reason.RCDI, "a pointer does not lead into rcd")
    return here
