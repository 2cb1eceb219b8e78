"""The challenge-response of OATH: the vectors of RFC 6287, appendix C, and what is no question."""

from __future__ import annotations

import pytest

from answerback.passport.ocra import answer, client_answer, holds, server_answer, suite

KEYS = {size: (b"1234567890" * 7)[:size] for size in (20, 32, 64)}
MUTUAL = suite("OCRA-1:HOTP-SHA256-8:QA08")


def test_one_way_answers_are_those_of_the_rfc() -> None:
    found = [answer(suite("OCRA-1:HOTP-SHA1-6:QN08"), KEYS[20], str(digit) * 8) for digit in range(10)]
    assert " ".join(found) == "237653 243178 653583 740991 608993 388898 816933 224598 750600 294470"


def test_mutual_answers_are_those_of_the_rfc() -> None:
    asked = [{"client_question": f"CLI2222{i}", "server_question": f"SRV1111{i}"} for i in range(5)]
    server = [server_answer(MUTUAL, KEYS[32], **each) for each in asked]
    client = [client_answer(MUTUAL, KEYS[32], **each) for each in asked]
    assert " ".join(server) == "28247970 01984843 65387857 03351211 83412541"
    assert " ".join(client) == "15510767 90175646 33777207 95285278 28934924"
    assert [holds(server[0], client[0]), holds(server[0], server[0])] == [False, True]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "OCRA-1:HOTP-MD5-6:QN08",
        "OCRA-1:HOTP-SHA1-0:QN08",
        "OCRA-1:HOTP-SHA1-6:QN65",
        "OCRA-1:HOTP-SHA1-6:C-QN08",
    ],
)
def test_suite_that_is_not_offered_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="suite"):
        suite(name)


@pytest.mark.parametrize("question", ["", "CLI222222", "钱包", "CLI\n1"])
def test_question_of_another_kind_is_refused(question: str) -> None:
    with pytest.raises(ValueError, match="question"):
        answer(MUTUAL, KEYS[32], question)
