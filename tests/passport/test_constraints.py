"""A certificate that says which claims its holder may make is obeyed, critical or not (RFC 8226, RFC 9118)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from answerback.passport import Call, Failure, verify
from answerback.passport.canonical import canonical
from answerback.passport.claim_constraints import ENHANCED, PLAIN
from answerback.passport.rich_call_data import digest
from answerback.passport.telephone_numbers import OID, encoded
from tests.passport.issuing import CALLEE, CALLER, CLAIMS, KEY, NOON, number_list, pem, token_of

START = datetime.fromtimestamp(NOON, UTC) - timedelta(days=1)
IA5, UTF8 = 0x16, 0x0C


def names(tag: int, *claims: str) -> bytes:
    """One of the lists of claims, DER."""
    return encoded(0xA0 + tag, encoded(0x30, b"".join(encoded(IA5, one.encode()) for one in claims)))


def permitted(claim: str, *values: str) -> bytes:
    """The list of permitted values with this one claim, DER."""
    listed = encoded(0x30, b"".join(encoded(UTF8, one.encode()) for one in values))
    return encoded(0xA1, encoded(0x30, encoded(0x30, encoded(IA5, claim.encode()) + listed)))


def reason(written: bytes, *, claims: object = CLAIMS, plain: bool = False, critical: bool = False) -> str:
    """`holds`, or why not, under a certificate with these constraints."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "岚月")])
    constraints = x509.UnrecognizedExtension(PLAIN if plain else ENHANCED, written)
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=KEY.public_key(),
        serial_number=9,
        not_valid_before=START,
        not_valid_after=START + timedelta(days=30),
    ).add_extension(x509.UnrecognizedExtension(OID, number_list(CALLER)), critical=False)
    signed = builder.add_extension(constraints, critical=critical).sign(KEY, hashes.SHA256())
    try:
        verify(token_of(claims), Call(CALLER, CALLEE, NOON), certificate=pem(signed))
    except Failure as failure:
        return f"{failure.reason}: {failure.detail}"
    return "holds"


MISSING = "certificate: a claim is missing that its certificate asks for"
FORBIDDEN = "certificate: a claim that its certificate forbids"
OTHER = "certificate: a claim has a value that its certificate does not permit"
UNREAD = "certificate: its constraints cannot be read"
WITH_DIGEST = CLAIMS | {"rcdi": {"/nam": digest("岚月支付")}}


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("critical", [True, False])
@pytest.mark.parametrize(
    ("written", "found"),
    [
        (names(0, "crn", "rcd"), "holds"),
        (names(0, "crn", "rcdi"), MISSING),
        (permitted("crn", "payment not arrived", "支付"), "holds"),
        (permitted("crn", "支付"), OTHER),
        (permitted("attest", "A"), "holds"),
        (names(0, "crn") + permitted("crn", "支付"), OTHER),
    ],
)
def test_constraints_of_either_kind_are_obeyed(
    written: bytes, found: str, plain: bool, critical: bool
) -> None:
    assert reason(encoded(0x30, written), plain=plain, critical=critical) == found


@pytest.mark.parametrize(
    ("written", "found"), [(names(2, "attest"), "holds"), (names(2, "mky", "crn"), FORBIDDEN)]
)
def test_claim_that_is_forbidden_is_refused(written: bytes, found: str) -> None:
    assert reason(encoded(0x30, written)) == found


@pytest.mark.parametrize(
    ("claim", "found"), [({"/nam": digest("岚月支付")}, "holds"), ({"/nam": digest("青檀钱包")}, OTHER)]
)
def test_value_that_is_no_text_is_compared_as_canonical_json(claim: object, found: str) -> None:
    assert reason(encoded(0x30, permitted("rcdi", canonical(claim).decode())), claims=WITH_DIGEST) == found


@pytest.mark.parametrize(
    "written", [b"", b"\x30\x00", b"\x04\x01x", encoded(0x30, names(0)), encoded(0x30, names(3, "crn"))]
)
def test_constraints_that_cannot_be_read_are_never_taken_for_none(written: bytes) -> None:
    assert reason(written) == UNREAD
