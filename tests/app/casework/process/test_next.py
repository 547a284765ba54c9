"""Who does what is missing."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.process.codes import Missing, NextRole
from tests.app.casework.process.cases import Case, bops


def _next(case: Case, step: str, missing: Missing) -> NextRole:
    found = case.process().step(step)
    assert found is not None
    return next(gap.next for gap in found.gaps if gap.missing is missing)


@pytest.mark.req("F040")
def test_the_police_assess_and_protect_and_only_bops_says_who_is_of_the_target_group():
    """Where BOPS has said no to the target group the local police protect: the process bar names
    nobody who does not."""
    case = Case()
    case.contacted()
    assert _next(case, "bops", Missing.THREAT) is NextRole.POLICE

    case.add(bops(level=facts.ThreatLevel.HIGH, target_group=facts.YesNoPending.PENDING))
    assert _next(case, "bops", Missing.TARGET_GROUP) is NextRole.BOPS

    case.add(bops(level=facts.ThreatLevel.HIGH, target_group=facts.YesNoPending.NO))
    assert _next(case, "bops", Missing.PROTECTIVE_MEASURE) is NextRole.POLICE
