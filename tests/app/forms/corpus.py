"""Public templates and answers of many makers, found through AKTVALV_TESTDATA.

``python -m tests.app.forms.corpus`` writes ``corpus.tsv`` anew; look at what became different
before it is kept.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.forms.load import LoadResult, load_form
from app.forms.problems import Problem, Severity

FOLDER = Path(os.environ.get("AKTVALV_TESTDATA", "/missing")) / "questionnaires"
SNAPSHOT = Path(__file__).with_name("corpus.tsv")
needs_corpus = pytest.mark.skipif(not FOLDER.is_dir(), reason="AKTVALV_TESTDATA not set")

_IDENTITY = {"url": "urn:x", "version": "1", "title": "x", "status": "draft"}


def files() -> list[Path]:
    return sorted(FOLDER.rglob("*.json"))


def templates() -> list[Path]:
    return [path for path in files() if _kind(path) == "Questionnaire"]


def _kind(path: Path) -> Any:
    try:
        tree = json.loads(path.read_bytes())
    except ValueError:
        return None
    return tree.get("resourceType") if isinstance(tree, dict) else None


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def identified(data: bytes) -> bytes:
    """Few public templates have all of url, version and title, which ours demand. The rest of the
    bytes stays as it is, down to the digits of every number."""
    tree = json.loads(data)
    lacking = {key: value for key, value in _IDENTITY.items() if key not in tree}
    if not lacking:
        return data
    text = data.decode("utf-8-sig").lstrip()
    assert text.startswith("{")
    return (json.dumps(lacking)[:-1] + "," + text[1:]).encode()


def loaded(path: Path) -> LoadResult:
    return load_form(identified(path.read_bytes()))


def verdict(result: LoadResult) -> str:
    """``accepted`` or ``read-only``, and everything but remarks that was said of it."""
    told = sorted({_short(p) for p in result.problems if p.severity is not Severity.INFO})
    word = "refused" if result.form is None else "accepted" if result.answerable else "read-only"
    return " ".join((word, *told))


def _short(problem: Problem) -> str:
    detail = problem.params.get("feature") or problem.params.get("type")
    return f"{problem.code.value}:{detail}" if detail else problem.code.value


def snapshot() -> dict[str, str]:
    lines = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


if __name__ == "__main__":
    rows = [f"{name_of(path)}\t{verdict(loaded(path))}\n" for path in templates()]
    SNAPSHOT.write_text("".join(rows), encoding="utf-8")
