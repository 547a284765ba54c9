"""Times that are started by hand, local values of times, and what is due for the vault."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.casework.quarters import quarter_of
from app.casework.unit_facts import LocalDeadline, QuarterReport
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import BlobId, EntityId, StreamId
from app.journal.canonical import seal
from app.law.local import with_local
from app.law.pack import Basis, Deadline
from app.law.shelf import LawShelf
from app.ports import DueRow
from app.usecases import identity, legal_packs, reading, settling, writing
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import plans
from app.usecases.watching import local_deadlines, started, tasks, vault_todo, watch
from app.usecases.watching.todo import agenda, todo
from tests.app.casework.law import LAW
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock


def begun(desk: Desk, stream: StreamId, **typed: str) -> EntityId:
    entity = new_entity(desk)
    started.start_deadline(desk, stream, entity, typed)
    return entity


def latest(desk: Desk, stream: StreamId) -> facts.StartedDeadline:
    return started.started_of(desk, stream)[-1].latest.fact


# -------------------------------------------------------------------------------- by hand


@pytest.mark.req("X12")
def test_a_time_is_started_shown_and_ended(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    entity = begun(desk, stream, rule="shelter_court", started_on="2026-05-29", about="Beslut")
    shown = watch.look(desk, stream, None)
    (row,) = [each for each in shown.rows if each.started == entity]
    assert (row.due, row.days, row.about) == (date(2026, 6, 5), 4, "Beslut")
    assert ("shelter_court", "2026-06-05") in {(item.code, item.due) for item in todo(desk)}

    with pytest.raises(InvalidFields) as refused:
        started.end_deadline(desk, stream, entity, {"ended_on": "2026-05-28"})
    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("ended_on", Fault.BEFORE),
        ("outcome", Fault.REQUIRED),
    }
    started.end_deadline(desk, stream, entity, {"ended_on": "idag", "outcome": "Inlämnat"})
    assert latest(desk, stream).outcome == "Inlämnat"
    with pytest.raises(Refusal) as again:
        started.end_deadline(desk, stream, entity, {"ended_on": "idag", "outcome": "x"})
    assert again.value.reason is Reason.ALREADY_SIGNED


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"rule": "appeal", "started_on": "2026-05-01"}, "rule", Fault.NOT_A_CHOICE),
        ({"rule": "provider_follow_up", "started_on": "2026-05-01"}, "rule", Fault.NOT_A_CHOICE),
        ({"rule": "shelter_court", "started_on": "2024-03-31"}, "started_on", Fault.NOT_IN_FORCE),
        ({"rule": "shelter_court", "started_on": "2026-06-02"}, "started_on", Fault.IN_THE_FUTURE),
        ({"rule": "shelter_court", "started_on": "30 feb"}, "started_on", Fault.NO_SUCH_DAY),
        ({"rule": "shelter_court"}, "started_on", Fault.REQUIRED),
    ],
)
def test_what_cannot_be_started_is_explained(
    desk: Desk, typed: dict[str, str], field: str, fault: Fault
) -> None:
    stream = typed_forms.opened_case(desk)
    with pytest.raises(InvalidFields) as refused:
        started.start_deadline(desk, stream, new_entity(desk), typed)
    assert [(each.field, each.fault) for each in refused.value.problems] == [(field, fault)]


@pytest.mark.req("X12")
def test_a_time_that_repeats_begins_again_on_the_day_it_was_due(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    entity = begun(desk, stream, rule="cost_reconciliation", started_on="2025-12-31")
    started.end_deadline(desk, stream, entity, {"ended_on": "2026-05-20", "outcome": "Stämde"})

    assert latest(desk, stream) == facts.StartedDeadline("cost_reconciliation", "2026-06-30")
    (time,) = started.started_of(desk, stream)
    assert [each.fact.outcome for each in time.versions] == ["", "Stämde", ""]


# -------------------------------------------------------------------------- for the vault


@pytest.mark.req("X12")
def test_a_provider_is_followed_up_each_year_without_any_case(
    desk: Desk, clock: StoppedClock
) -> None:
    register = desk.vault.journal.register
    begun(desk, register, rule="provider_follow_up", started_on="2025-06-20", about="Boende A")
    assert {item.text for item in todo(desk)} >= {"Boende A"}
    assert vault_todo.work(desk).times[0].due == date(2026, 6, 20)


@pytest.mark.req("X12")
def test_the_log_is_gone_through_a_month_after_the_last_time(
    desk: Desk, clock: StoppedClock
) -> None:
    assert started.log_review_start(desk) == date(2026, 6, 1)
    clock.pass_(days=29)
    assert "log_review" not in {item.code for item in todo(desk)}
    clock.pass_(days=1)
    assert ("log_review", "2026-07-01") in {(item.code, item.due) for item in todo(desk)}
    started.review_log(desk, new_entity(desk), {"outcome": "Inget"})
    assert "log_review" not in {item.code for item in todo(desk)}
    clock.pass_(days=31)
    assert ("log_review", "2026-08-01") in {(item.code, item.due) for item in todo(desk)}


@pytest.mark.req("X12", "X13")
def test_the_quarter_is_reported_when_something_was_not_carried_out(
    desk: Desk, clock: StoppedClock
) -> None:
    stream = typed_forms.opened_case(desk)
    granted = facts.GrantedIntervention("1", "Boende", None, "Behövs", "2026-02-01")
    decided = facts.Decision(
        facts.Outcome.GRANTED, "2026-02-01", "Boende", "sol-2025-11-1", "11 kap. 1 §", "Behövs",
        "Chefen", "Enhetschef", "3.1", interventions=(granted,),
    )  # fmt: skip
    writing.add(desk, stream, new_entity(desk), decided)
    assert "quarter_report" not in {item.code for item in todo(desk)}, "due 1 May: this quarter"
    clock.pass_(days=30)  # 1 July
    assert ("quarter_report", "2026-07-14") in {(item.code, item.due) for item in todo(desk)}

    report = QuarterReport("2026-Q2", "2026-07-01", 1, "IVO")
    writing.add(desk, desk.vault.journal.register, new_entity(desk), report)
    assert "quarter_report" not in {item.code for item in todo(desk)}


@pytest.mark.parametrize(
    ("day", "end", "quarter"),
    [
        (date(2026, 1, 1), date(2025, 12, 31), "2025-Q4"),
        (date(2026, 3, 31), date(2025, 12, 31), "2025-Q4"),
        (date(2024, 4, 1), date(2024, 3, 31), "2024-Q1"),
        (date(2026, 12, 31), date(2026, 9, 30), "2026-Q3"),
        (date.min, date.min, "0001-Q1"),
    ],
)
def test_the_quarter_that_has_ended(day: date, end: date, quarter: str) -> None:
    assert vault_todo.last_quarter_end(day) == end
    assert quarter_of(end) == quarter


# -------------------------------------------------------------------------- in the lists


@pytest.mark.req("X12")
def test_a_task_that_is_put_off_is_hidden_and_comes_back(desk: Desk, clock: StoppedClock) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    tasks.add_task(desk, stream, entity, {"what": "Ring", "due_on": "2026-06-01"})
    assert ("task", "2026-06-01") in {(item.code, item.due) for item in todo(desk)}
    tasks.put_off_task(desk, stream, entity, {"wait_until": "2026-06-05"})
    assert "task" not in {item.code for item in todo(desk)}
    assert ("task", "2026-06-05") in {(item.code, item.due) for item in agenda(desk)}
    clock.pass_(days=4)
    assert ("task", "2026-06-05") in {(item.code, item.due) for item in todo(desk)}
    assert not any("Ring" in repr(item) for item in todo(desk))
    assert desk.vault.check().faults == ()


def test_a_reminder_is_noted_as_dealt_with_and_a_time_of_the_law_is_not(desk: Desk) -> None:
    stream, plan = typed_forms.opened_case(desk), new_entity(desk)
    plans.fix_plan(desk, stream, plan, typed_forms.plan(follow_up_on="2026-06-03"))
    own = DueRow(stream, plan, "plan_follow_up", "2026-06-03")
    tasks.note_handled(desk, stream, own, new_entity(desk), {"outcome": "Flyttat"})
    assert "plan_follow_up" not in {row.code for row in reading.open_case(desk, stream).due}

    of_law = DueRow(stream, plan, "application_slow", "2026-11-04")
    with pytest.raises(Refusal) as refused:
        tasks.note_handled(desk, stream, of_law, new_entity(desk), {"outcome": "x"})
    assert refused.value.reason is Reason.REMINDER_OF_LAW


# --------------------------------------------------------------------------- local values


def local(**typed: str) -> dict[str, str]:
    return {"key": "plan_due", "valid_from": "2026-01-01", "weeks": "3", "reason": "Rutin", **typed}


@pytest.mark.req("X12")
def test_a_local_value_takes_over_from_its_day_and_never_over_the_law(desk: Desk) -> None:
    local_deadlines.set_local(desk, new_entity(desk), local())
    law = with_local(LAW, local_deadlines.local_values(desk))
    (before, after) = (
        law.deadline("plan_due", date(2025, 12, 31)),
        law.deadline("plan_due", date(2026, 1, 1)),
    )
    assert before is not None
    assert after is not None
    assert (before.days, after.days, after.weeks) == (14, 0, 3)
    assert law.version != LAW.version

    forged = [*local_deadlines.local_values(desk), LocalDeadline("appeal", "2020-01-01", days=1)]
    assert with_local(LAW, forged).deadline("appeal", date(2026, 1, 1)) == LAW.deadline(
        "appeal", date(2026, 1, 1)
    )


@pytest.mark.req("X12")
def test_a_local_value_holds_at_once_and_when_the_vault_is_opened_again(
    desk: Desk,
) -> None:
    stream = typed_forms.opened_case(desk)
    protection = {"level": "both", "checked_on": "2026-05-01", "shown_by": "oral", "valid_to": ""}
    identity.set_protection(desk, stream, protection)

    def checks() -> list[str]:
        due = reading.open_case(desk, stream).due
        return [row.due for row in due if row.code == "protection_check"]

    assert checks() == ["2026-10-28"]
    typed = local(key="protection_check", weeks="", days="30")
    local_deadlines.set_local(desk, new_entity(desk), typed)

    rule = desk.law.deadline("protection_check", date(2026, 5, 1))
    assert rule is not None
    assert rule.days == 30
    assert checks() == ["2026-05-31"]
    fresh = LawShelf(desk.laws.own)
    legal_packs.learn(fresh, desk.vault.journal.records(desk.vault.journal.register), desk_blob)
    assert fresh.in_force(date(2026, 6, 1)) == desk.law, "as when the vault is opened again"


@pytest.mark.req("X12")
@pytest.mark.parametrize("kept", [0, 1])
def test_of_two_values_that_stand_against_each_other_the_chosen_one_holds_at_once(
    desk: Desk, kept: int
) -> None:
    """As two vaults make them that are merged: each began another value on the same one."""
    register = desk.vault.journal.register
    local_deadlines.set_local(desk, new_entity(desk), local(weeks="2"))
    local_deadlines.set_local(desk, new_entity(desk), local(valid_from="2026-03-01", weeks="4"))
    last = desk.vault.journal.records(register)[-1]
    body = {**last.content.body, "valid_from": "2026-05-01", "weeks": 5}
    twin = dataclasses.replace(last.content, body=body, lamport=last.content.lamport + 1)
    desk.vault.journal.append([seal(twin, desk.vault.sign)])

    (row,) = [each for each in local_deadlines.local_rows(desk) if each.disputed]
    assert row.entity is not None
    value, record = row.sides[kept]
    changes = settling.settle_conflict(desk, register, row.entity, record)

    assert {Part.LAW, Part.WATCH} <= changes.parts
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1))
    weeks = [rule.weeks for day in days if (rule := desk.law.deadline("plan_due", day))]
    assert weeks == ([2, 4, 4, 4] if value.weeks == 4 else [2, 2, 2, 5])


@pytest.mark.req("X12")
def test_a_later_version_from_an_earlier_day_replaces_what_stood_there(desk: Desk) -> None:
    local_deadlines.set_local(desk, new_entity(desk), local(valid_from="2026-05-01", weeks="2"))
    local_deadlines.set_local(desk, new_entity(desk), local(valid_from="2026-03-01", weeks="4"))
    rule = desk.law.deadline("plan_due", date(2026, 5, 1))
    assert rule is not None
    assert rule.weeks == 4


def desk_blob(_name: BlobId) -> bytes:
    raise AssertionError("no pack has been taken in")


def test_a_value_that_is_counted_back_is_typed_without_sign(desk: Desk) -> None:
    typed = local(key="intervention_ends", weeks="", days="45")
    local_deadlines.set_local(desk, new_entity(desk), typed)
    (row,) = [each for each in local_deadlines.local_rows(desk) if each.value is not None]
    assert (row.rule.key, row.value and row.value.days) == ("intervention_ends", -45)


def test_a_later_value_of_a_key_is_a_version_of_the_first(desk: Desk) -> None:
    local_deadlines.set_local(desk, new_entity(desk), local())
    local_deadlines.set_local(desk, new_entity(desk), local(valid_from="2026-05-01", weeks="4"))
    law = with_local(LAW, local_deadlines.local_values(desk))
    weeks = [law.deadline("plan_due", day) for day in (date(2026, 4, 30), date(2026, 5, 1))]
    assert [each.weeks for each in weeks if each is not None] == [3, 4]
    assert len([row for row in local_deadlines.local_rows(desk) if row.value]) == 1


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        (local(key="appeal"), "key", Fault.NOT_A_CHOICE),
        (local(weeks=""), "months", Fault.REQUIRED),
        (local(weeks="tre"), "weeks", Fault.NOT_A_NUMBER),
        (local(days="99999"), "days", Fault.TOO_HIGH),
        (local(reason=""), "reason", Fault.REQUIRED),
        (local(valid_from="2026"), "valid_from", Fault.NOT_A_FULL_DATE),
    ],
)
def test_a_local_value_that_cannot_be_used_is_explained(
    desk: Desk, typed: dict[str, str], field: str, fault: Fault
) -> None:
    with pytest.raises(InvalidFields) as refused:
        local_deadlines.set_local(desk, new_entity(desk), typed)
    assert (field, fault) in {(each.field, each.fault) for each in refused.value.problems}


VALUES = st.builds(
    LocalDeadline,
    key=st.sampled_from([rule.key for rule in LAW.deadlines] + ["?"]),
    valid_from=st.dates(date(1890, 1, 1), date(2100, 1, 1)).map(str) | st.just("snart"),
    days=st.integers(-400, 400),
)


@given(st.lists(VALUES, max_size=6), st.dates(date(1900, 1, 1), date(2110, 1, 1)))
def test_with_any_local_values_one_rule_at_most_holds_a_day(
    values: list[LocalDeadline], day: date
) -> None:
    law = with_local(LAW, values)
    for key in {rule.key for rule in LAW.deadlines}:
        now = [rule for rule in law.deadlines if rule.key == key and rule.in_force(day)]
        then = [rule for rule in LAW.deadlines if rule.key == key and rule.in_force(day)]
        assert len(now) == len(then) <= 1
        if then and then[0].basis is Basis.LAW:
            assert now == then
    assert all(isinstance(rule, Deadline) for rule in law.deadlines)
    assert dataclasses.replace(law, deadlines=LAW.deadlines, version=LAW.version) == LAW
