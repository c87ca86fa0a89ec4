"""Counts of what is caught and of false alarms, as tables."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.rules.private_data import find_private
from scripts.privacy.forms import Form


def is_caught(form: Form) -> bool:
    """Whether the sort of private data that a form holds is found in it."""
    return any(one.sort == form.sort for one in find_private(form.text, (), ()))


def measure_forms(forms: Sequence[Form]) -> str:
    """How many forms are caught, by the sort they hold, and those that are missed."""
    missed = [form for form in forms if not is_caught(form)]
    every, lost = Counter(form.sort for form in forms), Counter(form.sort for form in missed)
    lines = [f"{sort:10} {every[sort] - lost[sort]:5} of {every[sort]:5}" for sort in every]
    share = 100 * (1 - len(missed) / len(forms))
    lines += [f"forms      {len(forms) - len(missed):5} of {len(forms):5} caught, {share:.1f} %"]
    return "\n".join((*lines, *(f"    missed: {form.group}: {form.text!r}" for form in missed)))


def measure_alarms(name: str, items: Iterable[tuple[str, str]], *, shown: bool = True) -> str:
    """How many items raise a false alarm; with `shown` which ones."""
    known = list(items)
    alarms = [item for item in known if next(find_private(item[1], (), ()), None) is not None]
    lines = [f"{name}: {len(alarms)} alarms on {len(known)} items"]
    return "\n".join((*lines, *(f"    {group}: {text!r}" for group, text in alarms if shown)))
