"""``./dev forms``: the templates of the repository out of their sheets.

``resources/forms/src/<name>/`` becomes ``resources/forms/<name>-<version>.json``. A version that
somebody may have filled in is listed in ``tests/vectors/forms.sha256`` and never written again:
what is changed after that needs a new version in ``mall.toml``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from app.forms.sheet import SheetResult, compile_sheets
from ui.forms.sheet_words import sheet_place, sheet_sentence

FORMS = Path(__file__).parents[1] / "resources" / "forms"
RELEASED = Path(__file__).parent / "vectors" / "forms.sha256"


@dataclass(frozen=True)
class Source:
    """One folder of sheets and what it becomes."""

    folder: Path
    result: SheetResult

    @property
    def target(self) -> Path:
        """Where the template belongs. Only of one without faults."""
        assert self.result.data is not None
        version = json.loads(self.result.data)["version"]
        return self.folder.parents[1] / f"{self.folder.name}-{version}.json"


def compiled(folder: Path) -> Source:
    parts = [(folder / name).read_bytes() for name in ("fragor.csv", "svar.csv", "mall.toml")]
    return Source(folder, compile_sheets(*parts))


def sources(forms: Path = FORMS) -> list[Source]:
    return [compiled(folder) for folder in sorted((forms / "src").iterdir())]


def released() -> dict[str, str]:
    """File name → SHA-256 of its bytes, of every version that is never written again."""
    lines = RELEASED.read_text().splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def write(source: Source) -> list[str]:
    """Write one template, and tell what was done or what is wrong."""
    name = source.folder.name
    told = [f"{name}: {sheet_place(one)}: {sheet_sentence(one)}" for one in source.result.problems]
    if source.result.data is None:
        return told
    digest = hashlib.sha256(source.result.data).hexdigest()
    target = source.target
    if released().get(target.name, digest) != digest:
        return [*told, f"{name}: {target.name} är utgiven och ändras inte. Höj versionen."]
    if not target.exists() or target.read_bytes() != source.result.data:
        target.write_bytes(source.result.data)
        told.append(f"{name}: {target.name} är skriven.")
    return told


def main(names: list[str]) -> int:
    """Compile the folders of these names, or all. 1 when something could not be written."""
    failed = False
    for source in sources():
        if not names or source.folder.name in names:
            for line in write(source):
                print(line)
            data = source.result.data
            failed = failed or data is None or source.target.read_bytes() != data
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
