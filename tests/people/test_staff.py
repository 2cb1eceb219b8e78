"""People begin, change and end their work for a wallet; each step is told once in that wallet's journal."""

import pytest

from answerback.journal.kinds import SYSTEM, Actor
from answerback.journal.models import Entry
from answerback.people.change import change_membership, change_role
from answerback.people.end import end_membership
from answerback.people.models import Membership, Person, Role
from answerback.people.queries import membership_by_id, membership_of, memberships_of, staff_of
from answerback.people.refusals import (
    AlreadyInRole,
    LastAdministrator,
    NotYourself,
    PlaceEnded,
    StaffIncomplete,
    WorkNumberTaken,
)
from answerback.people.rights import Right
from answerback.wallets.models import Wallet
from tests.people.conftest import AT, hire


def kinds(membership: Membership) -> list[str]:
    entries = Entry.objects.filter(subject_id=membership.id).order_by("id")
    return [entry.kind for entry in entries]


def test_an_invited_person_has_no_password_yet_and_asking_twice_is_one_place(li_lei: Membership) -> None:
    again = hire(li_lei.wallet, "lilei", Role.AGENT, "李雷", "8021")

    assert again.id == li_lei.id
    assert li_lei.person.has_usable_password() is False
    assert kinds(li_lei) == ["membership.began"]


def test_one_person_may_work_for_two_wallets_in_two_roles(li_lei: Membership, qingtan: Wallet) -> None:
    other = hire(qingtan, "lilei", Role.ANALYST, "李雷", "8021")

    assert other.person_id == li_lei.person_id
    assert [(one.wallet.slug, one.role) for one in memberships_of(li_lei.person)] == [
        ("lanyue", "agent"),
        ("qingtan", "analyst"),
    ]


def test_a_work_number_belongs_to_one_person(li_lei: Membership) -> None:
    with pytest.raises(WorkNumberTaken):
        hire(li_lei.wallet, "another", Role.AGENT, "另一人", "8021")

    assert not Person.objects.filter(username="another").exists()


@pytest.mark.parametrize("number", ["", "12-34", "八〇二一", "1234567890123"])
def test_a_work_number_can_be_read_aloud(lanyue: Wallet, number: str) -> None:
    with pytest.raises(StaffIncomplete):
        hire(lanyue, "lilei", Role.AGENT, "李雷", number)


def test_a_stranger_is_no_member_and_a_member_only_holds_his_rights(
    li_lei: Membership, han_meimei: Membership, stranger: Membership
) -> None:
    wallet = li_lei.wallet

    assert membership_of(stranger.person, wallet) is None
    assert membership_of(object(), wallet) is None
    assert membership_of(li_lei.person, wallet) == li_lei
    assert membership_of(li_lei.person, wallet.id, right=Right.APPROVE_NUMBERS) is None
    assert membership_of(han_meimei.person, wallet, right=Right.APPROVE_NUMBERS) == han_meimei
    assert membership_by_id(wallet, stranger.id) is None
    assert list(staff_of(wallet)) == [han_meimei, li_lei]


def test_who_leaves_loses_every_way_in_and_stays_named_in_old_calls(li_lei: Membership) -> None:
    epoch = li_lei.person.session_epoch

    for _ in range(2):
        assert end_membership(li_lei, by=SYSTEM, at=AT).ended_at == AT

    person = Person.objects.get(id=li_lei.person_id)
    assert (person.is_active, person.session_epoch) == (False, epoch + 1)
    assert list(staff_of(li_lei.wallet)) == []
    assert list(staff_of(li_lei.wallet, with_ended=True)) == [li_lei]
    assert kinds(li_lei) == ["membership.began", "membership.ended"]


def test_who_comes_back_gets_his_place_again(li_lei: Membership) -> None:
    end_membership(li_lei, by=SYSTEM, at=AT)

    back = hire(li_lei.wallet, "lilei", Role.AGENT, "李雷", "8021")

    assert (back.id, back.ended_at, back.person.is_active) == (li_lei.id, None, True)


def test_who_works_elsewhere_too_keeps_that_way_in(li_lei: Membership, qingtan: Wallet) -> None:
    hire(qingtan, "lilei", Role.ANALYST, "李雷", "8021")

    end_membership(li_lei, by=SYSTEM, at=AT)

    assert Person.objects.get(id=li_lei.person_id).is_active is True


def test_the_last_administrator_can_neither_leave_nor_change(stranger: Membership) -> None:
    with pytest.raises(LastAdministrator):
        end_membership(stranger, by=SYSTEM, at=AT)
    with pytest.raises(LastAdministrator):
        change_role(stranger, role=Role.AGENT, by=SYSTEM, at=AT)

    stranger.refresh_from_db()
    assert (stranger.role, stranger.ended_at) == ("administrator", None)


def test_a_new_role_ends_the_sessions_of_the_old_one_and_is_told_once(li_lei: Membership) -> None:
    for _ in range(2):
        assert change_role(li_lei, role=Role.SUPERVISOR, by=SYSTEM, at=AT).role == "supervisor"

    assert Person.objects.get(id=li_lei.person_id).session_epoch == 1
    (entry,) = Entry.objects.filter(kind="membership.role_changed")
    assert (entry.wallet_id, entry.data) == (li_lei.wallet_id, {"before": "agent", "after": "supervisor"})


def test_nobody_changes_his_own_role(stranger: Membership) -> None:
    with pytest.raises(NotYourself):
        change_role(stranger, role=Role.SUPERVISOR, by=Actor("staff", stranger.id), at=AT)


def test_one_role_is_held_once(li_lei: Membership) -> None:
    second = hire(li_lei.wallet, "lilei", Role.ANALYST, "李雷", "8022")

    with pytest.raises(AlreadyInRole):
        change_role(second, role=Role.AGENT, by=SYSTEM, at=AT)
    with pytest.raises(AlreadyInRole):
        hire(li_lei.wallet, "lilei", Role.AGENT, "李雷", "9999")


def test_what_users_see_can_be_changed(li_lei: Membership, han_meimei: Membership) -> None:
    for _ in range(2):
        change_membership(li_lei, changes={"name_zh": "小李", "languages": ["zh-hans"]}, by=SYSTEM, at=AT)

    li_lei.refresh_from_db()
    assert (li_lei.name_zh, li_lei.languages) == ("小李", ["zh-hans"])
    assert kinds(li_lei) == ["membership.began", "membership.changed"]
    with pytest.raises(WorkNumberTaken):
        change_membership(li_lei, changes={"work_number": "7001"}, by=SYSTEM, at=AT)
    for wrong in ({"role": "supervisor"}, {"name_en": ""}):
        with pytest.raises(StaffIncomplete):
            change_membership(li_lei, changes=wrong, by=SYSTEM, at=AT)


def test_who_has_left_is_not_changed(li_lei: Membership) -> None:
    end_membership(li_lei, by=SYSTEM, at=AT)

    with pytest.raises(PlaceEnded):
        change_membership(li_lei, changes={"name_zh": "小李"}, by=SYSTEM, at=AT)
