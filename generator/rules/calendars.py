"""Whether the tables of public holidays that opening hours need are there."""

import datetime
from collections.abc import Iterator, Sequence

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Lapse, Place, Severity, Text
from generator.facts.holidays import NOVEMBER, calendar_of
from generator.facts.hours import PlacedHours

MEANWHILE = Text(
    "开放时间只写节假日开不开，不列日期", "hours say whether it opens on holidays, without their dates"
)


def check_calendar(code: str, catalogue: Catalogue, found: Sequence[PlacedHours]) -> Iterator[Diagnostic]:
    """A warning for each year whose table is needed and missing."""
    if not any(_follows(hours) for hours in found):
        return
    today = catalogue.today
    for year in (today.year, *([today.year + 1] if today.month >= NOVEMBER else [])):
        if year not in calendar_of(catalogue.profile).years:
            yield _missing(code, catalogue, year)


def _follows(hours: PlacedHours) -> bool:
    """Whether somebody must know the holidays to tell when this is open."""
    return hours.value.holidays == "休息" or hours.value.makeup_workdays in {"上班", "休息"}


def _missing(code: str, catalogue: Catalogue, year: int) -> Diagnostic:
    found = Diagnostic(
        code,
        Severity.WARNING,
        Place(catalogue.profile_file, ("calendar",), on_key=True),
        Text(
            f"缺少 `{year}` 年的放假和调休安排，跟着节假日走的开放时间会算错",
            f"the holidays and 调休 days of `{year}` are missing, so hours that follow them will be wrong",
        ),
        Text(
            f"放假通知公布后，在 `calendar` 里加一条 `year: {year}`，列出放假和调休上班的日期",
            f"add `year: {year}` to `calendar` with the holidays and working days of the official notice",
        ),
    )
    last_day = datetime.date(year - 1, 12, 31)
    lapse = Lapse.after(last_day, catalogue.profile.grace_days, MEANWHILE)
    return found.lapsed(lapse, catalogue.today)
