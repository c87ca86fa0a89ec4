"""Cutting built HTML at its markers, and stamping it."""

from pathlib import Path

import pytest
from sample_site import HOME_SHELL, SHELL

from generator.diagnostics import OutputError
from generator.outputs.shell import REQUIRED, parse_shell, strip_idle

ALL = {
    "title": "新标题",
    "description": "新说明",
    "canonical": "https://new.example/y.html",
    "head": "<meta name=h>",
    "main": "<h1>新</h1>",
    "banner": "<p>横幅</p>",
    "section": "<nav>新栏目</nav>",
    "footer": "<p>页脚</p>",
}


def test_every_slot_is_replaced() -> None:
    page = parse_shell(SHELL).stamp(**ALL).decode()
    assert all(text in page for text in ALL.values())
    assert "旧" not in page


def test_slots_without_new_content_keep_what_they_held() -> None:
    page = parse_shell(SHELL).stamp(banner="<p>横幅</p>").decode()
    assert "旧正文" in page
    assert "旧标题 - 旧站" in page
    assert page == SHELL.replace("banner--><!--", "banner--><p>横幅</p><!--")


def test_stamping_a_stamped_page_again_gives_the_same_page() -> None:
    once = parse_shell(SHELL).stamp(**ALL)
    assert parse_shell(once.decode()).stamp(**ALL) == once


def test_title_and_description_are_escaped() -> None:
    page = parse_shell(SHELL).stamp(title="</title><script>", description='"><script>').decode()
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in page
    assert 'content="&quot;&gt;&lt;script&gt;"' in page


def test_home_keeps_the_heading_of_the_theme() -> None:
    page = parse_shell(HOME_SHELL).stamp(main="<h2>新</h2>").decode()
    assert "<p>前</p><!--gridpress:home--><h2>新</h2><!--/gridpress:home--><p>后</p>" in page
    assert "<h1>首页</h1>" in page


@pytest.mark.parametrize("name", ["main", "head", "banner", "section", "footer"])
def test_a_missing_marker_is_named_with_its_file(name: str) -> None:
    broken = SHELL.replace(f"<!--/gridpress:{name}-->", "")
    with pytest.raises(OutputError) as caught:
        parse_shell(broken, "services/index.html")
    assert name in caught.value.text.zh
    assert "services/index.html" in caught.value.text.zh


def test_a_missing_title_is_named() -> None:
    with pytest.raises(OutputError, match="<title>"):
        parse_shell(SHELL.replace("<title>", ""), "x.html")


def test_a_site_without_an_address_has_no_canonical_link() -> None:
    html = SHELL.replace('<link rel="canonical" href="https://old.example/x.html">', "")
    page = parse_shell(html).stamp(canonical="https://new.example/").decode()
    assert "new.example" not in page


def test_the_theme_override_holds_every_marker() -> None:
    templates = Path(__file__).parent.parent / "site_overrides"
    text = "".join(path.read_text("utf-8") for path in sorted(templates.rglob("*.html")))
    for name in REQUIRED:
        marker = f"<{name}>" if name == "title" else f"gridpress:{name}"
        assert marker in text or f'name="{name}"' in text


def test_what_only_scripts_of_the_theme_would_use_is_left_out() -> None:
    """As Material and Zensical write it."""
    idle = """
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
    <div data-md-component="skip">
        <a href="#__skip" class="md-skip">
          跳转至
        </a>
    </div>
    <div data-md-component="announce">
    </div>
    <div class="md-dialog" data-md-component="dialog" role="status" aria-atomic="true">
      <div class="md-dialog__inner md-typeset"></div>
    </div>"""
    assert (
        strip_idle(f"<body>{idle}\n<div>甲<div>乙</div></div></body>")
        == "<body>\n<div>甲<div>乙</div></div></body>"
    )
