"""印成二维码的网址不能太长

网址越长，二维码的小方格越密；印出来不到 0.5 毫米的方格，旧手机扫不出。检查 `profile.yaml` 的网站网址
（`site_url`，卡片、小条上也印，给二维码留 17 毫米）和服务写的官方办事指南（`guide`，手册里留 19 毫米）：
按每格 0.5 毫米排，放不放得下。放不下的照样印，二维码会放大，可能挤掉旁边的字。

修改办法：网站换一个短些的网址；官方办事指南换一个短些的网址，例如去掉问号后面记录来源的部分，或者写官网
给的短网址。

过期：没有，和哪一天无关。

来源：每格 0.5 毫米、留多宽都是约定；多少字符是多少格，见 ISO/IEC 18004 表 7（纠错等级 M）。
---
What is printed as a QR code is not too long

The longer an address, the finer the modules of its code; old telephones miss those below 0.5 mm. Checks the
address of the site in `profile.yaml` (`site_url`, printed on cards and slips as well, which leave 17 mm) and
the official guides of services (`guide`; the handbook leaves 19 mm): does the code fit with modules of
0.5 mm? One that does not is printed all the same, but larger, and may push words aside.

Repair: give the site a shorter address; link a shorter address of the official guide, for instance without
what stands behind the question mark to tell where visitors come from, or one that the office shortened.

Lapse: none; it does not depend on the day.

Source: 0.5 mm and the room are conventions; how many modules a length takes is in ISO/IEC 18004, table 7
(error correction M).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.codes import FINEST, PrintedCode, printed_codes

CODE = "QRC101"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each address whose code needs more room than there is."""
    for code in printed_codes(catalogue):
        if code.side > code.room:
            yield _too_long(code)


def _too_long(code: PrintedCode) -> Diagnostic:
    parts = {
        "address": code.address,
        "length": code.length - code.added,
        "more": Text(f"，加上页面的短名 {code.added} 个", f" and {code.added} for the page")
        if code.added
        else Text("", ""),
        "size": Text(
            f"每格 {FINEST:g} 毫米要印 {code.side:g} 毫米宽，只留了 {code.room:g} 毫米",
            f"with modules of {FINEST:g} mm it takes {code.side:g} mm, there is room for {code.room:g} mm",
        ),
    }
    return finding(
        code.place,
        Text(
            "印成二维码的网址 `{address}` 太长（{length} 个字符{more}）：{size}",
            "`{address}` is too long for a printed QR code ({length} characters{more}): {size}",
        ).format(**parts),
        Text(
            f"换一个短些的网址，至少少 {code.excess} 个字符",
            f"use a shorter address, by {code.excess} characters at least",
        ),
    )
