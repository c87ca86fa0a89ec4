"""Case statistics as a page tells them: what is gathered, what is marked on a chart, what is kept."""

from test_figures import FLAT, WEEKS, series

from generator.views.cases import EARLIER, OPEN, SpikeView, view_series, view_series_index


def bump(at: int, *counts: int) -> list[int]:
    """Usual weeks, but for some that begin at `at`."""
    return [*FLAT[:at], *counts, *FLAT[at + len(counts) :]]


LATE = bump(WEEKS - 2, 40)
TWO_WEEKS = bump(WEEKS - 4, 30, 35)
EARLY = bump(40, 30)


def test_a_spike_tells_its_weeks_the_worst_of_them_and_by_which_methods() -> None:
    view = view_series(series(c1=[LATE, EARLY], town=[TWO_WEEKS, FLAT]), "s1")
    assert view.spikes == (
        SpikeView(
            "潮井社区，甲",
            "2026年11月2日到2026年11月9日这几周，最多的是2026年11月2日那一周",
            40,
            "约 11 件",
            (("C1", "27.0"), ("C2", "27.0"), ("C3", "26.1")),
        ),
        SpikeView(
            "澜港街道，甲",
            "2026年10月19日到2026年10月26日这几周，最多的是2026年10月26日那一周",
            35,
            "约 11 件",
            (("C2", "22.6"), ("C3", "38.3")),
        ),
    )
    assert [one.title for one in view.earlier] == ["潮井社区，乙"]
    assert (view.weaker, view.earlier_total) == ((), 1)


def test_worst_weeks_of_recent_spikes_are_marked_on_the_chart_of_their_category() -> None:
    view = view_series(series(c1=[LATE, EARLY], town=[TWO_WEEKS, FLAT]), "s1")
    marks = {
        one.name: [(mark.x, mark.y, mark.high) for mark in one.chart.flags] if one.chart else None
        for one in (view.total, *view.categories)
    }
    assert marks == {"全部类别": [], "甲": [(344.6, 49.9, 53.9), (347.6, 40.7, 44.7)], "乙": []}
    assert [one.id for one in (view.total, *view.categories)] == [
        "all-categories",
        "category-1",
        "category-2",
    ]


def test_a_chart_names_the_first_week_of_each_half_year_and_its_figures_the_latest_week_first() -> None:
    total = view_series(series(c1=[FLAT, FLAT]), "s1").total
    assert total.chart is not None
    assert [one.text for one in total.chart.across] == ["25年1月", "25年7月", "26年1月", "26年7月"]
    assert total.figures.rows[0] == ("2026-11-09", "24")
    assert total.figures.rows[-1] == ("2024-11-18", "20")


def test_the_strongest_spikes_stand_open_and_of_earlier_ones_the_strongest_are_kept() -> None:
    """The rest is folded, or counted; those kept stand with the latest first."""
    recent = {f"r{number}": [bump(WEEKS - 2, 30 + number)] for number in range(OPEN + 2)}
    early = {f"e{number}": [bump(20 + 4 * number, 30 + number)] for number in range(EARLIER + 2)}
    view = view_series(series(**recent, **early), "s1")
    assert [one.count for one in view.spikes] == [35, 34, 33, 32]
    assert [one.count for one in view.weaker] == [31, 30]
    assert [one.count for one in view.earlier] == [30 + number for number in range(EARLIER + 1, 1, -1)]
    assert view.earlier_total == EARLIER + 2


def test_what_was_expected_is_not_told_when_it_is_a_small_number() -> None:
    quiet = [4, 4] * (WEEKS // 2)
    usual = [5, 5] * (WEEKS // 2)
    for base, words in ((quiet, "不到 5 件"), (usual, "约 5 件")):
        (spike,) = view_series(series(c1=[[*base[:-1], 30]]), "s1").spikes
        assert spike.expected == words
        assert spike.weeks == "2026年11月9日那一周"


def test_recent_counts_of_an_area_are_rounded_to_five_and_small_ones_hidden() -> None:
    """The last twelve weeks, the most frequent category first."""
    before = [10] * (WEEKS - 12)
    rare = [0] * (WEEKS - 12)
    view = view_series(
        series(
            c1=[[*before, 33, *[0] * 11], [*rare, 32, *[0] * 11]],
            town=[[*before, 4, *[0] * 11], [*rare, 5, *[0] * 11]],
        ),
        "s1",
    )
    assert [(one.area.text, one.counts) for one in view.areas] == [
        ("澜港街道", (("甲", "少于5"), ("乙", "5"))),
        ("潮井社区", (("甲", "35"), ("乙", "30"))),
    ]


def test_a_category_that_is_new_has_no_share_to_compare_with() -> None:
    new = [0] * (WEEKS - 8) + [20] * 8
    (lasting,) = view_series(series(c1=[new, FLAT]), "s1").lasting
    assert (lasting.category, lasting.before, lasting.ratio) == ("甲", "0%", "以前没有")
    assert (lasting.recent, lasting.recent_share, lasting.before_share) == ("65%", 0.65, 0.0)


def test_a_share_that_has_grown_is_told_as_a_multiple() -> None:
    rising = [10] * (WEEKS - 8) + [25] * 8
    (lasting,) = view_series(series(c1=[rising, [40] * WEEKS]), "s1").lasting
    assert (lasting.ratio, lasting.interval) == ("1.9 倍", "34%至43%")


def test_a_card_counts_recent_spikes_and_lasting_shares() -> None:
    new = [0] * (WEEKS - 8) + [20] * 8
    tables = ([LATE, EARLY], [FLAT], [new, FLAT])
    cards = [view_series_index(series(c1=table)).groups[0].cards[0] for table in tables]
    assert [one.chips for one in cards] == [
        ("到2026年11月15日", "1 处集中"),
        ("到2026年11月15日",),
        ("到2026年11月15日", "1 处集中", "1 类倾向"),
    ]
