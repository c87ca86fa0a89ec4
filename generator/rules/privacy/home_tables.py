"""Tables whose headings say that they hold people's names and homes: Markdown, CSV, pasted cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(
    r"(?:居民|户主|老人|业主|住户|村民|租客|租户|房客|承租人|产权人|家庭成员|本人|患者|对象|被?服务对象|家长|学生|儿童)?(?:的)?姓名|户主|业主|住户|居民|村民|老人|租客|租户|承租人|产权人|家长"
)
_HOME = re.compile(
    r"(?:家庭|现|户籍|居住|常|详细|现居)?住?址|(?:家庭|居住|户籍|详细|通讯|联系|现居)地址?|地址|门牌号?|房号|楼栋(?:号|房号)?|室号|房间号?|房屋地址|幢室|楼号|居住地|户籍地|住房|住处|小区楼栋"
)
_WORK = re.compile(r"单位|机构|职务|职位|岗位|部门|科室|窗口|服务|站点|网格|职责|办公|营业|店")
_OFFICE = re.compile(
    r"居委|村委|委员会|服务|便民|办事处|派出所|办公|公司|超市|医院|学校|银行|中心|大厦|大楼|市场|站|局|大厅|店|厂"
)
_DOOR = re.compile(
    r"[0-9〇零一二三四五六七八九十百A-Za-z] ?(?:号|室|单元|幢|栋|座|户|弄|组|#|房)|[0-9]+-[0-9]+(?:-[0-9]+)?"
)
_RESIDENTIAL = re.compile(r"[室幢栋户弄]|单元|号楼|[0-9]+-[0-9]+")
_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,8}")
_BARE_DOOR = re.compile(r"[0-9A-Za-z]{1,5}")


def find_table_homes(text: str) -> Iterator[tuple[str, int, int]]:
    """For each table the first name, where its first row with a home begins and its last one ends."""
    if "姓名" not in text and not (
        "户" in text or "居民" in text or "老人" in text or "业主" in text or "租" in text
    ):
        return
    columns: tuple[int, int, bool] | None = None
    mark, found = "", None
    position = 0
    for line in text.split("\n"):
        cells = _cells(line, mark) if columns else []
        if columns is None or (len(cells) <= max(columns[:2]) and not _is_rule(line)):
            if found:
                yield found
            columns, found = None, None
            mark = next((one for one in "|\t,;" if one in line), "")
            columns = _columns(_cells(line, mark)) if mark else None
        elif _holds_home(cells, columns):
            found = (
                (found[0], found[1], position + len(line))
                if found
                else (cells[columns[0]], position, position + len(line))
            )
        position += len(line) + 1
    if found:
        yield found


def _cells(line: str, mark: str) -> list[str]:
    line = line.strip().strip("|") if mark == "|" else line
    return [cell.strip(' "') for cell in line.split(mark)]


def _is_rule(line: str) -> bool:
    """The line below the heading of a table in Markdown."""
    return line.strip() != "" and not line.strip("|:- \t")


def _columns(cells: list[str]) -> tuple[int, int, bool] | None:
    """Which columns hold names and homes, and whether homes must look like flats."""
    name = next((index for index, cell in enumerate(cells) if _NAME.fullmatch(cell)), None)
    home = next((index for index, cell in enumerate(cells) if _HOME.fullmatch(cell)), None)
    if name is None or home is None:
        return None
    strict = "住" not in cells[home] and any(_WORK.search(cell) for cell in cells)
    return name, home, strict


def _holds_home(cells: list[str], columns: tuple[int, int, bool]) -> bool:
    if len(cells) <= max(columns[:2]):
        return False
    name, home = cells[columns[0]], cells[columns[1]]
    if not _PERSON.fullmatch(name) or _OFFICE.search(home):
        return False
    door = _RESIDENTIAL if columns[2] else _DOOR
    return bool(door.search(home) or (not columns[2] and _BARE_DOOR.fullmatch(home)))
