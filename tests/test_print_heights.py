"""What a book is laid out by is measured once for all books that print the same of it."""

import json
from typing import Any

import pytest

from generator.outputs.prints.heights import Heights


class Measurer:
    """Answers what it was asked for, as the typesetter would."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.papers: list[str] = []

    def ask(self, template: str, paper: str, data: str, label: str) -> dict[str, list[Any]]:
        """As many heights as services, as many sizes as cards; of the telephones, if they are asked for."""
        assert (template, label) == ("heights.typ", "<heights>")
        content = json.loads(data)
        names = [one["id"] for group in content["view"]["menu"] for one in group["services"]]
        cards = [one["path"] for one in content["view"]["cards"]]
        phones = ["phones"] if content["asks_phones"] else []
        self.papers.append(paper)
        self.asked.append([*names, *cards, *phones])
        return {
            "services": [[len(name), len(name) / 2] for name in names],
            "cards": [len(card) for card in cards],
            "phones": [3 for _ in phones],
        }


def _data(  # noqa: PLR0913 - each is something that heights may follow from
    *names: str,
    fonts: str = "宋体",
    code: str = "<svg/>",
    guide: str = "",
    cards: tuple[str, ...] = (),
    night: str = "",
    workers: tuple[str, ...] = (),
    site: str = "",
) -> str:
    services = [
        {"id": one, "path": f"services/{one}.html", "guide": {"link": guide} if guide else None}
        for one in names
    ]
    codes = {f"services/{one}.html": [29, code] for one in names} | ({guide: [33, code]} if guide else {})
    menu = [{"title": "养老", "services": services[:1]}, {"title": "其他", "services": services[1:]}]
    view = {
        "menu": menu,
        "cards": [{"path": one} for one in cards],
        "duty": "",
        "emergencies": [],
        "contacts": [],
        "supervision_phone": "",
        "night": {"phone": night},
        "teams": [{"workers": workers}],
    }
    return json.dumps({"view": view, "fonts": [fonts], "qr": codes, "site": site})


def test_a_book_gets_what_is_measured_of_all_its_services_and_cards() -> None:
    done = json.loads(Heights().add(Measurer(), "handbook.typ", "a5", _data("a", "bb", cards=("火灾",))))
    services = {"a": [1, 0.5], "bb": [2, 1.0]}
    assert done["measured"] == {"services": services, "cards": {"火灾": 2}, "phones": 3}


def test_only_what_no_book_before_printed_is_measured() -> None:
    heights, measurer = Heights(), Measurer()
    for names in (("a", "bb"), ("bb", "ccc", "a"), ("a",)):
        done = json.loads(heights.add(measurer, "handbook.typ", "a5", _data(*names)))
        assert set(done["measured"]["services"]) == set(names)
    assert measurer.asked == [["a", "bb", "phones"], ["ccc"]]


@pytest.mark.parametrize("change", [{"fonts": "黑体"}, {"code": "<svg/><svg/>"}, {"guide": "https://a.cn"}])
def test_other_fonts_codes_and_words_are_measured_anew(change: dict[str, str]) -> None:
    heights, measurer = Heights(), Measurer()
    heights.add(measurer, "handbook.typ", "a5", _data("a"))
    heights.add(measurer, "handbook.typ", "a5", _data("a", **change))
    assert [one[0] for one in measurer.asked] == ["a", "a"]


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"night": "0580-5551234"}, ["火灾", "phones"]),
        ({"workers": ("林小满",)}, ["phones"]),
        ({"cards": ("火灾", "台风")}, ["台风"]),
        ({"site": "https://city.example/"}, ["a", "火灾", "phones"]),
    ],
)
def test_cards_and_telephones_are_measured_anew_for_what_they_show(
    change: dict[str, Any], asked: list[str]
) -> None:
    heights, measurer = Heights(), Measurer()
    heights.add(measurer, "handbook.typ", "a5", _data("a", cards=("火灾",)))
    heights.add(measurer, "handbook.typ", "a5", _data("a", **{"cards": ("火灾",)} | change))
    assert measurer.asked[1:] == [asked]


def test_another_paper_whose_codes_are_larger_is_measured_anew() -> None:
    heights, measurer = Heights(), Measurer()
    for paper in ("a5", "a4", "a5"):
        heights.add(measurer, "handbook.typ", paper, _data("a"))
    assert measurer.papers == ["a5", "a4"]


def test_other_prints_are_left_as_they_are() -> None:
    measurer = Measurer()
    assert Heights().add(measurer, "poster.typ", "a4", "{}") == "{}"
    assert measurer.asked == []
