"""The demo's people and wallets: invented brands, invented numbers, invented names."""

from __future__ import annotations

from dataclasses import dataclass

from answerback.people.models import Role
from answerback.wallets.kinds import Calling, Capability, Custody, Line

LONGEST = {"windows": ["09:00-21:00"], "rest_windows": ["09:00-21:00"], "outer": "09:00-21:00"}
# It is always day for the demo's users: they live where it is (the first of these that is awake).
ZONES = (
    "Asia/Shanghai",
    "Asia/Dubai",
    "Europe/Paris",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Auckland",
)
POLICIES = {
    "hours": LONGEST,
    "appointment_hours": LONGEST,
    "caps": {"per_day": 50, "total": 100, "gap_hours": 0},
    "freeze_on_secret_alarm": True,
}


@dataclass(frozen=True)
class DemoWallet:
    """One brand as `wallets.create_wallet` wants it."""

    slug: str
    name_en: str
    name_zh: str
    custody: Custody
    calling: Calling
    capabilities: tuple[Capability, ...]
    lines: tuple[Line, ...]
    number: str = ""


@dataclass(frozen=True)
class DemoPerson:
    """One member of staff."""

    username: str
    role: Role
    name_en: str
    name_zh: str
    team_en: str
    team_zh: str
    work_number: str


LANYUE = DemoWallet(
    "lanyue",
    "Lanyue Pay",
    "岚月支付",
    Custody.CUSTODIAL,
    Calling.PHONE,
    tuple(Capability),
    (Line.SIMULATED, Line.IN_APP, Line.EXTERNAL),
    "+864000000188",
)
QINGTAN = DemoWallet(
    "qingtan",
    "Qingtan Wallet",
    "青檀钱包",
    Custody.SELF_CUSTODIAL,
    Calling.IN_APP_ONLY,
    (Capability.ASK_RECIPIENT, Capability.ASK_PLATFORM),
    (Line.IN_APP,),
)
WALLETS = (LANYUE, QINGTAN)

STAFF = (
    DemoPerson("lilei", Role.AGENT, "Li Lei", "李雷", "Payments team", "支付组", "1001"),
    DemoPerson("hanmeimei", Role.SUPERVISOR, "Han Meimei", "韩梅梅", "Payments team", "支付组", "2001"),
    DemoPerson("admin", Role.ADMINISTRATOR, "Lin Tao", "林涛", "Operations", "运营组", "9001"),
)

# In the simulated carrier a number ending in 88 is a phone in somebody's hand: the visitor's.
CUSTOMERS = {
    "lanyue": (("demo-user", "王小明", "+8617000000088"),),
    "qingtan": (("install-7f3a9c", "", ""),),
}
