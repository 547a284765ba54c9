"""An appeal from its arrival to the court's answer, and the demand for a decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.casework.facts import AppealTimeliness
from app.casework.projection import fold
from app.casework.weekdays import is_weekday
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import RecordId, StreamId
from app.law.pack import LegalPack
from app.usecases.decision import appeals, decision_requests, decisions
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.casework import build
from tests.app.usecases import typed_forms


@pytest.fixture
def case(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream, decided_on="2026-05-05")
    return stream


def decision_of(desk: Desk, case: StreamId) -> RecordId:
    return state_of(desk, case).decisions[0].latest.record.id


def typed(desk: Desk, case: StreamId, **changes: Any) -> dict[str, Any]:
    return {"decision": decision_of(desk, case), "received_on": "2026-05-20"} | changes


def problems(desk: Desk, case: StreamId, **changes: Any) -> set[tuple[str, Fault]]:
    with pytest.raises(InvalidFields) as refused:
        appeals.sign_appeal(desk, case, new_entity(desk), typed(desk, case, **changes))
    return {(each.field, each.fault) for each in refused.value.problems}


@pytest.mark.req("X11")
def test_an_appeal_is_of_a_decision_and_not_older_than_it(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    with pytest.raises(Refusal) as missing:
        appeals.sign_appeal(desk, stream, new_entity(desk), {})
    assert missing.value.reason is Reason.DECISION_MISSING
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    assert problems(desk, stream, decision="ab" * 32) == {("decision", Fault.NOT_A_CHOICE)}
    assert problems(desk, stream, received_on="2026-05-29") == {("received_on", Fault.BEFORE)}


@pytest.mark.req("X11")
def test_every_step_says_what_it_needs(desk: Desk, case: StreamId) -> None:
    assert problems(desk, case, timeliness="late") == {("timeliness_reason", Fault.REQUIRED)}
    assert problems(desk, case, reconsidered="unchanged") == {
        ("reconsidered_on", Fault.REQUIRED),
        ("reconsidered_reason", Fault.REQUIRED),
    }
    assert problems(desk, case, court="Förvaltningsrätten") == {("forwarded_on", Fault.REQUIRED)}
    assert problems(desk, case, forwarded_on="2026-05-21") == {("court", Fault.REQUIRED)}
    assert problems(desk, case, court_outcome="Avslås") == {("court_decided_on", Fault.REQUIRED)}
    assert problems(desk, case, court="F", forwarded_on="2026-05-19") == {
        ("forwarded_on", Fault.BEFORE)
    }


@pytest.mark.req("X11")
def test_an_appeal_goes_on_step_by_step_and_every_step_stays(desk: Desk, case: StreamId) -> None:
    entity = new_entity(desk)
    appeals.sign_appeal(desk, case, entity, typed(desk, case, words="Vill ha kontaktperson."))
    steps: tuple[dict[str, str], ...] = (
        {"timeliness": "in_time"},
        {
            "reconsidered": "unchanged",
            "reconsidered_on": "2026-05-22",
            "reconsidered_reason": "Inget nytt har kommit fram.",
        },
        {"forwarded_on": "2026-05-25", "court": "Förvaltningsrätten i Exempelstad"},
        {"court_decided_on": "2026-06-01", "court_outcome": "Överklagandet avslås."},
    )
    for step in steps:
        now = state_of(desk, case).of(facts.Appeal)[0].latest
        again = {**appeals.typed_again(now.fact), **step}
        appeals.sign_appeal(desk, case, entity, again, builds_on=now.record.id)

    (appeal,) = state_of(desk, case).of(facts.Appeal)
    assert len(appeal.versions) == 5
    last = appeal.latest.fact
    assert last.words == "Vill ha kontaktperson."
    assert last.timeliness is AppealTimeliness.IN_TIME
    assert last.reconsidered is facts.Reconsidered.UNCHANGED
    assert last.court_outcome == "Överklagandet avslås."


@pytest.mark.req("X11")
def test_what_came_in_time_is_suggested_from_when_the_person_got_the_decision(
    desk: Desk, case: StreamId
) -> None:
    about = decision_of(desk, case)

    def suggested(day: str) -> AppealTimeliness:
        return appeals.suggested_timeliness(state_of(desk, case), desk.law, about, day)

    assert suggested("2026-05-20") is AppealTimeliness.NOT_JUDGED
    decisions.add_receipt(
        desk,
        case,
        new_entity(desk),
        {"decision": about, "received_on": "2026-05-08", "how": "I handen"},
    )
    assert appeals.last_day(state_of(desk, case), desk.law, about) == date(2026, 5, 29)
    assert suggested("2026-05-29") is AppealTimeliness.IN_TIME
    assert suggested("2026-05-30") is AppealTimeliness.LATE
    assert suggested("") is AppealTimeliness.NOT_JUDGED


@pytest.mark.req("X11", "X12")
@given(got=st.dates(date(2018, 7, 1), date(2040, 12, 31)))
def test_the_last_day_is_three_weeks_on_and_never_a_day_off(law: LegalPack, got: date) -> None:
    decision = build.record(build.decision("2018-07-01"))
    receipt = facts.DecisionReceipt(
        decision=decision.id, received_on=got.isoformat(), how="I handen"
    )
    state = fold(build.STREAM, [decision, build.record(receipt, of=build.entity(2), lamport=2)])

    last = appeals.last_day(state, law, decision.id)

    assert last is not None
    first = got + timedelta(weeks=3)
    assert is_weekday(last)
    assert last >= first
    assert not any(is_weekday(first + timedelta(days=at)) for at in range((last - first).days))


@pytest.mark.req("X11", "X12")
@pytest.mark.parametrize(
    ("got", "last"),
    [
        ("2026-12-04", "2026-12-28"),  # Christmas Day, a Friday
        ("2026-12-10", "2027-01-04"),  # New Year's Eve, a Thursday
        ("2026-05-29", "2026-06-22"),  # Midsummer Eve, a Friday
        ("2028-02-08", "2028-02-29"),  # a leap day
        ("2026-03-13", "2026-04-07"),  # Good Friday to Easter Monday
    ],
)
def test_the_last_day_at_holidays(law: LegalPack, got: str, last: str) -> None:
    decision = build.record(build.decision("2018-07-01"))
    receipt = facts.DecisionReceipt(decision=decision.id, received_on=got, how="I handen")
    state = fold(build.STREAM, [decision, build.record(receipt, of=build.entity(2), lamport=2)])

    assert appeals.last_day(state, law, decision.id) == date.fromisoformat(last)


# ------------------------------------------------------------------ the demand (FL 12 §)


@pytest.mark.req("X11")
def test_a_demand_is_answered_by_a_decision_or_rejected_with_words(
    desk: Desk, case: StreamId
) -> None:
    entity = new_entity(desk)
    demand = {"requested_on": "2026-05-20", "how": "Brev"}
    decision_requests.sign_request(desk, case, entity, demand)
    first = state_of(desk, case).of(facts.DecisionRequest)[0].latest
    assert first.fact.granted is None

    for wrong, expected in (
        ({"answer": "rejected"}, {("answered_on", Fault.REQUIRED), ("words", Fault.REQUIRED)}),
        ({"answered_on": "2026-05-30"}, {("answer", Fault.REQUIRED)}),
        (
            {"answer": "decided", "answered_on": "2026-05-19"},
            {("answered_on", Fault.BEFORE)},
        ),
    ):
        with pytest.raises(InvalidFields) as refused:
            decision_requests.sign_request(
                desk, case, entity, {**demand, **wrong}, builds_on=first.record.id
            )
        assert {(p.field, p.fault) for p in refused.value.problems} == expected

    answered = {
        **decision_requests.typed_again(first.fact),
        "answer": "rejected",
        "answered_on": "2026-05-30",
        "words": "Utredningen behöver mer tid.",
    }
    decision_requests.sign_request(desk, case, entity, answered, builds_on=first.record.id)
    last = state_of(desk, case).of(facts.DecisionRequest)[0].latest.fact
    assert (last.granted, last.answered_on) == (False, "2026-05-30")
