"""What the window before a vault loads: a caseworker in a hurry waits for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

HEAVY = (
    "app.ports", "app.usecases", "app.casework", "app.forms", "app.pdf",
    "storage.crypto", "storage.database", "storage.vault",
    "cryptography", "sqlcipher3", "reportlab", "msgspec", "rfc8785", "dateutil", "zxcvbn",
    "hashlib", "json", "subprocess",
)  # fmt: skip
"""Packages and modules that the first window must do without."""

AT_FIRST_PAINT = """
import sys
from storage.process import harden
harden()
from pathlib import Path
from ui import start
from ui.application import Application
from ui.crash import CrashDoor
from ui.machine import Machine
from ui.theme import Theme

loaded_by = []
qt = start.prepare_qt(["aktvalv"])
machine = Machine(Theme(qt), Path("none.toml"), qt)
application = Application(machine, CrashDoor(qt), lambda: loaded_by.append("load"), print, qt)

def painted():
    print(" ".join(sorted(sys.modules)))
    qt.exit(0)

application.window.painted.disconnect()
application.window.painted.connect(painted)
application.start({"AKTVALV_VAULT": sys.argv[1]})
qt.exec()
application.tasks.wait_closed()
assert loaded_by == [], "the core was asked for before the first window was drawn"
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> frozenset[str]:
    """Modules in a fresh process that has just drawn its first window, for a vault it knows."""
    vault = tmp_path_factory.mktemp("home") / "valv.aktvalv"
    vault.mkdir()
    done = subprocess.run(
        [sys.executable, "-s", "-c", AT_FIRST_PAINT, str(vault)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("name", HEAVY)
def test_the_first_window_is_drawn_without(name: str, loaded: frozenset[str]) -> None:
    assert "ui.pages.unlock.page" in loaded
    assert not {each for each in loaded if each == name or each.startswith(name + ".")}
