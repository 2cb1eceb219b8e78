"""What the codes and verdicts of this engine say, in English and Chinese. Pages may use words of their own."""

from answerback.guard.messages.kinds import Verdict

REASONS: dict[str, tuple[str, str]] = {
    "asks_seed_phrase": (
        "Asks for the seed phrase or private key. Whoever has it can take everything; no honest support needs it.",
        "索要助记词或私钥。谁拿到它，谁就能转走全部资产；真正的客服用不到它。",
    ),
    "types_seed_phrase": (
        "Tells you to type your seed phrase. Type it nowhere but in your own wallet app, and only when you began.",
        "让您输入助记词。除非是您自己主动恢复钱包，否则不要在任何地方输入。",
    ),
    "asks_code": (
        "Asks for a one-time code. Such a code is a signature: whoever has it acts in your name.",
        "索要验证码。验证码等于您的签名，谁拿到它，谁就能以您的名义操作。",
    ),
    "asks_password": (
        "Asks for a password or PIN. No honest company asks for it.",
        "索要密码。任何正规机构都不会问您的密码。",
    ),
    "asks_card": (
        "Asks for the security code or expiry date of a card: enough to pay with it.",
        "索要银行卡安全码或有效期；凭这些就能盗刷您的卡。",
    ),
    "asks_account": ("Asks for a card or account number.", "索要银行卡号或账户信息。"),
    "asks_identity": (
        "Asks for an identity document, its number or your face.",
        "索要身份证件、证件号码或人脸识别。",
    ),
    "asks_details": ("Asks for personal details.", "索要个人信息。"),
    "screen_sharing": (
        "Asks you to share your screen: the caller then sees every code and password.",
        "要求共享屏幕；对方会看到您的每一条验证码和密码。",
    ),
    "remote_control": (
        "Asks for remote control of your device.",
        "要求远程控制您的手机或电脑。",
    ),
    "meeting_app": (
        "Wants you in a meeting app, where screens are shared.",
        "让您进入会议软件，随后往往要求共享屏幕。",
    ),
    "install_app": ("Asks you to install an app.", "让您下载安装应用。"),
    "sideload_app": (
        "Asks you to install an app from outside the app store, or to switch protection off.",
        "让您从应用商店以外安装软件，或关闭安全保护。",
    ),
    "safe_account": (
        "Speaks of a safe account or of checking your money. There is no such account.",
        "提到“安全账户”或“资金清查”。世上没有这样的账户。",
    ),
    "asks_transfer": ("Asks you to send money.", "要求转账或汇款。"),
    "unlock_fee": (
        "Asks for a fee or deposit before money is released. Who pays once is asked again.",
        "要求先交费用或保证金才能放款、提现、解冻。交了一次，还会有下一次。",
    ),
    "asks_for_money": ("Asks for money or to pay for somebody.", "向您借钱，或让您代付。"),
    "needs_money": ("Gives a name and needs money.", "报上身份后开口要钱。"),
    "gift_card": (
        "Asks for gift cards or their codes: money that cannot be called back.",
        "索要礼品卡、充值卡或卡密；给出去就追不回来。",
    ),
    "cash_pickup": (
        "Wants cash, gold or a bank card handed over or mailed.",
        "要求交出或寄出现金、黄金、银行卡。",
    ),
    "wallet_approval": (
        "Asks you to connect a wallet or to sign: one signature can give everything away.",
        "让您连接钱包或签名授权；一次签名就可能转走全部资产。",
    ),
    "move_to_other_app": (
        "Moves the conversation to another app, where nobody watches.",
        "把您引到别的聊天软件，避开监管。",
    ),
    "gives_contact": (
        "Gives an account in another app where you are to write.",
        "留下别的聊天软件的账号，让您去那里联系。",
    ),
    "link_to_click": ("Holds a link, or sends you to one.", "带有链接，或让您打开链接。"),
    "call_back": ("Gives a number or asks you to reply.", "留下号码或让您回复。"),
    "premium_number": (
        "Gives a number that costs much to ring.",
        "留下的是高额收费号码。",
    ),
    "urgency": ("Hurries you.", "催促您。"),
    "threat": ("Threatens with a loss.", "以损失相威胁。"),
    "accusation": (
        "Accuses you of a crime. The police do not investigate by telephone.",
        "说您涉嫌违法。警方不会通过电话、网络办案。",
    ),
    "secrecy": (
        "Tells you to keep it from those near you.",
        "让您瞒着身边的人。",
    ),
    "hides_from_bank": (
        "Tells you to keep it from the bank or the police. Honest people never ask for that.",
        "让您瞒着银行或警方。正当的事不需要瞒着他们。",
    ),
    "stay_on_the_line": ("Wants you to stay on the line.", "不让您挂电话。"),
    "refund_bait": ("Promises a refund or compensation.", "以退款、理赔为由。"),
    "prize": ("Says that you won something.", "说您中了奖。"),
    "airdrop": ("Promises free tokens.", "以空投、免费代币为诱饵。"),
    "task_work": (
        "Offers pay for clicks or orders. Such jobs end with your own money gone.",
        "以刷单、点赞等任务返佣为诱饵；最后亏掉的是您自己的钱。",
    ),
    "job_offer": ("Offers a job that you did not ask for.", "主动提供兼职或工作。"),
    "loan_offer": ("Offers a loan.", "主动提供贷款。"),
    "close_loan_account": (
        "Tells you to close or empty a loan account, or to repair your credit record.",
        "让您注销、清空贷款账户，或“修复征信”。",
    ),
    "offer_profit": (
        "Promises profit from an investment. The higher and surer, the falser.",
        "以投资高收益为诱饵；说得越高越稳，越不可信。",
    ),
    "gambling": ("Invites to gambling.", "引诱赌博。"),
    "points_bait": ("Says that your points expire or can be cashed.", "说积分将过期或可兑换现金。"),
    "state_money": ("Promises money from the state.", "说可以领取国家补贴。"),
    "photo_bait": (
        "Makes you curious for pictures behind a link.",
        "用照片、视频引您点开链接。",
    ),
    "claims_authority": ("Claims to be the police or an office.", "自称公检法或政府部门。"),
    "claims_bank": ("Claims to be a bank or lender.", "自称银行或金融机构。"),
    "claims_support": ("Claims to be support, a shop or a parcel service.", "自称客服、商家或快递。"),
    "claims_company": ("Claims to be an investment or lottery company.", "自称投资或彩票机构。"),
    "claims_acquaintance": (
        "Claims to be somebody you know, often from a new number.",
        "自称您的熟人或领导，常用新号码。",
    ),
    "account_trouble": ("Says that something is wrong with an account.", "说您的账户有异常。"),
    "account_blocked": ("Says that an account is blocked.", "说您的账户被冻结或停用。"),
    "account_expiry": ("Says that something expires or must be renewed.", "说账户或证件将失效、需更新。"),
    "parcel_trouble": ("Says that something is wrong with a parcel.", "说您的包裹有问题。"),
    "unwanted_service": (
        "Says that you pay for a service you never ordered, and offers to cancel it.",
        "说您误开了会员或保险，要帮您取消。",
    ),
    "flight_trouble": ("Says that a flight was changed.", "说您的航班有变。"),
    "relative_in_trouble": (
        "Says that somebody you know is in trouble. Ring that person on the number you had before.",
        "说您的亲友出了事。请用原来的号码联系本人核实。",
    ),
    "hostage": (
        "Says that somebody of your family is held or hurt. Ring that person first.",
        "说您的家人被控制或受伤。请先联系家人本人。",
    ),
    "wording": ("Is worded like known fraud.", "措辞与已知的诈骗相似。"),
}

VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.STOP: (
        "Stop. Hang up or close it, and give nothing. Then dial the official number yourself, from the app or the back"
        " of your card. If you gave something already, say so there at once: minutes count.",
        "请停下。挂断电话或关掉页面，什么都不要给。然后从 App 或银行卡背面找到官方号码，自己拨打。"
        "如果已经给了，请立刻告诉官方客服，越早越好。",
    ),
    Verdict.CHECK: (
        "Check first. Nothing is lost by waiting: end the conversation, dial the official number yourself and ask."
        " Use no number and no link from this message.",
        "请先核实。等一等不会有任何损失：先结束对话，自己拨打官方号码询问。不要用对方给的号码和链接。",
    ),
    Verdict.NOTHING_KNOWN: (
        "Nothing known was found. That does not make it safe: seed phrase, codes and passwords go to nobody.",
        "没有发现已知的骗术，但这不等于安全：助记词、验证码和密码，谁要都不给。",
    ),
}


def said(code: str, language: str = "en") -> str:
    """One sentence on a reason. `language`: "en", or anything that begins with "zh".

    >>> said("urgency"), said("urgency", "zh-hans")
    ('Hurries you.', '催促您。')
    """
    return REASONS[code][language.startswith("zh")]


def advice(verdict: Verdict, language: str = "en") -> str:
    """What to do now."""
    return VERDICTS[verdict][language.startswith("zh")]
