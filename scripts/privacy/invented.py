"""Invented numbers with right check digits, and invented names and homes."""

from random import Random

PROVINCES = (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), 50, 52, 53, 54, *range(61, 66))
NAMES = """李建国 王秀英 张伟 陈阿毛 刘桂花 林志安 周爱民 欧阳明月 司马青 诸葛大力 逄志强 仇小英
佘太平 禤丽华 李某某 王阿婆 张大爷 陈奶奶 阿依古丽·买买提 郄建军 夏侯敏 万俟春 乐嘉文 安家旺""".replace(
    "\n", " "
)
HOMES = """望海新村3幢201室;望海新村 3 幢 2 单元 201 室;望海路12号;海安街88弄5号301室;东湾里村5组12号
金色家园7栋1-502;翠苑小区十二幢三单元402;解放路 205 号 2 单元 301;岙山公寓B座1503室
东湾里五号二单元;观音桥弄 6 号;望海新村3-2-201"""


def name(random: Random) -> str:
    """A name that nobody need have."""
    return random.choice(NAMES.split(" "))


def home(random: Random) -> str:
    """An address down to the door."""
    return random.choice(HOMES.replace("\n", ";").split(";"))


def place(random: Random) -> str:
    """Six digits of a county in some province."""
    return f"{random.choice(PROVINCES)}{random.randint(1, 30):02}{random.randint(1, 30):02}"


def identity(random: Random, *, cross: bool = False) -> str:
    """A number of 18 characters; with `cross` one that ends in X."""
    while True:
        born = f"{random.randint(1900, 2023)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
        body = f"{place(random)}{born}{random.randint(1, 999):03}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        check = "10X98765432"[sum(a * int(b) for a, b in zip(weights, body, strict=True)) % 11]
        if (check == "X") == cross:
            return body + check


def old_identity(random: Random) -> str:
    """A number of 15 digits."""
    born = f"{random.randint(25, 85):02}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    return f"{place(random)}{born}{random.randint(1, 999):03}"


def mobile(random: Random) -> str:
    """A mobile number."""
    return f"1{random.choice('3456789')}{random.randint(0, 999_999_999):09}"


def card(random: Random, start: str, length: int) -> str:
    """A bank card with its Luhn digit."""
    body = start + "".join(random.choices("0123456789", k=length - len(start) - 1))
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in body[::-2]]
    return body + str(-(sum(doubled) + sum(map(int, body[-2::-2]))) % 10)


def credit_code(random: Random) -> str:
    """A credit code of an organisation (GB 32100) with its check character."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = random.choice(("11", "12", "51", "52", "53", "91", "92", "93")) + place(random)
    body += "".join(random.choices("0123456789" * 3 + "AMX", k=9))
    total = sum(letters.index(one) * pow(3, place, 31) for place, one in enumerate(body))
    return body + letters[-total % 31]
