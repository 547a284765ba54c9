"""docs/requirements.md says what is met and where; a marked test proves each such row."""

from __future__ import annotations

import ast
import re

from tests.house.source import ROOT, sources

ROW = re.compile(r"^\| (?P<id>[FX]\d{2,3}) \| (?P<words>[^|]+) \|(?P<where>[^|]*)\|$", re.MULTILINE)
TABLE = (ROOT / "docs" / "requirements.md").read_text("utf-8")


def rows() -> dict[str, str]:
    return {row["id"]: row["where"].strip() for row in ROW.finditer(TABLE)}


def marked() -> set[str]:
    found: set[str] = set()
    for source in sources("tests"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.req":
                found |= {ast.literal_eval(argument) for argument in node.args}
    return found


def test_every_requirement_has_one_row() -> None:
    ids = [row["id"] for row in ROW.finditer(TABLE)]
    assert len(ids) == len(set(ids))
    assert {f"F{n:03}" for n in range(1, 185)} <= set(ids)
    assert {f"X{n:02}" for n in range(1, 29)} <= set(ids)


def test_every_row_that_is_met_is_proved_by_a_marked_test() -> None:
    met = {name for name, where in rows().items() if where}
    assert met - marked() == set()


def test_every_mark_is_a_requirement() -> None:
    assert marked() - rows().keys() == set()


def test_every_place_named_exists() -> None:
    missing = [
        f"{name}: {place}"
        for name, where in rows().items()
        for place in re.findall(r"`([^`]+)`", where)
        if not (ROOT / place).exists()
    ]
    assert missing == []
