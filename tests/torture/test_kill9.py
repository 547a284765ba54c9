from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.torture.kill9 import kills_wanted, run


@pytest.mark.torture
@pytest.mark.req("X09", "X24")
@pytest.mark.timeout(1800)
@pytest.mark.skipif(sys.platform == "win32", reason="pipes and SIGKILL as POSIX has them")
def test_no_acknowledged_record_is_lost(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    outcome = run(tmp_path, kills_wanted(), seed)
    assert outcome.lost == (), f"seed {seed}"
    assert outcome.present >= outcome.acknowledged > 0
