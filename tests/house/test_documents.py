"""What the project says of itself stays true."""

from __future__ import annotations

import re
import tomllib

from tests.house.source import ROOT


def test_every_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    told = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    names = [re.split(r"[=<>~;\[ ]", each)[0] for each in wanted]
    assert [name for name in names if f"| {name} |" not in told] == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_pinned_packages_are_the_ones_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.txt").read_text("utf-8").lower()
    missing = [
        each
        for each in project["dependencies"]
        if f"{each.lower().replace('_', '-')} " not in locked
    ]
    assert missing == []
