"""Write the generated pages of docs/ anew: rules, fields, pieces of pages. `make docs` runs it."""

from pathlib import Path

from generator.reporting.documentation import render_fields_page, render_rules_page
from scripts.pieces import render_pieces_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {
    "rules.md": render_rules_page,
    "fields.md": render_fields_page,
    "pieces.html": render_pieces_page,
}

if __name__ == "__main__":
    for name, render in PAGES.items():
        (DOCS / name).write_text(render(), "utf-8", newline="\n")
        print(f"docs/{name}")
