"""What a screen reader meets in a tagged PDF: its text in reading order, and what sounds wrong.

    python -m scripts.read_aloud BOOK.pdf …          warnings, one a line, and how many of each sort
    python -m scripts.read_aloud --text BOOK.pdf     the text in the order of the structure tree

Validators of PDF/UA look at the form of tags; this looks at what they say: labels and paragraphs without
words, tables that are only drawn, pages that are painted in another order than they are read.
"""

import sys
from collections import Counter
from pathlib import Path

from scripts.read_aloud.document import Document
from scripts.read_aloud.findings import check_document


def main() -> None:
    """Warnings about files, or their texts."""
    names = [Path(name) for name in sys.argv[1:] if name != "--text"]
    for name in names:
        document = Document(name)
        if "--text" in sys.argv:
            print(*(f"{role[1:]:<8}{text}" for role, text in document.read()), sep="\n")
            continue
        found = list(check_document(document))
        for one in found:
            print(f"{name}: page {one.page}: {one.sort}: {one.about}")
        print(f"{name}: {len(found)} warnings", dict(Counter(one.sort for one in found)))


if __name__ == "__main__":
    main()
