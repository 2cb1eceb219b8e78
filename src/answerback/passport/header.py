"""What a header may say (RFC 8225, section 4; RFC 7515, section 4). Nothing in it is fetched or trusted."""

from collections.abc import Mapping

from answerback.passport.failure import Failure, Reason

EXTENSION = "rcd"  # RFC 9795: rich call data


def check_header(header: Mapping[str, object]) -> None:
    """Raises Failure(header). Keys that the header itself brings (`jwk`, `jku`, `x5c`, `x5u`) are never used."""
    if header.get("alg") != "ES256":
        raise Failure(Reason.HEADER, "alg is not ES256")
    if header.get("typ") != "passport":
        raise Failure(Reason.HEADER, "typ is not passport")
    if "ppt" in header and header["ppt"] != EXTENSION:
        raise Failure(Reason.HEADER, "ppt is not rcd")
    if "crit" in header:
        raise Failure(Reason.HEADER, "crit names what is not known here")
    if not isinstance(header.get("x5u", ""), str):
        raise Failure(Reason.HEADER, "x5u is no text")
