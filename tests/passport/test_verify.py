"""A proof holds for one call only; whatever is wrong is told by the first fault in a fixed order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as some

from answerback.passport import Call, Failure, base64url, sign, verify
from answerback.passport.canonical import canonical
from answerback.passport.rich_call_data import digest
from tests.passport.issuing import (
    CALLEE,
    CALLER,
    CLAIMS,
    HEADER,
    KEY,
    NOON,
    certificate,
    jwk,
    number_list,
    pem,
    token_of,
)

CALL = Call(CALLER, CALLEE, NOON)
OTHER = ec.derive_private_key(8, ec.SECP256R1())


def reason(token: str, call: Call = CALL, **given: Any) -> str:
    """Why it fails; `holds` when it does not."""
    try:
        verify(token, call, **(given or {"jwk": jwk()}))
    except Failure as failure:
        return str(failure.reason)
    return "holds"


def claims(**changed: Any) -> dict[str, Any]:
    return {name: value for name, value in {**CLAIMS, **changed}.items() if value is not ...}


def headers(**changed: Any) -> dict[str, Any]:
    return {name: value for name, value in {**HEADER, **changed}.items() if value is not ...}


def test_proof_that_we_sign_holds_for_its_call() -> None:
    token = sign(
        CALL,
        key=KEY,
        certificate_url="https://lanyue.example/proof.pem",
        name="岚月支付",
        reason="payment not arrived",
        more={"case": "LY-4821"},
    )
    assert verify(token, CALL, jwk=jwk()).claims == {
        "case": "LY-4821",
        "crn": "payment not arrived",
        "dest": {"tn": [CALLEE]},
        "iat": NOON,
        "orig": {"tn": CALLER},
        "rcd": {"nam": "岚月支付"},
        "rcdi": {"/nam": digest("岚月支付")},
    }


def test_claim_of_ours_cannot_be_named_anew() -> None:
    with pytest.raises(ValueError, match="orig"):
        sign(CALL, key=KEY, certificate_url="", name="", reason="", more={"orig": {"tn": "1"}})


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"orig": {"tn": "864000000189"}}, "orig"),
        ({"orig": {"uri": "sip:a@lanyue.example"}}, "orig"),
        ({"dest": {"tn": ["8617000000022"]}}, "dest"),
        ({"dest": {"tn": ["8617000000022", CALLEE]}}, "holds"),
        ({"dest": {"uri": ["sip:x@y.example"], "tn": [CALLEE]}}, "holds"),
        ({"iat": NOON + 60}, "holds"),
        ({"iat": NOON - 60}, "holds"),
        ({"iat": NOON + 61}, "stale"),
        ({"iat": NOON - 61}, "stale"),
        ({"iat": str(NOON)}, "iat"),
        ({"iat": float(NOON)}, "iat"),
        ({"iat": True}, "iat"),
        ({"iat": None}, "iat"),
        ({"iat": ...}, "claims"),
        ({"orig": ...}, "claims"),
        ({"dest": ...}, "claims"),
        ({"orig": CALLER}, "claims"),
        ({"orig": {}}, "claims"),
        ({"orig": {"tn": CALLER, "uri": "sip:a@b.example"}}, "claims"),
        ({"orig": {"tn": [CALLER]}}, "claims"),
        ({"orig": {"tn": "+864000000188"}}, "claims"),
        ({"dest": {"tn": CALLEE}}, "claims"),
        ({"dest": {"tn": []}}, "claims"),
        ({"dest": {"tn": [int(CALLEE)]}}, "claims"),
        ({"dest": {"mail": [CALLEE]}}, "claims"),
        ({"dest": [CALLEE]}, "claims"),
        ({"rcd": ...}, "claims"),
        ({"rcd": {}}, "claims"),
        ({"rcd": {"nam": 7}}, "claims"),
        ({"rcd": "岚月"}, "claims"),
        ({"crn": 7}, "claims"),
    ],
)
def test_claims_are_held_against_the_call(changed: dict[str, Any], why: str) -> None:
    assert reason(token_of(claims(**changed))) == why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"alg": "none"}, "header"),
        ({"alg": "HS256"}, "header"),
        ({"alg": "es256"}, "header"),
        ({"alg": ...}, "header"),
        ({"typ": "JWT"}, "header"),
        ({"typ": ...}, "header"),
        ({"ppt": "shaken"}, "header"),
        ({"ppt": None}, "header"),
        ({"ppt": ...}, "holds"),
        ({"crit": ["b64"], "b64": False}, "header"),
        ({"crit": []}, "header"),
        ({"x5u": 7}, "header"),
        ({"x5u": ...}, "holds"),
        ({"jwk": jwk(OTHER)}, "holds"),
    ],
)
def test_header_says_what_it_may(changed: dict[str, Any], why: str) -> None:
    assert reason(token_of(header=headers(**changed))) == why


def test_key_that_the_header_brings_is_not_used() -> None:
    assert reason(token_of(header=headers(jwk=jwk(OTHER)), key=OTHER)) == "signature"


def test_name_is_only_needed_by_its_own_extension() -> None:
    assert reason(token_of(claims(rcd=...), headers(ppt=...))) == "holds"


CARD = ["vcard", [["photo", {}, "uri", "https://lanyue.example/p.png"]]]


@pytest.mark.parametrize(
    ("rcd", "digests", "why"),
    [
        ({"nam": "岚月"}, {"/nam": digest("岚月")}, "holds"),
        ({"nam": "岚月"}, {"/nam": f"{digest('岚月')}="}, "holds"),
        ({"nam": "岚月"}, {"/nam": digest("青檀")}, "rcdi"),
        ({"nam": "岚月"}, {"/nam": digest("岚月").replace("sha256", "sha384")}, "rcdi"),
        ({"nam": "岚月"}, {"/apn": digest("岚月")}, "rcdi"),
        ({"nam": "岚月"}, {"nam": digest("岚月")}, "rcdi"),
        ({"nam": "岚月"}, {"": digest({"nam": "岚月"})}, "rcdi"),
        ({"nam": "岚月"}, {"/nam/0": digest("岚")}, "rcdi"),
        ({"nam": "岚月"}, {"/nam": 7}, "rcdi"),
        ({"nam": "岚月"}, {}, "rcdi"),
        ({"nam": "岚月"}, [], "rcdi"),
        (
            {"nam": "岚月", "icn": "https://lanyue.example/i.png"},
            {"/icn": digest("what lies there")},
            "holds",
        ),
        ({"nam": "岚月", "jcd": CARD}, {"/jcd": digest(CARD), "/jcd/1/0/3": digest("a picture")}, "holds"),
        ({"nam": "岚月", "jcd": CARD}, {"/jcd/1/0/0": digest("logo")}, "rcdi"),
        ({"nam": "岚月", "jcd": CARD}, {"/jcd/1/00/3": digest("a picture")}, "rcdi"),
        ({"nam": "岚月", "jcd": CARD}, {"/jcd/1/-1/3": digest("a picture")}, "rcdi"),
        ({"nam": "岚月", "a/b~c": 1}, {"/a~1b~0c": digest(1)}, "holds"),
        ({"nam": "岚月", "~2": 1}, {"/~2": digest(1)}, "rcdi"),
    ],
)
def test_digests_lead_into_the_call_data_and_hold(rcd: object, digests: object, why: str) -> None:
    assert reason(token_of(claims(rcd=rcd, rcdi=digests))) == why


def test_digests_over_linked_content_are_told_as_unchecked() -> None:
    rcd = {"nam": "岚月", "icn": "https://lanyue.example/i.png"}
    token = token_of(claims(rcd=rcd, rcdi={"/icn": digest("what lies there"), "/nam": digest("岚月")}))
    assert verify(token, CALL, jwk=jwk()).unchecked == ("/icn",)


PLAIN = canonical(CLAIMS).decode()


@pytest.mark.parametrize(
    "written",
    [
        PLAIN.replace(":", ": ", 1),
        PLAIN + "\n",
        PLAIN.replace("岚", "\\u5c9a"),
        PLAIN.replace("payment", "pa\\u0079ment"),
        PLAIN.replace("payment not", "payment\\/not"),
        PLAIN.replace('{"crn"', '{"crn":"x","crn"'),
        json.dumps(dict(reversed(CLAIMS.items())), ensure_ascii=False, separators=(",", ":")),
        PLAIN.replace("payment", "\\ud800"),
        PLAIN.replace(f'"iat":{NOON}', f'"iat":{NOON / 1e9}e9'),
    ],
)
def test_other_spelling_of_the_same_claims_is_not_canonical(written: str) -> None:
    assert reason(token_of(written.encode())) == "canonical"
    assert reason(token_of(written.encode(), key=OTHER)) == "signature"


def test_header_is_held_to_the_canonical_form_too() -> None:
    assert reason(token_of(header=json.dumps(HEADER).encode())) == "canonical"


GOOD = token_of()


@pytest.mark.parametrize(
    "token",
    [
        "",
        "..",
        "a.b",
        f"{GOOD}.",
        f"{GOOD}=",
        GOOD.replace(".", "..", 1),
        f" {GOOD}",
        GOOD.replace(".", "\n.", 1),
        token_of(b"[]"),
        token_of(b'{"iat":NaN}'),
        token_of(b"\xff"),
        token_of(b"[" * 30_000),
        token_of(b'{"iat":' + b"9" * 5000 + b"}"),
        GOOD + "A" * 70_000,
    ],
)
def test_what_is_no_token_is_malformed(token: str) -> None:
    assert reason(token) == "malformed"


@pytest.mark.parametrize(
    "signature",
    ["", base64url.encode(bytes(64)), base64url.encode(b"\xff" * 64), base64url.encode(bytes(63))],
)
def test_signature_of_no_key_does_not_hold(signature: str) -> None:
    assert reason(f"{GOOD.rsplit('.', 1)[0]}.{signature}") == "signature"


@pytest.mark.parametrize(
    "key",
    [
        jwk(OTHER),
        {},
        {**jwk(), "crv": "P-384"},
        {**jwk(), "x": 7},
        {**jwk(), "y": jwk()["x"]},
        {**jwk(), "x": "AA"},
    ],
)
def test_other_or_unusable_key_does_not_hold(key: dict[str, object]) -> None:
    assert reason(GOOD, jwk=key) == "signature"


def test_first_fault_is_told() -> None:
    call = Call("1", "2", NOON + 999)
    bad = {"orig": 1, "iat": "x"}
    assert reason(token_of(bad, headers(alg="none"), key=OTHER), call) == "header"
    assert reason(token_of(bad, key=OTHER), call) == "signature"
    assert reason(token_of(b'{"iat":"x", "orig":1}'), call) == "canonical"
    assert reason(token_of(bad), call) == "claims"
    assert reason(token_of(claims(iat="x")), call) == "iat"
    assert reason(GOOD, call) == "stale"
    assert reason(GOOD, Call("1", "2", NOON)) == "orig"


AUTHORITY_KEY = ec.derive_private_key(9, ec.SECP256R1())
AUTHORITY = certificate(key=AUTHORITY_KEY, authority=True)
NUMBERS = number_list("13800000000", CALLER)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (certificate(NUMBERS), "holds"),
        (certificate(number_list("13800000000")), "certificate"),
        (certificate(None), "certificate"),
        (certificate(b"\x30\x03\x16\x01"), "certificate"),
        (certificate(NUMBERS, days=1), "holds"),
        (certificate(NUMBERS, key=OTHER), "signature"),
    ],
    ids=["speaks for it", "another number", "no number", "unreadable", "ends at noon", "another key"],
)
def test_certificate_speaks_for_the_calling_number(made: Any, why: str) -> None:
    assert reason(GOOD, certificate=pem(made)) == why


def test_certificate_is_valid_at_the_time_of_the_call() -> None:
    token = token_of(claims(iat=NOON + 1))
    assert (
        reason(token, Call(CALLER, CALLEE, NOON + 1), certificate=pem(certificate(NUMBERS, days=1)))
        == "certificate"
    )
    assert reason(GOOD, Call(CALLER, CALLEE, 10**18), certificate=pem(certificate(NUMBERS))) == "certificate"


def test_claims_without_a_caller_fail_for_that_and_not_for_the_certificate() -> None:
    made = pem(certificate(NUMBERS))
    assert reason(token_of(claims(orig=CALLER)), certificate=made) == "claims"
    assert reason(token_of(claims(orig={"tn": "1"})), certificate=made) == "certificate"
    assert reason(GOOD, Call("1", CALLEE, NOON), certificate=made) == "orig"


def test_chain_leads_to_the_anchor() -> None:
    under = certificate(NUMBERS, issuer=(AUTHORITY, AUTHORITY_KEY))
    middle_key = ec.derive_private_key(10, ec.SECP256R1())
    middle = certificate(key=middle_key, issuer=(AUTHORITY, AUTHORITY_KEY), authority=True)
    lower = certificate(NUMBERS, issuer=(middle, middle_key))
    by_no_authority = certificate(NUMBERS, issuer=(certificate(NUMBERS, key=OTHER), OTHER))
    anchor = pem(AUTHORITY)
    assert reason(GOOD, certificate=pem(under), anchor=anchor) == "holds"
    assert reason(GOOD, certificate=pem(lower, middle), anchor=anchor) == "holds"
    assert reason(GOOD, certificate=pem(lower), anchor=anchor) == "certificate"
    assert reason(GOOD, certificate=pem(certificate(NUMBERS)), anchor=anchor) == "certificate"
    assert (
        reason(GOOD, certificate=pem(by_no_authority, certificate(NUMBERS, key=OTHER)), anchor=anchor)
        == "certificate"
    )
    assert reason(GOOD, certificate=pem(under), anchor=b"nothing") == "certificate"
    assert reason(GOOD, certificate=b"nothing") == "certificate"


@given(some.text(), some.integers(0, 400), some.characters())
def test_any_text_and_any_changed_letter_gets_a_reason(text: str, place: int, letter: str) -> None:
    changed = GOOD[:place] + letter + GOOD[place + 1 :]
    assert reason(text) == "malformed"
    assert (reason(changed) == "holds") == (changed == GOOD)


@given(some.binary(max_size=200))
def test_any_signed_octets_get_a_reason(octets: bytes) -> None:
    assert reason(token_of(octets)) in ("malformed", "canonical", "claims")


@given(some.binary(max_size=400))
def test_any_octets_for_a_certificate_get_a_reason(octets: bytes) -> None:
    assert reason(GOOD, certificate=octets) == "certificate"
    assert reason(GOOD, certificate=pem(certificate(octets))) == "certificate"
