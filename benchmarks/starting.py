"""From the command to the first window drawn, as whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from benchmarks.figures import Aim, Figure, in_turns
from ui.environment import VAULT

ROUNDS = 15
_ROOT = Path(__file__).parent.parent


def start_figures(vault: Path, home: Path) -> list[Figure]:
    """All windows are drawn offscreen, so that no X server is measured with them."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        VAULT: str(vault),
    }
    windows = [partial(_until_painted, each, environment) for each in ("ours", "bare", "empty")]
    in_turns(1, *windows)  # what the disk has to read is read
    ours, bare, empty = in_turns(ROUNDS, *windows)
    return [
        Figure("start to first paint of the unlock window / bare QtWidgets", ours, bare, Aim(1.5)),
        Figure("the same / an empty window", ours, empty),
    ]


def _until_painted(window: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", "benchmarks.first_paint", window],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the offscreen plugin's complaints
        cwd=_ROOT,
        env=environment,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = (time.perf_counter() - started) * 1000
    if line != b"painted\n":
        raise RuntimeError(f"the {window} window was never drawn")
    return elapsed
