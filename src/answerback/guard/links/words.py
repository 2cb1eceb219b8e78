"""What the reasons say, in English and Chinese; {hole} is the host that is imitated, or the link's own."""

from answerback.guard.links.kinds import Answer, Reason, Verdict

SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.OFFICIAL_CHANNEL: ("This is one of our own addresses.", "这是我们自己的网址。"),
    Reason.ON_LIST: (
        "This site is on a list of known traps. Do not open it.",
        "这个网站在已知钓鱼网站名单上，请勿打开。",
    ),
    Reason.LOOKALIKE_CHARACTERS: (
        "Some letters are exchanged for others that look the same; it pretends to be {hole}.",
        "网址里有几个字母换成了样子相同的字符，在冒充 {hole}。",
    ),
    Reason.ONE_EDIT: (
        "It differs from {hole} by a single letter or hyphen.",
        "它与 {hole} 只差一个字母或连字符。",
    ),
    Reason.ADDED_WORDS: (
        "It puts other words beside the name of {hole}; whoever owns it, the name does not show.",
        "它在 {hole} 的名字旁边加了别的词；名字相像，不代表属于同一家。",
    ),
    Reason.OTHER_ENDING: (
        "It bears the name of {hole} with another ending; the ending decides to whom a site belongs.",
        "它用了 {hole} 的名字，后缀却不同；后缀不同，就可能是另一家的网站。",
    ),
    Reason.NAME_IN_SUBDOMAIN: (
        "The name of {hole} stands in front, but the site belongs to whoever owns the end of the address.",
        "{hole} 的名字只写在网址前半段；网站属于谁，要看最后一段。",
    ),
    Reason.NAME_BEFORE_AT: (
        "What stands before the @ is not where the link leads; {hole} is written there to deceive.",
        "@ 前面的内容不是链接要去的地方；把 {hole} 写在那里是为了骗人。",
    ),
    Reason.FREE_HOSTING: (
        "It lies on free hosting, where anybody may take any name.",
        "它放在免费托管平台上，任何人都能在那里取任何名字。",
    ),
    Reason.MIXED_SCRIPTS: (
        "It uses letters of another alphabet, so that it reads as something else.",
        "网址用了另一种文字里样子相同的字母，让人看成别的网站。",
    ),
    Reason.HIDDEN_CHARACTERS: (
        "Invisible characters stand inside the address.",
        "网址里藏有看不见的字符。",
    ),
    Reason.ENCODED_HOST: (
        "The name of the site is written in code, so that it cannot be read.",
        "网站名称写成了编码，让人看不出是哪里。",
    ),
    Reason.ODD_ADDRESS: (
        "The site is written as a number in an unusual way; honest sites have a name.",
        "网站写成了不寻常的数字地址；正规网站都有名字。",
    ),
    Reason.NESTED_REDIRECTS: (
        "The link leads through too many other links.",
        "这个链接一层套一层，跳转过多。",
    ),
    Reason.RUNS_CODE: (
        "This opens no site: it runs a program in your browser.",
        "这不是网址，点开会在浏览器里运行一段程序。",
    ),
    Reason.LIKE_KNOWN_TRAPS: (
        "The address is built like those of many known traps. That proves nothing: check it another way.",
        "这个网址的写法与许多钓鱼网站相似。这不是证据，请用别的办法核实。",
    ),
    Reason.REDIRECT: ("The link sends you on to {host}.", "这个链接会跳转到 {host}。"),
    Reason.DEFANGED: (
        "The link was written so that nobody opens it by mistake.",
        "这个链接经过改写，以免有人误点。",
    ),
    Reason.FULL_WIDTH: ("The address is written in full-width letters.", "网址里用了全角字符。"),
    Reason.BARE_ADDRESS: (
        "The site has no name, only a number.",
        "这个网站没有名字，只有数字地址。",
    ),
    Reason.TEXT_BEFORE_AT: (
        "What stands before the @ is not where the link leads.",
        "@ 前面的内容不是链接要去的地方。",
    ),
    Reason.KNOWN_NAME: (
        "The name is a well-known one; that does not make what you were told true.",
        "这是一个知名网站的名字；但这不说明对方的话是真的。",
    ),
    Reason.ON_ALLOW_LIST: (
        "A loaded list names this site as no trap.",
        "所用的名单注明这个网站不是钓鱼网站。",
    ),
    Reason.OPENS_APP: (
        "This opens no site but an app or something on your device.",
        "这不是网页地址，点开会启动应用或打开设备里的内容。",
    ),
    Reason.NOT_A_NAME: (
        "A browser could not open this address.",
        "浏览器打不开这个网址。",
    ),
}
VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.OFFICIAL: ("Ours.", "官方网址。"),
    Verdict.DANGEROUS: ("Do not open it.", "请勿打开。"),
    Verdict.SUSPICIOUS: ("Do not trust it before you have checked.", "先核实，再相信。"),
    Verdict.UNKNOWN: (
        "We know nothing of it; that does not make it safe.",
        "我们没有它的资料；这不表示它安全。",
    ),
}


def said(answer: Answer, language: str = "en") -> list[str]:
    """The verdict's sentence and one for each reason. `language`: "en", or anything that begins with "zh"."""
    chinese = language.startswith("zh")
    hole = answer.lookalike_of or answer.host
    sentences = [SENTENCES[reason][chinese].format(hole=hole, host=answer.host) for reason in answer.reasons]
    return [VERDICTS[answer.verdict][chinese], *sentences]
