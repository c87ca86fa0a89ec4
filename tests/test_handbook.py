"""Handbooks: what is printed, how it is marked up, and what stops it."""

import datetime
import io
import os
from dataclasses import replace
from types import SimpleNamespace

import pypdf
import pytest
from conftest import ROOT

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic, OutputError, Severity
from generator.model.profile import CalendarYear
from generator.outputs.prints import fonts as fonts_module
from generator.outputs.prints import workers
from generator.outputs.prints.editions import HANDBOOK
from generator.outputs.prints.fonts import FAMILIES, Fonts, find_fonts
from generator.outputs.prints.glyphs import parse_missing
from generator.outputs.prints.rendering import make_jobs, render_prints, version_of
from generator.outputs.prints.typesetting import STANDARDS, open_typesetter, typeset
from generator.outputs.qr import render_qr
from generator.reading.loading import load_catalogue
from generator.views.holidays import list_printed_holidays
from generator.views.prints.handbook import view_handbook
from generator.views.prints.map import HEIGHT, WIDTH, view_map
from generator.views.prints.prose import Block, Run, parse_prose

SITE = "https://grid.example.cn"
SERVICE = "menus/services/elder-card.yaml"
OTHER_SERVICE = "menus/services/elder-visit.yaml"
GRID = "menus/grids/chaojing-1.yaml"


@pytest.fixture(scope="module")
def fonts():
    return find_fonts(ROOT)


def _catalogue(root):
    loaded = load_catalogue(root)
    assert loaded.catalogue is not None, loaded.found
    return loaded.catalogue


def _edit(root, file, old, new):
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _render(root, fonts, grid="chaojing-1", site=SITE):
    (made,) = render_prints(_catalogue(root), [grid], site, fonts)
    assert isinstance(made, Artifact), made
    return made


def _pages(artifact):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(artifact.data)).pages]


def _squeezed(artifact):
    """All text without blanks and line ends, which depend on where lines break."""
    return "".join("".join(_pages(artifact)).split())


def test_prints_everything_about_a_service(workspace, fonts):
    """A card names who can, what to bring, how long, the steps with minutes, hours, place and numbers."""
    text = _squeezed(_render(workspace, fonts))
    for part in (
        *("办老年证", "老年优待证办理", "户籍在本市、年满六十周岁。", "带身份证到窗口", "10分钟", "20分钟"),
        *("一共要30分钟，不算等待", "周一至周五8:30–11:30、13:30–17:00", "法定节假日休息", "望海路12号"),
        *("0580-5550110", "《中华人民共和国老年人权益保障法》第五十三条", "核实"),
    ):
        assert part in text, part


def test_cover_shows_the_duty_phone_and_the_version(workspace, fonts):
    """The first page has city, grid, community, head with number, date and version."""
    catalogue = _catalogue(workspace)
    cover = "".join(_pages(_render(workspace, fonts))[0].split())
    version = version_of(view_handbook(catalogue, "chaojing-1"))
    for part in ("岱汐市", "潮井社区第一网格", "网格长王敏", "0580-5550111", "2026年5月20日", version):
        assert part in cover, part


def test_contents_tell_the_page_of_each_service(workspace, fonts):
    """The number beside a service in the contents is the page where its card stands."""
    pages = _pages(_render(workspace, fonts))
    contents = next(page for page in pages if "目录" in page.splitlines())
    line = next(line for line in contents.splitlines() if "办老年证" in line)
    number = int(line.split()[-1].strip("· "))
    assert "第 1 项" in pages[number - 1]


def test_sheets_fold_to_a_booklet(workspace, fonts):
    """The page count is a multiple of four, so that two pages print on each side of A4."""
    reader = pypdf.PdfReader(io.BytesIO(_render(workspace, fonts).data))
    assert len(reader.pages) % 4 == 0
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [148, 210]


def test_same_entries_give_the_same_bytes(workspace, fonts):
    """Two runs agree to the byte."""
    assert _render(workspace, fonts).data == _render(workspace, fonts).data


def test_version_follows_the_content_not_the_day(workspace):
    """Another day leaves the version; another phone changes it."""
    before = version_of(view_handbook(_catalogue(workspace), "chaojing-1"))
    later = load_catalogue(workspace, today=datetime.date(2026, 5, 21)).catalogue
    assert version_of(view_handbook(later, "chaojing-1")) == before
    _edit(workspace, SERVICE, "0580-5550110", "0580-5550119")
    assert version_of(view_handbook(_catalogue(workspace), "chaojing-1")) != before


def test_is_marked_up_for_screen_readers_and_archives(workspace, fonts):
    """The file claims PDF/UA-1 and PDF/A-2a and has title, language, author, tags and bookmarks."""
    reader = pypdf.PdfReader(io.BytesIO(_render(workspace, fonts).data))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].lower().startswith("zh")
    for claim in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert claim in metadata
    assert reader.metadata.title == "潮井社区第一网格服务手册"
    assert reader.metadata.author == "岱汐市社会工作部"
    assert any("服务菜单" in str(one.get("/Title", "")) for one in reader.outline if isinstance(one, dict))


def test_pictures_say_what_they_show(workspace, fonts):
    """QR codes and the map have alternative texts."""
    data = _render(workspace, fonts).data
    alts = list(_alternatives(pypdf.PdfReader(io.BytesIO(data))))
    assert any(f"{SITE}/services/elder-card.html" in one for one in alts)
    assert any("本网格是第 1 号" in one and "2 号潮井社区第二网格" in one for one in alts)


def _alternatives(reader):
    for number in reader.xref[0]:
        entry = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(entry, dict) and entry.get("/Type") == "/StructElem" and "/Alt" in entry:
            yield str(entry["/Alt"])


@pytest.mark.parametrize(
    "nasty",
    [
        "#panic()",
        "$x^2$",
        "<script>alert(1)</script>",
        "*不加粗*",
        "@sun #import",
        r"\u{41}",
        '"]; #eval("1")',
    ],
)
def test_prints_markup_as_it_stands(workspace, fonts, nasty):
    """What looks like markup of the typesetter or of the web is printed to the letter."""
    quoted = nasty.replace("'", "''")
    _edit(workspace, SERVICE, "plain_name: 办老年证", f"plain_name: '{quoted}'")
    assert "".join(nasty.split()) in _squeezed(_render(workspace, fonts))


def test_bold_and_lists_of_prose_are_set(workspace, fonts):
    """The safe subset of Markdown loses its signs in print; HTML stays text."""
    body = 'summary: "给**六十岁**以上的居民办 <b>证</b>。"'
    _edit(workspace, SERVICE, "summary: 给六十岁以上的居民办老年优待证。", body)
    assert "给六十岁以上的居民办<b>证</b>。" in _squeezed(_render(workspace, fonts))


def test_prose_becomes_blocks():
    """Paragraphs, lists and bold runs are told apart; Chinese lines join without a blank."""
    assert parse_prose("甲\n乙 **丙**\n\n- 一\n- 二 [网](https://a.cn)\n") == (
        Block("p", ((Run("甲"), Run("乙 "), Run("丙", strong=True)),)),
        Block("ul", ((Run("一"),), (Run("二 "), Run("网"), Run("（https://a.cn）")))),
    )
    assert parse_prose(None) == ()
    assert parse_prose("# 标题") == (Block("p", ((Run("标题", strong=True),),)),)


def test_a_character_that_no_font_has_names_the_entry_and_is_printed_as_a_mark(workspace, fonts):
    """The finding stops nothing; both handbooks are set, with the rest of the name and 〓."""
    _edit(workspace, SERVICE, "do: 带身份证到窗口", "do: 带身份证到\ue123窗口")
    _edit(workspace, "menus/people/wang-min.yaml", "name: 王敏", "name: 王\ue456")
    made = list(render_prints(_catalogue(workspace), ["chaojing-1", "chaojing-2"], SITE, fonts))
    found = [one for one in made if isinstance(one, Diagnostic)]
    assert {(one.severity, one.code, one.place.file, one.place.path, one.place.part) for one in found} == {
        (Severity.WARNING, "HBK101", SERVICE, ("steps", 0, "do"), "\ue123"),
        (Severity.WARNING, "HBK101", "menus/people/wang-min.yaml", ("name",), "\ue456"),
    }
    assert len(found) == 2
    assert "U+E123" in found[0].message.zh or "U+E123" in found[1].message.zh
    handbooks = [one for one in made if isinstance(one, Artifact)]
    assert len(handbooks) == 2
    assert all("带身份证到〓窗口" in _squeezed(one) for one in handbooks)
    assert "王〓" in _squeezed(handbooks[0])


def test_a_missing_character_in_the_profile_is_found(workspace, fonts):
    """The publisher's own file is searched too."""
    _edit(workspace, "menus/profile.yaml", "publisher: 岱汐市社会工作部", "publisher: 岱汐市\ue001部")
    made, found = render_prints(_catalogue(workspace), ["chaojing-1"], SITE, fonts)
    assert isinstance(made, Artifact)
    assert isinstance(found, Diagnostic)
    assert (found.place.file, found.place.path) == ("menus/profile.yaml", ("publisher",))


def test_reports_of_the_typesetter_are_read():
    """Escapes in its words become the characters they stand for."""
    report = 'error: the text `"\\u{e000}"` could not be displayed with font\n'
    report += 'error: the text `"\\"𰃻"` could not be displayed\n'
    report += 'error: PDF/A-2a error: the PDF contains the codepoint `"\\u{e456}"`'
    assert parse_missing(report) == ("\ue000", '"𰃻', "\ue456")


def test_rare_characters_of_names_are_printed(workspace, fonts):
    """A name outside the common plane is set from any font that holds it."""
    if not any("Noto Sans CJK SC" in family for family in fonts.families):
        pytest.skip("no font with rare characters here")
    _edit(workspace, "menus/people/wang-min.yaml", "name: 王敏", "name: 王𫖳")
    assert "王𫖳" in _squeezed(_render(workspace, fonts))


def test_stopped_and_ended_services_are_not_printed(workspace, fonts):
    """A service that is over leaves the menu; one that pauses says so."""
    _edit(workspace, SERVICE, "phone: ", "status: 暂停\nphone: ")
    assert "暂停办理" in _squeezed(_render(workspace, fonts))
    _edit(workspace, SERVICE, "status: 暂停", "status: 停办")
    (workspace / OTHER_SERVICE).unlink()
    assert view_handbook(_catalogue(workspace), "chaojing-1").menu == ()
    assert "还没有登记服务" in _squeezed(_render(workspace, fonts))


def test_a_service_of_another_grid_is_not_printed(workspace):
    """The menu holds what reaches this grid."""
    _edit(workspace, SERVICE, "phone: ", "area: [chaojing-2]\nphone: ")
    (workspace / OTHER_SERVICE).unlink()
    catalogue = _catalogue(workspace)
    assert view_handbook(catalogue, "chaojing-1").menu == ()
    assert [one.title for one in view_handbook(catalogue, "chaojing-2").menu] != []


def test_a_private_mobile_is_not_printed(workspace):
    """Without consent a mobile number stays out, and the next number on the grid's page takes the cover."""
    _edit(workspace, "menus/people/wang-min.yaml", "0580-5550111", "13800000000")
    _edit(workspace, "menus/people/wang-min.yaml", "consent_public: true", "consent_public: false")
    view = view_handbook(_catalogue(workspace), "chaojing-1")
    assert view.duty.phone == "0580-5550112"
    assert "13800000000" not in repr(view)


def test_map_fits_its_frame_and_marks_the_grid(workspace):
    """Outlines stay in the frame, the grid itself is marked, and its number stands inside."""
    catalogue = _catalogue(workspace)
    drawn = view_map(catalogue, catalogue.grids["chaojing-1"])
    assert drawn.width <= WIDTH
    assert drawn.height <= HEIGHT
    assert [one.mine for one in drawn.grids] == [True, False]
    (x, y), ring = drawn.grids[0].spot, drawn.grids[0].rings[0]
    assert min(point[0] for point in ring) < x < max(point[0] for point in ring)
    assert 0 <= y <= drawn.height
    assert 10 <= drawn.bar <= 50
    assert drawn.bar_text.endswith("米") or drawn.bar_text.endswith("公里")


def test_grids_without_boundary_go_without_map(workspace, fonts):
    """A community of which nothing is drawn has a handbook all the same."""
    for name in ("chaojing-1", "chaojing-2"):
        path = workspace / "menus" / "grids" / f"{name}.yaml"
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("boundary")]
        path.write_text("\n".join(lines), "utf-8")
    assert view_handbook(_catalogue(workspace), "chaojing-1").map is None
    assert "网格图" not in _squeezed(_render(workspace, fonts))


def test_without_an_address_there_are_no_codes(workspace, fonts):
    """A site that has no address yet prints handbooks without QR codes."""
    reader = pypdf.PdfReader(io.BytesIO(_render(workspace, fonts, site="").data))
    assert not any("二维码" in one for one in _alternatives(reader))


def test_many_handbooks_come_in_order_and_alike(workspace, fonts, monkeypatch):
    """Threads change neither the order nor a byte."""
    catalogue = _catalogue(workspace)
    grids = ["chaojing-2", "chaojing-1"] * 3
    alone = [one.data for one in render_prints(catalogue, grids, SITE, fonts)]
    monkeypatch.setattr(workers, "MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    together = list(render_prints(catalogue, grids, SITE, fonts))
    assert [one.path for one in together] == [f"handbooks/{grid}.pdf" for grid in grids]
    assert [one.data for one in together] == alone


def test_typesetter_has_nothing_to_warn_of(workspace, fonts):
    """Each family asked for is there, and nothing in the templates is deprecated."""
    (job,) = make_jobs(_catalogue(workspace), "chaojing-1", SITE, fonts, [HANDBOOK])
    typesetter = open_typesetter(fonts.folders)
    data = typesetter.heights.add(typesetter, job.template, job.paper, job.data)
    compiler = typesetter.lay(job.template, data, job.paper)
    _, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    assert [one.message for one in warnings] == []
    assert typeset(job).report == ""


@pytest.mark.parametrize("is_checkout", [True, False])
def test_a_machine_without_chinese_fonts_is_told_what_to_run(tmp_path, monkeypatch, is_checkout):
    """No usable family stops with a sentence that names the set-up if there is one, else what to do."""
    monkeypatch.setattr(fonts_module, "FAMILIES", ("No Such Family",))
    if not is_checkout:
        monkeypatch.setattr(fonts_module, "CHECKOUT", tmp_path)
    with pytest.raises(OutputError) as raised:
        find_fonts(tmp_path)
    for said in (raised.value.text.zh, raised.value.text.en):
        assert ("scripts/setup.py" in said) is is_checkout
        assert ("--no-handbooks" in said) is not is_checkout
        assert ('pip install "gridpress[font]"' in said) is not is_checkout


def test_a_font_that_lies_in_the_workspace_is_found(tmp_path, monkeypatch):
    """Whoever cannot install fonts puts a file into fonts/, which comes before the checkout's."""
    monkeypatch.setattr(fonts_module, "_families", lambda folders: FAMILIES if folders else ())
    (tmp_path / "fonts").mkdir()
    assert find_fonts(tmp_path).folders == (str(tmp_path / "fonts"),)


def test_a_font_that_a_package_brings_is_found_for_any_workspace(tmp_path, monkeypatch):
    """`pip install "gridpress[font]"` is enough wherever the workspace lies; its own folder comes first."""
    package = tmp_path / "packages" / fonts_module.PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr(fonts_module, "_families", lambda folders: FAMILIES if folders else ())
    assert find_fonts(tmp_path).folders == (str(package),)
    (tmp_path / "fonts").mkdir()
    assert find_fonts(tmp_path).folders == (str(tmp_path / "fonts"),)


@pytest.mark.parametrize("family", ["Microsoft YaHei", "DengXian", "SimSun", "Hiragino Sans GB", "Heiti SC"])
def test_what_windows_and_macos_bring_is_enough(family, monkeypatch):
    """Each of their Chinese fonts sets a handbook, also where it is the only one."""
    font = SimpleNamespace(family=family, style="normal", weight=400)
    monkeypatch.setattr(fonts_module, "scan_fonts", lambda _: SimpleNamespace(fonts=lambda: [font]))
    assert find_fonts(ROOT) == Fonts((family,))


def test_without_a_font_the_site_is_built_without_prints_and_says_so(
    workspace, tmp_path, monkeypatch, gridpress
):
    """Asked for by name, handbooks must be there; else the site comes without them and links to them."""
    monkeypatch.setattr(fonts_module, "FAMILIES", ("No Such Family",))
    words = ("build", "--root", workspace, "--out", tmp_path / "site")
    asked = gridpress(*words, "--handbooks")
    assert (asked.exit_code, (tmp_path / "site").exists()) == (1, False)
    done = gridpress(*words)
    assert done.exit_code == 0
    assert "没有找到中文字体" in done.output
    page = (tmp_path / "site/grids/chaojing-1.html").read_text("utf-8")
    assert "handbooks/" not in page
    assert "posters/" not in page


def test_codes_are_plain_svg():
    """A QR code is one path without scripts, styles or a white ground."""
    svg = render_qr(f"{SITE}/services/elder-card.html")
    assert svg.startswith("<svg")
    assert svg.count("<path") == 1
    assert "style" not in svg


def test_a_city_with_too_many_services_prints_the_near_ones_and_says_so():
    """Beyond the profile's number the services of the whole city are counted, not printed."""
    catalogue = _catalogue(ROOT)
    every = view_handbook(catalogue, "chaojing-2")
    profile = catalogue.profile
    few = profile.model_copy(update={"handbook": profile.handbook.model_copy(update={"most_services": 1})})
    view = view_handbook(_catalogue(ROOT).__class__(few, catalogue.today, catalogue.entries), "chaojing-2")
    printed = {card.id for group in view.menu for card in group.services}
    city = {one.id for one in catalogue.services.values() if not one.value.area}
    assert every.left_out == 0
    assert printed
    assert not printed & city
    assert view.left_out == sum(len(group.services) for group in every.menu) - len(printed)


# ---- what grid workers ask, do, and do first

PLAN = """
name: 台风防御预案
incident: 台风
incident_class: 自然灾害
summary: 早看风，早转移。
response_levels: [Ⅳ]
warnings:
  - {level: Ⅳ, colour: 蓝, when: 六级以上大风}
  - {level: Ⅲ, colour: 黄, when: 八级以上大风}
steps:
  - levels: [Ⅳ]
    phase: 处置救援
    do: 转移
    accountable: [{organization: civil-affairs}]
    responsible: [{role: 专职网格员}]
card:
  notice: [渡船贴出停航告示]
  judge: [住得低的先走]
  report: [险情半小时内报值班室]
  act: ["敲门、喊喇叭，#不拖拽人$"]
residents: [听广播]
issuer: civil-affairs
issued_on: 2026-05-01
"""
TEAM = """
name: 老街组团
grids: [chaojing-1]
leader: wang-min
organizations: [chaojing-office]
duties: [每月一起走一遍老街]
phone: "0580-5550177"
"""
CHARTER = """
community: chaojing
name: 潮井居民公约
adopted_on: 2025-03-15
adopted_by: 居民会议，到会 214 户
educate: [学会用灭火器]
manage: [楼道不放旧家具, 电动车推到车棚充, 晚上十点以后关小音响, 垃圾进桶]
serve: [早上敲一下墙]
develop: [空铺面先给学手艺的年轻人]
deliberation: [三户签名就能提]
mutual_help:
  - {name: 弄堂轮椅, how: 推走时翻牌子, when: 全天}
"""
HONOUR = """
title: 讲清楚了再走的网格
grid: chaojing-1
citation: 用五种方言一家一家讲。
decided_on: 2026-05-06
"""
CHANNELS = """
night_phone: "0580-5550188"
channels:
  - {kind: 微信群, name: 老街邻里群, join: 请网格员扫码}
  - {kind: 意见箱, name: 井头绿箱子, owner: wang-min, hours: 每周二开箱, join: 写一张投进去}
"""
DUTIES = """
duties:
  - {duty: 收集民意, what: 到弄堂口坐一坐, how_often: 每周两次}
"""


def _write(root, file, text):
    path = root / "menus" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.lstrip("\n"), "utf-8")


@pytest.fixture
def rich(workspace):
    """The small workspace with everything that the domain adds to a handbook."""
    _write(workspace, "plans/typhoon.yaml", PLAN)
    _write(workspace, "teams/old-street.yaml", TEAM)
    _write(workspace, "charters/chaojing.yaml", CHARTER)
    _write(workspace, "honours/grid.yaml", HONOUR)
    grid = workspace / GRID
    grid.write_text(grid.read_text("utf-8").rstrip("\n") + CHANNELS, "utf-8")
    matter = workspace / "menus/matters/elder-visit.yaml"
    matter.write_text(matter.read_text("utf-8") + "cannot: 不得拍老人的屋里\n", "utf-8")
    return workspace


def test_each_incident_is_one_page_under_four_heads(rich, fonts):
    """The card has 察觉, 研判, 报告, 先期处置, the warning colours in words, and numbers for the night."""
    pages = ["".join(page.split()) for page in _pages(_render(rich, fonts))]
    (card,) = [page for page in pages if "渡船贴出停航告示" in page]
    for part in (
        *("台风", "察觉", "研判", "报告", "先期", "处置", "敲门、喊喇叭，#不拖拽人$"),
        *("蓝色六级以上大风", "黄色八级以上大风", "0580-5550188"),
    ):
        assert part in card, part
    order = [next(i for i, page in enumerate(pages) if text in page) for text in ("监督电话", "不拖拽人")]
    menu = next(i for i, page in enumerate(pages) if "二、服务菜单" in page and "第1项" in page)
    assert order[0] < order[1] < menu


def test_a_card_that_says_much_still_fits_one_page(rich, fonts):
    """Letters shrink, and the page count stays."""
    few = len(_pages(_render(rich, fonts)))
    long = ["把一楼和工棚里的人都问一遍，家里有走不动的人先联系车，再报给值班室，说清人数和地方"] * 6
    text = PLAN.replace("[渡船贴出停航告示]", f"[渡船贴出停航告示, {', '.join(long)}]")
    _write(rich, "plans/typhoon.yaml", text.replace("[住得低的先走]", f"[{', '.join(long[:5])}]"))
    assert len(_pages(_render(rich, fonts))) == few


def test_a_plan_of_the_future_has_no_card(rich):
    """What is not issued yet is not printed."""
    _edit(rich, "menus/plans/typhoon.yaml", "issued_on: 2026-05-01", "issued_on: 2026-06-01")
    assert view_handbook(_catalogue(rich), "chaojing-1").cards == ()


def test_the_first_chapter_tells_what_may_be_collected_and_why(rich, fonts):
    """发现收集信息 comes before the menu, each item with purpose and legal basis."""
    text = _squeezed(_render(rich, fonts))
    start = text.rindex("一、发现收集信息")
    for part in ("独居情况", "可以不答", "家里平时是不是一个人住", "安排走访照看", "第三十八条"):
        assert part in text[start:], part
    assert start < text.rindex("二、服务菜单")


def test_what_the_worker_does_and_never_does_stands_side_by_side(rich, fonts):
    """Each matter with verb, department and deadline; beside it what is not done."""
    text = _squeezed(_render(rich, fonts))
    assert "能做的" in text
    assert "不能做的" in text
    for part in ("独居老人走访（走访）", "民政局，3个工作日", "不得拍老人的屋里"):
        assert part in text, part


def test_a_matter_that_was_withdrawn_is_not_printed(rich):
    """The list is that of today."""
    matter = rich / "menus/matters/elder-visit.yaml"
    matter.write_text(matter.read_text("utf-8") + "withdrawn_on: 2026-05-01\n", "utf-8")
    assert view_handbook(_catalogue(rich), "chaojing-1").matters == ()


def test_standing_duties_are_printed_with_how_often(rich, fonts):
    """宣传, 收集民意, 予以帮助, each as this grid keeps it."""
    profile = rich / "menus/profile.yaml"
    profile.write_text(profile.read_text("utf-8").rstrip("\n") + DUTIES, "utf-8")
    text = _squeezed(_render(rich, fonts))
    for part in ("三项常态职责", "宣传", "收集民意", "予以帮助", "到弄堂口坐一坐每周两次"):
        assert part in text, part


def test_the_team_of_the_grid_is_printed(rich, fonts):
    """Its people with numbers, its organisations, what it does."""
    text = _squeezed(_render(rich, fonts))
    for part in ("老街组团", "0580-5550177", "每月一起走一遍老街", "一起来的单位：潮井社区居民委员会"):
        assert part in text, part
    assert view_handbook(_catalogue(rich), "chaojing-2").groups == ()


def test_channels_and_the_night_phone_are_printed(rich, fonts):
    """Ways without a telephone come first; the night's number stands among the emergency numbers."""
    text = _squeezed(_render(rich, fonts))
    assert "夜里找谁24小时有人接0580-5550188" in text
    assert text.index("井头绿箱子") < text.index("老街邻里群")
    for part in ("意见箱，不用手机", "每周二开箱", "负责：王敏"):
        assert part in text, part


def test_holidays_and_working_weekend_days_are_printed_in_one_line(rich, fonts):
    """Those of this year, and from November on of the next as soon as its table is there."""
    text = _squeezed(_render(rich, fonts))
    assert "2026年放假：元旦1月1日至3日，春节2月15日至23日" in text
    assert "调休要上班的周六、周日：1月4日（周日）、2月14日（周六）" in text
    table = CalendarYear.model_validate({"year": "2027", "holidays": ["2027-01-01"]})
    known = _catalogue(rich)
    known = replace(known, profile=known.profile.changed(calendar=(table,)))
    lines = [
        [year for year, _ in list_printed_holidays(replace(known, today=datetime.date(*day)))]
        for day in ((2026, 10, 31), (2026, 11, 1), (2028, 1, 1))
    ]
    assert lines == [["2026年"], ["2026年", "2027年"], []]


def test_the_charter_and_mutual_help_of_the_community_are_printed(rich, fonts):
    """Four heads in short, how to deliberate, who helps whom."""
    text = _squeezed(_render(rich, fonts))
    for part in (
        *("潮井居民公约", "自我教育", "自我管理", "自我服务", "自我发展", "三户签名就能提", "弄堂轮椅"),
        "这里是摘要",
    ):
        assert part in text, part
    assert "垃圾进桶" not in text


def test_honours_of_the_grid_are_printed(rich, fonts):
    """With the citation; a revoked one is gone."""
    text = _squeezed(_render(rich, fonts))
    assert "讲清楚了再走的网格" in text
    assert "用五种方言一家一家讲。" in text
    _write(rich, "honours/grid.yaml", HONOUR + "revoked_on: 2026-05-10\n")
    assert view_handbook(_catalogue(rich), "chaojing-1").honours == ()


def test_at_night_the_committee_answers_for_a_grid_without_a_number_of_its_own(workspace, fonts):
    """What the four checks count as answered is printed, and whose number it is."""
    text = _squeezed(_render(workspace, fonts))
    assert "夜里找谁潮井社区居民委员会，24小时有人接0580-5550119" in text


def test_a_handbook_without_the_domain_has_no_empty_chapters(workspace, fonts):
    """No plan, team, charter or honour, nobody at night: no heading for them either."""
    _edit(workspace, "menus/organizations/chaojing-office.yaml", 'night_phone: "0580-5550119"\n', "")
    text = _squeezed(_render(workspace, fonts))
    assert "居民自己的事" not in text
    assert "居民从哪里反映" not in text
    assert "夜里找谁" not in text


def test_each_number_of_a_field_dials_by_itself(workspace, fonts):
    """Two numbers, one with an extension: two links, and the extension after a pause."""
    _edit(workspace, SERVICE, 'phone: "0580-5550110"', 'phone: "0580-5550110-801、5550119"')
    reader = pypdf.PdfReader(io.BytesIO(_render(workspace, fonts).data))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    addresses = {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}
    assert {"tel:05805550110,801", "tel:05805550119"} <= addresses
    assert "0580-5550110转801、0580-5550119" in _squeezed(_render(workspace, fonts))
