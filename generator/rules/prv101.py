"""不公开个人隐私

检查所有条目（连同其中的注释），以及 `content/`、`site_overrides/` 里要公开的每个文件（页面、数据表、
图片附带的信息、Word 和 Excel 文件，还有文件名）里有没有：身份证号和残疾人证号（18 位的核对省份、出
生日期和校验码，15 位的核对省份和出生日期）、银行卡号（核对卡段和校验码）、个人手机号、护照、通行证、
社保卡等证件的号码、“姓名＋住址到门牌”的写法，以及写明姓名的表格和登记项里的出生日期、车牌号、个人微
信、QQ 和邮箱。全角、中文数字、中间加空格、横线、逗号、换行，用 l 和 O 代替数字，拆在几个格子里的，
写法不同也算。网页一旦发布就会被复制，删也删不掉。

手机号只有一种情况可以写：人员文件的 `duty_phone`，并且本人同意公开（`consent_public: true`）；
正文里重复这个号码也可以。机构、服务、区划和公告的电话栏里写手机的，算提醒：便民服务常用手机联系，
但要确认是对外公布的号码。照片里藏着的拍摄位置（GPS）也算，读者一看属性就知道在谁家拍的。统一社会信用代码、区划代码、
网格代码、订单号、表号不算；姓名挨着办公地点的地址、写明职务的人的联系方式也不算。

修改办法：删掉，改写座机、短号或机构名称；照片另存一份去掉位置的；已经提交过的，历史记录里也要清除，并按规定报告。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国个人信息保护法》第十三条、第二十五条、第二十八条；GB 11643（身份证校验码）。
---
No private data is published

Looks in the text of all entries, their comments, and in every file of `content/` and `site_overrides/` that
is published (pages, tables, what pictures carry along, files of Word and Excel, and the names of files)
for identity and disability numbers (18 characters with province, date of birth and check digit, 15
with province and date), bank cards (issuer's range and check digit), personal mobiles, numbers of
passports, permits and cards of social security, a name with a home address, and, where labels or
headings tell them, a name with a date of birth, a number plate, a personal chat account or mailbox;
in whatever writing: full width, spelt in Chinese numerals, l and O for digits, with blanks, dashes,
commas, cells or new lines between; and for the place where a photo was taken (GPS). What is on the
web once is copied and cannot be called back.

A mobile stands in one place only: `duty_phone` of a person with `consent_public: true`, and in
texts that repeat it. In the phone fields of organisations, services, divisions and notices it is a
warning: small services do use them, but make sure that the number is meant for the public. Credit
codes, codes of divisions and grids, numbers of orders and meters are left alone, and so are a name
beside the address of an office and what belongs to somebody's post.

Repair: delete it, and give a landline, a short number or the organisation instead; export the photo
again without its location; what was committed must leave the history too, and be reported as the
law asks.

Lapse: none; it is the same on every day.

Source: Personal Information Protection Law of the PRC, arts. 13, 25 and 28; GB 11643 (check digit).
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Place, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import Shape
from generator.privacy.doors import ROOM
from generator.privacy.glance import PRIVATE
from generator.privacy.surnames import is_full_name, is_surely_a_person
from generator.rules.private_data import Private, Public, find_private, mask
from generator.rules.texts import collect_texts
from generator.signs import DWELLING, DWELLS, UNWRITTEN

CODE = "PRV101"
_LONG = 11
"""Digits of a number that is one person's."""
finding = partial(Diagnostic, CODE, Severity.ERROR)
PHONE_FIELDS = frozenset({"phone", "complaint_phone", "supervision_phone", "link"})
WORDS = {
    "id": Text("身份证号", "an identity number"),
    "old_id": Text("旧式 15 位身份证号", "a 15-digit identity number"),
    "card": Text("银行卡号", "a bank card number"),
    "paper": Text("护照、通行证或军官证的号码", "the number of a passport, permit or officer's card"),
    "mobile": Text("个人手机号", "a personal mobile number"),
    "home": Text("姓名和住址", "a name with a home address"),
    "birth": Text("姓名和出生日期", "a name with a date of birth"),
    "plate": Text("姓名和车牌号", "a name with a number plate"),
    "account": Text("姓名和个人微信、QQ 或邮箱", "a name with a personal chat account or mailbox"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on private data anywhere in the entries and the profile."""
    public = Public.of(catalogue)
    for entry in each_entry(catalogue):
        if DWELLING in entry.signs and _bears_a_name(entry):
            yield from (_exposed(entry, path, one) for path, one in _find_homes(entry))
        possible = entry.signs & PRIVATE
        if not possible:
            continue
        found = [
            (path, one)
            for path, text in collect_texts(entry.value)
            if path[0] not in UNWRITTEN
            for one in find_private(text, public.names, public.codes, today=public.today, among=possible)
        ]
        yield from _judge(entry, found, public.phones)


def _bears_a_name(entry: Entry[Shape]) -> bool:
    return entry.kind == "person" or (is_surely_a_person(entry.name) and is_full_name(entry.name))


def _find_homes(entry: Entry[Shape]) -> Iterator[tuple[KeyPath, Private]]:
    """Homes that are told without a name, in an entry that bears a person's name."""
    for path, text in collect_texts(entry.value):
        if DWELLS.search(text) or (path[-1] == "address" and ROOM.search(text)):
            lead = f"{entry.name}，" if DWELLS.search(text) else f"{entry.name}，住址："
            for one in find_private(lead + text, (entry.name,), ()):
                if one.sort == "home" and one.start < len(lead):
                    yield path, replace(one, text=one.text[len(lead) - one.start :])


def _judge(
    entry: Entry[Shape], found: list[tuple[KeyPath, Private]], public: Collection[str]
) -> Iterator[Diagnostic]:
    """Mobiles that are published on purpose pass; in a phone field they are a warning."""
    official = {one.core for path, one in found if one.sort == "mobile" and path[-1] in PHONE_FIELDS}
    for path, one in found:
        if one.sort != "mobile":
            yield _exposed(entry, path, one)
        elif path[-1] in PHONE_FIELDS:
            yield _official_mobile(entry, path, one)
        elif one.core not in public and one.core not in official:
            yield (
                _without_consent(entry, path, one) if path[-1] == "duty_phone" else _exposed(entry, path, one)
            )


def _exposed(entry: Entry[Shape], path: KeyPath, one: Private) -> Diagnostic:
    return finding(
        entry.at(*path, part=one.text),
        Text(
            "`{title}` 的内容里有{what} `{masked}`", "the text of `{title}` holds {what}, `{masked}`"
        ).format(title=entry.name, what=WORDS[one.sort], masked=mask(one)),
        Text(
            "删掉它，改写座机、短号或机构名称；已经提交过的，历史记录里也要清除",
            "delete it, and give a landline or the organisation instead; clean the history too",
        ),
    )


def _official_mobile(entry: Entry[Shape], path: KeyPath, one: Private) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.WARNING,
        entry.at(*path, part=one.text),
        Text("`{title}` 的电话是手机号 `{masked}`", "the phone of `{title}` is a mobile, `{masked}`").format(
            title=entry.name, masked=mask(one)
        ),
        Text(
            "确认是对外公布的号码；有座机或短号的，改用它们",
            "make sure that it is meant for the public; prefer a landline or short number",
        ),
    )


def _without_consent(entry: Entry[Shape], path: KeyPath, one: Private) -> Diagnostic:
    return finding(
        entry.at(*path, part=one.text),
        Text(
            "`{title}` 的值班电话是个人手机号 `{masked}`，没有写明本人同意公开",
            "the duty phone of `{title}` is a personal mobile, `{masked}`, without consent to publication",
        ).format(title=entry.name, masked=mask(one)),
        Text(
            "本人同意后写 `consent_public: true`；不同意就改用公务号码",
            "with the person's consent write `consent_public: true`; otherwise use an office number",
        ),
    )


def check_text(file: str, text: str, public: Public) -> Iterator[Diagnostic]:
    """Findings in the text of a file outside the entries: a page, a table, metadata of an image."""
    for one in public.find_private(text):
        yield found_in_file(file, (one.start, one.start + len(one.text)), WORDS[one.sort], mask(one))


def check_remarks(file: str, remarks: str, rest: str, public: Public) -> Iterator[Diagnostic]:
    """Findings in the comments of an entry; of a number that its fields hold too, those say what there is."""
    said = _digits(rest)
    for one in public.find_private(remarks):
        number = _digits(one.text)
        if len(number) >= _LONG and number in said:
            continue
        yield finding(
            Place(file, offsets=(one.start, one.start + len(one.text))),
            Text(
                "`{file}` 的注释里有{what} `{masked}`", "a comment of `{file}` holds {what}, `{masked}`"
            ).format(file=file, what=WORDS[one.sort], masked=mask(one)),
            Text(
                "删掉它：注释不上网站，可是跟着文件一起提交、转发；已经提交过的，历史记录里也要清除",
                "delete it: no page shows a comment, but it goes where the file goes; clean the history too",
            ),
        )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def found_in_file(file: str, offsets: tuple[int, int], what: Text, masked: str) -> Diagnostic:
    """The finding of private data at characters of a file."""
    return finding(
        Place(file, offsets=offsets),
        Text("`{file}` 里有{what} `{masked}`", "`{file}` holds {what}, `{masked}`").format(
            file=file, what=what, masked=masked
        ),
        Text(
            "删掉它；已经提交过的，历史记录里也要清除",
            "delete it; what was committed must leave the history too",
        ),
    )


def at_beginning(one: Diagnostic) -> Diagnostic:
    """The same finding at the beginning of its file, which has no lines."""
    return replace(one, place=Place(one.place.file, offsets=(0, 0)))
