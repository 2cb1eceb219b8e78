"""The table of rights, read aloud: what each role may do, and above all what it may not."""

import pytest

from answerback.people.models import Role
from answerback.people.rights import PERSONAL, RIGHTS, Right, grants, rights_of

AGENT = {
    "take_callbacks",
    "read_personal_data",
    "write_notes",
    "work_tickets",
    "request_actions",
    "purge_attachments",
    "see_own_reviews",
}
SUPERVISOR = {
    "see_callbacks",
    "see_customers",
    "change_consent",
    "erase_customers",
    "approve_numbers",
    "import_events",
    "edit_rules",
    "edit_conversations",
    "publish_conversations",
    "listen_to_calls",
    "see_wallboard",
    "handle_alarms",
    "assign_work",
    "see_journal",
    "see_measures",
    "write_offers",
    "approve_offers",
    "score_calls",
    "group_suggestions",
    "edit_policies",
    "propose_channels",
    "publish_channels",
    "guard_texts",
    "read_personal_data",
    "write_notes",
    "work_tickets",
    "purge_attachments",
}
ANALYST = {"see_measures", "see_wallboard", "guard_texts"}
ADMINISTRATOR = {
    "see_audit",
    "write_offers",
    "approve_offers",
    "edit_policies",
    "propose_channels",
    "publish_channels",
    "guard_texts",
    "manage_wallet",
    "manage_keys",
    "manage_staff",
}
EXPECTED = {
    Role.AGENT: AGENT,
    Role.SUPERVISOR: SUPERVISOR,
    Role.ANALYST: ANALYST,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_each_role_holds_exactly_what_its_row_says(role: Role, right: Right) -> None:
    assert grants(role, right) is (right.value in EXPECTED[role])


def test_every_right_is_held_by_somebody_and_no_role_holds_them_all() -> None:
    assert rights_of(Role) == set(Right)
    assert all(RIGHTS[role] < set(Right) for role in Role)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_who_measures_or_manages_sees_no_person(role: Role) -> None:
    assert RIGHTS[role] & PERSONAL == set()


def test_two_roles_add_up() -> None:
    assert rights_of([Role.AGENT, Role.ANALYST]) == RIGHTS[Role.AGENT] | RIGHTS[Role.ANALYST]
    assert rights_of([]) == set()
