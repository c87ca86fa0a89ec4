"""Heights of services are measured once for all books that print the same of them."""

import json

import pytest

from generator.outputs.prints.heights import Heights


class Measurer:
    """Answers how many services it was asked for, as the typesetter would."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.papers: list[str] = []

    def ask(self, template: str, paper: str, data: str, label: str) -> list[list[float]]:
        """As many heights as services."""
        assert (template, label) == ("heights.typ", "<heights>")
        self.papers.append(paper)
        names = [one["id"] for group in json.loads(data)["view"]["menu"] for one in group["services"]]
        self.asked.append(names)
        return [[len(name), len(name) / 2] for name in names]


def _data(*names: str, fonts: str = "宋体", code: str = "<svg/>", guide: str = "") -> str:
    services = [
        {"id": one, "path": f"services/{one}.html", "guide": {"link": guide} if guide else None}
        for one in names
    ]
    codes = {f"services/{one}.html": [29, code] for one in names} | ({guide: [33, code]} if guide else {})
    menu = [{"title": "养老", "services": services[:1]}, {"title": "其他", "services": services[1:]}]
    return json.dumps({"view": {"menu": menu}, "fonts": [fonts], "qr": codes})


def test_a_book_gets_the_heights_of_all_its_services() -> None:
    done = json.loads(Heights().add(Measurer(), "handbook.typ", "a5", _data("a", "bb")))
    assert done["heights"] == {"a": [1, 0.5], "bb": [2, 1.0]}


def test_only_what_no_book_before_printed_is_measured() -> None:
    heights, measurer = Heights(), Measurer()
    for names in (("a", "bb"), ("bb", "ccc", "a"), ("a",)):
        done = json.loads(heights.add(measurer, "handbook.typ", "a5", _data(*names)))
        assert set(done["heights"]) == set(names)
    assert measurer.asked == [["a", "bb"], ["ccc"]]


@pytest.mark.parametrize("change", [{"fonts": "黑体"}, {"code": "<svg/><svg/>"}, {"guide": "https://a.cn"}])
def test_other_fonts_codes_and_words_are_measured_anew(change: dict[str, str]) -> None:
    heights, measurer = Heights(), Measurer()
    heights.add(measurer, "handbook.typ", "a5", _data("a"))
    heights.add(measurer, "handbook.typ", "a5", _data("a", **change))
    assert measurer.asked == [["a"], ["a"]]


def test_another_paper_whose_codes_are_larger_is_measured_anew() -> None:
    heights, measurer = Heights(), Measurer()
    for paper in ("a5", "a4", "a5"):
        heights.add(measurer, "handbook.typ", paper, _data("a"))
    assert measurer.papers == ["a5", "a4"]


def test_other_prints_are_left_as_they_are() -> None:
    measurer = Measurer()
    assert Heights().add(measurer, "poster.typ", "a4", "{}") == "{}"
    assert measurer.asked == []
