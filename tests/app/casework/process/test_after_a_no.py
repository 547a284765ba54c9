"""A no leads to no closing while it can be appealed."""

from __future__ import annotations

from datetime import date

import pytest

from app.casework import due, facts
from app.casework.process.steps import process
from app.casework.projection import fold
from app.ids import RecordId
from app.law.pack import LegalPack
from tests.app.casework.build import STREAM, assessment, decision
from tests.app.casework.process.cases import Case
from tests.conftest import process_table

LAST_DAY = date(2026, 6, 22)
AFTER = date(2026, 6, 23)


def _refused() -> tuple[Case, RecordId]:
    """A no that the person got on Monday 1 June 2026."""
    case = Case()
    case.on_its_way()
    made = case.add(assessment())
    no = case.add(
        decision(assessment=made.id, outcome=facts.Outcome.REFUSED, decided_on="2026-06-01")
    )
    case.add(facts.DecisionReceipt(decision=no.id, received_on="2026-06-01", how="I handen"))
    return case, no.id


def _discharge(case: Case, law: LegalPack, day: date) -> str:
    state = fold(STREAM, case.records)
    found = process(process_table(), state, day, to_know=due.to_know(state, law)).step("discharge")
    assert found is not None
    return found.status.value


@pytest.mark.req("F085", "X11")
def test_closing_waits_until_the_time_of_appeal_is_over(law: LegalPack) -> None:
    case, _ = _refused()
    assert _discharge(case, law, LAST_DAY) == "not_yet"
    assert _discharge(case, law, AFTER) != "not_yet"


@pytest.mark.req("F085", "X11")
def test_closing_waits_for_the_court(law: LegalPack) -> None:
    case, no = _refused()
    appeal = facts.Appeal(
        decision=no, received_on="2026-06-20", timeliness=facts.AppealTimeliness.IN_TIME
    )
    made = case.add(appeal)
    assert _discharge(case, law, date(2026, 9, 1)) == "not_yet"
    ended = facts.Appeal(
        decision=no,
        received_on="2026-06-20",
        timeliness=facts.AppealTimeliness.IN_TIME,
        forwarded_on="2026-06-22",
        court_decided_on="2026-08-30",
    )
    case.add(ended, made.content.entity, parents=[made])
    assert _discharge(case, law, date(2026, 9, 1)) != "not_yet"


@pytest.mark.req("X11")
def test_closing_waits_for_no_appeal_that_came_too_late(law: LegalPack) -> None:
    case, no = _refused()
    case.add(
        facts.Appeal(decision=no, received_on="2026-06-30", timeliness=facts.AppealTimeliness.LATE)
    )
    assert _discharge(case, law, date(2026, 7, 1)) != "not_yet"
