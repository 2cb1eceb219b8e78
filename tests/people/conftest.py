"""The cast: 李雷 (agent) and 韩梅梅 (supervisor) work for one wallet, a stranger for another."""

from datetime import UTC, datetime

import pytest

from answerback.journal.kinds import SYSTEM
from answerback.people.invite import Face, invite
from answerback.people.models import Membership, Role
from answerback.wallets.models import Wallet
from tests.wallets.conftest import lanyue, qingtan  # noqa: F401  fixtures for all here

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def hire(wallet: Wallet, username: str, role: Role, name_zh: str, work_number: str) -> Membership:
    face = Face(name_en=username.title(), name_zh=name_zh, team_en="Payments", team_zh="支付组")
    return invite(wallet, username=username, role=role, face=face, work_number=work_number, by=SYSTEM, at=AT)


@pytest.fixture
def li_lei(lanyue: Wallet) -> Membership:  # noqa: F811
    return hire(lanyue, "lilei", Role.AGENT, "李雷", "8021")


@pytest.fixture
def han_meimei(lanyue: Wallet) -> Membership:  # noqa: F811
    return hire(lanyue, "hanmeimei", Role.SUPERVISOR, "韩梅梅", "7001")


@pytest.fixture
def stranger(qingtan: Wallet) -> Membership:  # noqa: F811
    return hire(qingtan, "stranger", Role.ADMINISTRATOR, "路人", "1")
