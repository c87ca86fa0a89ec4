"""Figures: intervals, early warning, lasting shares, and small numbers that stay hidden."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.figures import ears_c1, ears_c2, ears_c3, find_alerts, find_lasting, wilson
from generator.facts.suppression import suppress
from generator.model.profile import Detection

GOLDEN = [3, 5, 4, 6, 2, 4, 5, 3, 4, 6, 5, 4, 14, 15, 6, 4]
SETTINGS = Detection()


@pytest.mark.parametrize(
    ("t", "c1", "c2"),
    [(12, 9.808, 6.493), (13, 2.460, 8.071)],
)
def test_c1_and_c2_give_the_golden_vector_to_three_decimals(t, c1, c2) -> None:
    assert round(ears_c1(GOLDEN, t), 3) == c1
    assert round(ears_c2(GOLDEN, t), 3) == c2


def test_c3_gives_the_golden_vector_and_adds_up_over_three_periods() -> None:
    assert round(ears_c3(GOLDEN, 12), 3) == 5.493
    assert round(ears_c3(GOLDEN, 13), 3) == 12.565


def test_early_periods_have_no_figure() -> None:
    assert [ears_c1(GOLDEN, t) is None for t in (6, 7)] == [True, False]
    assert [ears_c2(GOLDEN, t) is None for t in (8, 9)] == [True, False]
    assert [ears_c3(GOLDEN, t) is None for t in (8, 9)] == [True, False]
    assert ears_c1(GOLDEN, len(GOLDEN)) is None


def test_a_flat_baseline_is_measured_by_the_minimum_sigma() -> None:
    assert ears_c1([0] * 7 + [2], 7, least_sigma=0.5) == 4


def test_an_outbreak_is_found_from_where_it_begins_until_counts_are_usual() -> None:
    found = find_alerts(GOLDEN, SETTINGS)
    assert [one.period for one in found] == [12, 13, 14]
    assert found[0].count == 14
    assert round(found[0].c1, 3) == 9.808
    assert found[1].c1 is None


def test_counts_under_the_smallest_cell_are_no_alert() -> None:
    assert find_alerts([0] * 10 + [4], SETTINGS) == ()
    assert len(find_alerts([0] * 10 + [5], SETTINGS)) == 1


WEEKS = 104
FLAT = [10] * WEEKS


def test_a_category_that_grows_for_weeks_is_lasting_and_no_spike() -> None:
    rising = [5] * (WEEKS - 8) + [6, 7, 9, 10, 11, 12, 12, 13]
    found = find_lasting({"停车": rising, "垃圾": FLAT, "照明": FLAT}, SETTINGS)
    assert [one.category for one in found] == ["停车"]
    assert found[0].recent == 80
    assert found[0].before == 5 * 52
    assert found[0].ratio > 1.5
    assert found[0].interval[0] < 80 / found[0].recent_total < found[0].interval[1]


def test_one_outbreak_is_a_spike_and_nothing_lasting() -> None:
    outbreak = [5] * (WEEKS - 3) + [40, 5, 5]
    assert find_lasting({"停水": outbreak, "垃圾": FLAT}, SETTINGS) == ()
    assert [one.period for one in find_alerts(outbreak, SETTINGS)] == [WEEKS - 3]


def test_a_share_of_few_cases_is_not_significant() -> None:
    few = [1, 0] * (WEEKS // 2 - 4) + [1] * 8
    assert find_lasting({"噪声": few, "垃圾": FLAT}, SETTINGS) == ()


def test_a_new_category_is_lasting_without_a_share_to_divide_by() -> None:
    new = [0] * (WEEKS - 8) + [6] * 8
    assert find_lasting({"充电": new, "垃圾": FLAT}, SETTINGS)[0].ratio == math.inf


def test_too_short_a_series_has_nothing_lasting() -> None:
    assert find_lasting({"停车": [9] * 8}, SETTINGS) == ()
    assert find_lasting({}, SETTINGS) == ()


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.255, 0.366), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (1, 2, 0.095, 0.905)],
)
def test_wilson_gives_published_intervals(successes, n, low, high) -> None:
    assert [round(one, 3) for one in wilson(successes, n)] == [low, high]


def test_no_cases_say_nothing_and_impossible_ones_are_refused() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    for wrong in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match=r"\d"):
            wilson(*wrong)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_rate_and_stays_between_none_and_all(pair) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1


def test_a_small_cell_takes_another_of_its_row_and_column_with_it() -> None:
    made = suppress([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    assert made.cells == ((None, None, 30), (None, None, 60), (70, 80, 90))
    assert made.row_totals == (53, 150, 240)
    assert made.total == 443


def test_zeros_stay_and_large_tables_are_left_alone() -> None:
    assert suppress([[0, 5], [6, 7]]).cells == ((0, 5), (6, 7))


def test_two_small_cells_whose_sum_leaves_one_way_take_a_third() -> None:
    assert suppress([[1, 1, 30, 40]]).cells[0].count(None) >= 3


def test_a_row_of_one_cell_hides_its_total_too() -> None:
    made = suppress([[3], [40], [50]])
    assert made.cells[0] == (None,)
    assert made.row_totals[0] is None


def ways(known: list[int | None], total: int | None, cell: int) -> bool:
    """Whether a line of figures and its total leave a hidden figure more than one way."""
    return total is None or known.count(None) > 1 or known[cell] is not None


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_no_small_figure_shows_or_comes_back_by_subtraction(rows) -> None:
    made = suppress(rows)
    for row, line, total in zip(rows, made.cells, made.row_totals, strict=True):
        assert all(shown in (None, real) for shown, real in zip(line, row, strict=True))
        assert all(shown is None for shown, real in zip(line, row, strict=True) if 0 < real < 5)
        assert all(ways(list(line), total, cell) for cell in range(len(line)))
    for column, total in enumerate(made.column_totals):
        line = [row[column] for row in made.cells]
        assert all(ways(line, total, cell) for cell in range(len(line)))
    assert made.row_totals.count(None) != 1 or made.total is None
    assert made.column_totals.count(None) != 1 or made.total is None


def test_an_empty_table_has_nothing_to_hide() -> None:
    made = suppress([])
    assert (made.cells, made.total) == ((), 0)
