"""Changes as text for people, Markdown for a message or a release, JSON for tools."""

import json
from collections.abc import Callable, Iterator, Sequence

from generator.changes import Change
from generator.diagnostics import Text
from generator.views.register import SECTIONS

NOTHING = Text("居民看到的内容没有变化。", "Nothing that residents would notice has changed.")
TITLE = Text("居民会看到的变化", "What residents will notice")
FROM_TO = Text("从 {base} 到 {head}", "from {base} to {head}")
FAULTS = Text(
    "{name} 里有 {count} 个错误，出错的条目没有比较。",
    "{name} has {count} errors; broken entries were left out.",
)


def group_changes(changes: Sequence[Change]) -> Iterator[tuple[Text, list[Change]]]:
    """Changes under their headings, in the order of `SECTIONS`, empty ones left out."""
    for key, title in SECTIONS.items():
        listed = [one for one in changes if one.section == key]
        if listed:
            yield title, listed


def render_text(changes: Sequence[Change], notes: Sequence[Text], title: Text, lang: str) -> str:
    """Plain lines under headings."""
    lines = [title.pick(lang), *(note.pick(lang) for note in notes)]
    for heading, listed in group_changes(changes):
        lines += ["", f"{heading.pick(lang)} ({sum(one.number for one in listed)})"]
        lines += [f"  - {one.sentence.pick(lang)}" for one in listed]
    if not changes:
        lines += ["", NOTHING.pick(lang)]
    return "\n".join(lines) + "\n"


def render_markdown(changes: Sequence[Change], notes: Sequence[Text], title: Text, lang: str) -> str:
    """Headings and lists; what entries say cannot become markup."""
    lines = [f"# {_escape(title.pick(lang))}"]
    lines += ["", *(f"> {_escape(note.pick(lang))}" for note in notes)] if notes else []
    for heading, listed in group_changes(changes):
        lines += ["", f"## {heading.pick(lang)}", ""]
        lines += [f"- {_escape(one.sentence.pick(lang))}" for one in listed]
    if not changes:
        lines += ["", NOTHING.pick(lang)]
    return "\n".join(lines) + "\n"


def render_json(changes: Sequence[Change], notes: Sequence[Text], title: Text, lang: str) -> str:
    """An object with `title`, `notes` and `changes`; sentences in both languages, pages from the root."""
    data = {
        "title": title.pick(lang),
        "notes": [note.pick(lang) for note in notes],
        "changes": [
            {
                "kind": one.kind,
                "subjects": list(one.subjects),
                "sentence": {"zh": one.sentence.zh, "en": one.sentence.en},
                "url": one.url,
            }
            for one in changes
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _escape(text: str) -> str:
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>#|!" else one for one in text)


REPORTERS: dict[str, Callable[[Sequence[Change], Sequence[Text], Text, str], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
}
