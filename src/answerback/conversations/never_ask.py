"""What a follow-up call never asks for: the standing list on the user's page, in both languages.

The publishing check refuses a guide that asks for any of it (`forbidden`).
"""

from __future__ import annotations

from answerback.conversations.forbidden_words import Never
from answerback.conversations.guide import Text

NEVER_ASK: dict[Never, Text] = {
    Never.PASSWORD: Text("您的密码", "Your password"),
    Never.CODE: Text("短信或验证器里的验证码", "A code from a text message or an authenticator"),
    Never.SEED_PHRASE: Text("助记词，一个词也不问", "Your recovery phrase, not even one word of it"),
    Never.KEY: Text("私钥或密钥文件", "A private key or key file"),
    Never.ID_NUMBER: Text("完整的证件号码", "Your full ID or passport number"),
    Never.CARD_NUMBER: Text(
        "完整的卡号、有效期或安全码", "A full card number, its expiry date or its security code"
    ),
    Never.BALANCE: Text("您有多少钱", "How much money you have"),
    Never.SCREEN: Text("看您的屏幕", "To see your screen"),
    Never.REMOTE: Text("远程操作您的手机或电脑", "To control your phone or computer"),
    Never.INSTALL: Text(
        "安装任何应用，或者打开发来的链接", "To install anything, or to open a link that was sent"
    ),
    Never.TRANSFER: Text(
        "转账、付费，或者把钱挪到“安全账户”", "To send money, pay a fee, or move money to a “safe account”"
    ),
}
