"""A verdict in words, English or Chinese, the same for the user and the agent."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answerback.chains.kinds import Chain
from answerback.chains.sightings import About, TroubleKind
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
    Question.WAS_DECEIVED: (
        "Did somebody get you to send it: an investment or a job on the internet, “support”, the “police”, a “safe "
        "account”, somebody you have never met?",
        "是不是有人让您转的：网上的投资理财或兼职刷单、“客服”“公检法”“安全账户”，或从未见过面的网友？",
    ),
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
UNANSWERED = (
    "The chain was asked, but no node gave a usable answer: this rests on what was said alone. Ask again in some "
    "minutes.",
    "查询了链上数据，但没有节点给出可用的回答：以上判断只依据所述情况。请过几分钟再查。",
)
DISAGREED = (
    "Two nodes of the chain say different things, so neither is believed: this rests on what was said alone. Ask "
    "again in some minutes.",
    "两个节点的回答不一致，都不能采信：以上判断只依据所述情况。请过几分钟再查。",
)
LEAST = (
    "Two nodes of the chain say different things; this rests on the answer that promises less. Ask again in some "
    "minutes.",
    "两个节点的回答不一致，以上判断依据较为保守的那一个。请过几分钟再查。",
)
PARTLY = (
    "Not every node that was asked has answered; this rests on those that did.",
    "并非所有被查询的节点都作了回答，以上判断依据已有的回答。",
)


@dataclass(frozen=True)
class Said:
    """A verdict as it is read. `rests_on` is empty when every chain asked has answered. `also`: what else fits."""

    happened: str
    next: tuple[str, ...]
    who: str
    cost: str
    beware: tuple[str, ...]
    ask: tuple[str, ...]
    rests_on: str = ""
    also: tuple[str, ...] = ()


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
        rests_on(case)[place],
        tuple(sentences()[code][which]["happened"] % holes for code in verdict.also),
    )


def rests_on(case: Case) -> tuple[str, str]:
    """What a reader must know of the evidence, in both languages: whether a chain was asked, and answered."""
    kinds = {trouble.kind for trouble in case.troubles if trouble.about is not About.APPROVALS}
    if case.sightings:
        differ = case.agree is False or TroubleKind.DISAGREE in kinds
        return LEAST if differ else PARTLY if kinds - {TroubleKind.NOT_OFFERED} else ("", "")
    if TroubleKind.DISAGREE in kinds:
        return DISAGREED
    return UNANSWERED if kinds else UNSEEN


def named(chain: Chain | None, place: int) -> str:
    return NAMES[chain][place] if chain is not None else ("the chain", "链上")[place]


@cache
def sentences() -> Mapping[str, Any]:
    """By code of the verdict, then `en` and `zh`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
