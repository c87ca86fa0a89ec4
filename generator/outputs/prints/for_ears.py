"""Editions for those who do not see: text, a page to jump in, a script to record."""

from collections.abc import Iterator
from dataclasses import replace

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.prints.audio_script import render_script
from generator.outputs.prints.edition import EARS, Edition, Sheet
from generator.outputs.prints.plain_text import render_text
from generator.outputs.prints.reading_page import render_page
from generator.views.prints.handbook import view_handbook
from generator.views.prints.handbook_outline import view_outline


def _view_said(catalogue: Catalogue, grid_id: str) -> Iterator[Sheet]:
    """What the handbook says, without its looks."""
    yield Sheet(view_outline(view_handbook(catalogue, grid_id)))


TEXT = Edition(
    "text",
    Text("网格手册（纯文本）", "handbook (plain text)"),
    "texts",
    "",
    "",
    _view_said,
    published=False,
    group=EARS,
    use=Text("听书机、读屏软件，手机也能看", "for reading devices and screen readers"),
    suffix="txt",
    write=render_text,
)
READING_PAGE = replace(
    TEXT,
    name="reading-page",
    title=Text("网格手册（无障碍网页）", "handbook (accessible page)"),
    use=Text("一个文件，可以按标题跳着听，点电话就拨", "one file: headings to jump by, numbers that dial"),
    suffix="xhtml",
    write=render_page,
)
SCRIPT = replace(
    TEXT,
    name="audio-script",
    title=Text("朗读稿", "audio script"),
    use=Text("志愿者照着录，或者交给电脑读：数字都写成了字", "to be recorded: all digits in words"),
    write=render_script,
)
FOR_EARS = (TEXT, READING_PAGE, SCRIPT)
