"""The afternoon of a new office: from an empty folder and its own lists to a site on a server, and a change.

GRIDPRESS_REAL_LISTS=DIR walks it with real lists, too, and `-s` shows what it took.
"""

import difflib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from office_lists import Lists, invent_lists, load_lists, write_book
from web_servers import ask, certify, serve

from generator.deploying import list_site
from generator.publishing.importing import load_book
from generator.workbooks.book import Book
from generator.workbooks.render import render_xlsx

REAL = os.environ.get("GRIDPRESS_REAL_LISTS", "")
BEFORE = {"files": 41, "lines": 322, "rounds": 7}
"""What an attempt with 3 grids and 12 services took without these commands."""
BOOK = "../表.xlsx"
GUESSES = "\n" * 12
MARKS = "\n、\n"
"""Materials are not parted at 、, audiences are."""
VALUES = "政务\n办理{事项名称}。\n证件和登记\n{实施部门}\n政府部门\n政府\n"
"""Type, sentence and category of all; who has made sure is asked below; kind and sector of new offices."""


@dataclass
class Office:
    """An office with the program in its path: what it types and writes by hand.

    A round is asking whether what was brought in is right, and mending what is said.
    """

    folder: Path
    program: Path
    place: str = ""
    commands: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)
    rounds: int = 0

    @property
    def root(self) -> Path:
        """Its workspace."""
        return self.folder / self.place

    def type(self, line: str, answers: str = "") -> str:
        """A line at the prompt, in the folder where the office is; gives what it prints. It must succeed."""
        words = line.split()
        self.commands.append(line)
        began = time.monotonic()
        if words[0] == "cd":
            self.place = words[1]
            self.seconds.append(0.0)
            return ""
        done = subprocess.run(  # noqa: S603 - our own program
            [self.program, *words[1:]],
            cwd=self.root,
            input=answers,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.seconds.append(time.monotonic() - began)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def write(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file of the workspace by hand; each line that is new or gone counts."""
        path = self.root / name
        self.touched.add(name)
        before = path.read_text("utf-8")
        after = change(before)
        path.write_text(after, "utf-8")
        lines = difflib.ndiff(before.splitlines(), after.splitlines())
        self.written += [line for line in lines if line.startswith(("+ ", "- "))]

    def tell(self) -> str:
        """What it took, beside what it took before."""
        counts = {"files": len(self.touched), "lines": len(self.written), "rounds": self.rounds}
        lines = [f"{name:10}{count:5}{BEFORE[name]:8} before" for name, count in counts.items()]
        took = [0.0, *self.seconds]
        typed = [f"{seconds:7.1f} s  {line}" for seconds, line in zip(took, self.commands, strict=True)]
        return "\n".join(
            [f"commands{len(self.commands):7}", *lines, *typed, f"sent {len(self.sent)}:", *self.sent]
        )

    @contextmanager
    def excel(self) -> Iterator[Book]:
        """The workbook, open in Excel; saved when it is closed."""
        book = load_book(self.root / BOOK)
        yield book
        self.touched.add(BOOK)
        (self.root / BOOK).write_bytes(render_xlsx(book, {}))


def fill_in(book: Book, title: str, **cells: str) -> None:
    """Type a row of a sheet: that of its 编号, or a new one below."""
    table = next(one for one in book.tables if one.title == title)
    heads = table.rows[0]
    known = [one for one in table.rows if one[0] == cells["编号"] and "·" not in title]
    table.rows += [] if known else [[""]]
    row = (known or table.rows)[-1]
    row += [""] * (len(heads) - len(row))
    for head, text in cells.items():
        row[heads.index(head)] = text


@pytest.fixture(params=["invented", "real"])
def lists(request: pytest.FixtureRequest, tmp_path: Path) -> Lists:
    """Invented lists, and real ones where somebody has them."""
    if request.param == "invented":
        return invent_lists(tmp_path)
    if not REAL:
        pytest.skip("GRIDPRESS_REAL_LISTS names no folder with real lists")
    return load_lists(Path(REAL))


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web server."""
    folder = tmp_path_factory.mktemp("web")
    folder.parent.chmod(0o755)
    folder.chmod(0o755)
    certify(folder)
    return folder


def test_an_office_is_on_the_web_in_an_afternoon(
    lists: Lists, installed: Path, tmp_path: Path, web: Path
) -> None:
    """Twelve commands, a few lines by hand, two rounds of mending; afterwards only what changed travels."""
    office = Office(tmp_path / "office", installed.with_name("gridpress"), commands=["pip install gridpress"])
    office.folder.mkdir()
    (office.folder / "区划.csv").write_bytes(lists.divisions.read_bytes())
    write_book(office.folder / "事项清单.xlsx", lists.city, lists.matters)

    begin(office, lists.city)
    mend(office)
    built = office.type("gridpress build")
    assert ("做好了" in built, "没有写明单位的" in built) == (True, False)
    assert "传了" in office.type(f"gridpress deploy {web / 'site'}")
    with serve("nginx.conf", web) as (_, port):
        change(office, web / "site", port)
    assert len(office.commands) <= 12
    assert len(office.written) <= 20
    assert office.rounds == 2
    assert len(office.touched) <= 10
    print(office.tell())  # noqa: T201 - what `-s` asks for


def begin(office: Office, city: str) -> None:
    """A workspace with the divisions, and the matters as drafts and published services: the first round."""
    assert "接下来" in office.type(f"gridpress init {city} --divisions 区划.csv")
    office.type(f"cd {city}")
    told = office.type("gridpress import ../事项清单.xlsx --map 列.yaml", GUESSES + MARKS + VALUES)
    office.rounds += "标好的一份" in told
    files = [*(office.root / "menus/services").glob("*.yaml")]
    drafts = sum(is_draft(path) for path in files)
    assert 0 < drafts < len(files) / 10, "what lacks something waits, and nothing else"
    assert f"等 {drafts} 处: info 这是草稿" in told


def mend(office: Office) -> None:
    """Grids, and telephones of drafts, in Excel; two lines by hand: the second round."""
    office.type(f"gridpress export grid person division service --out {BOOK}")
    with office.excel() as book:
        add_grids(book)
        mended = mend_telephones(book)
    told = office.type(f"gridpress import {BOOK}")
    office.rounds += 1
    assert told.count("新设网格") == 3
    assert not any(is_draft(office.root / f"menus/services/{one}.yaml") for one in mended)
    office.write("menus/profile.yaml", own_profile)


def own_profile(text: str) -> str:
    """The two lines that README.md says to change first."""
    text = text.replace("# site_url: https://grid.example.cn/", "site_url: https://www.example.cn/")
    return text.replace('supervision_phone: "12345"', 'supervision_phone: "0580-5550100"')


def change(office: Office, site: Path, port: int) -> None:
    """One edit in Excel and one by hand: residents see both, and what has nothing to do with them stays."""
    before = list_site(site).files
    one, other, alone = pick_services(office)
    _, headers, _ = ask(port, f"/services/{alone}.html")
    with office.excel() as book:
        fill_in(book, "服务", 编号=one, 咨询电话="0580-5550199")
    office.type(f"gridpress import {BOOK}")
    office.write(f"menus/services/{other}.yaml", lambda text: f"plain_name: 一件难办的事\n{text}")
    told = office.type("gridpress diff")
    assert "0580-5550199" in told
    assert "改叫“一件难办的事”" in told
    office.type("gridpress build")
    sent = office.type(f"gridpress deploy {site}")
    after = list_site(site).files
    changed = {path for path, digest in after.items() if before.get(path) != digest}
    assert re.findall(r"\d+", sent)[0] == str(len(changed))
    assert before.keys() <= after.keys()
    pages = {path for path in changed if path.startswith("services/")} - {"services/index.html"}
    assert pages == {f"services/{one}.html", f"services/{other}.html"}
    assert not {path for path in changed if path.startswith(("grids/", "plans/", "matters/", "divisions/"))}
    assert "0580-5550199" in ask(port, f"/services/{one}.html")[2].decode()
    assert "一件难办的事" in ask(port, f"/services/{other}.html")[2].decode()
    assert ask(port, f"/services/{alone}.html", If_None_Match=headers["ETag"])[0] == 304
    office.sent = sorted(changed)


def mend_telephones(book: Book) -> list[str]:
    """The telephones of the first three drafts that a guide stands for; ids of these."""
    table = next(one for one in book.tables if one.title == "服务")
    rows = [dict(zip(table.rows[0], row, strict=False)) for row in table.rows[1:]]
    drafts = [row["编号"] for row in rows if row["草稿"] and row.get("官方办事指南")][:3]
    for one in drafts:
        fill_in(book, "服务", 编号=one, 草稿="", 咨询电话="0580-5550188", 投诉电话="12345")
    return drafts


def is_draft(path: Path) -> bool:
    """Whether an entry waits."""
    return path.read_text("utf-8").startswith("draft: true")


def add_grids(book: Book) -> None:
    """Three grids with two workers each, as rows; their communities are drafts no more."""
    table = next(one for one in book.tables if one.title == "区划")
    rows = [dict(zip(table.rows[0], row, strict=False)) for row in table.rows[1:]]
    for number, row in enumerate([row for row in rows if row["级别"] == "社区"][:3], 1):
        grid, code, name = f"{row['编号']}-1", f"{row['区划代码']}001", f"{row['名称']}第一网格"
        community = f"{row['名称']}（{row['编号']}）"
        fill_in(book, "区划", 编号=row["编号"], 草稿="")
        fill_in(book, "网格", 编号=grid, 名称=name, 网格代码=code, 类型="综合", 所属社区=community)
        fill_in(book, "网格·包括哪些地方", 编号=grid, 名称="望海新村", 类型="小区")
        for place, role in enumerate(("网格长", "专职网格员"), 1):
            worker, person = f"worker-{number}-{place}", f"{'周吴'[place - 1]}{'一二三'[number - 1]}"
            fill_in(book, "人员", 编号=worker, 姓名=person, 值班电话=f"0580-55502{number}{place}")
            fill_in(book, "人员·在网格里的身份", 编号=worker, 网格=grid, 身份=role)


def pick_services(office: Office) -> list[str]:
    """Three services that are published."""
    return [
        path.stem for path in sorted((office.root / "menus/services").glob("*.yaml")) if not is_draft(path)
    ][:3]
