"""`python -m scripts.fuzz`: the targets of tests/fuzzing.py with ever other texts; what fails is kept.

python -m scripts.fuzz               ten minutes
python -m scripts.fuzz --seconds 60 --only hsds question
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from fuzzing import CORPUS, TARGETS, texts  # noqa: E402 - it lies with the tests

QUERY = "query"
"""What Python and the browser are both asked."""
ROUND = settings(
    max_examples=400,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[*HealthCheck],
)


def fails(target: str, text: str) -> bool:
    """Whether a text ends in an error of the program."""
    try:
        TARGETS[target][0](text)
    except Exception as error:  # noqa: BLE001 - any is a finding
        print(f"{target}: {type(error).__name__}: {error}: {text!r}"[:300])
        return True
    return False


def look(target: str) -> Path | None:
    """The smallest failing text of one round, kept; None when all passed."""
    try:
        text = find(texts(target), lambda one: fails(target, one), settings=ROUND)
    except NoSuchExample:
        return None
    data = text.encode("utf-8", "surrogatepass")
    path = CORPUS / target / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
    path.write_bytes(data)
    return path


def ask_queries(seed: int) -> bool:
    """Whether the searches of Python and of the browser disagree on some query of a seed."""
    only = [str(TESTS / "test_fuzz.py"), "-q", "-k", "any_query"]
    environment = os.environ | {"GRIDPRESS_FUZZ_SEED": str(seed), "GRIDPRESS_FUZZ_EXAMPLES": "400"}
    return bool(
        subprocess.run([sys.executable, "-m", "pytest", *only], env=environment, check=False).returncode
    )


def main() -> None:
    """Fuzz each target in turn until the time is over; exit 1 when something was found."""
    parser = argparse.ArgumentParser(description="Look for texts that end in a traceback.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--only", nargs="+", choices=(*TARGETS, QUERY), default=(*TARGETS, QUERY))
    chosen = parser.parse_args()
    end, found, rounds = time.monotonic() + chosen.seconds, [], 0
    targets = [target for target in TARGETS if target in chosen.only]
    while time.monotonic() < end:
        rounds += 1
        kept = [path for target in targets if time.monotonic() < end and (path := look(target))]
        found += [str(path) for path in kept]
        if QUERY in chosen.only and ask_queries(rounds):
            found.append(f"{QUERY}, seed {rounds}")
    print("\n".join([f"{rounds} rounds, {len(found)} found", *found]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
