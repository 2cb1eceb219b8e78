"""What the codes of this engine say, in English and Chinese. Pages may say it in their own words, by code."""

from answerback.chains.kinds import Explanation

SENTENCES: dict[str, tuple[str, str]] = {
    "bitcoin_p2pkh": (
        "Bitcoin address (legacy); its checksum is right.",
        "比特币地址（传统格式），校验正确。",
    ),
    "bitcoin_p2sh": (
        "Bitcoin address (script hash); its checksum is right.",
        "比特币地址（脚本哈希），校验正确。",
    ),
    "bitcoin_p2wpkh": (
        "Bitcoin address (SegWit); its checksum is right.",
        "比特币地址（隔离见证），校验正确。",
    ),
    "bitcoin_p2wsh": (
        "Bitcoin address (SegWit script); its checksum is right.",
        "比特币地址（隔离见证脚本），校验正确。",
    ),
    "bitcoin_p2tr": (
        "Bitcoin address (Taproot); its checksum is right.",
        "比特币地址（Taproot），校验正确。",
    ),
    "bitcoin_witness": (
        "Bitcoin address of a kind not yet in common use; its checksum is right. Ask the receiver before paying.",
        "比特币地址，类型尚未普及，校验正确；付款前请先向收款人确认。",
    ),
    "evm_checked": (
        "The same account on every EVM chain; the checksum in its capital letters is right.",
        "在各条 EVM 链上都是同一个账户；大小写校验正确。",
    ),
    "evm_plain": (
        "The same account on every EVM chain; written without checksum, so a typing error cannot be seen.",
        "在各条 EVM 链上都是同一个账户；这种写法没有校验，打错一位也看不出来。",
    ),
    "oktc_bech32": ("OKTC address; its checksum is right.", "OKTC 地址，校验正确。"),
    "tron_checked": ("TRON address; its checksum is right.", "波场地址，校验正确。"),
    "tron_hex": (
        "TRON address in hexadecimal; without checksum, so a typing error cannot be seen.",
        "十六进制写法的波场地址；没有校验，打错一位也看不出来。",
    ),
    "solana_account": (
        "Solana address; Solana has no checksum, so a typing error cannot be seen.",
        "Solana 地址；Solana 没有校验，打错一位也看不出来。",
    ),
    "solana_or_mistyped": (
        "By its form a Solana address; but it begins like one of Bitcoin or OKTC, and as such it is mistyped.",
        "按格式是 Solana 地址；但开头像比特币或 OKTC 地址，若是那样，则有字符打错。",
    ),
    "solana_or_other": (
        "By its form a Solana address; but it has the right checksum of another chain's address: do not pay to it.",
        "按格式是 Solana 地址；但它带有另一条链地址的正确校验，请勿向它付款。",
    ),
    "solana_no_key": (
        "Solana address without a private key (of a program, or a token account): do not send SOL to it.",
        "没有私钥的 Solana 地址（属于程序，或是代币账户）；请勿向它转 SOL。",
    ),
    "solana_transaction": ("Id of a Solana transaction.", "Solana 交易号。"),
    "aptos_short": ("One of the special addresses of Aptos.", "Aptos 的特殊地址。"),
    "aptos_long": (
        "Aptos address; Aptos has no checksum, so a typing error cannot be seen.",
        "Aptos 地址；Aptos 没有校验，打错一位也看不出来。",
    ),
    "substrate_account": (
        "Polkadot or Kusama address; its checksum is right.",
        "波卡或 Kusama 地址，校验正确。",
    ),
    "substrate_extrinsic": ("Place of a transaction: block and index.", "交易位置：区块与序号。"),
    "eos_account": (
        "Could be an EOS account name; a name has no checksum, and ordinary words look like one.",
        "可能是 EOS 账户名；账户名没有校验，普通单词也会符合格式。",
    ),
    "eos_public_key": (
        "EOS public key; its checksum is right. It is no account: one cannot pay to it.",
        "EOS 公钥，校验正确。公钥不是账户，不能向它付款。",
    ),
    "bare_hash": (
        "Id of a Bitcoin, TRON or EOS transaction; its form alone does not tell which.",
        "比特币、波场或 EOS 的交易号；只看格式分不出是哪一条链。",
    ),
    "prefixed_hash": (
        "An Aptos address, or a transaction or public key on several chains; Sui writes the same, and so do some"
        " people their private keys.",
        "可能是 Aptos 地址，也可能是多条链上的交易号或公钥；Sui 的写法也一样，有人把私钥也写成这样。",
    ),
    "secret": (
        "This looks like a private key or seed phrase. Give it to nobody: whoever has seen it can take everything.",
        "这像是私钥或助记词。请勿交给任何人；看到它的人可以转走全部资产。",
    ),
    "possible_secret": (
        "Is this the id of a transaction? A private key looks the same. It stays hidden until you say so.",
        "这是交易号吗？私钥的样子与它相同；在您确认之前不会显示。",
    ),
    "hidden": (
        "It is not repeated here, because it resembles a private key or seed phrase.",
        "它与私钥或助记词相近，因此这里不再显示。",
    ),
    "empty": ("There is nothing here.", "没有内容。"),
    "too_long": ("Too long for an address or a transaction id.", "太长，不可能是地址或交易号。"),
    "turned": (
        "Holds a hidden mark that turns the reading direction; copy it again from the source.",
        "含有改变阅读方向的隐藏字符，请从原处重新复制。",
    ),
    "words": (
        "More than one word: paste the address or the transaction id alone.",
        "不止一段文字：请只粘贴地址或交易号。",
    ),
    "letter": ("Holds a letter that cannot stand there.", "含有不该出现的字符。"),
    "length": ("Letters are missing or too many: there are {hole}.", "长度不对：共 {hole} 个字符。"),
    "checksum": (
        "The checksum is wrong: at least one letter is mistyped.",
        "校验不符：至少有一个字符是错的。",
    ),
    "capitals": (
        "The capital letters do not fit the digits: at least one letter is mistyped.",
        "大小写与内容不符：至少有一个字符是错的。",
    ),
    "case_mixed": ("Capital and small letters are mixed.", "大小写混用。"),
    "prefix": ("Does not begin like an address of this chain.", "开头不是这条链的地址。"),
    "hex_prefix": ("Must begin with 0x, with a small x.", "必须以 0x 开头（x 小写）。"),
    "padding": ("The checksum is right, but the bits before it are not.", "校验虽符，内容格式不对。"),
    "version": (
        "The checksum is right, but it is the address of another chain or of no known kind.",
        "校验虽符，但属于别的链或未知类型。",
    ),
    "test_network": (
        "Address of a Bitcoin test network: real bitcoin must not be sent to it.",
        "这是比特币测试网地址，请勿向它转真正的比特币。",
    ),
    "old_checksum": (
        "Made with the old checksum (Bech32); this kind needs Bech32m.",
        "用了旧的校验方式（Bech32），这类地址应当用 Bech32m。",
    ),
    "new_checksum": (
        "Made with the new checksum (Bech32m); this kind needs Bech32.",
        "用了新的校验方式（Bech32m），这类地址应当用 Bech32。",
    ),
    "oktc_old_prefix": (
        "Old spelling of an OKTC address; ask for the one that begins with ex1.",
        "OKTC 地址的旧写法；请向收款人要 ex1 开头的写法。",
    ),
    "oktc_validator": (
        "Names a validator or key of OKTC: it takes no payments.",
        "这是 OKTC 验证人或公钥，不能收款。",
    ),
    "substrate_any": (
        "Substrate address for any chain (it begins with 5): ask for the spelling of Polkadot or Kusama.",
        "Substrate 通用地址（以 5 开头）；请向收款人要波卡或 Kusama 的写法。",
    ),
    "substrate_other": (
        "Address of another Substrate chain, neither Polkadot nor Kusama.",
        "这是其他 Substrate 链的地址，不是波卡，也不是 Kusama。",
    ),
    "extrinsic_place": (
        "A transaction of Polkadot or Kusama is written as block and index, such as 22300000-2.",
        "波卡或 Kusama 的交易写作「区块-序号」，例如 22300000-2。",
    ),
    "last_dot": ("A name of an EOS account does not end with a dot.", "EOS 账户名不能以点结尾。"),
    "eos_cleaned": (
        "Only a word is left when the marks round it are taken off: paste the account name alone.",
        "去掉周围符号后只剩一个词：请只粘贴账户名。",
    ),
    "link_unknown": (
        "A link of a kind not known here ({hole}): paste the address alone.",
        "不认识的链接（{hole}）：请只粘贴地址。",
    ),
    "link_requires": (
        "The link demands something not known here: it must not be used (BIP-21).",
        "链接带有这里不认识的必需参数，不得使用（BIP-21）。",
    ),
    "link_unreadable": ("The link cannot be read: paste the address alone.", "链接无法识别：请只粘贴地址。"),
    "link_contract": (
        "The link calls a contract, and the address in front is the contract's. Paste the payee's address alone.",
        "链接调用的是合约，前面是合约地址，不是收款人地址；请只粘贴收款人的地址。",
    ),
    "link_chain": ("The link names a chain that is not served here.", "链接指定的链不在支持之列。"),
    "link_mismatch": (
        "The link names one chain, the address is of another.",
        "链接写的是一条链，地址却属于另一条链。",
    ),
    "unknown": ("Has the form of no chain served here.", "不是所支持的任何一条链的格式。"),
    "other_chain": (
        "It has the form of {hole}, which is not served here.",
        "它的格式属于 {hole}，不在支持之列。",
    ),
    "step_taken": ("Taken off before reading: {hole}.", "读取前已去掉：{hole}。"),
    "at": ("Look at character {hole}.", "请看第 {hole} 个字符。"),
    "suggestion": (
        "Only one near spelling would be right: {hole}. Compare it with the source, letter by letter.",
        "只有一个相近的写法是对的：{hole}。请与原处逐字核对。",
    ),
}


def said(why: Explanation, language: str = "en") -> str:
    """One sentence, and where to look. `language`: "en", or anything that begins with "zh".

    >>> said(Explanation("letter", 3))
    'Holds a letter that cannot stand there. Look at character 4.'
    """
    chinese = language.startswith("zh")
    parts = [sentence(why.code, why.hole, chinese=chinese)]
    if why.at is not None:
        parts.append(sentence("at", why.at + 1, chinese=chinese))
    return ("" if chinese else " ").join(parts)


def sentence(code: str, hole: str | int = "", *, chinese: bool = False) -> str:
    return SENTENCES[code][chinese].format(hole=hole)
