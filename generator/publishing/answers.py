"""What a check said, told again for as long as nothing has changed that it follows from.

`generator.publishing.kept` keeps it with what was read and found, so that after an edit little is done anew.
"""

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import has_errors
from generator.facts.clock import city_day
from generator.publishing.kept import Kept, open_kept
from generator.reading.second import Ahead, list_entries

if TYPE_CHECKING:
    from generator.reading.changed import Changed
    from generator.reading.loaded import Loaded


class Answer(NamedTuple):
    """What a check printed, and its exit code."""

    text: str
    code: int


def ask(  # noqa: PLR0913 - the words of the question
    root: Path,
    lang: str,
    form: str,
    today: datetime.date | None,
    only: "Changed | None" = None,
    *,
    again: bool = False,
    words: bool = False,
) -> tuple[Answer, "Loaded | None"]:
    """Check a workspace, or tell again what a check of the same said; small ones are always checked.

    With `only` what a commit changes is told and nothing else, with `words` also what could be said more
    plainly. What was read comes with the answer, if anything was: always when it is to be read `again`.
    """
    entries = list_entries(root)
    kept = open_kept(root, entries)
    question = Question(kept, lang, form, str(today)) if kept and not (only or words) else None
    if question and not again and (known := question.recall()):
        return known, None
    unread = kept.list_unread(entries) if kept else entries
    with Ahead(unread) as ahead:  # it reads while the rest is imported
        answer, loaded = _check(root, lang, form, today, ahead, kept, only, words=words)
    if question:
        question.remember(answer, loaded)
    return answer, loaded


def _check(  # noqa: PLR0913, PLR0917 - the words of the question
    root: Path,
    lang: str,
    form: str,
    today: datetime.date | None,
    ahead: Ahead,
    kept: Kept | None,
    only: "Changed | None",
    *,
    words: bool,
) -> tuple[Answer, "Loaded"]:
    from generator.publishing.checking import check_workspace, list_hints, locate_all  # noqa: PLC0415 - once it is needed
    from generator.reporting.findings import REPORTERS  # noqa: PLC0415 - as above

    loaded = check_workspace(root, today=today, ahead=ahead, kept=kept)
    if (root / "schemas").is_dir():  # an editor's, who waits for new ids
        from generator.publishing.scaffolding import follow_ids  # noqa: PLC0415 - as above

        follow_ids(root, loaded)
    hints = list_hints(loaded) if words else []
    found = [one for one in [*loaded.found, *hints] if only is None or only.concerns(one)]
    text = REPORTERS[form](locate_all(root, found, loaded.whole or loaded.catalogue), lang)
    return Answer(text, int(has_errors(found))), loaded


class Question:
    """A check that is about to begin."""

    def __init__(self, kept: Kept, *words: str) -> None:
        self._kept = kept
        self._words = repr((words, os.environ.get("SOURCE_DATE_EPOCH", ""), kept.root.absolute()))
        self.now = datetime.datetime.now(datetime.UTC)

    def recall(self) -> Answer | None:
        """What was said when all was as it is now."""
        record = self._kept.record
        if record.answer is None or record.question != self._words:
            return None
        text, code, zone, day = record.answer
        same = day == str(city_day(zone, self.now)) and self._kept.is_same
        return Answer(text, code) if same else None

    def remember(self, answer: Answer, loaded: "Loaded") -> None:
        """Keep an answer and what was read and found for it."""
        if loaded.catalogue is not None:
            zone = loaded.catalogue.profile.time_zone
            self._kept.write(loaded, self._words, (*answer, zone, str(city_day(zone, self.now))))
