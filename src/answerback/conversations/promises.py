"""Words that promise what a wallet cannot do: where the user holds the keys, nobody can unlock or freeze."""

from __future__ import annotations

import re

from answerback.conversations.fit import Profile
from answerback.conversations.plain_text import plain

_WE_ZH = (
    "(?:我们?|这边|客服|系统|公司)(?:可以|能|会|来|马上|现在|先|就|这就|可)*(?:帮|替|给|为|代)?(?:您|你)?"
    "(?:把(?:账户|账号|钱包|钱|币|资产))?(?:申请|办理)?"
)
_WE_EN = r"\b(?:we|i)(?:'ll| can| will| shall| could| are going to)?(?: now| just| help| help you)?(?: to)? "
_DEEDS = {
    "unlock_account": ("(?:解锁|解冻|解封|打开(?:账户|钱包))", "(?:unlock|unfreeze|open) (?:your|the|it)"),
    "freeze_account": ("(?:冻结|暂停转出)", r"(?:freeze|block|pause|suspend)\b"),
    "recall_transfer": (
        "(?:撤回|撤销|追回|拦截|拦下)",
        "(?:recall|reverse|cancel|undo|stop) (?:your|the|it|this)",
    ),
    "restore": ("(?:找回|恢复|退还|返还|赔)", "(?:recover|restore|return|bring back|get back|compensate)"),
}
BEYOND = {name: re.compile(f"{_WE_ZH}{zh}|{_WE_EN}{en}") for name, (zh, en) in _DEEDS.items()}


def promises_beyond(text: str, profile: Profile) -> bool:
    """ "我们可以帮您解锁" promises; a denial such as "我们冻结不了" promises nothing."""
    said = plain(text)
    kinds = [kind for kind in BEYOND if kind not in profile.capabilities]
    if profile.custody != "self_custodial":
        kinds = [kind for kind in kinds if kind != "restore"]
    return any(_claimed(BEYOND[kind], said) for kind in kinds)


def _claimed(words: re.Pattern[str], said: str) -> bool:
    return any(not re.match("不了|不到|不回|不", said[found.end() :]) for found in words.finditer(said))
