"""Slips in the name of a well-known site that is a word of the language, and digits for its letters."""

import pytest

from answerback.guard.links.check import Checker
from answerback.guard.links.formats import UnreadableList, parse_list

CHECKER = Checker((), (), model=False)


@pytest.mark.parametrize(
    ("host", "meant"), [("legder.com", "ledger.com"), ("ledgre.com", "ledger.com"), ("0kx.com", "okx.com")]
)
def test_swapped_letters_and_digits_for_letters_imitate(host: str, meant: str) -> None:
    answer = CHECKER.check(host)
    assert (str(answer.verdict), answer.lookalike_of) == ("suspicious", meant)


@pytest.mark.parametrize(
    "host", ["ledger.com", "okx.com", "ledges.com", "lodger.com", "oka.com", "1kx.network"]
)
def test_the_name_itself_and_its_honest_neighbours_do_not(host: str) -> None:
    assert str(CHECKER.check(host).verdict) == "unknown"


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"blacklist": [], "whitelist": [], "fuzzylist": []}', "# nothing yet\n"]
)
def test_a_list_with_nothing_on_it_is_a_list(content: str) -> None:
    assert parse_list(content.encode()) == []


@pytest.mark.parametrize("content", ['{"name": "x"}', '["no host"]', "no host here\n"])
def test_a_file_in_which_no_host_can_be_read_is_refused(content: str) -> None:
    with pytest.raises(UnreadableList):
        parse_list(content.encode())


def test_a_list_by_address_names_its_hosts() -> None:
    (entry,) = parse_list(b'{"0x1111111111111111111111111111111111111111": ["trap.example"]}')
    assert entry.host == "trap.example"
