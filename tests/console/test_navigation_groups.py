"""Every section of the console stands in exactly one group of the navigation."""

from __future__ import annotations

from answerback.console.groups import GROUPS, grouped
from answerback.console.navigation import SECTIONS


def test_every_section_stands_in_one_group():
    named = [name for _, names in GROUPS for name in names]

    assert sorted(named) == sorted(one.name for one in SECTIONS)


def test_group_without_a_section_is_not_drawn():
    home = next(one for one in SECTIONS if one.name == "home")

    assert [(str(label), mine) for label, mine in grouped([home])] == [("Today", [home])]
