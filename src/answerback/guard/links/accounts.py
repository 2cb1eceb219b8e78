"""Accounts in houses where anybody may take any name: `t.me/lanyue_support`, `discord.gg/lanyue`."""

from answerback.guard.links.bait import listed
from answerback.guard.links.kinds import Link
from answerback.guard.links.suffixes import Parts

HOUSES = listed(
    """
    t.me telegram.me telegram.dog wa.me chat.whatsapp.com line.me discord.gg discord.com m.me facebook.com
    www.facebook.com instagram.com www.instagram.com twitter.com x.com weibo.com linktr.ee
    """
)
BEFORE_THE_NAME = listed("invite s c share joinchat groups pages ti p r u")
LONGEST_ACCOUNT = 63


def account_of(link: Link) -> Parts:
    """The account's name as if it were a host's label."""
    path = link.rest.replace("\\", "/").partition("#")[0].partition("?")[0]
    segments = [segment for segment in path[:512].split("/") if segment and segment not in BEFORE_THE_NAME]
    name = segments[0].lower().lstrip("@+").replace("_", "-").replace(".", "-") if segments else ""
    return Parts((), name[:LONGEST_ACCOUNT], link.host, hosted=True)
