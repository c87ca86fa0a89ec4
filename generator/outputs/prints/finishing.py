"""What pages become for a printer: fitted to its paper, imposed, or with bleed and marks."""

from dataclasses import dataclass, replace

from generator.diagnostics import OutputError
from generator.model.prints import PaperName, PrintSettings
from generator.outputs.prints.edition import Edition
from generator.outputs.prints.imposition import Folding, impose
from generator.outputs.prints.papers import PAPERS, find_paper
from generator.outputs.prints.press import OVERHANG, Press, press_pages

PAGES_A_SHEET = 4
"""Of a sheet that is folded once."""
FOLDABLE = ("a4", "a3", "letter", "16k")
"""Sheets that give a book large enough to read when folded."""


@dataclass(frozen=True, slots=True)
class Printer:
    """What a printer is told; without `paper` an edition keeps the paper that it is made for.

    `bleed` and `thickness` are millimetres; the last three are for folded editions, see `Folding`.
    """

    paper: PaperName | None = None
    bleed: float = 0
    marks: bool = False
    short: bool = True
    thickness: float = 0.1
    signature: int | None = None

    def choose_paper(self, edition: Edition, settings: PrintSettings) -> str:
        """The paper asked for, else what the profile says for that of the edition, else its own."""
        usual: dict[str, str] = {"a4": settings.paper, "a5": settings.book}
        return self.paper or usual.get(edition.paper, edition.paper)


def require_paper(edition: Edition) -> None:
    """Raises OutputError for what is no print on paper."""
    if edition.write:
        raise OutputError(
            f"`{edition.name}` 不是印在纸上的，不用说纸、份数和拼版",
            f"`{edition.name}` is not for paper: leave out paper, copies and what printers want",
        )


def check_printer(printer: Printer, edition: Edition) -> None:
    """Raises OutputError when the edition cannot be had like this."""
    if printer != Printer():
        require_paper(edition)
    if not 0 <= printer.bleed <= OVERHANG:
        raise OutputError(
            f"出血 {printer.bleed:g} 毫米不行：0 到 {OVERHANG} 毫米，印刷厂一般要 3",
            f"no bleed of {printer.bleed:g} mm: 0 to {OVERHANG}, usually 3",
        )
    if edition.folded and (printer.bleed or printer.marks):
        raise OutputError(
            f"`{edition.name}` 是给办公室打印机拼好的，不带出血和裁切线；送印刷厂用 `handbook`，由他们拼版",
            f"`{edition.name}` is imposed for office printers: no bleed, no marks; a printer's shop imposes "
            "`handbook` itself",
        )
    if edition.folded and printer.paper and printer.paper not in FOLDABLE:
        raise OutputError(
            f"`{printer.paper}` 对折以后太小；`{edition.name}` 可以用：{'、'.join(FOLDABLE)}",
            f"`{printer.paper}` is too small to fold; `{edition.name}` takes {', '.join(FOLDABLE)}",
        )
    if printer.signature is not None and (printer.signature < 1 or printer.signature % PAGES_A_SHEET):
        raise OutputError(
            f"一帖 {printer.signature} 页折不成：一张纸四页，写 4、8、16……",
            f"a signature of {printer.signature} pages cannot be folded: a sheet has four, write 4, 8, 16",
        )


def set_for(edition: Edition, printer: Printer, settings: PrintSettings) -> Edition:
    """What Typst has to set for it: its source, or itself for the paper wanted."""
    if edition.source:
        return edition.source
    return replace(edition, paper=printer.choose_paper(edition, settings)) if edition.sets_paper else edition


def tell_finish(printer: Printer, settings: PrintSettings) -> tuple[object, ...]:
    """All that files depend on beside their pages; how many copies are ordered changes no byte of them."""
    return printer, settings.paper, settings.book


def finish(pdf: bytes, edition: Edition, printer: Printer, settings: PrintSettings) -> bytes:
    """The file of an edition from the pages that Typst has set."""
    paper = printer.choose_paper(edition, settings)
    if edition.folded:
        folding = Folding(
            PAPERS[find_paper(paper)].points, printer.short, printer.thickness, printer.signature
        )
        return impose(pdf, folding)
    fits = not edition.sets_paper and (edition.source or paper != edition.paper)
    size = PAPERS[find_paper(paper)].points if fits else None
    return press_pages(pdf, Press(size, printer.bleed, printer.marks))
