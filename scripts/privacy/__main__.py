"""Count how many forms of private data are caught, and how many look-alikes raise a false alarm.

    .venv/bin/python -m scripts.privacy                 the forms and look-alikes of tests/cases/privacy/
    .venv/bin/python -m scripts.privacy LIST …          alarms on real lists too: JSONL, CSV, Markdown, text
    .venv/bin/python -m scripts.privacy --seed 7        forms and look-alikes made anew from another seed
    .venv/bin/python -m scripts.privacy --write         write the generated files anew

Nothing that a real list holds is printed but its alarms, with their middle hidden.
"""

import argparse
from pathlib import Path

from generator.rules.private_data import find_private, mask
from scripts.privacy.corpus import FORMS, LOOKALIKES, load_forms, load_lists, load_lookalikes, write_rows
from scripts.privacy.forms import make_forms
from scripts.privacy.lookalikes import make_lookalikes
from scripts.privacy.measure import measure_alarms, measure_forms


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts.privacy", description="Count what the gate catches.")
    parser.add_argument("lists", nargs="*", type=Path, help="real lists to count alarms on")
    parser.add_argument("--seed", type=int, help="make forms and look-alikes anew from this seed")
    parser.add_argument("--write", action="store_true", help="write the generated files anew")
    return parser.parse_args()


def main() -> None:
    """Print the counts by group, with what was missed."""
    chosen = parse_arguments()
    if chosen.write:
        write_rows(FORMS, ("group", "sort", "text"), make_forms())
        write_rows(LOOKALIKES, ("group", "text"), make_lookalikes())
    forms = list(make_forms(chosen.seed)) if chosen.seed else load_forms()
    lookalikes = list(make_lookalikes(chosen.seed)) if chosen.seed else load_lookalikes()
    print(measure_forms(forms))
    print(measure_alarms("look-alikes", [(one.group, one.text) for one in lookalikes]))
    for path in chosen.lists:
        items = load_lists(path)
        print(measure_alarms(path.name, [("items", item) for item in items], shown=False))
        for item in items:
            for one in find_private(item, (), ()):
                print(f"    {one.sort} {mask(one)}")


if __name__ == "__main__":
    main()
