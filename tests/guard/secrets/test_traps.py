"""What looks like a secret and is none: the trap table, one line a trap."""

import pytest

from answerback.guard import clean

TRAPS = [
    "ISBN 978-7-302-51234-5 第二版",
    "商品条码 6901234567892",
    "坐标 39.904200, 116.407396",
    "服务器 192.168.100.200:8080 无响应",
    "版本 2026.11.22.1000 已发布",
    "统一社会信用代码 91110108MA01ABCD2X",
    "联行号 102100099996 填错了",
    "QQ群：123456789 欢迎加入",
    "腾讯会议号 123-456-789，下午三点开始",
    "航班 CA1234 票号 999-2345678901",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b fixed it",
    "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKXjfG",
    "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
    "block 0x8fa71857e5801103a099bc909fd85bc44111c1878fa71857e5801103a099bc90",
    "合约 0xdac17f958d2ee523a2206206994597c13d831ec7 是 USDT",
    "事件 topic0 是 0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    "merkle root 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
    "公钥 02b4632d08485ff1df2db55b9dafd23347d1c47a457072a1e87be26896549a8737",
    "公钥 0450863ad64a87ae8a2fe83c1af1a8403cb53f53e486d8511dad8a04887e5b"
    "23522cd470243453a299fa9e77237716103abc11a1df38855ed6f2ee187e9c582ba6",
    "POLYX 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
    "Aptos 账户 0x1d8727df513fa2a8785d0834e40b34223daff1affc079574082baadb74b66ee4",
    "提现地址是 0x1d8727df513fa2a8785d0834e40b34223daff1affc079574082baadb74b66ee4 对吗",
    "手续费 0.00012345 BTC，金额 12345678.90",
    "2026-11-22T10:20:30.123456+08:00 INFO request took 1234567890 ns",
    "订单编号：2026112212345678901234",
    "退款单 4200001234202611221234567890 处理中",
    "微信支付单号4200002345202611229876543210",
    "尾号8888的储蓄卡已到账5000元",
    "您的卡号尾号 6789 已绑定",
    "请输入6位数字密码",
    "请在手机上输入验证码完成登录，验证码10分钟内有效",
    "您本次登录使用了验证码方式，时间10:20:30",
    "验证码已发送至 170****0088",
    "OTP codes expire after 300 seconds",
    "The code review for PR 12345 is done",
    "Use promo code 20261111 for discount",
    "My zip code is 94105",
    "error code: 500123",
    "状态码 404040",
    "邀请码 888888",
    "邮政编码 100080",
    "房间号 1204，密码门禁请找前台",
    "password policy: 12 characters minimum",
    "密码强度：弱",
    "wifi密码请问前台",
    "reset your password at https://example.com/reset?token=abc123",
    "您的密码将在 30 天后过期",
    "pass the message to Li Lei",
    "passport control is slow today",
    "护照办理需要 15 个工作日",
    "cvv 是什么意思",
    "the recovery phrase must be written down on paper and kept in a safe place, never in a photo or in the cloud",
    "助记词由12个或24个英文单词组成，例如常见的单词有 apple、zoo 等",
    "he said ability about above across action again age air all and any",
    "Seed round closed: eight investors, total 12 million, more to follow later this year",
    "backup finished: 12 files, 24 folders, error none, retry later",
    "电话客服排队人数 12345678",
    "业务办理编码 88888888",
    "I have one dog, two cats, three birds and we live in a small house near the river with a garden",
    "apple banana orange grape peach pear lemon melon cherry mango",
    "red blue green yellow black white brown purple orange pink",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May",
    "春 夏 秋 冬",
    "一 二 三 四 五 六 七 八 九 十",
    "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫",
    "天地玄黄宇宙洪荒日月盈昃辰宿列张",
    "床前明月光疑是地上霜举头望明月低头思故乡",
    "姓名：王小明 性别：男 民族：汉 住址：北京市朝阳区",
    f"0x{'4c0883a6' * 8} 这笔被回滚了吗",
]


@pytest.mark.parametrize("text", TRAPS)
def test_trap_is_left_alone(text: str) -> None:
    assert clean(text).text == text


SPACED_CHINESE = [
    "他 们 说 这 个 钱 包 不 能 用 了 怎 么 办",
    "客 户 姓 名：王 小 明 地 址：北 京 市 朝 阳 区",
    "中 国 工 商 银 行 股 份 有 限 公 司",
    "一 二 三 四 五 六 七 八 九 十 百 千",
    "春 夏 秋 冬 东 南 西 北 上 下 左 右",
    "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨",
    "助 记 词 不 要 告 诉 任 何 人 请 注 意 保 管 好",
]


@pytest.mark.parametrize("text", SPACED_CHINESE)
def test_chinese_set_with_blanks_is_left_alone(text: str) -> None:
    assert clean(text).text == text


LISTS = [
    "apple, banana, bread, butter, cheese, coffee, cream, egg, fish, garlic, juice, lemon, milk, orange",
    "sun moon star ocean river mountain island beach desert forest wind rain",
    "abandon ability able about above absent absorb abstract absurd abuse access accident",
    "tiger\nzebra\npanda\nlion\nmonkey\nkangaroo\ndolphin\neagle\nwhale\nrabbit\ngiraffe\nkoala",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_one_kind_or_in_alphabetical_order_is_masked_and_the_text_kept(text: str) -> None:
    cleaned = clean(f"今天学了这些词\n{text}")

    assert cleaned.text == "今天学了这些词\n‹seed_phrase›"
    assert not cleaned.blocked
    assert clean(f"my seed phrase\n{text}").blocked
