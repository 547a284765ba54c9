from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.torture.kill9 import kills_wanted


@pytest.mark.torture
@pytest.mark.req("X09", "X24")
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform == "win32", reason="forks, pipes and SIGKILL as POSIX has them")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed_at_its_work() -> None:
    kills = kills_wanted()
    # In a process of its own: forking needs one that has made neither threads nor windows.
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.kill9_program", str(kills)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=False,
    )
    outcome = json.loads(done.stdout)
    assert outcome["lost"] == [], outcome
    assert done.returncode == 0
    assert outcome["kills"] == kills
    for kind in ("records", "drafts", "forms", "others", "backups", "papers"):
        assert outcome[kind] > 0, f"no {kind} were at stake: {outcome}"
