"""写了谁不能办，就写他们可以怎么办

检查写了 `ineligible`（谁不可以办）的服务有没有写 `instead`（不符合怎么办）。一句“不符合条件”把人打发走，
居民只好自己再找一圈；告诉他们还能去哪里，才算服务。

修改办法：补上 `instead`，写一条别的路：另一项服务、另一个窗口或热线电话。

过期：没有，和哪一天检查无关。

来源：领域约定（开放转介服务目录的使用者普遍要求同时写明不符合条件时的去处）。
---
Who says who is not eligible says what to do instead

Checks that a service with `ineligible` has `instead`. Being turned away leaves people to search
from the start; where else to go is part of the service.

Repair: add `instead` with another way: another service, another counter, a hotline.

Lapse: none; it is the same on every day.

Source: a convention; users of service directories ask for ineligibility together with a way on.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text

CODE = "SVC105"
finding = partial(Diagnostic, CODE, Severity.INFO)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on services that turn people away without a way on."""
    for service in catalogue.services.values():
        if service.value.ineligible is None or service.value.instead is not None:
            continue
        yield finding(
            service.key("ineligible"),
            Text(
                "服务 `{name}` 写了谁不可以办，没有写他们可以怎么办",
                "`{name}` says who is not eligible, but not what they can do instead",
            ).format(name=service.value.name),
            Text(
                "补上 `instead`，例如另一项服务或热线电话",
                "add `instead`, like another service or a hotline",
            ),
        )
