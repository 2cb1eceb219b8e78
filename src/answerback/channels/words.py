"""What is said of one thing, in English and Chinese: what it is, what that does not prove, what to do now.

A table and not gettext: the bare look-up in front of Django says it too. No sentence calls a caller real.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerback.channels.kinds import Direction, Kind
from answerback.channels.verdicts import Item, Standing
from answerback.guard.links.words import said as link_said

Pair = tuple[str, str]

NUMBER, PAGE, ACCOUNT, SENDER, CHAIN = "number", "page", "account", "sender", "chain"
GROUPS = {
    Kind.NUMBER: NUMBER,
    Kind.LINK: PAGE,
    Kind.APP: PAGE,
    Kind.MAIL: SENDER,
    Kind.SMS_SENDER: SENDER,
    Kind.TELEGRAM: ACCOUNT,
    Kind.X: ACCOUNT,
    Kind.WECHAT: ACCOUNT,
    Kind.CONTRACT: CHAIN,
    Kind.ENS: CHAIN,
}
OWNED: dict[Kind, Pair] = {
    Kind.NUMBER: (
        "{wallet} rings from this number, and you can dial it.",
        "{wallet}用这个号码打电话，您也可以拨打它。",
    ),
    Kind.LINK: ("This site belongs to {wallet}.", "这个网站属于{wallet}。"),
    Kind.APP: ("{wallet} publishes its app under this name.", "{wallet}的应用就用这个标识发布。"),
    Kind.MAIL: ("{wallet} writes from this mail address.", "{wallet}用这个邮箱发邮件。"),
    Kind.SMS_SENDER: ("{wallet} sends text messages under this name.", "{wallet}用这个名称发短信。"),
    Kind.TELEGRAM: ("This Telegram account belongs to {wallet}.", "这个 Telegram 账号属于{wallet}。"),
    Kind.X: ("This account on X belongs to {wallet}.", "这个 X（推特）账号属于{wallet}。"),
    Kind.WECHAT: ("This WeChat account belongs to {wallet}.", "这个微信账号属于{wallet}。"),
    Kind.CONTRACT: ("This contract belongs to {wallet}: {value}.", "这个合约属于{wallet}：{value}。"),
    Kind.ENS: ("This name belongs to {wallet}.", "这个链上域名属于{wallet}。"),
}
RINGS_ONLY: Pair = ("{wallet} rings from this number.", "{wallet}用这个号码打电话。")
MAIL_OF_HOUSE: Pair = ("The part after the @ belongs to {wallet}.", "@ 后面的部分属于{wallet}。")
NEVER: dict[str, Pair] = {
    NUMBER: (
        "You can dial {wallet} here. It never rings from this number: if it rang you, hang up.",
        "您可以拨打这个号码找{wallet}，但它从不用这个号码打给您：如果是它打来的，请挂断。",
    ),
    SENDER: (
        "You can write to {wallet} here. It never writes from here: what claims to come from it is false.",
        "您可以通过它联系{wallet}，但{wallet}从不用它发信息给您：自称由它发来的都是假的。",
    ),
    ACCOUNT: (
        "You can write to {wallet} here. It never writes to you first: whoever does so in its name is not from it.",
        "您可以在这里联系{wallet}，但它从不主动发消息给您：以它的名义先找您的，不是它。",
    ),
}
NEVER[PAGE] = NEVER[CHAIN] = NEVER[ACCOUNT]
PLAIN: dict[tuple[Standing, str], Pair] = {
    (Standing.RETIRED, ""): (
        "This belonged to {wallet} until {until}. It no longer does, and may be in anybody's hands now.",
        "它曾属于{wallet}，{until}起已停用，现在可能在任何人手里。",
    ),
    (Standing.REPORTED, ""): (
        "It was reported and reviewed: it is used for fraud in the name of {wallet}.",
        "它已被举报并经核查：有人用它冒充{wallet}行骗。",
    ),
    (Standing.DANGEROUS, ""): ("It is on a list of known traps.", "它在已知骗局名单上。"),
    (Standing.SUSPICIOUS, NUMBER): (
        "No real number is written like this: do not ring it, and do not trust whoever showed it.",
        "真正的号码不会这样写：请勿拨打，也不要相信出示它的人。",
    ),
    (Standing.SUSPICIOUS, ""): ("It is built to mislead.", "它的写法是为了误导人。"),
    (Standing.UNKNOWN, NUMBER): (
        "Not a number of a wallet here. We know nothing of it: whoever rings from it for your wallet is false.",
        "不是这里任何钱包的号码，我们没有它的资料：用它自称是您钱包客服的人，都不是。",
    ),
    (Standing.UNKNOWN, ACCOUNT): (
        "Not an account of a wallet here. We know nothing of it: whoever writes there for your wallet is false.",
        "不是这里任何钱包的账号，我们没有它的资料：在那里自称是您钱包客服的人，都不是。",
    ),
    (Standing.UNKNOWN, CHAIN): (
        "Not a contract or name of a wallet here. We know nothing of it; that does not make it safe.",
        "不是这里任何钱包的合约或链上域名，我们没有它的资料；这不表示它安全。",
    ),
    (Standing.UNKNOWN, ""): (
        "Not an address of a wallet here. We know nothing of it; that does not make it safe.",
        "不是这里任何钱包的地址，我们没有它的资料；这不表示它安全。",
    ),
}
IMITATES: Pair = (
    "It is made to look like {value} of {wallet} and is not: do not ring it, do not open it, do not answer it.",
    "它冒充{wallet}的 {value}，其实不是：请勿拨打，请勿打开，也不要回复。",
)
IMITATES_SOMEBODY: Pair = (
    "It is made to look like a well-known name and is not: do not open it.",
    "它冒充一个知名的名字，其实不是：请勿打开。",
)
PROVES: dict[str, Pair] = {
    NUMBER: (
        "That it shows on your phone proves nothing: anybody can fake that.",
        "手机上显示这个号码不能证明什么：来电显示谁都能伪造。",
    ),
    SENDER: (
        "That it stands above a message proves nothing: a sender can be faked.",
        "信息上写着它不能证明什么：发件人可以伪造。",
    ),
    ACCOUNT: (
        "Names and pictures are copied easily: another account may look the same to the letter you overlook.",
        "名字和头像很容易照抄：别的账号可能只差一个您没注意的字符。",
    ),
    PAGE: (
        "What is shown in a message may lead elsewhere than it says.",
        "信息里显示的地址，点开后可能去往别处。",
    ),
    CHAIN: (
        "The same letters on another chain may be anybody's, and a name makes nothing safe that you are asked to sign.",
        "同样的字符在别的链上可能属于任何人；名字对，也不代表它要您签的内容安全。",
    ),
}
PROVES_NOTHING: Pair = (
    "That nothing is known against something does not make it safe.",
    "没有查到问题，不等于安全。",
)
PROVES_NO_TRUTH: Pair = (
    "That they know your name or your number proves nothing either.",
    "对方知道您的姓名或手机号，也不能证明什么。",
)
NEXT: dict[str, Pair] = {
    NUMBER: (
        "Open your wallet yourself: its page says whether we are talking to you now.",
        "请自己打开您的钱包，页面会写明我们此刻是否正在与您通话。",
    ),
    "": (
        "Open your wallet yourself, from its icon, and go on from there.",
        "请自己点图标打开钱包，从那里继续。",
    ),
}
STOP: Pair = (
    "Hang up or delete it. Do nothing that it asks. Then open your wallet yourself, from its icon.",
    "请挂断或删除，对方要您做的一样也不要做；然后自己点图标打开钱包。",
)
LIMIT: Pair = (
    "This answer says whose something is, never who is on the line. Recovery words, codes and passwords go to nobody.",
    "这里只说明它属于谁，从不说明电话那头是谁。助记词、验证码和密码，谁要都不给。",
)
SECRET: Pair = (
    "This holds recovery words or a key. Nothing of it was kept. Whoever has them can take everything.",
    "其中有助记词或私钥。我们没有保存任何内容。谁拿到它们，谁就能拿走全部资产。",
)
TRAPS = frozenset({Standing.REPORTED, Standing.DANGEROUS, Standing.IMITATES, Standing.SUSPICIOUS})


@dataclass(frozen=True)
class Said:
    """`what` it is, what that does not prove, what `todo` now; `why` by the link checker."""

    what: str
    proves: str
    todo: str
    why: tuple[str, ...]


def said(item: Item, language: str) -> Said:
    """`language`: "en", or "zh" for Chinese."""
    zh = language == "zh"
    group = GROUPS[item.kind]
    is_trap = item.standing in TRAPS
    proves = PROVES_NO_TRUTH if is_trap else PROVES[group]
    if item.standing is Standing.UNKNOWN:
        proves = PROVES_NOTHING
    why = tuple(link_said(item.link, language)[1:]) if item.link is not None else ()
    return Said(
        what=_what(item, group)[zh].format(**_holes(item, zh)),
        proves=proves[zh],
        todo=(STOP if is_trap else NEXT.get(group, NEXT[""]))[zh],
        why=why,
    )


def _what(item: Item, group: str) -> Pair:
    if item.standing is Standing.OURS and item.whose is not None:
        return _owned(item)
    if item.standing is Standing.NEVER_RINGS:
        return NEVER[group]
    if item.standing is Standing.IMITATES:
        return IMITATES if item.whose is not None else IMITATES_SOMEBODY
    found = PLAIN.get((item.standing, group)) or PLAIN.get((item.standing, ""))
    return found or PLAIN[Standing.UNKNOWN, ""]


def _owned(item: Item) -> Pair:
    if item.whose is not None and item.whose.direction is Direction.RINGS and item.kind is Kind.NUMBER:
        return RINGS_ONLY
    if item.kind is Kind.MAIL and item.whose is not None and item.whose.kind is not Kind.MAIL:
        return MAIL_OF_HOUSE
    return OWNED[item.kind]


def _holes(item: Item, zh: bool) -> dict[str, str]:
    whose = item.whose
    if whose is None:
        return {"wallet": "", "value": "", "until": ""}
    until = whose.until or whose.since
    return {
        "wallet": whose.wallet_name["zh" if zh else "en"],
        "value": whose.value,
        "until": f"{until:%Y-%m-%d}",
    }
