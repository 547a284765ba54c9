"""Tasks of a case and of the vault: made, put off, done, done again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.casework.state import Entity, Signed
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import reading, writing
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.watching import tasks
from tests.app.casework import build
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock


def typed(**changes: str) -> dict[str, str]:
    return {"what": "Ring boendet", "due_on": "2026-06-10", **changes}


def added(desk: Desk, **changes: str) -> tuple[StreamId, EntityId]:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    tasks.add_task(desk, stream, entity, typed(**changes))
    return stream, entity


def one(desk: Desk, stream: StreamId) -> facts.Task:
    (task,) = tasks.tasks_of(desk, stream)
    return task.latest.fact


@pytest.mark.req("X12")
def test_a_task_has_a_day_and_somebody_who_does_it(desk: Desk) -> None:
    stream, entity = added(desk)
    assert one(desk, stream) == facts.Task("Ring boendet", "Maja Exempelsson", "2026-06-10")

    changes = tasks.change_task(desk, stream, entity, typed(owner="SIG-lots", due_on="12/6"))

    assert one(desk, stream).owner == "SIG-lots"
    assert one(desk, stream).due_on == "2026-06-12"
    assert {Part.WATCH, Part.CASE} <= changes.parts


def test_what_cannot_be_used_is_explained_at_its_field(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    bad = {"due_on": "31 feb 2026", "wait_until": "2026", "recurrence": "ibland"}

    with pytest.raises(InvalidFields) as refused:
        tasks.add_task(desk, stream, new_entity(desk), bad)

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("what", Fault.REQUIRED),
        ("due_on", Fault.NO_SUCH_DAY),
        ("wait_until", Fault.NOT_A_FULL_DATE),
        ("recurrence", Fault.NOT_A_CHOICE),
    }
    assert tasks.tasks_of(desk, stream) == ()


def test_a_task_may_stand_in_the_vaults_own_register(desk: Desk) -> None:
    register, entity = desk.vault.journal.register, new_entity(desk)

    changes = tasks.add_task(desk, register, entity, typed())
    tasks.finish_task(desk, register, entity, {})

    assert Part.TASKS in changes.parts
    assert one(desk, register).done_on == "2026-06-01"


def test_a_task_that_is_put_off_keeps_its_day(desk: Desk) -> None:
    stream, entity = added(desk)

    tasks.put_off_task(desk, stream, entity, {"wait_until": "2026-06-08"})

    assert (one(desk, stream).due_on, one(desk, stream).wait_until) == ("2026-06-10", "2026-06-08")


def test_what_is_done_is_not_done_twice_and_can_be_opened_again(desk: Desk) -> None:
    stream, entity = added(desk)
    tasks.finish_task(desk, stream, entity, {"done_on": "2026-05-30", "outcome": "Ringde"})
    assert (one(desk, stream).done_on, one(desk, stream).outcome) == ("2026-05-30", "Ringde")

    with pytest.raises(Refusal) as refused:
        tasks.finish_task(desk, stream, entity, {})
    assert refused.value.reason is Reason.ALREADY_SIGNED

    tasks.change_task(desk, stream, entity, typed())
    assert one(desk, stream).done_on == ""


def test_nothing_is_done_in_the_future(desk: Desk) -> None:
    stream, entity = added(desk)
    with pytest.raises(InvalidFields) as refused:
        tasks.finish_task(desk, stream, entity, {"done_on": "2026-06-02"})
    assert refused.value.problems[0].fault is Fault.IN_THE_FUTURE


@pytest.mark.req("X12")
def test_a_recurring_task_comes_again_and_the_one_that_was_done_stays(
    desk: Desk, clock: StoppedClock
) -> None:
    stream, entity = added(desk, due_on="2026-01-31", recurrence="monthly")
    clock.pass_(days=-110)  # 11 February
    for expected in ("2026-02-28", "2026-03-31", "2026-04-30"):
        tasks.finish_task(
            desk, stream, entity, {"done_on": one(desk, stream).due_on[:4] + "-01-31"}
        )
        assert one(desk, stream).due_on == expected

    (task,) = tasks.tasks_of(desk, stream)
    assert [bool(each.fact.done_on) for each in task.versions] == [False, *([True, False] * 3)]
    assert not task.disputed


def test_a_recurring_task_that_is_late_comes_after_today(desk: Desk) -> None:
    stream, entity = added(desk, due_on="2026-02-10", recurrence="weekly")
    tasks.finish_task(desk, stream, entity, {})
    assert one(desk, stream).due_on == "2026-06-02"


@given(
    start=st.dates(date(1, 1, 1), date(9990, 1, 1)),
    late=st.integers(0, 4000),
    recurrence=st.sampled_from([each for each in facts.Recurrence if each.value != "none"]),
)
def test_the_next_day_is_always_later_and_at_most_a_span_away(
    start: date, late: int, recurrence: facts.Recurrence
) -> None:
    task = facts.Task("Ring", "Maja", start.isoformat(), recurrence=recurrence)
    signed = Signed(build.record(task), task)
    done = start + timedelta(days=min(late, (date.max - start).days))

    found = tasks.next_day(Entity(build.entity(1), (signed,), signed), done)

    assert found is None or done < found <= done + timedelta(days=366)
    assert found is not None or done > date(9998, 1, 1)


@given(start=st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_monthly_task_keeps_its_day_of_the_month_over_leap_days_and_year_ends(
    start: date,
) -> None:
    task = facts.Task("Ring", "Maja", start.isoformat(), recurrence=facts.Recurrence.MONTHLY)
    signed = Signed(build.record(task), task)

    found = tasks.next_day(Entity(build.entity(1), (signed,), signed), start)

    assert found is not None
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == 1
    assert found.day == start.day or (found + timedelta(days=1)).day == 1


def test_a_task_that_the_program_raises_is_written_with_what_raised_it(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    entry = tasks.raised(
        desk,
        what="Berätta för parterna",
        code="consent_gone",
        due_on="2026-06-01",
        part=Part.CONSENT,
    )
    writing.append(desk, stream, writing.case_records(desk, stream), [entry])

    (task,) = reading.state_of(desk, stream).of(facts.Task)
    assert task.latest.fact.raised_by == "consent_gone"
    assert task.latest.fact.part == "consent"
    tasks.change_task(desk, stream, task.id, typed())
    assert one(desk, stream).raised_by == "consent_gone"
