"""What looks like private data and is public: codes, numbers of orders and meters, offices, places, dates."""

import uuid
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from scripts.privacy import invented


class LookAlike(NamedTuple):
    """A text in which nothing is to be found, and the group it counts in."""

    group: str
    text: str


def _digits(random: Random, count: int) -> str:
    return str(random.randint(1, 9)) + "".join(random.choices("0123456789", k=count - 1))


def _date(random: Random) -> tuple[int, int, int]:
    return random.randint(1950, 2026), random.randint(1, 12), random.randint(1, 28)


def _wrong_check(random: Random) -> str:
    number = invented.identity(random)
    return number[:17] + str((int(number[17]) + random.randint(1, 8)) % 10)


def _wrong_card(random: Random) -> str:
    number = invented.card(random, "62", 19)
    return number[:18] + str((int(number[18]) + 3) % 10)


def _book(random: Random) -> str:
    return f"ISBN 978-7-{random.randint(100, 999)}-{random.randint(10000, 99999)}-{random.randint(0, 9)}"


def _coordinates(random: Random) -> str:
    places = random.choice((4, 6, 8, 11, 14))
    return f"{random.uniform(73, 136):.{places}f},{random.uniform(18, 54):.{places}f}"


def _notice(random: Random) -> str:
    year = random.randint(1999, 2026)
    return random.choice(
        (
            f"浙政发〔{year}〕{random.randint(1, 99)}号",
            f"国办函〔{year}〕{random.randint(1, 200)}号",
            f"（{year}）浙0902民初{random.randint(100, 12345)}号",
            f"舟网格办[{year}]{random.randint(1, 60)}号",
        )
    )


def _url(random: Random) -> str:
    code = _digits(random, random.choice((19, 20, 24, 31)))
    letters = f"{_digits(random, 14)}{random.choice('ABGMU')}{_digits(random, 13)}"
    return random.choice(
        (
            f"https://example.org/item/{code}",
            f"https://example.org/apply.html#/{letters}",
            f"https://example.org/art/2021/6/12/art_{_digits(random, 10)}_{_digits(random, 8)}.html",
            f"http://example.org/t{random.randint(2015, 2026)}0612_{_digits(random, 7)}.htm",
        )
    )


MAKE: dict[str, Callable[[Random], str]] = {
    "credit code": lambda random: f"统一社会信用代码：{invented.credit_code(random)}",
    "credit code alone": lambda random: f"{invented.credit_code(random)[:17]}{random.choice('AFGHTW')}",
    "order": lambda random: f"订单号 {_digits(random, random.choice((11, 14, 16, 18)))}",
    "parcel": lambda random: (
        f"运单号{random.choice(('SF', 'YT', 'JD', ''))}{_digits(random, random.choice((12, 13, 15)))}"
    ),
    "ticket": lambda random: f"工单编号：{invented.mobile(random)}，已办结",
    "hotline": lambda random: (
        f"请打{random.choice(('12345', '95588', '400-8', '800-8', '110', '12333', '96345'))}"
    ),
    "freephone": lambda random: (
        f"400-{random.randint(100, 999)}-{random.randint(1000, 9999)} / 800{_digits(random, 7)}"
    ),
    "landline": lambda random: (
        f"0{random.randint(310, 998)}-{_digits(random, random.choice((7, 8)))} 转 {random.randint(1, 99)}"
    ),
    "landlines": lambda random: (
        f"010-{_digits(random, 8)}、021 {_digits(random, 8)}，(0571){_digits(random, 8)}"
    ),
    "coordinates": _coordinates,
    "book": _book,
    "article": lambda random: f"条码 69{_digits(random, 11)}",
    "meter": lambda random: (
        f"{random.choice(('电表号', '水表', '户号：'))}{_digits(random, random.choice((10, 12, 16)))}"
    ),
    "version": lambda random: (
        f"版本 {random.randint(1, 20)}.{random.randint(0, 99)}.{_digits(random, 6)}.{random.randint(1, 9)}"
    ),
    "date": lambda random: (
        "{}-{:02}-{:02}".format(*_date(random)) + " 至 {}{:02}{:02}".format(*_date(random))
    ),
    "dates in a row": lambda random: "、".join("{}.{}.{}".format(*_date(random)) for _ in range(4)),
    "time": lambda random: f"{random.randint(13, 19)}:{random.randint(10, 59)}-20:30，{_digits(random, 14)}",
    "timestamp": lambda random: f"17{_digits(random, 8)} 17{_digits(random, 11)}",
    "price": lambda random: f"总投资 {invented.mobile(random)} 元，合计 1{_digits(random, 3)}.50 元",
    "document": _notice,
    "standard": lambda random: (
        f"GB {_digits(random, 5)}-{random.randint(1999, 2026)}、GB/T {_digits(random, 5)}.1-2017"
    ),
    "division": lambda random: f"区划代码 {random.choice(invented.PROVINCES)}0{_digits(random, 9)}",
    "division alone": lambda random: (
        f"{random.choice(invented.PROVINCES)}0902{random.randint(1, 30):03}{random.randint(1, 30):03}"
    ),
    "grid": lambda random: (
        f"网格 330902{random.randint(1, 399):03}{random.randint(1, 399):03}{_digits(random, 3)}"
    ),
    "filing": lambda random: (
        f"浙ICP备{random.randint(2005, 2026)}{_digits(random, 6)}号-1 浙公网安备 3309{_digits(random, 10)}号"
    ),
    "machine": lambda random: ".".join(
        str(random.choice((10, 172, 192, 16, 138, 159, 254))) for _ in range(4)
    ),
    "hash": lambda random: f"{random.getrandbits(160):040x}",
    "uuid": lambda random: str(uuid.UUID(int=random.getrandbits(128))),
    "address of web": _url,
    "wrong check digit": _wrong_check,
    "wrong card": _wrong_card,
    "masked": lambda random: (
        f"身份证 {invented.identity(random)[:6]}********{_digits(random, 4)}，"
        f"电话 {invented.mobile(random)[:3]}****{_digits(random, 4)}"
    ),
    "short or long": lambda random: f"编号 {_digits(random, random.choice((8, 9, 10, 20, 25)))}",
    "counts": lambda random: " ".join(str(random.randint(10, 9999)) for _ in range(9)),
    "row": lambda random: (
        f"2026-0{random.randint(1, 9)}-12,chaojing,来电,{random.randint(1, 900)},{random.randint(1, 900)}"
    ),
    "device": lambda random: f"IMEI {_digits(random, 15)}，序列号 {_digits(random, 16)}",
    "years in words": lambda random: (
        f"二〇{random.choice('一二')}{random.choice('三四五六')}年{random.choice('一三五七八')}月至二〇三〇年"
    ),
    "office": lambda random: random.choice(OFFICES).format(name=invented.name(random)),
    "house": lambda random: random.choice(HOUSES).format(home=invented.home(random)),
}
OFFICES = """联系人：{name}，地址：望海路12号
联系人：{name}，地址：望海路12号潮井社区服务站
网格长{name}，办公地址：望海路12号三楼
{name}（潮井社区居委会，望海路12号）
{name}，潮井社区居委会主任，望海路12号便民服务大厅2号窗口
请到望海路12号找{name}
望海路12号窗口由{name}受理
法定代表人：{name}，住所：望海路12号
{name}医生在望海路12号卫生服务站坐诊
书记{name}在望海路12号接待居民
{name}负责走访居住在望海新村 3 幢的老人
网格员{name}，负责望海新村1-3幢
{name}理发店，地址：望海路12号
志愿者{name}在望海新村3幢活动室教太极拳
| 网格长 | 办公地址 |\\n|---|---|\\n| {name} | 望海路12号 |
| 姓名 | 职务 | 地址 |\\n|---|---|---|\\n| {name} | 网格长 | 望海路12号 |
姓名,单位,地址\\n{name},望海小学,望海路12号
| 姓名 | 负责楼栋 |\\n|---|---|\\n| {name} | 望海新村1-3幢 |""".splitlines()
HOUSES = """{home}停水两小时
老人住在{home}也可以上门
高龄老人住 3 楼以上的可以申请加装电梯
社区服务站已搬到{home}
地址：{home}，电话 0580-5550110
{home}的居民请注意
请{home}附近的车主挪车
方案：{home}外墙改造
常住人口 3 幢 201 户
第 12 号台风，第 3 组
金塘镇 环海路12号
江南小区3幢201室，安装充电桩""".splitlines()


def make_lookalikes(seed: int = 1, each: int = 10) -> Iterator[LookAlike]:
    """`each` look-alikes of every group, always the same for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing secret
    for group, make in MAKE.items():
        for _ in range(each):
            yield LookAlike(group, make(random).replace(r"\n", "\n"))
