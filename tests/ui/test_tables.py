from django.http import QueryDict

from answerback.ui.tables import Column, Header, header, with_query

DUE = Column("Due", sort="due")


def test_header_of_an_unsorted_column_sorts_by_it_from_the_first_page() -> None:
    assert header(DUE, QueryDict("state=open&page=3")) == Header(DUE, "?state=open&sort=due", "")


def test_header_of_an_ascending_column_turns_it_round() -> None:
    assert header(DUE, QueryDict("sort=due")) == Header(DUE, "?sort=-due", "ascending")


def test_header_of_a_descending_column_turns_it_back() -> None:
    assert header(DUE, QueryDict("sort=-due")) == Header(DUE, "?sort=due", "descending")


def test_header_without_sort_is_never_sorted() -> None:
    assert header(Column("Tries"), QueryDict("sort=")).direction == ""


def test_query_keeps_what_was_not_changed_and_drops_what_is_empty() -> None:
    assert with_query(QueryDict("a=1&b=2&b=3"), a="", c="值") == "?b=2&b=3&c=%E5%80%BC"
