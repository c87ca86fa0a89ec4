"""Lists as an office has them: divisions by their codes, matters in a workbook that many hands filled in.

Invented ones have the shape of real ones. Real ones come from a folder with `zhoushan_divisions.csv` and
`services_gd.jsonl`, which the project neither has nor needs.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

Matter = dict[str, Any]
"""A matter as portals publish it, by the keys of HEADS."""

HEADS = {
    "事项编码": "id",
    "事项名称": "name",
    "实施部门": "dept",
    "办理地点": "place",
    "咨询电话": "phone",
    "投诉电话": "complain",
    "承诺办结时限": "limit",
    "受理条件": "eligibility",
    "申请材料": "materials",
    "网上办理地址": "url",
    "服务对象": "audience",
    "核对日期": "day",
}
SHEETS = ("省级下放事项", "市级事项（一）", "市级事项（二）")
SERIAL = 46300
"""A day of October 2026, as spreadsheets count."""


@dataclass(frozen=True)
class Lists:
    """The name of a city, its list of divisions and its matters."""

    city: str
    divisions: Path
    matters: list[Matter]


def load_lists(folder: Path) -> Lists:
    """Real lists of a folder."""
    lines = (folder / "services_gd.jsonl").read_text("utf-8").splitlines()
    return Lists("舟山", folder / "zhoushan_divisions.csv", [json.loads(line) for line in lines])


def invent_lists(folder: Path) -> Lists:
    """Invented lists of a size that a test can bear, written into a folder."""
    path = folder / "区划.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([("code", "name", "level", "parent"), *_invent_divisions()])
    return Lists("青屿", path, [_invent_matter(number) for number in range(90)])


def _invent_divisions() -> Iterator[tuple[str, str, str, str]]:
    """A province, a city, two counties, six townships and their communities; names repeat, as real ones."""
    yield "980000000000", "青海湾省", "province", ""
    yield "980100000000", "青屿市", "city", "980000000000"
    for county, name in enumerate(("东浦区", "西塘县"), 2):
        yield f"98010{county}000000", name, "county", "980100000000"
        for town, place in enumerate(("望潮街道", "石门镇", "柳湾镇"), 1):
            above = f"98010{county}00{town}000"
            yield above, f"{name[0]}{place}", "township", f"98010{county}000000"
            for one, own in enumerate(("蓬莱", "卫海", "利民", "海滨"), 1):
                yield f"{above[:9]}{one:03d}", f"{own}社区居委会", "village", above
            yield f"{above[:9]}201", f"{name[0]}岭村委会", "village", above


DEPTS = (
    "民政局",
    "人力资源和社会保障局",
    "水利局",
    "司法局",
    "公安局",
    "残疾人联合会",
    "图书馆",
    "医疗保障局",
)
ACTS = ("登记", "变更", "注销", "补办", "查询", "年度报告")
AUDIENCES = (
    ["自然人"],
    ["自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "其他组织"],
    ["自然人", "企业法人"],
)
PAPERS = (
    None,
    ["居民身份证"],
    ["《申请表》（一式两份、双面打印、逐页盖章）", "居民身份证、户口簿或居住证", "近期免冠照片"],
    ["法定代表人、负责人身份证明", "授权委托书"],
)


def _invent_matter(number: int) -> Matter:
    dept = DEPTS[number % len(DEPTS)]
    name = f"{dept.removesuffix('局')}第{number // len(ACTS) + 1}类事项{ACTS[number % len(ACTS)]}"
    if number % 30 == 11:  # as long as a name may be
        name = f"{name}（{'依照有关规定应当由申请人在窗口办理的各类情形、' * 10}"[:199] + "）"
    phones = ("020-34121084", "0580-5550101", "020-12345", None, "020-38356454转1", "0580-5550102、5550103")
    return {
        "id": f"qy-1144000000{number:04d}B244010100{number:04d}",
        "name": name,
        "dept": f"青屿市{dept}",
        "place": "无线下办理窗口"
        if number % 3 == 0
        else f"办理地点：青屿市望潮路{number + 1}号政务大厅2、3号窗口",
        "phone": "咨询：请打前台" if number % 29 == 5 else phones[number % len(phones)],
        "complain": None if number % 7 == 0 else "020-83130240",
        "limit": (None, "1(工作日)", "5(工作日)", "20(工作日)")[number % 4],
        "eligibility": (None, "无条件受理", "符合下列条件：\n1、年满十八周岁；\n2、在本市居住。")[number % 3],
        "materials": PAPERS[number % len(PAPERS)],
        "url": None if number % 31 == 8 else f"https://qingyu.example/guide.html#/{number}",
        "audience": AUDIENCES[number % len(AUDIENCES)],
    }


def write_book(path: Path, city: str, matters: list[Matter]) -> None:
    """A workbook as it comes back from many desks: three sheets under merged titles, with gaps and sums."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        for at, title in enumerate(SHEETS):
            sheet = book.add_worksheet(title)
            heads = [*HEADS][at:] + [*HEADS][:at]  # no two desks keep one order
            sheet.merge_range(0, 0, 0, len(heads), f"{city}市政务服务事项清单（{title}）")
            sheet.merge_range(1, 0, 1, 5, "填报单位：　　　　填报人：　　　　联系电话：")
            sheet.write_row(3, 0, ["序号", *heads])
            row = 4
            for number, one in enumerate(matters[at :: len(SHEETS)], 1):
                row += number % 40 == 7  # an empty line now and then
                sheet.write_row(row, 0, [number, *(_cell(one, HEADS[head], number) for head in heads)])
                row += 1
            sheet.write_row(row + 1, 0, ["合计", number])


def _cell(matter: Matter, key: str, number: int) -> str | int:
    """What somebody has typed: telephones that became numbers, days that are serials, 无 and nothing."""
    writers: dict[str, Callable[[], str | int]] = {
        "day": lambda: SERIAL + number % 20,
        "materials": lambda: "\n".join(matter["materials"] or ["无"]),
        "audience": lambda: "、".join(matter["audience"]),
    }
    value = writers[key]() if key in writers else matter[key]
    if key in {"phone", "complain"} and re.fullmatch(r"0\d{2,3}-\d{7,8}", value or "") and number % 2:
        return int(value.replace("-", ""))
    if value is None:
        return "无" if number % 2 else ""
    return value
