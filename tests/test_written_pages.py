"""Links and navigation of hand-written pages lead to something, or the editor is told where they do not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rapidfuzz import process

from generator.publishing.written_shapes import without_code

Run = Callable[..., Result]

PAGE = "content/guide/grid.md"


OUTSIDE = "PAG115"


def find(gridpress: Run, root: Path, *, outside: bool = False) -> list[tuple[str, str, int, int]]:
    """Code, file, line and column of each finding; pages outside the navigation only if asked."""
    found = json.loads(gridpress("check", "--root", root, "--format", "json").output)
    told = [(one["code"], one["file"], one["line"], one["column"]) for one in found]
    return [one for one in told if outside or one[0] != OUTSIDE]


def add(root: Path, text: str) -> int:
    """Write a line below a page; returns its number."""
    page = root / PAGE
    page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")
    return page.read_text("utf-8").count("\n")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("[甲](nothing.md)", "PAG101", 5),
        ("甲乙 [甲]( <../nothing.md> )", "PAG101", 10),
        ("![图](no.png)", "PAG101", 6),
        ("[甲](../services/no-such-service.html)", "PAG101", 5),
        ("[甲](Grid.md)", "PAG101", 5),
        ("[甲](../../mkdocs.yml)", "PAG101", 5),
        ("[名]: nothing.md", "PAG101", 6),
        ('<a href="nothing.html">甲</a>', "PAG101", 10),
        ("!!! note\n    [甲](nothing.md)", "PAG101", 9),
        ("[甲](about.md#no-such-place)", "PAG104", 5),
        ("[甲](#no-such-place)", "PAG104", 5),
    ],
)
def test_a_link_that_leads_to_nothing_is_an_error_at_its_place(
    whole_workspace: Path, gridpress: Run, text: str, code: str, column: int
) -> None:
    line = add(whole_workspace, text)
    assert find(gridpress, whole_workspace) == [(code, PAGE, line, column)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("<script>alert(1)</script>", 2),
        ("<style>p{}</style>", 2),
        ('<p title="甲" style="color:red">乙</p>', 14),
        ("<button onclick='go()'>甲</button>", 9),
        ('甲乙{: style="color:red" }', 6),
        ("![图](https://host.example/a.png)", 6),
        ('<iframe src="//host.example/"></iframe>', 14),
    ],
)
def test_code_and_pictures_that_the_security_policy_forbids_are_told_at_their_place(
    whole_workspace: Path, gridpress: Run, text: str, column: int
) -> None:
    line = add(whole_workspace, text)
    assert find(gridpress, whole_workspace) == [("PAG113", PAGE, line, column)]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="../assets/own.js"></script>',
        '`<script>` 和 style="x" 不起作用',
        "[甲](https://host.example/)",
        "![图](../assets/logo.svg)",
        '<a href="https://host.example/" class="on">甲</a>',
        "```\n<style>\n```",
    ],
)
def test_code_in_files_of_the_site_and_code_that_is_only_shown_are_no_fault(
    whole_workspace: Path, gridpress: Run, text: str
) -> None:
    add(whole_workspace, text)
    assert "PAG113" not in {code for code, *_ in find(gridpress, whole_workspace)}


@pytest.mark.parametrize(
    "text",
    [
        "[甲](about.md)",
        "[甲](about.md#maps)",
        "[甲](about.html)",
        "[甲](../services/index.md)",
        "[甲](../services/elder-card.html)",
        "[甲](../assets/favicon.svg)",
        "[甲](../handbooks/any.pdf)",
        "[甲](#why)",
        "[甲](https://example.org/x.md) [乙](mailto:a@example.org) [丙](tel:12345)",
        "`[甲](nothing.md)`",
        "```\n[甲](nothing.md)\n```",
        "<!-- [甲](nothing.md) -->",
        "## A b c\n\n[甲](#a-b-c)",
    ],
)
def test_what_is_there_is_elsewhere_or_is_code_is_left_alone(
    whole_workspace: Path, gridpress: Run, text: str
) -> None:
    add(whole_workspace, text)
    assert find(gridpress, whole_workspace) == []


def test_a_page_is_looked_at_in_time_that_grows_with_its_length_only() -> None:
    """Marks that nothing closes are looked for once, not once for each of them."""
    for text in ("<!--" * 100_000, "`" * 300_000, "".join("`" * number + " " for number in range(700))):
        assert without_code(text) == text


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("甲`乙`丙", "甲   丙"),
        ("甲``乙`丙``丁", "甲       丁"),
        ("`甲<!--乙-->", "`甲        "),
        ("```\n甲\n```\n乙", "   \n \n   \n乙"),
        ("~~~\n```\n甲", "~~~\n```\n甲"),
    ],
)
def test_code_and_comments_are_blanked_where_they_stand(text: str, blanked: str) -> None:
    assert without_code(text) == blanked.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_deleted_page_is_missed_in_the_navigation_and_in_links_and_nothing_is_built(
    whole_workspace: Path, gridpress: Run
) -> None:
    settings = whole_workspace / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("guide/booking.md", "guide/parking.md"), "utf-8")
    add(whole_workspace, "[停车](parking.md)")
    codes = {(code, file) for code, file, _, _ in find(gridpress, whole_workspace)}
    assert codes == {("PAG102", "mkdocs.yml"), ("PAG101", PAGE)}
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert done.exit_code == 1
    assert "guide/parking.md" in done.output
    assert not (whole_workspace / "site").exists()


def test_the_name_that_was_meant_is_suggested(whole_workspace: Path, gridpress: Run) -> None:
    add(whole_workspace, "[甲](abuot.md)")
    assert "是不是想写 `about.md`" in gridpress("check", "--root", whole_workspace).output


def test_what_the_engine_warns_of_is_shown_and_does_not_stop_the_build(
    whole_workspace: Path, gridpress: Run
) -> None:
    (whole_workspace / "content/guide/extra.md").write_text("# 新页\n", "utf-8")
    add(whole_workspace, "[甲](/extra.html)")
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert done.exit_code == 0, done.output
    assert (
        "PAG103 mkdocs 提醒：Doc file 'guide/grid.md' contains an absolute link '/extra.html'" in done.output
    )
    assert done.output.count("guide/extra.md:1:1") == 1, "told once, not by the engine too"
    assert "are not included" not in done.output


@pytest.mark.parametrize("place", ["content", "site_overrides"])
def test_a_link_that_leads_round_in_pages_does_no_harm(
    whole_workspace: Path, gridpress: Run, place: str
) -> None:
    (whole_workspace / place / "round").symlink_to(".")
    (whole_workspace / place / "self.md").symlink_to("self.md")
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert isinstance(done.exception, SystemExit | None)
    assert "Traceback" not in done.output


def test_settings_that_are_a_link_round_are_said_and_not_replaced_by_others(
    whole_workspace: Path, gridpress: Run
) -> None:
    settings = whole_workspace / "mkdocs.yml"
    settings.unlink()
    settings.symlink_to("mkdocs.yml")
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert done.exit_code == 1
    assert "读不出来" in done.output


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("con.md", "PAG106"),
        ("问?.md", "PAG106"),
        ("图.", "PAG106"),
        ("a\nb.md", "PAG106"),
        ("a\udcff.md", "PAG106"),
        ("长" * 84 + ".md", "PAG106"),
        ("Guide/x.md", "PAG106"),
        ("guide/About.md", "PAG106"),
        ("grids", "PAG106"),
        ("services/elder-card.md", "PAG107"),
        ("services/index_2.md", None),
        ("services/own.md", None),
        ("services/index.md", None),
        ("feeds/city.xml", "PAG107"),
        ("handbooks/own.pdf", "PAG107"),
        ("data/own.csv", None),
        ("robots.txt", "PAG107"),
        ("长" * 83 + ".md", None),
        (".DS_Store", None),
    ],
)
def test_a_name_that_the_site_cannot_hold_is_found_before_anything_is_built(
    whole_workspace: Path, gridpress: Run, name: str, code: str | None
) -> None:
    path = whole_workspace / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("# 页\n", "utf-8")
    found = find(gridpress, whole_workspace)
    assert {one[0] for one in found} == ({code} if code else set())


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("site_name: [甲\n", {"SRC132"}),
        ("", {"SRC106"}),
        ("- 甲\n", {"SRC107"}),
        (f"extra: {'[' * 10_000}{']' * 10_000}\n", {"SRC114"}),
        ("nav: &n [index.md, *n]\n", {"SRC110", "SRC111"}),
        ("nav: index.md\n", {"PAG108"}),
        ("nav: {首页: index.md}\n", {"PAG108"}),
        ("site_url: https://grid.example.cn/\n", {"PAG114"}),
        ("site_description: 甲\nrepo_url: https://git.example/\nedit_uri: edit/\n", {"PAG114"}),
        ("site_name: 甲\nsite_url:\n", set()),
        ("use_directory_urls: perhaps\n", {"PAG108"}),
        ("use_directory_urls: true\n", {"PAG108"}),
        ("use_directory_urls: false\n", set()),
        ("plugins: [nosuch]\n", {"PAG109"}),
        ("plugins:\n  - nosuch: {a: 1}\n", {"PAG109"}),
        ("plugins: {nosuch: {}}\n", {"PAG109"}),
        ("plugins: [search, material/search]\n", set()),
        ("theme: materal\n", {"PAG109"}),
        ("theme: {name: materal}\n", {"PAG109"}),
        ("theme: material\n", set()),
        ("markdown_extensions: [admonitoin]\n", {"PAG109"}),
        ("markdown_extensions: [no.such.module]\n", {"PAG109"}),
        ("markdown_extensions: ['markdown.extensions.toc:TocExtension', toc: {}]\n", set()),
        ("nav:\n  - index.md\nnav:\n  - index.md\n", {"SRC109"}),
        ("extra: &a {b: 1, b: 2}\nmore: *a\n", {"SRC109"}),
        ("a: 1\n" * 100_000, {"SRC150"}),
        (
            "nav:\nextra: !!python/name:str\nhooks: &h [a.py]\nx: *h\n",
            set(),
        ),
    ],
)
def test_settings_that_no_engine_can_read_are_found_by_check(
    whole_workspace: Path, gridpress: Run, settings: str, codes: set[str]
) -> None:
    (whole_workspace / "mkdocs.yml").write_text(settings, "utf-8")
    assert {code for code, file, _, _ in find(gridpress, whole_workspace) if file == "mkdocs.yml"} == codes


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("title: [x", ("SRC132", 2, 8)),
        ("title：x", ("SRC117", 2, 6)),
        ("title: x\ntitle: y", ("SRC109", 3, 1)),
        ("title: &a x", ("SRC111", 2, 8)),
        ("title: x\ntemplate: nosuch.html", ("PAG112", 3, 11)),
        ("template: main.html", None),
        ("template: redirect.html", None),
        ("", None),
        ("只是两条线", None),
    ],
)
def test_the_head_of_a_page_says_what_it_means(
    whole_workspace: Path, gridpress: Run, head: str, found: tuple[str, int, int] | None
) -> None:
    (whole_workspace / "content/own.md").write_text(f"---\n{head}\n---\n# 页\n", "utf-8")
    expected = [(found[0], "content/own.md", *found[1:])] if found else []
    assert find(gridpress, whole_workspace) == expected


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("    " * 26 + "- 甲", True),
        ("    " * 25 + "- 甲", False),
        ("> " * 26 + "甲", True),
        ("> " * 25 + "甲", False),
        ("- " * 26 + "甲", True),
        ("- " * 40, False),
        ("*" * 40, False),
        ("[" * 101, True),
        ("[\n" * 101, True),
        ("[" * 100, False),
        ("[\n\n" * 101, False),
        ("[甲](index.md) " * 500, False),
        ("[甲](" * 101, True),
        ("<![CDATA[" * 101, True),
        ("`" + "[" * 500 + "`", False),
        ("```\n" + " " * 500 + "甲\n```", False),
    ],
)
def test_a_page_that_no_engine_gets_through_is_found_by_check(
    whole_workspace: Path,
    gridpress: Run,
    text: str,
    is_refused: bool,  # noqa: FBT001 - one of a case's values
) -> None:
    (whole_workspace / "content/own.md").write_text(f"# 页\n\n{text}\n", "utf-8")
    expected = {("PAG111", "content/own.md", 3)} if is_refused else set()
    assert {one[:3] for one in find(gridpress, whole_workspace)} == expected


def test_the_closest_name_is_looked_for_once(
    whole_workspace: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(process, "extractOne", lambda wanted, *_, **__: asked.append(wanted))
    add(whole_workspace, "[甲](nothing.md) " * 500)
    find(gridpress, whole_workspace)
    assert asked == ["nothing.md"]


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("site_overrides/main.html", "{% block a %}", "site_overrides/main.html"),
        ("site_overrides/main.html", "", "site_overrides/main.html"),
        ("site_overrides/partials/footer.html", "{{ 1 / 0 }}", "site_overrides/partials/footer.html"),
        (
            "mkdocs.yml",
            "site_name: 1\ntheme: {name: material, custom_dir: site_overrides}\nINHERIT: no.yml\n",
            "mkdocs.yml",
        ),
    ],
)
def test_what_only_the_engine_finds_is_told_in_one_sentence_that_names_the_file(
    whole_workspace: Path, gridpress: Run, file: str, text: str, named: str
) -> None:
    (whole_workspace / file).write_text(text, "utf-8")
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert done.exit_code == 1
    assert f"请检查 {named}（" in done.output
    assert "Traceback" not in done.output
    assert 'File "' not in done.output


# ---- pages outside the navigation ----


def test_a_page_outside_the_navigation_is_told_at_its_place(whole_workspace: Path, gridpress: Run) -> None:
    """It is published all the same; the hint is the line to add."""
    (whole_workspace / "content/guide/parking.md").write_text("# 停车\n", "utf-8")
    done = gridpress("check", "--root", whole_workspace)
    assert done.exit_code == 0
    assert "content/guide/parking.md:1:1: warning PAG115" in done.output
    assert "- {title: 标题, page: guide/parking.md}" in done.output
    profile = whole_workspace / "menus/profile.yaml"
    profile.write_text(
        profile.read_text("utf-8") + "pages:\n  - {title: 标题, page: guide/parking.md}\n", "utf-8"
    )
    assert find(gridpress, whole_workspace, outside=True) == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("not_in_nav: |\n  /guide/parking.md\n", False),
        ("not_in_nav: |\n  parking.md\n", False),
        ("not_in_nav: |\n  /guide/\n", False),
        ("not_in_nav: |\n  /guide/park*.md\n", False),
        ("exclude_docs: |\n  parking.md\n", False),
        ("not_in_nav: |\n  /parking.md\n", True),
        ("nav:\n  - 首页: index.md\n  - 停: [{车: guide/parking.md}]\n", False),
    ],
)
def test_settings_say_which_pages_are_left_out_on_purpose(
    workspace: Path, gridpress: Run, settings: str, *, told: bool
) -> None:
    page = workspace / "content/guide/parking.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 停车\n", "utf-8")
    (workspace / "mkdocs.yml").write_text(settings, "utf-8")
    found = find(gridpress, workspace, outside=True)
    assert [code for code, *_ in found] == ([OUTSIDE] if told else [])
