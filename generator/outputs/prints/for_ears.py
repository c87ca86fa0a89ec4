"""Editions for those who do not see: text, a page to jump in, a script to record, braille."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.prints.audio_script import render_script
from generator.outputs.prints.braille import COMMON, CURRENT, TWO_CELL, BrailleForm, render_braille
from generator.outputs.prints.edition import EARS, Edition, Sheet
from generator.outputs.prints.plain_text import render_text
from generator.outputs.prints.reading_page import render_page
from generator.views.prints.handbook import view_handbook
from generator.views.prints.handbook_outline import view_outline
from generator.views.prints.service_outline import view_services


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
    single=False,
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


def _view_embossed(catalogue: Catalogue, grid_id: str) -> Iterator[Sheet]:
    """Contacts and cards of emergencies; each service by itself, for whoever asks for it."""
    whole = view_outline(view_handbook(catalogue, grid_id))
    kept = tuple(one for one in whole.chapters if one.name in {"cover", "contacts", "cards"})
    yield Sheet(replace(whole, title=f"{whole.title}：电话和急事", chapters=kept))
    for service, chapter in view_services(view_handbook(catalogue, grid_id)):
        yield Sheet(replace(whole, title=chapter.title, chapters=(chapter,)), subject=service)


def _emboss(name: str, form: BrailleForm, title: Text) -> Edition:
    size = f"{form.cells} × {form.lines}"
    return replace(
        TEXT,
        name=name,
        title=title,
        folder="braille",
        view=_view_embossed,
        use=Text(
            f"{form.name}（{form.standard}）；电话、急事和各项服务；每页 {size} 方，未经盲文校对员校对",
            f"contacts, emergencies and each service, {size} cells, not proofread",
        ),
        suffix="brf",
        write=partial(render_braille, form),
    )


BRAILLE = (
    _emboss("braille", CURRENT, Text("盲文（现行盲文）", "braille (current)")),
    _emboss(
        "braille-32", replace(CURRENT, cells=32), Text("盲文（现行盲文，宽页）", "braille (current, wide)")
    ),
    _emboss("braille-common", COMMON, Text("盲文（国家通用盲文）", "braille (common scheme of 2018)")),
    _emboss("braille-two-cell", TWO_CELL, Text("盲文（双拼盲文）", "braille (two-cell)")),
)
FOR_EARS = (TEXT, READING_PAGE, SCRIPT, *BRAILLE)
