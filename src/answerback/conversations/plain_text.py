"""Text made plain before it is judged, so that spelling tricks do not hide what is asked.

Full width, traditional characters, look-alike letters, digits in words, invisible characters, and letters or
characters pulled apart (`p a s s w o r d`, 密·码) all become the ordinary spelling, in lower case.
"""

from __future__ import annotations

import re
import unicodedata

# Look-alikes after Unicode UTS #39: the ones that draw like a Latin letter in common fonts, and that letter.
LOOK_ALIKES = str.maketrans(
    "авезкмнорстухіјѕԁԛԝһгьӏαβγεηικμνορτυχωϲɑɡıɩʟɴ",
    "abeekmhopctyxijsdqwhrblabyenikmvoptuxwcagiiln",
)
DIGITS_AS_LETTERS = str.maketrans("01345$@!", "oleassai")

# Only the characters that matter to the words of `forbidden_words`.
TRADITIONAL = str.maketrans(
    "碼驗證記詞鑰鍵號銀餘額螢遠裝載轉帳賬匯訴讀發傳輸給問說請們會絕讓從沒麼麽幾當與為這還錢幣機電腦單組語"
    "備複戶過對誰騙幫個連結點擊開關選設動態簡訊遞繳費條後數雙內實認確術總資產儲應該須務標籤線鏈網頁觀聽見"
    "親別處臺憑據將歷憶貼圖隨誤頭種隻樣臉嗎護執簽驅檔隱寫輯庫導價買賣閉掃剛纔遺敘錄鑑識檢測濟違規歸購貨圍"
    "嚴訪聯輪貸債壓彈贖瀏覽權廣佈熱離傾獎計紀掛斷憂慮",
    "码验证记词钥键号银余额荧远装载转账账汇诉读发传输给问说请们会绝让从没么么几当与为这还钱币机电脑单组语"
    "备复户过对谁骗帮个连结点击开关选设动态简讯递缴费条后数双内实认确术总资产储应该须务标签线链网页观听见"
    "亲别处台凭据将历忆贴图随误头种只样脸吗护执签驱档隐写辑库导价买卖闭扫刚才遗叙录鉴识检测济违规归购货围"
    "严访联轮贷债压弹赎浏览权广布热离倾奖计纪挂断忧虑",
)
ODD_SPELLINGS = (
    (re.compile("[密蜜宓秘][码马玛]"), "密码"),
    (re.compile("[验騐驗][证正政症]?[码马玛]"), "验证码"),
    (re.compile("助[记计纪][词次辞慈]"), "助记词"),
    (re.compile("[私思][钥匙]"), "私钥"),
    (re.compile("荧幕|萤幕"), "屏幕"),
    (re.compile("远端"), "远程"),
    (re.compile(r"\bmi\s?ma\b"), "密码"),
    (re.compile(r"\byan\s?zheng\s?ma\b"), "验证码"),
    (re.compile(r"\bzhu\s?ji\s?ci\b"), "助记词"),
    (re.compile(r"\bsi\s?yao\b"), "私钥"),
)
HAN = "\u4e00-\u9fff"
BETWEEN_HAN = re.compile(
    rf"(?<=[{HAN}])[^\w{HAN}，。！？；：、,.!?;:“”‘’\"'（）()《》\n]+(?=[{HAN}])|(?<=[{HAN}])_+(?=[{HAN}])"
)
SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
PULLED_APART = re.compile(r"(?<![a-z0-9])[a-z0-9$@!](?:[\s.\-_*·|/]{1,3}[a-z0-9$@!](?![a-z0-9])){2,}")
INNER_MARK = re.compile(r"(?<=[a-z])[*_·|~^](?=[a-z])")
WORD_WITH_DIGITS = re.compile(r"(?<![\w$@])(?=[\w$@!]*[a-z])(?=[\w$@!]*[0-9$@])[\w$@!]{3,}")


def plain(text: str) -> str:
    """`plain("Раss-w0rd") == "pass-word"`."""
    shown = unicodedata.normalize("NFKC", text)
    shown = "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Mn", "Co"))
    shown = _without_accents(shown).lower().translate(LOOK_ALIKES).translate(TRADITIONAL)
    shown = shown.replace("’", "'").replace("‘", "'")
    shown = SPACE_BETWEEN_HAN.sub("", BETWEEN_HAN.sub("", shown))
    shown = PULLED_APART.sub(lambda found: re.sub(r"[\s.\-_*·|/]", "", found[0]), shown)
    shown = INNER_MARK.sub("", shown)
    shown = WORD_WITH_DIGITS.sub(lambda found: found[0].translate(DIGITS_AS_LETTERS), shown)
    for odd, usual in ODD_SPELLINGS:
        shown = odd.sub(usual, shown)
    return shown


def squeezed(text: str) -> str:
    """Plain text with everything but letters, digits and Chinese characters taken out."""
    return re.sub(rf"[^a-z0-9{HAN}]", "", plain(text))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if unicodedata.category(one) != "Mn")
