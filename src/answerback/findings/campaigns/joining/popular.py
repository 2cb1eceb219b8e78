"""Hosts that many people share: what stands on them says nothing, only the one page or name on them does.

Our own list of facts. Hosting services under whose name anybody gets a host of his own are known to the public suffix
list (`guard.links.suffixes`) and need no entry here.
"""

from __future__ import annotations

SHORTENERS = """
bit.ly bitly.com t.co tinyurl.com goo.gl is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly rb.gy shorturl.at t.ly s.id
tiny.cc lnkd.in smsg.io surl.li urlz.fr shrtco.de dwz.cn t.cn url.cn suo.im sourl.cn u.nu 0x0.st dw4.co mrw.so
m6z.cn c7.gg rrd.me sina.lt tb.cn m.tb.cn u.jd.com j.mp adf.ly bl.ink soo.gd clck.ru vk.cc linktr.ee qr.ae
"""
SHARED = """
google.com docs.google.com forms.gle drive.google.com youtube.com youtu.be facebook.com instagram.com whatsapp.com
wa.me line.me discord.gg discord.com reddit.com medium.com github.com linkedin.com tiktok.com douyin.com weibo.com
weibo.cn qq.com weixin.qq.com baidu.com zhihu.com bilibili.com xiaohongshu.com taobao.com tmall.com jd.com alipay.com
163.com 126.com sohu.com sina.com.cn dropbox.com icloud.com apple.com microsoft.com office.com live.com amazon.com
paypal.com wikipedia.org yahoo.com zoom.us telegra.ph t.me telegram.org x.com twitter.com jinshuju.net wjx.cn
wjx.top typeform.com surveymonkey.com notion.so dingtalk.com feishu.cn mp.weixin.qq.com work.weixin.qq.com
"""
POPULAR = frozenset(f"{SHORTENERS} {SHARED}".split())


def is_shared(host: str) -> bool:
    """Whether strangers to one another have their pages on the host: `is_shared("www.baidu.com")`."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in POPULAR for start in range(len(labels) - 1))
