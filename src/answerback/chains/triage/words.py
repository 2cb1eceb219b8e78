"""A verdict in words, English or Chinese, the same for the user and the agent."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answerback.chains.kinds import Chain
from answerback.chains.triage.story import Case
from answerback.chains.triage.verdict import Question, Verdict, Who

DATA = Path(__file__).parent / "data" / "verdicts.toml"
ENGLISH, CHINESE = "en", "zh"

NAMES: dict[Chain, tuple[str, str]] = {
    Chain.BITCOIN: ("Bitcoin", "比特币"),
    Chain.ETHEREUM: ("Ethereum", "以太坊"),
    Chain.BSC: ("BNB Smart Chain", "BNB智能链（BSC）"),
    Chain.POLYGON: ("Polygon", "Polygon"),
    Chain.OKTC: ("OKTC", "OKTC"),
    Chain.XLAYER: ("X Layer", "X Layer"),
    Chain.ARBITRUM: ("Arbitrum One", "Arbitrum One"),
    Chain.OPTIMISM: ("OP Mainnet", "OP Mainnet"),
    Chain.BASE: ("Base", "Base"),
    Chain.TRON: ("TRON", "波场"),
    Chain.SOLANA: ("Solana", "Solana"),
    Chain.APTOS: ("Aptos", "Aptos"),
    Chain.POLKADOT: ("Polkadot", "波卡"),
    Chain.KUSAMA: ("Kusama", "Kusama"),
    Chain.EOS: ("EOS (Vaulta)", "EOS（Vaulta）"),
}
WHO: dict[Who, tuple[str, str]] = {
    Who.NOTHING_LOST: ("Nothing is lost", "没有损失"),
    Who.USER: ("You can do it yourself", "您自己就能处理"),
    Who.SENDER_PLATFORM: ("The platform that sends", "付款平台"),
    Who.PLATFORM: ("Only the receiving platform", "只有收款平台"),
    Who.CONTRACT_OWNER: ("Only the contract's owner, if anybody", "只有合约所有者（如果有人能办到的话）"),
    Who.STRANGER: ("Only who holds that account", "只有该账户的持有人"),
    Who.NOBODY: ("Nobody", "谁也办不到"),
    Who.UNKNOWN: ("Not known yet", "还不能判断"),
}
QUESTIONS: dict[Question, tuple[str, str]] = {
    Question.TRANSACTION: ("What is the transaction id?", "交易号是什么？"),
    Question.CHOSEN: ("Which network was chosen when sending?", "转账时选的是哪个网络？"),
    Question.EXPECTED: ("Which network did the recipient ask for?", "收款方要求的是哪个网络？"),
    Question.SENT_TO: (
        "Whose address is it: your own wallet's, a platform's, somebody else's?",
        "收款地址是谁的：您自己的钱包、平台，还是别人？",
    ),
    Question.RECIPIENT: ("To which address was it sent?", "转到了哪个地址？"),
    Question.HOLDS_KEY: (
        "Do you hold the private key of that address yourself? (Never say or send it to anybody.)",
        "您自己持有该地址的私钥吗？（私钥不要告诉或发给任何人。）",
    ),
    Question.MEMO: ("Was a memo or tag asked for, and given?", "对方要求填备注（memo/标签）吗？填了吗？"),
    Question.USER_SENT_IT: ("Did you send it yourself?", "是您本人转的吗？"),
}
BEWARE = (
    (
        "Nobody can reverse a transaction on a chain. “Recovery services” that ask for a fee, a seed phrase "
        "or your screen are a second fraud.",
        "链上的交易谁也不能撤销。要收费、要助记词或要看屏幕的“找回服务”，都是第二次诈骗。",
    ),
    (
        "To be helped you never have to connect your wallet, sign anything, or tell a seed phrase, "
        "private key or code.",
        "寻求帮助时，您不需要连接钱包、签名，也不需要说出助记词、私钥或验证码。",
    ),
)
UNSEEN = (
    "No chain was asked: this rests on what was said alone.",
    "没有查询链上数据：以上判断只依据所述情况。",
)


@dataclass(frozen=True)
class Said:
    """A verdict as it is read. `rests_on` is empty when a chain was asked."""

    happened: str
    next: tuple[str, ...]
    who: str
    cost: str
    beware: tuple[str, ...]
    ask: tuple[str, ...]
    rests_on: str = ""


def say(verdict: Verdict, case: Case, *, language: str) -> Said:
    """`language`: "zh" or a code that begins so; anything else is English."""
    which = CHINESE if language.lower().startswith(CHINESE) else ENGLISH
    place = int(which == CHINESE)
    texts = sentences()[verdict.code][which]
    holes = {"chain": named(verdict.chain, place), "expected": named(case.story.expected, place)}
    return Said(
        texts["happened"] % holes,
        tuple(step % holes for step in texts["next"]),
        WHO[verdict.who][place],
        texts["cost"] % holes,
        tuple(pair[place] for pair in BEWARE),
        tuple(QUESTIONS[question][place] for question in verdict.ask),
        "" if case.sightings else UNSEEN[place],
    )


def named(chain: Chain | None, place: int) -> str:
    return NAMES[chain][place] if chain is not None else ("the chain", "链上")[place]


@cache
def sentences() -> Mapping[str, Any]:
    """By code of the verdict, then `en` and `zh`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
