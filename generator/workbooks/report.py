"""What a check has found, for the head of an office: by office, by kind, each one, dates, coverage."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.catalogue import Catalogue
from generator.diagnostics import Severity
from generator.facts.ends import ends_within
from generator.facts.offices import office_of
from generator.locale.zh import format_date
from generator.model import KIND_BY_NAME
from generator.model.walking import walk_fields
from generator.reading.loaded import Loaded, LoadedFile
from generator.reporting.documentation import find_title
from generator.reporting.located import Located
from generator.reporting.overview import NOBODY
from generator.views.checks import view_checks
from generator.views.measures import Measure, four_checks, lack_of_deputy, lack_of_night, lack_of_staff
from generator.views.menu import count_services_near, ordered_categories
from generator.views.todo import SOON, entry_of, service_tasks
from generator.workbooks.sheets import Cell, Column, ReportSheet, render_report_sheets

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
LATE, COMING = "过期", "快到期"
TOTAL = "合计"
_CONTROL = {**dict.fromkeys(range(32), "\N{REPLACEMENT CHARACTER}"), 9: " ", 10: "\n"}


def render_report(loaded: Loaded, found: Sequence[Located], lang: str) -> bytes:
    """The workbook of a check; sentences of findings in a language, all else in Chinese."""
    report = Report(loaded, found, lang)
    return render_report_sheets([*report.sheets()], report.name)


@dataclass(frozen=True)
class Report:
    """The sheets. What is told of offices and ground is left out where there is no usable profile."""

    loaded: Loaded
    found: Sequence[Located]
    lang: str

    @property
    def name(self) -> str:
        """Of which city, and of which day."""
        catalogue = self.loaded.catalogue
        return f"{catalogue.profile.site_name} {format_date(catalogue.today)}" if catalogue else ""

    def sheets(self) -> Iterator[ReportSheet]:
        yield self._sum_up()
        yield ReportSheet("缺什么", "哪种问题最多，条目里最缺什么", _CAUSES, [*self._causes()])
        yield ReportSheet("问题", "每一处问题", _FINDINGS, [*self._findings()])
        if catalogue := self.loaded.catalogue:
            when = f"已经过期的，和 {SOON.days} 天里到期的"
            yield ReportSheet("到期", when, _DATES, sorted(_list_dates(catalogue), key=lambda row: row[0]))
            yield ReportSheet("覆盖", "四项自查：做到了多少，还缺什么", _COVER, [*_cover(catalogue)])
            yield _list_grids(catalogue)

    @cached_property
    def _by_office(self) -> Mapping[str, list[Located]]:
        """Findings of each office; those of nobody's files stand under ""."""
        by_office: dict[str, list[Located]] = defaultdict(list)
        for one in self.found:
            by_office[one.office].append(one)
        return by_office

    @cached_property
    def _files(self) -> Mapping[str, list[LoadedFile]]:
        """Files of entries by office, also those that cannot be used."""
        told = {one.span.file: one.office for one in self.found}
        whole = self.loaded.whole or self.loaded.catalogue
        by_office: dict[str, list[LoadedFile]] = defaultdict(list)
        for one in self.loaded.files.values():
            own = office_of(whole, one.entry) if whole and one.entry else ""
            by_office[told.get(one.file, own)].append(one)
        return by_office

    def _sum_up(self) -> ReportSheet:
        catalogue = self.loaded.catalogue
        tasks = {one.link.text: one for one in view_checks(catalogue).offices} if catalogue else {}
        counts: dict[str, tuple[int, ...]] = {}
        for name in {*self._by_office, *self._files, *tasks}:
            todo = tasks.get(name)
            counts[name] = (*self._count(name), *((todo.late, todo.soon, todo.lacks) if todo else (0, 0, 0)))
        order = sorted(counts, key=lambda name: (not name, *(-number for number in counts[name][2:]), name))
        rows: list[Sequence[Cell]] = [(name or NOBODY.zh, *counts[name]) for name in order]
        sums = [sum(column) for column in zip(*counts.values(), strict=True)]
        return ReportSheet("总览", f"{self.name} 检查情况", _OFFICES, rows, (TOTAL, *sums))

    def _count(self, office: str) -> tuple[int, ...]:
        """Entries, drafts, entries with errors, errors, warnings and notes of an office."""
        files, found = self._files.get(office, ()), self._by_office.get(office, ())
        by_severity = Counter[Severity]()
        for one in found:
            by_severity[one.diagnostic.severity] += 1 + one.diagnostic.more
        wrong = {one.span.file for one in found if one.diagnostic.severity is Severity.ERROR}
        drafts = sum(one.draft for one in files)
        return len(files), drafts, len(wrong), *(by_severity[one] for one in SEVERITIES)

    def _causes(self) -> Iterator[Sequence[Cell]]:
        codes, worst = Counter[str](), dict[str, Severity]()
        places, offices = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        lacks = Counter(field.zh for one in self.found for field in one.diagnostic.lacks)
        for one in self.found:
            code = one.diagnostic.code
            codes[code] += 1 + one.diagnostic.more
            worst[code] = max(one.diagnostic.severity, worst.get(code, Severity.INFO))
            places[code].add(one.span.file)
            offices[code].add(one.office)
        for code, number in codes.most_common():
            title = find_title(code).pick(self.lang)
            yield SEVERITIES[worst[code]], code, title, number, len(places[code]), len(offices[code])
        for name, number in lacks.most_common():
            yield "缺", "", name, number, "", ""

    def _findings(self) -> Iterator[Sequence[Cell]]:
        order = {name: number for number, name in enumerate(sorted(self._by_office, key=self._weigh))}
        for one in sorted(self.found, key=lambda one: (order[one.office], -one.diagnostic.severity)):
            found, file = one.diagnostic, self.loaded.files.get(_entry_file(one.span.file))
            advice = [found.hint, found.lapse.text if found.lapse else None]
            yield (
                one.office or NOBODY.zh,
                file.kind.title.zh if file else "页面和设置",
                _clean(one.name),
                file.id if file else "",
                SEVERITIES[found.severity],
                _clean(found.message.pick(self.lang)),
                _clean("\n".join(text.pick(self.lang) for text in advice if text)),
                found.lapse.due if found.lapse else "",
                f"{one.span.file}:{one.span.line}",
                found.code,
                1 + found.more,
            )

    def _weigh(self, office: str) -> tuple[bool, int, str]:
        """Offices with most errors first, nobody's last."""
        errors = sum(one.diagnostic.severity is Severity.ERROR for one in self._by_office[office])
        return not office, -errors, office


def _entry_file(file: str) -> str:
    """The entry that a table stands beside."""
    return file.removesuffix(".csv") + ".yaml" if file.endswith(".csv") else file


def _clean(text: str) -> str:
    """Control characters, which a workbook cannot hold, as boxes; halves of characters likewise."""
    return text.translate(_CONTROL).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _list_dates(catalogue: Catalogue) -> Iterator[Sequence[Cell]]:
    """Services to assure, what has lapsed, last days ahead: date, state, office, kind, entry, id, what."""
    for office, tasks in service_tasks(catalogue).items():
        for task in tasks:
            if task.due:
                where = KIND_BY_NAME["service"].title.zh, task.link.text, task.entry
                state = LATE if task.late else COMING
                yield task.due, state, catalogue.name_of("organization", office), *where, task.what
    for one in catalogue.lapses:
        if one.lapse and one.code != "SVC103":
            entry = entry_of(catalogue, one)
            where = KIND_BY_NAME[entry.kind].title.zh, _clean(entry.name), entry.id
            yield one.lapse.since, LATE, office_of(catalogue, entry), *where, _clean(one.message.zh)
    for entry, path, day in ends_within(catalogue, SOON.days):
        kind = KIND_BY_NAME[entry.kind]
        names = tuple(step for step in path if isinstance(step, str))
        title = next((info.title for found, info in walk_fields(kind.model) if found == names), "")
        where = kind.title.zh, _clean(entry.name), entry.id
        yield day, COMING, office_of(catalogue, entry), *where, f"{title}（{'.'.join(names)}）"


def _cover(catalogue: Catalogue) -> Iterator[Sequence[Cell]]:
    """Measures of the four checks, then how each audience is served."""
    for check in four_checks(catalogue):
        for one in check.measures:
            missing = "；".join(_tell(one)) + (f"……另有 {one.more} 处" if one.more else "")
            share = "" if one.share is None else one.share
            yield check.title, one.name, one.text, share, len(one.missing), missing
    for audience in view_checks(catalogue).audiences:
        silent = f"{audience.silent} 项没有电话" if audience.silent else ""
        unusable = "" if audience.usable else "现在一项也办不了" if audience.total else "还没有服务"
        lacks = "；".join(filter(None, (unusable, silent)))
        parts = "、".join(f"{name} {number}" for name, number in audience.categories)
        told = f"{audience.total} 项服务" + (f"：{parts}" if parts else "")
        yield "人群", audience.name, told, "", audience.silent + bool(unusable), lacks


def _tell(measure: Measure) -> Iterator[str]:
    for one in measure.lacks:
        yield f"{one.link.text}（{one.what}）"


def _list_grids(catalogue: Catalogue) -> ReportSheet:
    """Each live grid: what it lacks, and its services by category, those of the whole city with them."""
    categories = ordered_categories(catalogue)
    columns = (*_GRIDS, *(Column(one.value.name, 6) for one in categories))
    rows: list[Sequence[Cell]] = []
    for grid in catalogue.live_grids:
        lacks = (lack(catalogue, grid) for lack in (lack_of_staff, lack_of_night, lack_of_deputy))
        counts = count_services_near(catalogue, grid.id)
        near = (counts[one.id] for one in categories)
        community = catalogue.name_of("division", grid.value.community)
        rows.append((grid.value.name, grid.value.code, community, "、".join(filter(None, lacks)), *near))
    return ReportSheet("网格", "每个网格：缺什么，各类服务各有几项（含全市的）", columns, rows)


_OFFICES = tuple(
    Column(title, width)
    for title, width in (
        ("单位", 34),
        *(("条目", 9), ("草稿", 9), ("有错误的条目", 11), ("错误", 9), ("警告", 9), ("提示", 9)),
        *(("过期", 9), ("快到期", 9), ("还缺几样", 9)),
    )
)
_CAUSES = (
    *(Column("程度", 8), Column("规则", 10), Column("是什么", 60)),
    *(Column("几处", 9), Column("几个文件", 10), Column("几个单位", 10)),
)
_FINDINGS = (
    *(Column("单位", 18), Column("类别", 9), Column("条目", 20), Column("编号", 14), Column("程度", 6)),
    *(Column("什么问题", 36), Column("怎么改", 36), Column("最迟", 11)),
    *(Column("文件和行", 26), Column("规则", 9), Column("几处", 6)),
)
_DATES = (
    *(Column("日期", 12), Column("情况", 8), Column("单位", 24), Column("类别", 10)),
    *(Column("条目", 28), Column("编号", 18), Column("什么到期", 44)),
)
_COVER = (
    *(Column("自查", 12), Column("项目", 26), Column("做到多少", 36)),
    *(Column("比例", 8), Column("缺几处", 8), Column("缺在哪里", 60)),
)
_GRIDS = (Column("网格", 20), Column("代码", 20), Column("社区", 18), Column("缺什么", 26))
