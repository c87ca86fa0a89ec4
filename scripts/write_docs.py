"""Write the generated pages of docs/ anew. `make docs` runs it."""

from pathlib import Path

from generator.reporting.documentation import render_fields_page, render_rules_page
from generator.reporting.standards_page import render_standards_page
from scripts.commands import render_commands_page
from scripts.pieces import render_pieces_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "docs/rules.md": render_rules_page,
    "docs/fields.md": render_fields_page,
    "docs/standards.md": render_standards_page,
    "docs/commands.zh-CN.md": render_commands_page,
    "docs/pieces.html": render_pieces_page,
}

if __name__ == "__main__":
    for name, render in PAGES.items():
        (ROOT / name).write_text(render(), "utf-8", newline="\n")
        print(name)
