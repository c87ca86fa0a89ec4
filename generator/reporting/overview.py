"""What a long list of findings comes to: what is missing most, and at which offices."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator.diagnostics import Text
from generator.reporting.documentation import find_title
from generator.reporting.located import Located

CAUSES, FIELDS, OFFICES = 6, 8, 8
"""How many of each are named: all of it stands on one screen."""
NOBODY = Text("没有写明单位的", "no office named")


def render_overview(found: Sequence[Located], lang: str) -> str:
    """One screen: the commonest findings, what entries lack most, and the offices that have most to do."""
    return "".join(
        (_render_causes(found, lang), _render_lacks(found, lang), _render_offices(found, lang), "\n")
    )


def _render_causes(found: Sequence[Located], lang: str) -> str:
    codes: Counter[str] = Counter()
    for one in found:
        codes[one.diagnostic.code] += 1 + one.diagnostic.more
    head = Text(
        "最多的几种问题（`gridpress explain {code}` 看怎么一起改）",
        "The commonest findings (`gridpress explain {code}` says what to do)",
    )
    lines = [
        f"  {number:>6}  {code} {find_title(code).pick(lang)}" for code, number in codes.most_common(CAUSES)
    ]
    return "\n".join([head.format(code=codes.most_common(1)[0][0]).pick(lang), *lines]) + "\n"


def _render_lacks(found: Iterable[Located], lang: str) -> str:
    lacks = Counter(field for one in found for field in one.diagnostic.lacks)
    if not lacks:
        return ""
    head = Text("条目里缺得最多的", "What entries lack most").pick(lang)
    return f"{head}\n  {_list_lacks(lacks, lang)}\n"


def _list_lacks(lacks: Counter[Text], lang: str) -> str:
    named = (f"{field.pick(lang)} {number}" for field, number in lacks.most_common(FIELDS))
    return Text("、", ", ").pick(lang).join(named)


def _render_offices(found: Iterable[Located], lang: str) -> str:
    """Each office with its entries, and what they lack; those with most to do first."""
    by_office: dict[str, list[Located]] = defaultdict(list)
    for one in found:
        by_office[one.office].append(one)
    order = sorted(by_office, key=lambda name: (not name, -_weigh(by_office[name]), name))
    lines = [f"  {_render_office(name, by_office[name], lang)}" for name in order[:OFFICES]]
    rest = Text("  另有 {n} 个单位", "  and {n} more").format(n=len(order) - OFFICES).pick(lang)
    head = Text("按单位", "By office").pick(lang)
    return "\n".join([head, *lines, *([rest] if len(order) > OFFICES else [])]) + "\n"


def _weigh(found: Iterable[Located]) -> int:
    """What an office has to do: fields to add, and one thing for any other finding."""
    return sum(len(one.diagnostic.lacks) or 1 + one.diagnostic.more for one in found)


def _render_office(name: str, found: Sequence[Located], lang: str) -> str:
    lacks = Counter(field for one in found for field in one.diagnostic.lacks)
    files = len({one.span.file for one in found})
    told = Text("{name}：{files} 条，{n} 处", "{name}: {n} in {files} entries").format(
        name=name or NOBODY, files=files, n=_weigh(found)
    )
    more = (
        Text("；缺{lacks}", "; lacking {lacks}").format(lacks=_list_lacks(lacks, lang))
        if lacks
        else Text("", "")
    )
    return told.pick(lang) + more.pick(lang)
