"""Token buckets: so many at once, so many a second, bounded in number, one for a whole IPv6 network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answerback.live.limits import Buckets, counted


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_burst_is_taken_at_once_and_comes_back_with_time() -> None:
    clock = Hands()
    buckets = Buckets(burst=2, per_second=0.5, clock=clock)

    first = [buckets.take("a") for _ in range(3)]
    clock.seconds = 2.0
    later = [buckets.take("a") for _ in range(2)]
    assert (first, later, buckets.take("b")) == ([True, True, False], [True, False], True)


def test_number_of_buckets_is_bounded_and_who_asked_lately_stays_known() -> None:
    buckets = Buckets(burst=1, per_second=0, most=100, clock=Hands())
    buckets.take("abuser")
    allowed = []
    for number in range(1_000):
        buckets.take(number)
        allowed.append(buckets.take("abuser"))

    assert (len(buckets) <= 202, any(allowed)) == (True, False)


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::2", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_address_is_counted_as(address: str, whom: str) -> None:
    assert counted(address) == whom


@given(some.text(max_size=60))
def test_any_text_is_counted_as_something(text: str) -> None:
    assert counted(text)
