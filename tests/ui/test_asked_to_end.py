"""Asked to end by the machine, the program locks first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.ports import LogCode, VaultDoor
from tests.conftest import OWNER, PASSPHRASE

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

WORKING = """
import os, sys
from pathlib import Path
from ui import start
from ui.application import Application
from ui.environment import VAULT

vault, passphrase = sys.argv[1:]

def try_it(self, core):
    original(self, core)
    if passphrase:
        self._unlocking.try_passphrase(bytearray(passphrase.encode()))
    else:
        print("here", flush=True)

def tell(self, *made):
    shown(self, *made)
    self.tasks.run(lambda: None, lambda _: print("here", flush=True), context=self)

original, Application._core_loaded = Application._core_loaded, try_it
shown, Application._show_main = Application._show_main, tell
os.environ[VAULT] = vault
status = start.run(["aktvalv"], os.environ, frozenset())
print("over", status, flush=True)
"""


def asked_to_end(home: Path, asked: signal.Signals, *given: str) -> str:
    """What the program said; it was asked when it was ready."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", WORKING, *given],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(asked)
        out, errors = process.communicate(timeout=60)
    assert "fel " not in errors
    return out


@pytest.mark.req("X01")
@pytest.mark.parametrize("asked", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_open_vault_is_locked_first(asked: str, door: VaultDoor, tmp_path: Path) -> None:
    path = tmp_path / "Mitt valv.aktvalv"
    door.create(path, bytearray(PASSPHRASE.encode()), door.new_recovery_code(), OWNER).close()
    said = asked_to_end(tmp_path, signal.Signals[asked], str(path), PASSPHRASE)
    assert said == "over 0\n"
    vault = door.open(path, bytearray(PASSPHRASE.encode()))
    codes = [row.code for row in vault.log.entries()]
    vault.close()
    assert codes[:2] == [LogCode.UNLOCKED, LogCode.LOCKED]


def test_the_unlock_window_just_closes(door: VaultDoor, tmp_path: Path) -> None:
    assert asked_to_end(tmp_path, signal.SIGTERM, str(tmp_path / "inget.aktvalv"), "") == "over 0\n"
