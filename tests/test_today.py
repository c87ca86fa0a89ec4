"""Today is the day in the city, wherever the program runs."""

import datetime
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader

from generator.diagnostics import OutputError
from generator.model import Profile
from generator.publishing.checking import check_workspace
from generator.reading.today import find_today

EVENING = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)
"""Half past seven in the morning of the 21st in China."""


def a_profile(**values: object) -> Profile:
    written = {"site_name": "甲", "city": "a", "publisher": "乙", "supervision_phone": "12345"}
    return Profile.model_validate({**written, "hotline": {"name": "丙", "phone": "12345"}, **values})


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def somewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose own zone is not the city's."""
    monkeypatch.setenv("TZ", request.param)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(
    ("zone", "minutes", "day"),
    [
        (None, 0, 21),
        ("Asia/Shanghai", -7 * 60 - 31, 20),  # 23:59 there
        ("Asia/Shanghai", -7 * 60 - 30, 21),  # midnight there
        ("Asia/Urumqi", 0, 21),
        ("UTC", 0, 20),
        ("UTC", 30, 21),
        ("America/New_York", 0, 20),
    ],
)
def test_today_is_the_day_in_the_city(zone: str | None, minutes: int, day: int) -> None:
    profile = a_profile(**({"time_zone": zone} if zone else {}))
    now = EVENING + datetime.timedelta(minutes=minutes)
    assert find_today(profile, now) == datetime.date(2026, 11, day)


@pytest.mark.usefixtures("somewhere")
def test_the_epoch_is_an_instant_and_goes_before_the_demos_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    demo = a_profile(demo=True, as_of="2026-05-20")
    assert find_today(demo, EVENING) == datetime.date(2026, 5, 20)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EVENING.timestamp())))
    assert find_today(demo) == datetime.date(2026, 11, 21)


@pytest.mark.parametrize("text", ["morgen", "2026-11-20", "1e9", "9" * 30])
def test_an_epoch_that_is_no_instant_is_said_and_not_passed_over(
    text: str, monkeypatch: pytest.MonkeyPatch, gridpress: Callable[..., Result], workspace: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(OutputError):
        find_today(a_profile())
    done = gridpress("check", "--root", workspace)
    assert done.exit_code == 1
    assert "SOURCE_DATE_EPOCH" in done.output


@pytest.mark.parametrize(
    "zone", ["北京", "Asia/Peking", "+08:00", "../../etc/passwd", "/etc/localtime", "Asia"]
)
def test_an_unknown_zone_is_said_at_its_place(zone: str, workspace: Path) -> None:
    profile = workspace / "menus/profile.yaml"
    profile.write_text(f'{profile.read_text("utf-8")}time_zone: "{zone}"\n', "utf-8")
    (found,) = check_workspace(workspace).found
    assert found.place.path == ("time_zone",)
    assert "Asia/Shanghai" in (found.hint.zh if found.hint else "")


@pytest.fixture
def this_morning(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the real day, in which something was assured this morning."""
    profile = workspace / "menus/profile.yaml"
    text = profile.read_text("utf-8").replace("demo: true\nas_of: 2026-05-20\n", "")
    profile.write_text(text, "utf-8")
    for file in (workspace / "menus/services").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("2026-04-01", "2026-11-21"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EVENING.timestamp())))
    return workspace


@pytest.mark.usefixtures("somewhere")
def test_this_mornings_date_passes_on_a_runner_elsewhere(
    this_morning: Path, gridpress: Callable[..., Result], tmp_path: Path
) -> None:
    """Checked, typeset and compared: a day earlier it would lie in the future, and be refused."""
    done = gridpress("check", "--root", this_morning)
    assert done.exit_code == 0, done.output
    assert gridpress("check", "--root", this_morning, "--today", "2026-11-20").exit_code == 1
    assert gridpress("diff", this_morning, "--root", this_morning).exit_code == 0
    out = tmp_path / "handbooks"
    done = gridpress("handbook", "chaojing-1", "--root", this_morning, "--out", out)
    assert done.exit_code == 0, done.output
    made = PdfReader(io.BytesIO((out / "chaojing-1.pdf").read_bytes())).metadata.creation_date
    assert made.astimezone(datetime.UTC).isoformat() == "2026-11-20T16:00:00+00:00"
