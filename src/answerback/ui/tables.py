"""Tables: what a column is, and how a sortable header's link keeps the rest of the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Column:
    """One column. `sort` is the value of `?sort=` (with a minus to turn it round); empty is not sortable."""

    label: str | _StrPromise
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Header:
    """A column as its `<th>`: where its link goes, which way it is sorted now (`aria-sort` or "")."""

    column: Column
    href: str
    direction: str


def header(column: Column, query: QueryDict) -> Header:
    """The header of `column` on a page with the query string `query`; a new order starts at page one."""
    current = query.get("sort", "")
    direction = (
        {column.sort: "ascending", f"-{column.sort}": "descending"}.get(current, "") if column.sort else ""
    )
    following = f"-{column.sort}" if direction == "ascending" else column.sort
    return Header(column, with_query(query, sort=following, page="", cursor=""), direction)


def with_query(query: QueryDict, **changes: str) -> str:
    """`query` with some values replaced (or removed, by ""), as a relative link."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
