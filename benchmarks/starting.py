"""From the command to the first window drawn, as whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Aim, Figure, in_turns
from ui.environment import VAULT

ROUNDS = 15
_ROOT = Path(__file__).parent.parent


def start_figure(vault: Path, home: Path) -> Figure:
    """Both windows are drawn offscreen, so that no X server is measured with them."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        VAULT: str(vault),
    }
    for each in ("ours", "bare"):
        _until_painted(each, environment)  # what the disk has to read is read
    ours, bare = in_turns(
        ROUNDS,
        lambda: _until_painted("ours", environment),
        lambda: _until_painted("bare", environment),
    )
    return Figure(
        "start to first paint of the unlock window / bare QtWidgets", ours, bare, Aim(1.5)
    )


def _until_painted(window: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", "benchmarks.first_paint", window],
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        env=environment,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = (time.perf_counter() - started) * 1000
    if line != b"painted\n":
        raise RuntimeError(f"the {window} window was never drawn")
    return elapsed
