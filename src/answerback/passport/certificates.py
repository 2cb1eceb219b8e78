"""The signer's certificate: valid at the call, speaking for the calling number, issued under an anchor (RFC 8226)."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec

from answerback.passport import claim_constraints
from answerback.passport.call import kind_of
from answerback.passport.failure import Failure, Reason
from answerback.passport.telephone_numbers import OID, read_numbers

LONGEST_CHAIN = 8
END = b"-----END CERTIFICATE-----"
UNDERSTOOD = frozenset(
    {
        x509.BasicConstraints.oid,
        x509.KeyUsage.oid,
        x509.SubjectAlternativeName.oid,
        OID,
        *claim_constraints.OIDS,
    }
)
# All that the library raises over octets that are no certificate of ours, or not one at all.
BROKEN = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


def read_certificates(pem: bytes) -> list[x509.Certificate]:
    """The certificates of a file, the signer's first. Raises Failure(certificate)."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except BROKEN:
        raise Failure(Reason.CERTIFICATE, "no certificate can be read") from None
    if len(found) > LONGEST_CHAIN:
        raise Failure(Reason.CERTIFICATE, f"more than {LONGEST_CHAIN} certificates")
    return found


def read_first(pem: bytes) -> list[x509.Certificate]:
    """The signer's alone, trusted as given: what stands after it is not looked at. Raises Failure(certificate)."""
    before, end, _rest = pem.partition(END)
    return read_certificates(before + end)


def key_of(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    """Raises Failure(certificate) unless it is a key of P-256."""
    try:
        key = certificate.public_key()
    except BROKEN:
        raise Failure(Reason.CERTIFICATE, "its key cannot be read") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise Failure(Reason.CERTIFICATE, "its key is not of P-256")
    return key


def check_certificate(certificate: x509.Certificate, *, caller: str, at: int) -> None:
    """Valid at the call and speaking for `caller` (as in the claim). Raises Failure(certificate).

    For a number its TNAuthList speaks; for a URI, which no TNAuthList can hold, a subjectAltName of these letters.
    """
    check_time(certificate, at)
    check_critical(certificate)
    usage = extension(certificate, x509.KeyUsage.oid)
    if isinstance(usage, x509.KeyUsage) and not usage.digital_signature:
        raise Failure(Reason.CERTIFICATE, "it may not sign")
    if kind_of(caller) == "uri":
        _check_address(certificate, caller)
    else:
        _check_number(certificate, caller)


def check_claims(certificate: x509.Certificate, claims: Mapping[str, object]) -> None:
    """Raises Failure(certificate) for claims that it does not let its holder make, critical or not."""
    for oid in claim_constraints.OIDS:
        written = extension(certificate, oid)
        if not isinstance(written, x509.UnrecognizedExtension):
            continue
        try:
            broken = claim_constraints.read_constraints(written.value).broken_by(claims)
        except ValueError:
            raise Failure(Reason.CERTIFICATE, "its constraints cannot be read") from None
        if broken:
            raise Failure(Reason.CERTIFICATE, broken)


def _check_address(certificate: x509.Certificate, address: str) -> None:
    names = extension(certificate, x509.SubjectAlternativeName.oid)
    kind = x509.UniformResourceIdentifier
    if not isinstance(names, x509.SubjectAlternativeName) or address not in names.get_values_for_type(kind):
        raise Failure(Reason.CERTIFICATE, "it does not speak for the calling URI")


def _check_number(certificate: x509.Certificate, number: str) -> None:
    numbers = extension(certificate, OID)
    if not isinstance(numbers, x509.UnrecognizedExtension):
        raise Failure(Reason.CERTIFICATE, "it speaks for no number")
    try:
        covers = read_numbers(numbers.value).cover(number)
    except ValueError:
        raise Failure(Reason.CERTIFICATE, "its numbers cannot be read") from None
    if not covers:
        raise Failure(Reason.CERTIFICATE, "it does not speak for the calling number")


def check_time(certificate: x509.Certificate, at: int) -> None:
    """Raises Failure(certificate) when it is not yet or no longer valid at `at` (seconds since 1970)."""
    try:
        moment = datetime.fromtimestamp(at, UTC)
    except (ValueError, OverflowError, OSError):
        raise Failure(Reason.CERTIFICATE, "no certificate is valid at that time") from None
    if not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        raise Failure(Reason.CERTIFICATE, "not valid at the time of the call")


def check_chain(chain: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate], *, at: int) -> None:
    """Each issued by the next, the last by an anchor or one itself. Raises Failure(certificate)."""
    for below, (issued, issuer) in enumerate(itertools.pairwise(chain)):
        check_issuer(issued, issuer, below=below, at=at)
    if not any(is_under(chain[-1], anchor, below=len(chain) - 1, at=at) for anchor in anchors):
        raise Failure(Reason.CERTIFICATE, "not issued under the anchor")


def is_under(last: x509.Certificate, anchor: x509.Certificate, *, below: int, at: int) -> bool:
    """Whether it is the anchor itself, or issued by it."""
    if last == anchor:
        return True
    try:
        check_issuer(last, anchor, below=below, at=at)
    except Failure:
        return False
    return True


def check_issuer(issued: x509.Certificate, issuer: x509.Certificate, *, below: int, at: int) -> None:
    """`below` is how many certificate authorities stand between. Raises Failure(certificate)."""
    check_time(issuer, at)
    check_critical(issuer)
    limits = extension(issuer, x509.BasicConstraints.oid)
    if not isinstance(limits, x509.BasicConstraints) or not limits.ca:
        raise Failure(Reason.CERTIFICATE, "issued by no authority")
    if limits.path_length is not None and below > limits.path_length:
        raise Failure(Reason.CERTIFICATE, "the chain is longer than its authority allows")
    usage = extension(issuer, x509.KeyUsage.oid)
    if isinstance(usage, x509.KeyUsage) and not usage.key_cert_sign:
        raise Failure(Reason.CERTIFICATE, "issued by one who may not issue")
    try:
        issued.verify_directly_issued_by(issuer)
    except (*BROKEN, TypeError, InvalidSignature):
        raise Failure(Reason.CERTIFICATE, "not issued by the one after it") from None


def check_critical(certificate: x509.Certificate) -> None:
    """Raises Failure(certificate) for what it calls critical and nobody here understands (RFC 5280, section 4.2)."""
    try:
        found = [one.oid for one in certificate.extensions if one.critical and one.oid not in UNDERSTOOD]
    except BROKEN:
        raise Failure(Reason.CERTIFICATE, "its extensions cannot be read") from None
    if found:
        raise Failure(Reason.CERTIFICATE, f"a critical extension is not understood: {found[0].dotted_string}")


def extension(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> x509.ExtensionType | None:
    """Raises Failure(certificate) when the extensions cannot be read."""
    try:
        return certificate.extensions.get_extension_for_oid(oid).value
    except x509.ExtensionNotFound:
        return None
    except BROKEN:
        raise Failure(Reason.CERTIFICATE, "its extensions cannot be read") from None
