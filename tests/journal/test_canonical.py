"""Canonical JSON: the fast way says the same as the general one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from answerback.journal.canonical import canonical, instant, payload_text
from answerback.journal.codes import only_codes

codes = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.:/#@=-]{0,6}", fullmatch=True)
numbers = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    numbers | st.floats(-(2**50), 2**50) | codes,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(codes, inner, max_size=3),
)


@given(data=st.dictionaries(codes, values, max_size=5))
def test_canonical_form_of_codes_is_that_of_rfc_8785(data):
    assert canonical(only_codes(data)) == rfc8785.dumps(data)


@given(text=st.text(max_size=30))
def test_canonical_form_of_any_text_is_that_of_rfc_8785(text):
    assert canonical({"text": text}) == rfc8785.dumps({"text": text})


@given(text=st.text(st.characters(), max_size=30))
def test_payload_with_any_text_becomes_storable(text):
    stored = payload_text({text: text, "big": 2**60})

    assert "\x00" not in stored
    assert stored.encode()
    assert '"big":"1152921504606846976"' in stored


def test_instant_is_the_same_in_every_zone():
    noon = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)

    assert (
        instant(noon)
        == instant(noon.astimezone(timezone(timedelta(hours=8))))
        == "2026-11-23T04:00:00.000000Z"
    )


def test_names_of_data_are_codes_too():
    with pytest.raises(ValueError, match="no name"):
        only_codes({"姓名": 1})
