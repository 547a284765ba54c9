"""What every ``ReplaceProcess`` keeps: the real one, and the one that tests put in its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from storage.process import replace_process
from tests.fakes import RecordedReplacement

GIVEN = {"AKTVALV_VAULT": "/hem/Mitt valv, åäö.aktvalv", "AKTVALV_LOST": "2"}

NEXT = """
import json, os, sys
print(json.dumps({
    "environment": {name: os.environ.get(name) for name in ("AKTVALV_VAULT", "AKTVALV_LOST", "KEPT")},
    "arguments": sys.argv[1:],
    "pid": os.getpid(),
}))
"""

FIRST = """
import os, sys
print(os.getpid(), flush=True)
from storage.process import replace_process
secret = "a passphrase that must not be found in the next process"
replace_process({given!r})
print("it returned")
"""

Replaced = Callable[[Mapping[str, str]], Mapping[str, str]]
"""Replaces a process with this environment, and gives what the next one finds in its own."""


def by_the_real_one(tmp_path: Path) -> Replaced:
    """In a process of its own, with a program of the test's own named ``ui`` to start."""
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text("")
    (tmp_path / "ui" / "__main__.py").write_text(NEXT)
    root = Path(__file__).parent.parent.parent

    def replaced(given: Mapping[str, str]) -> Mapping[str, str]:
        out = subprocess.run(
            [sys.executable, "-c", FIRST.format(given=dict(given)), "--demo"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root), "KEPT": "yes"},
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stdout.splitlines()
        first, after = int(out[0]), json.loads(out[1])
        assert len(out) == 2, "it must never return"
        assert after["arguments"] == [], "arguments can be read by every user of the machine"
        assert after["environment"]["KEPT"] == "yes"
        if os.name == "posix":
            assert after["pid"] == first
        return dict(after["environment"])

    return replaced


def by_the_fake(_tmp_path: Path) -> Replaced:
    def replaced(given: Mapping[str, str]) -> Mapping[str, str]:
        fake = RecordedReplacement()
        fake(given)
        return fake.environments[-1]

    return replaced


@pytest.mark.req("X01")
@pytest.mark.parametrize("kind", [by_the_real_one, by_the_fake])
def test_what_is_told_reaches_the_next_process_whole(
    kind: Callable[[Path], Replaced], tmp_path: Path
) -> None:
    found = kind(tmp_path)(GIVEN)
    assert {name: found[name] for name in GIVEN} == GIVEN


def test_the_real_one_is_what_the_program_uses() -> None:
    from ui import bootstrap  # noqa: PLC0415 - heavy, and only this test needs it

    assert bootstrap.replace_process is replace_process
