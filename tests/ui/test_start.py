"""Starting: guarded before Qt, light before the first paint, nothing written beside the vault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ui.version import VERSION

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("sqlcipher3", "cryptography", "msgspec", "reportlab", "zxcvbn", "PySide6.QtPdf", "socket")

FIRST_PAINT = """
import json, os, sys
from storage.process import harden
harden()
assert "PySide6" not in sys.modules
from ui import start
from ui.application import Application
from ui.core import Core

seen = {}

def load():
    seen["loading"] = True
    from ui import bootstrap
    return bootstrap.load_core()

start.load_core = load

def end_after_load(self, core):
    seen["core"] = type(core).__name__
    self.ended.emit()

def when_painted(self):
    seen["heavy"] = sorted(set(sys.modules) & set(json.loads(os.environ["HEAVY"])))
    original(self)

original = Application._load_the_rest
Application._load_the_rest = when_painted
Application._core_loaded = end_after_load
status = start.run(["aktvalv"], os.environ, frozenset())
print(json.dumps(seen))
os._exit(status)
"""


def run(home: Path, script: str = FIRST_PAINT) -> dict[str, object]:
    """Run in a process of its own with a home of its own."""
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "HEAVY": json.dumps(HEAVY),
    }
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    seen = run(tmp_path / "hem")
    assert seen["heavy"] == []
    assert seen["core"] == "Core"


@pytest.mark.req("X02")
def test_a_start_leaves_no_file_behind(tmp_path: Path) -> None:
    home = tmp_path / "hem"
    run(home)
    left = [path for path in home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
    assert left == []


def test_the_version_is_the_projects(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
