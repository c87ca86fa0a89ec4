"""Where the marks of charts stand, in units of their picture."""

import pytest

from generator.views.chart import Chart, Figures, percent, view_columns, view_lines, whole_percent

FIGURES = Figures("图", ("一",), (("1",),))


def sure(*shares: float | None) -> list[tuple[float, float, float] | None]:
    """Shares without an interval around them."""
    return [None if share is None else (share, share, share) for share in shares]


def draw_lines(*series: list[tuple[float, float, float] | None]) -> Chart:
    """A chart of some series named by letters."""
    periods = [f"{number} 月" for number in range(1, len(series[0]) + 1)]
    chart = view_lines("图", periods, list(zip("甲乙丙丁戊", series, strict=False)), FIGURES)
    assert chart is not None
    return chart


def test_a_line_has_its_points_its_interval_and_a_gap_where_nothing_is_known() -> None:
    chart = draw_lines([(0.9, 0.8, 1.0), (0.7, 0.6, 0.8), None, (0.5, 0.5, 0.5)])
    assert [(one.at, one.text) for one in chart.across] == [
        (58, "1 月"),
        (134, "2 月"),
        (210, "3 月"),
        (286, "4 月"),
    ]
    (line,) = chart.lines
    assert [(one.x, one.y, one.low, one.high) for one in line.points] == [
        (58, 44.7, 75.3, 14),
        (134, 106, 136.7, 75.3),
        (286, 167.3, 167.3, 167.3),
    ]
    assert line.runs == ("58.0,44.7 134.0,106.0",)
    assert (chart.left, chart.right, chart.base, chart.width, chart.height) == (46, 298, 198, 360, 230)


@pytest.mark.parametrize(
    ("lowest", "marks"),
    [
        (0.1, ["0%", "25%", "50%", "75%", "100%"]),
        (0.2, ["20%", "40%", "60%", "80%", "100%"]),
        (0.5, ["40%", "55%", "70%", "85%", "100%"]),
        (0.7, ["60%", "70%", "80%", "90%", "100%"]),
        (0.9, ["80%", "90%", "100%"]),
    ],
)
def test_the_scale_begins_at_the_fifth_below_the_lowest_and_has_even_marks(
    lowest: float, marks: list[str]
) -> None:
    chart = draw_lines(sure(1.0, lowest))
    assert [one.text for one in chart.up] == marks
    assert (chart.up[0].at, chart.up[len(marks) // 2].at, chart.up[-1].at) == (198, 106, 14)


def test_names_of_lines_are_moved_apart_and_stay_in_the_picture() -> None:
    chart = draw_lines(sure(0.5, 0.9), sure(0.5, 0.91), sure(0.4, 0.1), sure(0.2, 0.1), sure(None, None))
    assert [(one.name, one.number, one.marker, one.label) for one in chart.lines] == [
        ("甲", 1, "circle", 49),
        ("乙", 2, "square", 26),
        ("丙", 3, "triangle", 175),
        ("丁", 4, "circle", 198),
        ("戊", 5, "square", None),
    ]


def test_a_picture_without_names_is_wider() -> None:
    chart = view_lines("图", ["一", "二"], [("", sure(0.5, 0.6))], FIGURES)
    assert chart is not None
    assert chart.right == 334


def test_one_period_or_nothing_known_is_no_picture() -> None:
    assert view_lines("图", ["一"], [("甲", sure(0.5))], FIGURES) is None
    assert view_lines("图", ["一", "二"], [("甲", sure(None, None))], FIGURES) is None
    assert view_lines("图", ["一", "二"], [("甲", sure(0.5, 0.5))], FIGURES) is not None
    assert view_columns("图", ["一"], [0, None], FIGURES) is None
    assert view_columns("图", ["一"], [1], FIGURES) is not None


def test_columns_stand_on_the_base_and_flags_above_them() -> None:
    chart = view_columns("图", ["甲", "", "乙", ""], [7, None, 0, 3], FIGURES, frozenset({0, 3}))
    assert chart is not None
    assert chart.columns == "M55.6 198V37.0h57.38V198zM285.1 198V129.0h57.38V198z"
    flags = [(one.x, one.y, one.low, one.high) for one in chart.flags]
    assert flags == [(84.3, 33, 37, 37), (313.8, 125, 129, 129)]
    assert [(one.at, one.text) for one in chart.across] == [(46, "甲"), (199, "乙")]
    assert [(one.at, one.text) for one in chart.up] == [(198, "0"), (106, "4"), (14, "8")]
    assert chart.right == 352


@pytest.mark.parametrize(
    ("most", "top"),
    [(1, 2), (2, 2), (3, 4), (8, 8), (9, 10), (10, 10), (11, 20), (21, 40), (100, 100), (101, 200)],
)
def test_the_scale_of_counts_ends_at_a_round_number(most: int, top: int) -> None:
    chart = view_columns("图", ["一"], [most], FIGURES)
    assert chart is not None
    assert chart.up[-1].text == str(top)


@pytest.mark.parametrize(
    ("share", "whole", "exact"),
    [
        (1, "100%", "100.0%"),
        (0.9999, "99%", "100.0%"),
        (0.995, "99%", "99.5%"),
        (0.425, "42%", "42.5%"),
        (0.9235, "92%", "92.3%"),
        (0.92351, "92%", "92.4%"),
        (0, "0%", "0.0%"),
    ],
)
def test_a_part_in_whole_percent_is_never_rounded_up_to_all(share: float, whole: str, exact: str) -> None:
    assert (whole_percent(share), percent(share)) == (whole, exact)
