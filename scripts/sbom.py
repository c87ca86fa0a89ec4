"""`python -m scripts.sbom`: what an installation brings along, as CycloneDX 1.6, and under which licences.

Writes `sbom.cdx.json` and `licences.txt` into the folder that is named, or `.cache/`; exit 1 for an AGPL.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9._-]+")
FORBIDDEN = re.compile(r"\bAGPL|Affero", re.IGNORECASE)


def walk_installed(name: str = "gridpress") -> Iterator[Distribution]:
    """The packages that a package needs here, its own first, without extras; each once."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop(0)
        key = re.sub(r"[-_.]+", "-", one).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            found = distribution(one)
        except PackageNotFoundError:  # for another system or an older Python
            continue
        yield found
        waiting += [
            match[0]
            for need in found.requires or ()
            if "extra ==" not in need and (match := _NAME.match(need))
        ]


def licence_of(one: Distribution) -> str:
    """The expression, else the classifiers, else the first line of what the package says."""
    said = one.metadata
    classes = [
        text.rpartition(" :: ")[2] for text in said.get_all("Classifier", ()) if text.startswith("License ::")
    ]
    first = str(said.get("License") or "").strip().partition("\n")[0]
    return str(said.get("License-Expression") or "") or ", ".join(classes) or first or "not said"


def render_sbom(packages: list[Distribution]) -> str:
    """CycloneDX 1.6; nothing in it depends on the moment, so that the same packages give the same bytes."""
    own, *others = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{one.metadata['Name'].lower()}@{one.version}",
            "name": one.metadata["Name"],
            "version": one.version,
            "licenses": [{"license": {"name": licence_of(one)}}],
            "purl": f"pkg:pypi/{one.metadata['Name'].lower()}@{one.version}",
        }
        for one in packages
    ]
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    components = sorted(others, key=lambda one: str(one["purl"]))
    return json.dumps(
        head | {"metadata": {"component": own | {"type": "application"}}, "components": components},
        indent=1,
        ensure_ascii=False,
    )


def main() -> None:
    """Write both files and say where."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".cache")
    folder.mkdir(parents=True, exist_ok=True)
    packages = list(walk_installed())
    (folder / "sbom.cdx.json").write_text(render_sbom(packages) + "\n", "utf-8")
    lines = sorted(f"{one.metadata['Name']} {one.version}: {licence_of(one)}" for one in packages)
    (folder / "licences.txt").write_text("\n".join(lines) + "\n", "utf-8")
    bad = [line for line in lines if FORBIDDEN.search(line)]
    print("\n".join([f"{folder}/sbom.cdx.json, {folder}/licences.txt: {len(lines)} packages", *bad]))
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
