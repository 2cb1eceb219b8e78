"""Short numbers of mainland China, which libphonenumber calls invalid and wallet users ask about most.

Source: the numbering plan of the Ministry of Industry and Information Technology (电信网编号计划, 2017):
1XX emergency and operators' services, 10XXX operators, 11XXX and 12XXX public services, 95XXX nationwide and
96XXX provincial customer service, 106… application SMS. Names are given for public services only.
"""

import re
from dataclasses import dataclass

PLAN = re.compile(
    r"(?:110|112|119|120|122|114|116|117|121|999"  # emergency, directory, time, weather
    r"|100\d{2,3}|101\d{2,3}"  # operators
    r"|11[6-8]\d{2,3}|12\d{3}|123[0-9]{2,3}"  # public services
    r"|95\d{3,4}|96\d{3,4}"  # customer service: nationwide, provincial
    r"|106\d{2,17})",  # application SMS ports
    re.ASCII,
)


@dataclass(frozen=True)
class PublicService:
    zh: str
    en: str
    emergency: bool = False


PUBLIC_SERVICES = {
    "110": PublicService("公安报警", "Police", emergency=True),
    "119": PublicService("消防救援", "Fire and rescue", emergency=True),
    "120": PublicService("医疗急救", "Ambulance", emergency=True),
    "122": PublicService("交通事故报警", "Traffic accidents", emergency=True),
    "112": PublicService("紧急呼叫提示", "Emergency announcement", emergency=True),
    "114": PublicService("号码查询", "Directory enquiries"),
    "96110": PublicService("反电信网络诈骗专线", "Anti-fraud line of the police"),
    "12321": PublicService("网络不良与垃圾信息举报", "Reports of spam and harmful messages"),
    "12381": PublicService("涉诈预警劝阻短信", "Fraud-warning messages of the ministry"),
    "12377": PublicService("违法和不良信息举报", "Reports of illegal online content"),
    "12315": PublicService("消费者投诉举报", "Consumer complaints"),
    "12345": PublicService("政务服务便民热线", "Government services"),
    "12363": PublicService("金融消费权益保护", "Financial consumers, People's Bank of China"),
    "12378": PublicService("银行保险消费者投诉维权", "Bank and insurance complaints"),
    "12386": PublicService("证券期货服务热线", "Securities complaints"),
    "12300": PublicService("电信用户申诉", "Telecom users' appeals"),
    "12389": PublicService("公安机关和民警违法违纪举报", "Reports about police officers"),
    "12348": PublicService("公共法律服务", "Public legal services"),
    "12356": PublicService("心理援助", "Psychological help"),
}


def is_short(text: str) -> bool:
    """Whether these digits are a short number of the Chinese plan: `is_short("95533")`."""
    return PLAN.fullmatch(text) is not None
