"""Vectors of the standards: those that must be accepted, and those that are printed wrong and must not be."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from answerback.passport import Call, Failure, Reason, base64url, verify
from answerback.passport.canonical import canonical
from answerback.passport.keys import signature_over
from answerback.passport.rich_call_data import digest
from answerback.passport.telephone_numbers import read_numbers
from tests.passport.issuing import jwk

# RFC 8225, appendix A: header and claims; the private key of A.1 and the public one of A.2 are not a pair.
HEADER = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9"
)
CLAIMS = (
    "eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6MTQ3MTM3NTQxOCwib3JpZyI6eyJ0biI6"
    "IjEyMTU1NTUxMjEyIn19"
)
PRINTED = (
    f"{HEADER}.{CLAIMS}."
    "VLBCIVDCaeK6M4hLJb6SHQvacAQVvoiiEOWQ_iUkqk79UD81fHQ0E1b3_GluIkba7UWYRM47ZbNFdOJquE35cw"
)
DRAFT = (  # draft-ietf-stir-passport: the signature is good and the time is a text
    f"{HEADER}.eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6IjE0NDMyMDgzNDUiLCJvcmlnIjp7InRuIjoiMTIxNTU1NTEyMTIifX0"
    ".rq3pjT1hoRwakEGjHCnWSwUnshd0-zJ6F1VOgFWSjHBr8Qjpjlk-cpFYpFYsojNCpTzO3QfPOlckGaS6hEck7w"
)
A1 = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi7q2TZvN9VDFg8VyqCP06bETrR2v8MRvr89rn4i+UAahRANC"
    "AAQWfaj1HUETpoNCrOtp9KA8o0V79IuWARKt9C1cFPkyd3FBP4SeiNZxQhDrD0tdBHls3/wFe8++K2FrPyQF9vuh"
)
A2 = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8HNbQd/TmvCKwPKHkMF9fScavGeH78YTU8qLS8I5HLHSSmlATLcslQMhNC/O"
    "hlWBYC626nIlo7XeebYS7Sb37g=="
)
CALL = Call("12155551212", "sip:alice@example.com", 1471375418)


def first_key() -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(base64.b64decode(A1), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def second_key() -> dict[str, object]:
    key = serialization.load_der_public_key(base64.b64decode(A2))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    numbers = key.public_numbers()
    x, y = (base64url.encode(part.to_bytes(32, "big")) for part in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def test_header_and_claims_are_written_as_printed() -> None:
    header = {"typ": "passport", "alg": "ES256", "x5u": "https://cert.example.org/passport.cer"}
    claims = {
        "orig": {"tn": "12155551212"},
        "iat": 1471375418,
        "dest": {"uri": ["sip:alice@example.com"]},
    }
    assert [base64url.encode(canonical(part)) for part in (header, claims)] == [HEADER, CLAIMS]


@pytest.mark.parametrize("key", [jwk(first_key()), second_key()], ids=["A.1", "A.2"])
def test_token_of_the_rfc_has_a_signature_of_neither_printed_key(key: dict[str, object]) -> None:
    with pytest.raises(Failure) as failure:
        verify(PRINTED, CALL, jwk=key)
    assert failure.value.reason is Reason.SIGNATURE


def test_token_of_the_draft_is_signed_well_and_has_a_text_for_its_time() -> None:
    with pytest.raises(Failure) as failure:
        verify(DRAFT, Call(CALL.orig, CALL.dest, 1443208345), jwk=second_key())
    assert failure.value.reason is Reason.IAT


def test_deterministic_signature_under_the_first_key_proves_the_call() -> None:
    signature = base64url.encode(signature_over(first_key(), f"{HEADER}.{CLAIMS}".encode()))
    assert signature == (
        "2c_SAul3BxIuvMR3G8VfbFwj6ZoOHBQF-qVaR-Mef0V2ipEhTe0ZYBaLrnhuSRVNwy1Tu-tr334XUBdnPYi3tA"
    )
    proven = verify(f"{HEADER}.{CLAIMS}.{signature}", CALL, jwk=jwk(first_key()))
    assert proven.claims["orig"] == {"tn": "12155551212"}


def card(photo: str) -> list[object]:
    root = "https://example.com/"
    return [
        "vcard",
        [
            ["version", {}, "text", "4.0"],
            ["fn", {}, "text", "Q Branch"],
            ["org", {}, "text", "MI6;Q Branch Spy Gadgets"],
            ["photo", {}, "uri", f"{root}photos/{photo}.png"],
            ["logo", {}, "uri", f"{root}logos/mi6-256x256.jpg"],
            ["logo", {}, "uri", f"{root}logos/mi6-64x64.jpg"],
        ],
    ]


def test_digests_are_those_of_rfc_9795() -> None:
    values = ("Q Branch Spy Gadgets", card("quartermaster-256x256"), card("q-256x256"))
    assert [digest(value) for value in values] == [
        "sha256-sM275lTgzCte+LHOKHtU4SxG8shlOo6OS4ot8IJQImY",
        "sha256-7kdCBZqH0nqMSPsmABvsKlHPhZEStgjojhdSJGRr3rk",
        "sha256-qCn4pEH6BJu7zXndLFuAP6DwlTv5fRmJ1AFkqftwnCs",
    ]


def test_number_list_of_rfc_8226_covers_its_range_and_its_one_number() -> None:
    numbers = read_numbers(base64.b64decode("MCugBxYFYm9ndXOhEjAQFgo1NzE1NTUxMjEyAgIDFKIMFgo3MDM1NTUxMjEy"))
    asked = ("5715551211", "5715551212", "5715551999", "5715552000", "7035551212", "bogus", "05715551212")
    assert [number for number in asked if numbers.cover(number)] == ["5715551212", "5715551999", "7035551212"]
