"""Everything that can be found wrong in a workspace, with positions."""

import datetime
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.catalogue import Catalogue, name_in
from generator.diagnostics import Diagnostic, Place, Severity, cap_diagnostics, sort_diagnostics
from generator.facts.lapsed import without_lapsed
from generator.facts.offices import office_named, office_of
from generator.publishing.kept import Kept, open_kept
from generator.publishing.kept_findings import Check, Findings, Known, Outcome, States, reading_files
from generator.publishing.privacy import check_files, check_remarks
from generator.publishing.sharing import can_share, leave, share
from generator.publishing.waivers import apply_waivers
from generator.publishing.written_pages import check_written_pages
from generator.reading import faults
from generator.reading.collection import collection_paused
from generator.reading.documents import Document, Value
from generator.reading.drafts import soften_apart
from generator.reading.loaded import UNKNOWN, Loaded
from generator.reading.loading import load_catalogue, load_document
from generator.reading.pages import check_page_texts
from generator.reading.provinces import is_above
from generator.reading.second import MANY, Ahead
from generator.reporting.located import Located
from generator.rules import CODES, load_rule
from generator.rules.lapses import check_module
from generator.rules.wordings import check_wordings

GATES = {"files": check_files, "remarks": check_remarks, "pages": check_written_pages}


def check_workspace(
    root: Path,
    *,
    today: datetime.date | None = None,
    before: Loaded | None = None,
    ahead: Ahead | None = None,
    kept: Kept | None = None,
) -> Loaded:
    """Load and run every rule; `found` of the result holds all of it in stable order.

    Rules run on what could be read, so that one broken file hides nothing in the others. Findings
    that the profile waives are left out. The catalogue is as it is published: without drafts and without
    what has lapsed. `kept` is what was kept of the workspace, for whoever keeps what is found now; where
    neither it nor `before` is given, that is done here.
    """
    if kept is None and before is None and (kept := open_kept(root)):
        if kept.is_empty and kept.shelf.began and can_share():  # reading takes more memory than what was read
            leave(partial(_check_and_keep, root, today, ahead, kept))
            kept = open_kept(root) or kept
        return _check_and_keep(root, today, ahead, kept)
    with collection_paused():
        recall = kept.recall if kept else None
        loaded = load_catalogue(root, today=today, before=before, ahead=ahead, recall=recall)
        if loaded.catalogue is None:
            return loaded
        known = kept.known if kept else before.known if before else {}
        broken = _check(root, loaded.catalogue, loaded, known, kept)
        if loaded.whole is not None:
            broken = list(soften_apart(broken, _check(root, loaded.whole, loaded, known, kept)))
        read = [*loaded.found, *check_page_texts(root)]
        found = sort_diagnostics(
            _only_merges([*read, *apply_waivers(loaded.whole or loaded.catalogue, broken)])
        )
        found, above = _split_above(found)
        lapses = tuple(one for one in found if one.lapse)
        published = without_lapsed(loaded.catalogue)
        catalogue = replace(published, lapses=lapses) if lapses else published
    return Loaded(catalogue, cap_diagnostics(found), loaded.files, loaded.whole, loaded.known, above)


def _check_and_keep(root: Path, today: datetime.date | None, ahead: Ahead | None, kept: Kept) -> Loaded:
    loaded = check_workspace(root, today=today, ahead=ahead, kept=kept)
    if loaded.catalogue is not None and not kept.is_same:
        kept.write(loaded)
    return loaded


def _split_above(found: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What a city is told, and what its province is: a city cannot mend that, and hears how much it is."""
    city: list[Diagnostic] = []
    above: list[Diagnostic] = []
    for one in found:
        (city if _concerns_city(one) else above).append(one)
    if above:
        place = Place(above[0].place.file, offsets=(0, 0))
        city = sort_diagnostics([*city, faults.TOLD_ABOVE.at(place, count=len(above))])
    return city, above


def _concerns_city(one: Diagnostic) -> bool:
    """Of a province's file what stops the city, and what the file waits for."""
    waits = one.code == faults.AWAITS_CITY.code
    return waits or one.severity is Severity.ERROR or not is_above(one.place.file)


def _check(
    root: Path, catalogue: Catalogue, loaded: Loaded, known: Mapping[str, Known], kept: Kept | None
) -> list[Diagnostic]:
    """What can be waived, found by two processes where entries are many; they pack what is kept, too."""
    watched, which = catalogue.watched(), "whole" if catalogue is loaded.whole else "published"
    states = States(watched, loaded.files, kept.names if kept else UNKNOWN)
    findings = Findings(known.get(which, Known()), states)
    checks = _list_checks(root, watched)
    recalled = {name: findings.recall(name) for name in checks}
    left = [name for name, known in recalled.items() if known is None]
    for name in (name for name in left if name not in GATES):
        load_rule(name)  # once, before there are two processes
    pieces: list[Callable[[], Iterable[Outcome | bytes]]] = [*kept.pack(loaded)] if kept else []
    pieces += [partial(_run, findings, name, checks[name]) for name in left]
    many = len(loaded.files) >= MANY and can_share()
    done = share(pieces) if many else [one for piece in pieces for one in piece()]
    fresh = {one.name: one for one in done if isinstance(one, Outcome)}
    outcomes = [known or fresh[name] for name, known in recalled.items()]
    if kept:
        kept.packed += [one for one in done if isinstance(one, bytes)]
    loaded.known[which] = findings.keep(outcomes)
    return [found for one in outcomes for found in one.found]


def _run(findings: Findings, name: str, check: Check) -> Iterator[Outcome]:
    yield findings.run(name, check)


def _list_checks(root: Path, catalogue: Catalogue) -> dict[str, Check]:
    """What is checked once all is read, by name, the longest first."""
    gates = {name: reading_files(partial(gate, root, catalogue)) for name, gate in GATES.items()}
    return gates | {code: partial(_check_rule, code, catalogue) for code in CODES.split()}


def _check_rule(code: str, catalogue: Catalogue) -> Iterator[Diagnostic]:
    return check_module(load_rule(code), catalogue)


def list_hints(loaded: Loaded) -> list[Diagnostic]:
    """What residents read that could be said more plainly, in drafts too; nothing of it is wrong."""
    catalogue = loaded.whole or loaded.catalogue
    return cap_diagnostics(sort_diagnostics(list(check_wordings(catalogue)))) if catalogue else []


def _name_entries(catalogue: Catalogue, files: Container[str]) -> dict[str, tuple[str, str]]:
    """Name and office of the entry of each of these files and of the table beside it."""
    found = {}
    for one in catalogue.iter_entries():
        if one.file in files or one.table in files:
            found[one.file] = found[one.table] = one.name, office_of(catalogue, one)
    return found


def _only_merges(found: list[Diagnostic]) -> list[Diagnostic]:
    """Of a file that holds two versions at once nothing else is said."""
    merges = {one.place.file for one in found if one.code == faults.MERGE_MARKER.code}
    return [one for one in found if one.code == faults.MERGE_MARKER.code or one.place.file not in merges]


def locate_all(root: Path, found: Sequence[Diagnostic], catalogue: Catalogue | None = None) -> list[Located]:
    """Work out lines and columns, and the offices that a catalogue names; ordered by file and line.

    Each file is read once more, only if something was found in it.
    """
    documents: dict[str, Document] = {}

    def document(file: str) -> Document:
        if file not in documents:
            documents[file] = load_document(root, file)
        return documents[file]

    def values(file: str) -> dict[str, Value]:
        return document(file).value or {}

    entries = _name_entries(catalogue, {one.place.file for one in found}) if catalogue else {}
    located = []
    for one in found:
        span = document(one.place.file).locate(one.place)
        related = tuple(document(other.place.file).locate(other.place) for other in one.related)
        name, office = entries.get(span.file) or (name_in(values(span.file)), "")
        office = office or (office_named(catalogue, values(span.file)) if catalogue else "")
        located.append(Located(one, span, document(span.file).line(span.line), related, office, name))
    return sorted(located, key=lambda one: (one.span.file, one.span.line, one.span.column))
