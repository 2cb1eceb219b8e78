"""What a certificate speaks for, and what nobody understands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from answerback.passport import Call, Failure, verify
from answerback.passport.issue_certificate import Lasting, anchor_of, certificate_of
from answerback.passport.telephone_numbers import OID, read_numbers, write_numbers
from tests.passport.issuing import CALLEE, CALLER, CLAIMS, KEY, NOON, certificate, number_list, pem, token_of

PAGE = "https://check.lanyue.example/check/wallets/lanyue"
START = datetime.fromtimestamp(NOON, UTC)
LASTING = Lasting(7, START, START + timedelta(days=90))
ANCHOR = anchor_of(KEY, name="岚月 anchor", lasting=LASTING)


def issued(*callers: str) -> x509.Certificate:
    return certificate_of(
        KEY.public_key(), name="Lanyue Pay", callers=callers, lasting=LASTING, anchor=ANCHOR, key=KEY
    )


def reason(chain: bytes, *, orig: str = CALLER, anchor: bytes | None = None) -> str:
    """`holds`, or why not."""
    kind = "uri" if ":" in orig else "tn"
    token = token_of(CLAIMS | {"orig": {kind: orig}})
    try:
        verify(token, Call(orig, CALLEE, NOON), certificate=chain, anchor=anchor)
    except Failure as failure:
        return str(failure.reason)
    return "holds"


def test_issued_certificate_speaks_for_its_numbers_and_addresses_under_its_anchor_alone() -> None:
    chain, anchor = pem(issued(CALLER, PAGE)), pem(ANCHOR)
    other = pem(anchor_of(KEY, name="another", lasting=LASTING))

    assert [reason(chain, orig=orig, anchor=anchor) for orig in (CALLER, PAGE)] == ["holds", "holds"]
    assert reason(chain, orig="864000000189", anchor=anchor) == "certificate"
    assert reason(chain, orig=f"{PAGE}/x", anchor=anchor) == "certificate"
    assert reason(chain, anchor=other) == "certificate"
    assert reason(anchor, anchor=anchor) == "certificate"


def test_address_is_covered_by_no_number_and_a_number_by_no_address() -> None:
    assert reason(pem(issued(CALLER)), orig=PAGE) == "certificate"
    assert reason(pem(issued(PAGE))) == "certificate"


def test_critical_extension_that_nobody_understands_is_refused() -> None:
    builder = x509.CertificateBuilder(
        issuer_name=ANCHOR.subject,
        subject_name=ANCHOR.subject,
        public_key=KEY.public_key(),
        serial_number=9,
        not_valid_before=START,
        not_valid_after=START + timedelta(days=1),
    ).add_extension(x509.UnrecognizedExtension(OID, number_list(CALLER)), critical=True)
    strange = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")

    found = [
        reason(pem(builder.add_extension(strange, critical=critical).sign(KEY, hashes.SHA256())))
        for critical in (False, True)
    ]
    assert found == ["holds", "certificate"]


@pytest.mark.parametrize(
    "after", [b"garbage", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_what_stands_after_a_certificate_trusted_as_given_is_not_looked_at(after: bytes) -> None:
    chain = pem(certificate(number_list(CALLER))) + after
    assert (reason(chain), reason(chain, anchor=pem(ANCHOR))) == ("holds", "certificate")


@pytest.mark.parametrize("numbers", [["1"], ["864000000188"], [str(n) for n in range(1000, 1100)], ["*1#"]])
def test_list_of_numbers_reads_as_it_was_written(numbers: list[str]) -> None:
    assert read_numbers(write_numbers(numbers)).ranges == tuple((number, 1) for number in numbers)


def test_empty_list_of_numbers_is_not_written() -> None:
    with pytest.raises(ValueError, match="at least one"):
        write_numbers([])
