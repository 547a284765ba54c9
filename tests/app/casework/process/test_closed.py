"""What a closed case no longer asks for."""

from __future__ import annotations

from datetime import date

from app.casework import facts
from tests.app.casework.process.cases import Case, bops

LATER = date(2026, 12, 1)


def test_a_closed_case_is_neither_followed_up_nor_reviewed():
    """As in Att göra: what was planned while it was open is late no more."""
    case = Case()
    case.decided()
    case.add(bops(assessed_on="2026-04-20", review_on="2026-06-10"))
    planned = facts.FollowUp(
        track=facts.Track.JOINT, status=facts.FollowUpStatus.PLANNED, planned_on="2026-06-10"
    )
    case.add(planned)
    assert {step.key for step in case.process(LATER).steps if step.late} == {"follow_up", "review"}

    case.add(
        facts.Closing(
            closed_on="2026-06-09",
            reason=facts.ClosingReason.OWN_WISH,
            situation="Har flyttat.",
            told="Hur hen söker igen.",
        )
    )
    assert not [step.key for step in case.process(LATER).steps if step.late]
